import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Parts } from '../../src/extension';
import { inWorkspace, loadedParts, until } from './support';

function readerTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('paperDigest.reader'));
}

describe('the reader', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('shows one paper after the other in one panel', async () => {
    const [first, second] = [...running.digest.papers.values()];
    assert.ok(first && second);
    await vscode.commands.executeCommand('paperDigest.openAbstract', first.id);
    await until('the page', () => running.reader.settled);
    await vscode.commands.executeCommand('paperDigest.openAbstract', second.id);
    assert.equal(running.reader.shown, second.id);
    await until('its title on the tab', () => second.title.startsWith(readerTabs()[0]?.label.replace('…', '') ?? '?'));
    assert.equal(readerTabs().length, 1);
  });

  it('opens to the side', async () => {
    const [paper] = [...running.digest.papers.values()];
    assert.ok(paper);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.window.showTextDocument(inWorkspace('notes/notes.md'));
    await vscode.commands.executeCommand('paperDigest.openAbstractToSide', paper.id);
    await until('two groups', () => vscode.window.tabGroups.all.length === 2);
    assert.equal(readerTabs()[0]?.group.viewColumn, vscode.ViewColumn.Two);
  });

  it('shows nothing more once it is closed, whatever comes then', async () => {
    const [paper] = running.digest.papers.values();
    await vscode.commands.executeCommand('paperDigest.openAbstract', paper?.id);
    await until('the page', () => running.reader.active?.settled === true);
    const { active } = running.reader;
    assert.ok(active);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('no panel', () => running.reader.shown === null);
    active.render();
    active.toggleRaw();
  });

  it('is empty of papers when it is closed', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('no panel', () => running.reader.shown === null);
  });
});
