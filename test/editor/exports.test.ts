import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { titleText } from '../../src/editor/common/describe';
import type { Parts } from '../../src/extension';
import {
  abstractOn,
  allPapers,
  compactDump,
  hasTitle,
  inWorkspace,
  loadedParts,
  remove,
  until,
  write,
} from './support';

describe('papers taken elsewhere', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  /** Runs a command that asks for a format, and chooses the one at a place of the list. */
  async function copied(place: number, ...called: readonly unknown[]): Promise<string> {
    await vscode.env.clipboard.writeText('');
    const done = vscode.commands.executeCommand('paperDigest.copyAs', ...called);
    await new Promise((resolve) => setTimeout(resolve, 300));
    for (let i = 0; i < place; i++) await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await done;
    return vscode.env.clipboard.readText();
  }

  it('are all of a topic, as BibTeX', async () => {
    const [topic] = (await running.tree.getChildren()).filter((node) => node.kind === 'group' && node.group.size > 1);
    assert.ok(topic?.kind === 'group');
    const text = await copied(0, topic);
    assert.equal(text.match(/^@misc\{/gm)?.length, topic.group.size);
    assert.equal(new Set(text.match(/^@misc\{[^,]+/gm)).size, topic.group.size);
  });

  it('are the selected ones alone, as a Markdown reading list without their abstracts', async () => {
    const nodes = (await allPapers(running)).slice(0, 2);
    const [first, second] = nodes;
    assert.ok(first && second);
    const text = await copied(3, first, nodes);
    for (const { paper } of nodes) assert.ok(text.includes(titleText(paper)), text);
    assert.equal(text.match(/^- /gm)?.length, 2);
  });

  it('are all that the tree shows where none is named and none is selected or open', async () => {
    assert.deepEqual(running.view.selection, []);
    const rows = JSON.parse(await copied(1)) as unknown[];
    assert.equal(rows.length, running.digest.papers.size);
  });

  it('keep the key that was copied when another paper of the same name comes', async () => {
    const [node] = (await allPapers(running)).filter(({ paper }) => paper.title.startsWith('Tollhedge'));
    assert.ok(node);
    const keyIn = (text: string): string => /^@misc\{([^,]+)/m.exec(text)?.[1] ?? '';
    const before = keyIn(await copied(0, node));
    const dump = inWorkspace('hedges.txt');
    const title = 'Tollhedge: An Unrelated Study of Hedges beside Toll Roads';
    await write(dump, compactDump([[title, abstractOn('hedges')]]));
    await until('the other paper', () => hasTitle(running, title));
    assert.equal(keyIn(await copied(0, node)), before);
    const [other] = (await allPapers(running)).filter(({ paper }) => paper.title === title);
    assert.ok(other);
    assert.notEqual(keyIn(await copied(0, other)), before);
    await remove(dump);
    await until('the workspace alone', () => !hasTitle(running, title));
  });

  it('go into the note that was edited last', async () => {
    const note = inWorkspace('notes', 'collected.md');
    await write(note, 'Read these:\n\n');
    const { document } = await vscode.window.showTextDocument(note);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    const nodes = (await allPapers(running)).slice(0, 2);
    await vscode.commands.executeCommand('paperDigest.insertIntoNote', nodes[0], nodes);
    await until('the titles', () => nodes.every(({ paper }) => document.getText().includes(titleText(paper))));
    assert.match(document.getText(), /^Read these:\n/);
    await document.save();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(note);
  });
});
