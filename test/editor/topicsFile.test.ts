import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/common/ids';
import { abstractOn, compactDump, hasTitle, inWorkspace, loadedParts, read, remove, until, write } from './support';
import type { Parts } from '../../src/extension';

const title = 'Kite Strings: Long Tethers for Light Policies';

describe('topics of one’s own', () => {
  let running: Parts;
  const file = inWorkspace('paper-digest.topics.json');
  const folder = inWorkspace('incoming-topics');
  const topicOf = (): string | null => {
    const paper = [...running.digest.papers.values()].find((candidate) => candidate.title === title);
    return paper ? running.digest.topicOf(paper).topic : null;
  };
  const hasArea = (id: string): boolean =>
    running.digest.topics.some((topic) => topic.id === id && topic.parent === null);
  const gone = (uri: vscode.Uri): Promise<void> => remove(uri).then(undefined, () => undefined);

  before(async () => {
    running = await loadedParts();
    await running.topics.load();
    await write(vscode.Uri.joinPath(folder, 'kites.txt'), compactDump([[title, abstractOn('kites on long strings')]]));
    await until('the new paper', () => hasTitle(running, title));
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await gone(file);
    await until('the built-in topics alone', () => running.topics.topics.length === 0 && !hasArea('kites'));
  });

  after(async () => {
    await gone(folder);
    await until('the twelve papers of the workspace', () => running.digest.papers.size === 12);
  });

  it('count as soon as the file is written, changed, broken and deleted', async () => {
    const before = topicOf();
    assert.notEqual(before, 'kites');
    await write(
      file,
      '{ "topics": [\n  { "id": "kites", "name": "Kites", "phrases": { "kite": 5, "long string": 5 } },\n] }',
    );
    await until('the new area', () => hasArea('kites'));
    await until('the paper in it', () => topicOf() === 'kites');
    assert.equal(running.digest.topics[0]?.name, 'Kites');
    assert.deepEqual(vscode.languages.getDiagnostics(file), []);

    await write(
      file,
      '{ "topics": [\n  { "id": "kites", "name": "Things on Strings", "phrases": ["submarine"] },\n], "hidden": ["kites"] }',
    );
    await until('the other name', () => running.digest.topics[0]?.name === 'Things on Strings');
    await until('the paper back where it was', () => topicOf() === before);
    assert.deepEqual(running.topics.hidden, ['kites']);

    await write(
      file,
      '{ "topics": [\n  { "id": "kites", "name": "Kites", "phrases": { "kite": 50 } }\n  { "id": "strings" }\n] }',
    );
    const ours = (): vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'Paper Digest');
    await until('the complaints', () => ours().length === 3);
    const told = ours().map(({ severity, range }) => [range.start.line, severity]);
    assert.deepEqual(told, [
      [1, vscode.DiagnosticSeverity.Warning],
      [2, vscode.DiagnosticSeverity.Error],
      [2, vscode.DiagnosticSeverity.Warning],
    ]);

    await remove(file);
    await until('no complaint', () => ours().length === 0);
    await until('the built-in topics', () => !hasArea('kites') && topicOf() === before);
  });

  it('tells of a change only if there is one', async () => {
    const text = '{ "topics": [{ "id": "kites", "name": "Kites" }] }';
    await write(file, text);
    await until('the new area', () => hasArea('kites'));
    let changes = 0;
    const counting = running.topics.onDidChange(() => changes++);
    await write(file, `// the same\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    counting.dispose();
    assert.equal(changes, 0);
  });

  it('begin with a file of examples', async () => {
    await vscode.commands.executeCommand(commands.openTopicsFile);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), file.toString());
    assert.equal(editor.document.languageId, 'jsonc');
    const examples = (await read(file))
      .replace(/^( +)\/\/ (?=\{)/gm, '$1')
      .replace(/"hidden": \[\]/, '"hidden": ["reading-group"]');
    await write(file, examples);
    await until('the examples', () => hasArea('reading-group') && running.topics.hidden.length === 1);
    assert.equal(running.topics.topics.length, 2);
    assert.deepEqual(
      vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'Paper Digest'),
      [],
    );
  });

  it('take phrases in, whether the file is missing, closed or open', async () => {
    const kites = { id: 'kites', name: 'Kites' };
    const phrases = (): string[] => Object.keys(running.topics.topics[0]?.phrases ?? {});
    assert.equal((await running.topics.addPhrases(kites, ['kite']))?.toString(), file.toString());
    assert.deepEqual(phrases(), ['kite']);
    await running.topics.addPhrases(kites, ['kites', 'long string']);
    assert.deepEqual(phrases(), ['kite', 'long string']);

    const { document } = await vscode.window.showTextDocument(file);
    await until('the document as it is on disk', () => document.getText().includes('long string'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(0, 0), '// typed\n');
    await vscode.workspace.applyEdit(edit);
    await running.topics.addPhrases(kites, ['tether']);
    assert.deepEqual(phrases(), ['kite', 'long string', 'tether']);
    assert.ok(!document.isDirty && (await read(file)).startsWith('// typed\n'));
  });
});
