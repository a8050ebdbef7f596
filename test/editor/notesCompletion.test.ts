import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Parts } from '../../src/extension';
import { inWorkspace, loadedParts, markdownOf, read, remove, until, withSetting, write } from './support';

const keelhold = 'Keelhold: Safe Exploration by Reversible Actions First';

describe('completion in notes', () => {
  let running: Parts;
  let notes = 0;
  before(async () => {
    running = await loadedParts();
    await running.finder.load();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** What is offered at the `|` of a note. */
  async function offered(text: string, ending = 'md', resolved = 0): Promise<vscode.CompletionItem[]> {
    const uri = inWorkspace('notes', `begun-${String(notes++)}.${ending}`);
    await write(uri, text.replace('|', ''));
    const document = await vscode.workspace.openTextDocument(uri);
    const position = document.positionAt(text.indexOf('|'));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      position,
      undefined,
      resolved,
    );
    await remove(uri);
    return items.filter(({ kind, label }) => kind === vscode.CompletionItemKind.Reference && typeof label !== 'string');
  }

  const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

  it('offers the titles that begin as the words before the cursor', async () => {
    const [item, ...more] = await offered('I have read Keelhold: Safe Ex|\n');
    assert.ok(item);
    assert.equal(more.length, 0);
    assert.equal(labelOf(item), keelhold);
    assert.equal(item.insertText, keelhold);
    assert.deepEqual(item.range, new vscode.Range(0, 12, 0, 29));
    assert.equal(item.filterText, keelhold);
  });

  it('takes no word of before for a title, and not one word alone', async () => {
    for (const text of ['Keelhold|', 'of the|', 'I have read a lot|', 'safe exploration by|'])
      assert.deepEqual((await offered(`${text}\n`)).map(labelOf), [], text);
  });

  it('is quiet in code, headings, links and dumps', async () => {
    for (const text of [
      '```\nKeelhold: Safe Ex|\n```',
      '`Keelhold: Safe Ex|`',
      '## Keelhold: Safe Ex|',
      '[Keelhold: Safe Ex|](https://example.org)',
      '```\n[[keel|\n```',
    ]) {
      assert.deepEqual((await offered(`${text}\n`)).map(labelOf), [], text);
    }
  });

  it('searches after two brackets, in the order of the search', async () => {
    const items = await offered('See [[world model|]] there\n');
    const { papers } = await running.finder.search('world model', { limit: 20 });
    assert.ok(items.length > 1);
    assert.deepEqual(
      items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(labelOf),
      papers.map(({ paper }) => paper.title.replace('A$^{2}$', 'A²')),
    );
    assert.match(String(items[0]?.insertText), /^\[\[.*\]\]$/);
    assert.deepEqual(items[0]?.range, new vscode.Range(0, 4, 0, 19));
    assert.deepEqual((await offered('See [[world model|]\n'))[0]?.range, new vscode.Range(0, 4, 0, 18));
    assert.equal((await offered('[[|\n')).length, 12);
  });

  it('stays open while a word is only begun, and finds nothing by what no paper has', async () => {
    for (let length = 1; length <= 9; length++) {
      const labels = (await offered(`[[${'inference'.slice(0, length)}|]]\n`)).map(labelOf);
      assert.ok(
        labels.some((label) => label.startsWith('Tollhedge')),
        String(length),
      );
    }
    assert.deepEqual(await offered('[[xylophonist quux|]]\n'), []);
  });

  it('writes what the language wants, or the setting', async () => {
    assert.match(
      String((await offered('as in Keelhold: Safe Ex|\n', 'tex'))[0]?.insertText),
      /^\\cite\{keelhold\d*\}$/,
    );
    assert.equal((await offered('as in Keelhold: Safe Ex|\n', 'txt'))[0]?.insertText, keelhold);
    await withSetting('notes.insertAs', 'link', async () => {
      assert.match(
        String((await offered('as in Keelhold: Safe Ex|\n'))[0]?.insertText),
        /^\[Keelhold: .*\]\([\w-]+:\/\/paper-digest\.paper-digest\/abstract\?id%3Dkeelhold\w+\)$/,
      );
    });
    await withSetting('notes.insertAs', 'dumpLink', async () => {
      assert.match(
        String((await offered('as in Keelhold: Safe Ex|\n'))[0]?.insertText),
        /^\[Keelhold: .*\]\(\.\.\/papers\/[\w.-]+\.txt#L\d+\)$/,
      );
    });
    await withSetting('notes.insertAs', 'nonsense', async () => {
      assert.equal((await offered('as in Keelhold: Safe Ex|\n'))[0]?.insertText, keelhold);
    });
  });

  it('tells of a paper when it is looked at, not before', async () => {
    const [bare] = await offered('Keelhold: Safe Ex|\n');
    assert.equal(bare?.documentation, undefined);
    const [item] = await offered('Keelhold: Safe Ex|\n', 'md', 1);
    const documentation = markdownOf(item?.documentation);
    assert.match(documentation.value.replaceAll('\\', ''), /An agent that tries only what it can undo/);
    assert.ok(!documentation.isTrusted);
  });

  it('is there by a command, too, which puts the paper where the cursor is', async () => {
    const uri = inWorkspace('notes', 'inserted.md');
    await write(uri, 'Read  today\n');
    const editor = await vscode.window.showTextDocument(uri);
    editor.selection = new vscode.Selection(0, 5, 0, 5);
    const inserting = vscode.commands.executeCommand('paperDigest.insertPaper');
    await until('the picker', () => running.search()?.picker.title === 'Insert Paper');
    const search = running.search();
    assert.ok(search);
    search.picker.value = 'keelhold';
    await until('the paper', () => search.shownFor === 'keelhold' && search.picker.activeItems[0]?.label === keelhold);
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await inserting;
    assert.equal(editor.document.getText(), `Read ${keelhold} today\n`);
    await editor.document.save();
    assert.equal(await read(uri), `Read ${keelhold} today\n`);
    await remove(uri);
  });

  it('puts the note back that abstracts were shown over, and inserts nothing when the picker is left', async () => {
    const uri = inWorkspace('notes', 'left.md');
    await write(uri, 'Read on\n');
    const editor = await vscode.window.showTextDocument(uri);
    for (const accept of [false, true]) {
      const inserting = vscode.commands.executeCommand('paperDigest.insertPaper');
      await until('the picker', () => running.search()?.picker.title === 'Insert Paper');
      const search = running.search();
      assert.ok(search);
      search.picker.value = 'model';
      await until('the papers', () => search.shownFor === 'model' && search.picker.activeItems.length > 0);
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await until('the preview', () => running.reader.shown !== null);
      await vscode.commands.executeCommand(
        accept ? 'workbench.action.acceptSelectedQuickOpenItem' : 'workbench.action.closeQuickOpen',
      );
      await inserting;
      await until(
        'the note',
        () => vscode.window.activeTextEditor?.document === editor.document && running.reader.shown === null,
      );
      assert.equal(editor.document.getText() !== 'Read on\n', accept);
    }
    await editor.document.save();
    await remove(uri);
  });
});
