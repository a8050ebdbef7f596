import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Node } from '../../src/editor/tree';
import type { Parts } from '../../src/extension';
import { allPapers, loadedParts, markdownOf } from './support';

describe('the tree', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
  });

  it('shows every paper of the workspace once', async () => {
    const titles = (await allPapers(running)).map(({ paper }) => paper.title);
    assert.equal(titles.length, 12);
    assert.equal(new Set(titles).size, 12);
  });

  it('counts the papers of each topic and puts Unsorted last', async () => {
    const topics = await running.tree.getChildren();
    for (const topic of topics) {
      const children = await running.tree.getChildren(topic);
      assert.equal(running.tree.getTreeItem(topic).description, String(children.length));
    }
    const position = topics.findIndex((node) => node.kind === 'group' && node.group.key === 'unsorted');
    assert.ok(position === -1 || position === topics.length - 1);
  });

  it('has an id of its own and a label for screen readers on every node, and knows parents', async () => {
    const nodes: Node[] = [...(await running.tree.getChildren()), ...(await allPapers(running))];
    const items = nodes.map((node) => running.tree.getTreeItem(node));
    assert.equal(new Set(items.map((item) => item.id)).size, nodes.length);
    assert.ok(items.every((item) => item.accessibilityInformation?.label));
    for (const node of nodes) {
      assert.equal(running.tree.getParent(node)?.kind, node.kind === 'paper' ? 'group' : undefined);
    }
  });

  it('tells authors, organisation, date, count, topic, sources and first sentences in a tooltip made on demand', async () => {
    const node = (await allPapers(running)).find(({ paper }) => paper.title.startsWith('Stanza by Stanza'));
    assert.ok(node);
    const item = running.tree.getTreeItem(node);
    assert.equal(item.tooltip, undefined);
    const tooltip = markdownOf(running.tree.resolveTreeItem(item, node).tooltip);
    const text = tooltip.value.replaceAll('\\', '');
    assert.match(text, /^\*\*Stanza by Stanza: Planning Verse with a Rhyme-Aware Value Function\*\*/);
    assert.match(text, /Letter Shop · Nov 19, 2025 \(year inferred\) · 3 on the page/);
    assert.match(text, /Rhyme has to be planned from the end of the line/);
    assert.match(text, /line 21 of papers\/daily-2025-11-21\.txt/);
    assert.ok(!tooltip.isTrusted);
  });

  it('tells both places of a paper that stands in two dumps', async () => {
    const node = (await allPapers(running)).find(({ paper }) => paper.title.startsWith('Keelhold'));
    assert.ok(node);
    const { value } = markdownOf(running.tree.resolveTreeItem(running.tree.getTreeItem(node), node).tooltip);
    assert.match(
      value.replaceAll('\\', ''),
      /line 29 of papers\/daily-2025-11-21\.txt · line 7 of papers\/search-world-models\.txt/,
    );
  });

  it('opens the abstract on a click', async () => {
    const [node] = await allPapers(running);
    assert.ok(node);
    const { command } = running.tree.getTreeItem(node);
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    assert.equal(running.reader.shown, node.paper.id);
  });

  it('copies a title and opens the dump at its line', async () => {
    const node = (await allPapers(running)).find(({ paper }) => paper.title.startsWith('Tollhedge'));
    assert.ok(node);
    await vscode.commands.executeCommand('paperDigest.copyTitle', node);
    assert.equal(await vscode.env.clipboard.readText(), 'Tollhedge: Admission Control for Crowded Inference Servers');
    await vscode.commands.executeCommand('paperDigest.openInDump', node);
    const editor = vscode.window.activeTextEditor;
    assert.match(editor?.document.uri.path ?? '', /daily-2025-11-21\.txt$/);
    assert.equal(editor?.document.getText(editor.selection), node.paper.title);
  });
});
