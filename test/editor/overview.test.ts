import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Parts } from '../../src/extension';
import { loadedParts, until } from './support';

function tabsOf(viewType: string): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));
}

describe('the overview', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(async () => {
    running.options.filter = '';
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows one page with the map of all papers', async () => {
    await vscode.commands.executeCommand('paperDigest.overview');
    await until('the page with its map', () => running.overview.settled);
    await vscode.commands.executeCommand('paperDigest.overview');
    assert.equal(tabsOf('paperDigest.overview').length, 1);
  });

  it('lets the tree show what was chosen, and opens the chosen paper beside', async () => {
    const [paper] = [...running.digest.papers.values()];
    assert.ok(paper);
    const { topic } = running.digest.topicOf(paper);
    running.overview.receive({ type: 'filter', query: `topic:${topic}` });
    assert.equal(running.options.filter, `topic:${topic}`);
    await running.tree.getChildren();
    assert.ok(running.tree.size > 0 && running.tree.size < running.digest.papers.size);
    running.overview.receive({ type: 'open', id: paper.id });
    await until('the abstract', () => running.reader.shown === paper.id);
    await until('its tab beside', () => tabsOf('paperDigest.reader')[0]?.group.viewColumn === vscode.ViewColumn.Two);
  });

  it('passes over what is no message of its page', () => {
    const before = running.reader.shown;
    for (const message of [
      null,
      'filter',
      { type: 'filter', query: 7 },
      { type: 'open', id: 'no such paper' },
      { type: 'other' },
    ])
      running.overview.receive(message);
    assert.equal(running.reader.shown, before);
  });

  it('is unsettled when it is closed', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('no page', () => !running.overview.settled && tabsOf('paperDigest.overview').length === 0);
  });
});
