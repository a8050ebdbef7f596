import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Paper } from '../../src/core/paper';
import { WorkspaceBacklinks } from '../../src/editor/backlinks';
import { ShardFiles } from '../../src/editor/common/shardFiles';
import type { Parts } from '../../src/extension';
import {
  abstractOn,
  allPapers,
  compactDump,
  hasTitle,
  inWorkspace,
  loadedParts,
  logInto,
  markdownOf,
  remove,
  until,
  withSetting,
  write,
} from './support';

const keelhold = 'Keelhold: Safe Exploration by Reversible Actions First';
const note = inWorkspace('notes', 'backlinks.md');

describe('the notes that name a paper', () => {
  let running: Parts;
  const disposables: vscode.Disposable[] = [];
  before(async () => {
    running = await loadedParts();
    await running.backlinks.load();
  });
  afterEach(async () => {
    for (const disposable of disposables.splice(0)) disposable.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(note).catch(() => undefined);
    await until('the note is gone', () => linesIn(note, keelhold).length === 0);
  });

  function paperOf(title: string): Paper {
    const paper = [...running.digest.papers.values()].find((one) => one.title === title);
    assert.ok(paper, title);
    return paper;
  }

  /** The lines of a note that name a paper, counted from 0; none where there is no such paper. */
  function linesIn(uri: vscode.Uri, title: string): number[] {
    if (!hasTitle(running, title)) return [];
    return running.backlinks
      .of(paperOf(title))
      .filter((place) => place.note === uri.toString())
      .map(({ line }) => line);
  }

  it('stand below the paper in the tree, and a click goes there', async () => {
    const node = (await allPapers(running)).find(({ paper }) => paper.title === keelhold);
    assert.ok(node);
    const item = running.tree.getTreeItem(node);
    assert.equal(item.collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    const [place, other, ...more] = await running.tree.getChildren(node);
    assert.ok(place?.kind === 'place' && other?.kind === 'place');
    assert.deepEqual(more, []);
    assert.match(other.place.note, /notes\.txt$/);
    assert.equal(running.tree.getParent(place), node);
    const child = running.tree.getTreeItem(place);
    assert.deepEqual([child.label, child.description], ['notes.md', '7  … stands in both dumps']);
    assert.equal(child.accessibilityInformation?.label, 'line 7 of notes/notes.md, … stands in both dumps');
    assert.match(
      markdownOf(running.tree.resolveTreeItem(item, node).tooltip).value.replaceAll('\\', ''),
      /Mentioned in notes\/notes\.md, notes\/notes\.txt$/,
    );
    assert.ok(child.command);
    await vscode.commands.executeCommand(child.command.command, ...((child.command.arguments ?? []) as unknown[]));
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(vscode.workspace.asRelativePath(editor.document.uri), 'notes/notes.md');
    assert.equal(editor.document.getText(editor.selection), keelhold);
  });

  it('are none for a paper that no note names', async () => {
    const title = 'Moths Navigate by the Smell of Old Books';
    const dump = inWorkspace('moths.txt');
    await write(dump, compactDump([[title, abstractOn('moths')]]));
    await until('the paper', () => hasTitle(running, title));
    const node = (await allPapers(running)).find(({ paper }) => paper.title === title);
    assert.ok(node);
    assert.equal(running.tree.getTreeItem(node).collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.deepEqual(await running.tree.getChildren(node), []);
    await remove(dump);
    await until('no paper', () => !hasTitle(running, title));
  });

  it('are found by "Find All References" on a mention, with the dumps where those are asked for', async () => {
    await write(note, `again ${keelhold}\n`);
    await until('the note', () => linesIn(note, keelhold).length === 1);
    const document = await vscode.workspace.openTextDocument(note);
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      new vscode.Position(0, 10),
    );
    const shown = found
      .map(({ uri, range }) => `${vscode.workspace.asRelativePath(uri)}:${String(range.start.line + 1)}`)
      .sort();
    const dumps = paperOf(keelhold).sources.map(
      ({ path, line }) => `${vscode.workspace.asRelativePath(vscode.Uri.parse(path))}:${String(line)}`,
    );
    assert.deepEqual(
      shown.filter((place) => !dumps.includes(place)),
      ['notes/backlinks.md:1', 'notes/notes.md:7', 'notes/notes.txt:7'],
    );
    const [source] = paperOf(keelhold).sources;
    assert.ok(source);
    const fromDump = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      vscode.Uri.parse(source.path),
      new vscode.Position(source.line - 1, 3),
    );
    assert.deepEqual(
      fromDump
        .map(({ uri }) => vscode.workspace.asRelativePath(uri))
        .filter((path) => path.startsWith('notes/'))
        .sort(),
      ['notes/backlinks.md', 'notes/notes.md', 'notes/notes.txt'],
    );
    const none = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      new vscode.Position(0, 2),
    );
    assert.deepEqual(none, []);
  });

  it('follow what is written, moved and deleted on disk', async () => {
    await write(note, `\n${keelhold}\n`);
    await until('the place', () => linesIn(note, keelhold).join() === '1');
    await write(note, `\n\n${keelhold}, twice: ${keelhold}\n`);
    await until('the moved place, once', () => linesIn(note, keelhold).join() === '2');
    const other = inWorkspace('notes', 'moved.md');
    await vscode.workspace.fs.rename(note, other);
    await until(
      'the place in the moved note',
      () => linesIn(other, keelhold).join() === '2' && linesIn(note, keelhold).length === 0,
    );
    await remove(other);
    await until('no place', () => linesIn(other, keelhold).length === 0);
  });

  it('follow a note as it is edited, and forget what was not saved', async () => {
    await write(note, `${keelhold}\n`);
    await until('the place', () => linesIn(note, keelhold).join() === '0');
    const editor = await vscode.window.showTextDocument(note);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), 'two\nlines\n');
    });
    await until('the place two lines below', () => linesIn(note, keelhold).join() === '2');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until('the place on disk', () => linesIn(note, keelhold).join() === '0');
  });

  it('follow the papers', async () => {
    const title = 'Kites over Ponds Tell the Weather of Tomorrow';
    const dump = inWorkspace('kites.txt');
    await write(note, `${title}\n`);
    await write(dump, compactDump([[title, abstractOn('kites')]]));
    await until('the place', () => linesIn(note, title).join() === '0');
    await remove(dump);
    await until('no paper', () => !hasTitle(running, title));
  });

  it('follow the languages of the settings', async () => {
    const notes = (): string =>
      running.backlinks
        .of(paperOf(keelhold))
        .map((place) => vscode.workspace.asRelativePath(vscode.Uri.parse(place.note)))
        .join();
    assert.equal(notes(), 'notes/notes.md,notes/notes.txt');
    await withSetting('notes.languages', ['plaintext'], async () => {
      await until('the text file alone', () => notes() === 'notes/notes.txt');
    });
    await until('both again', () => notes() === 'notes/notes.md,notes/notes.txt');
  });

  it('are files of every language of notes that VS Code knows, and of those that the user calls so', async () => {
    const uris = ['a.txt', 'b.tex', 'c.rst', 'd.digest'].map((name) => inWorkspace('notes', `kind-${name}`));
    for (const uri of uris) await write(uri, `after ${keelhold}\n`);
    const [first, , , last] = uris;
    assert.ok(first && last);
    await until('the places', () => uris.slice(0, 3).every((uri) => linesIn(uri, keelhold).join() === '0'));
    assert.deepEqual(linesIn(last, keelhold), []);
    const files = vscode.workspace.getConfiguration('files');
    await files.update('associations', { '*.digest': 'markdown' }, vscode.ConfigurationTarget.Workspace);
    await until('the place in the file that counts as Markdown now', () => linesIn(last, keelhold).join() === '0');
    await files.update('associations', undefined, vscode.ConfigurationTarget.Workspace);
    for (const uri of uris) await remove(uri);
    await until('no places', () => uris.every((uri) => linesIn(uri, keelhold).length === 0));
  });

  it('are notebooks too, cell by cell', async () => {
    const uri = inWorkspace('notes', 'trials.ipynb');
    const cells = [
      { cell_type: 'code', source: [`# ${keelhold}`], metadata: {}, outputs: [], execution_count: null },
      { cell_type: 'markdown', source: ['# Trials\n', `after ${keelhold}`], metadata: {} },
    ];
    await write(uri, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    await until('the place', () => linesIn(uri, keelhold).join() === '1');
    const [place] = running.backlinks.of(paperOf(keelhold)).filter((one) => one.note === uri.toString());
    assert.ok(place);
    assert.deepEqual([place.cell, place.excerpt], [1, 'after …']);
    await remove(uri);
    await until('no place', () => linesIn(uri, keelhold).length === 0);
  });

  it('are remembered, so that the next start reads only what changed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'paper-digest-backlinks-'));
    const start = async (): Promise<{ found: unknown; looked: string }> => {
      const lines: string[] = [];
      const backlinks = new WorkspaceBacklinks(running.source, {
        mentionsIn: () => Promise.resolve([]),
        files: new ShardFiles(vscode.Uri.file(folder), 'backlinks'),
        sampleNotes: [],
        log: logInto(lines),
      });
      disposables.push(backlinks);
      await backlinks.load();
      const found = [...running.digest.papers.values()].map((paper) => backlinks.of(paper));
      return { found, looked: lines.find((line) => line.includes('looked through')) ?? '' };
    };
    const written = async (): Promise<number> =>
      (await vscode.workspace.fs.readDirectory(vscode.Uri.file(folder))).filter(([name]) => name.endsWith('.backlinks'))
        .length;
    try {
      const first = await start();
      assert.match(first.looked, /^info: (\d+) of \1 notes looked through/);
      await until('the files', async () => (await written()) > 0);
      assert.deepEqual(await start(), { found: first.found, looked: '' });
      await write(note, `once more ${keelhold}\n`);
      const changed = await start();
      assert.match(changed.looked, /^info: 1 of \d+ notes looked through/);
      assert.notDeepEqual(changed.found, first.found);
    } finally {
      await rm(folder, { recursive: true, maxRetries: 5 });
    }
  });
});
