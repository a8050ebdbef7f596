import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { PaperNode } from '../../src/editor/tree';
import type { Parts } from '../../src/extension';
import { allPapers, loadedParts, until, withSetting } from './support';

describe('papers inserted into a citation', () => {
  let running: Parts;
  let nodes: PaperNode[];
  let keys: string[];
  before(async () => {
    running = await loadedParts();
    await running.finder.load();
    const papers = new Map((await allPapers(running)).map((node) => [node.paper.id, node]));
    nodes = [...papers.values()].slice(0, 2);
    keys = nodes.map(({ paper }) => running.digest.citationKey(paper));
    assert.equal(new Set(keys).size, 2);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Opens a note with cursors where its text has a `|`, and what is between two of `¦` selected. */
  async function openNote(language: string, marked: string): Promise<vscode.TextEditor> {
    const content = marked.replace(/[|¦]/g, '');
    const document = await vscode.workspace.openTextDocument({ language, content });
    const editor = await vscode.window.showTextDocument(document);
    await until('the note to be active', () => vscode.window.activeTextEditor === editor);
    const offsets = [...marked.matchAll(/[|¦]/g)].map(({ 0: mark, index }, count) => ({ mark, offset: index - count }));
    const places = offsets.map(({ mark, offset }) => ({ mark, position: document.positionAt(offset) }));
    const cursors = places.filter(({ mark }) => mark === '|').map(({ position }) => position);
    const [start, end] = places.filter(({ mark }) => mark === '¦').map(({ position }) => position);
    editor.selections = [
      ...cursors.map((cursor) => new vscode.Selection(cursor, cursor)),
      ...(start && end ? [new vscode.Selection(start, end)] : []),
    ];
    return editor;
  }

  /** The text of a note, in which `A` and `B` stand for the keys, after both papers were inserted. */
  async function withBoth(language: string, marked: string): Promise<string> {
    const { document } = await openNote(language, marked);
    await vscode.commands.executeCommand('paperDigest.insertIntoNote', nodes[0], nodes);
    const text = document.getText();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the note to be closed', () => document.isClosed);
    return text.replaceAll(keys[0] ?? '?', 'A').replaceAll(keys[1] ?? '?', 'B');
  }

  it('are its keys, parted from those that are there', async () => {
    assert.equal(await withBoth('latex', '\\cite{|}\n'), '\\cite{A,B}\n');
    assert.equal(await withBoth('latex', 'As \\citep[see]{x,\n  y|}.\n'), 'As \\citep[see]{x,\n  y, A, B}.\n');
    assert.equal(await withBoth('latex', '\\cite{old|,other}\n'), '\\cite{old,A,B,other}\n');
    assert.equal(await withBoth('markdown', 'As [@x; |].\n'), 'As [@x; @A; @B].\n');
    assert.equal(await withBoth('restructuredtext', 'As :cite:`|`.\n'), 'As :cite:`A,B`.\n');
  });

  it('take the place of what is selected, and stand at each cursor', async () => {
    assert.equal(await withBoth('latex', '\\cite{¦old¦,other}\n'), '\\cite{A,B,other}\n');
    assert.equal(
      await withBoth('latex', '\\cite{|} and \\emph{x} \\cite{y|}\n'),
      '\\cite{A,B} and \\emph{x} \\cite{y,A,B}\n',
    );
    assert.equal(await withBoth('latex', '\\cite{ol|d}\n'), '\\cite{old,A,B}\n');
  });

  it('are whole citations elsewhere', async () => {
    assert.equal(await withBoth('latex', '\\cite{x} |\n'), '\\cite{x} \\cite{A}\n\\cite{B}\n');
    await withSetting('notes.insertAs', 'title', async () => {
      assert.equal(await withBoth('latex', '\\cite{|}\n'), '\\cite{A,B}\n');
      assert.doesNotMatch(await withBoth('latex', 'Text |\n'), /cite/);
    });
  });

  it('are one that is searched for, too', async () => {
    const editor = await openNote('latex', 'See \\cite{x|}\n');
    const inserting = vscode.commands.executeCommand('paperDigest.insertPaper');
    await until('the picker', () => running.search()?.picker.title === 'Insert Paper');
    const search = running.search();
    assert.ok(search);
    search.picker.value = 'keelhold';
    await until('the paper', () => search.shownFor === 'keelhold' && search.picker.activeItems.length > 0);
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await inserting;
    assert.match(editor.document.getText(), /^See \\cite\{x,keelhold\w*\}\n$/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
