import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { hasTitle, loadedParts, until } from './support';

describe('the sample digest', () => {
  it('is added to the library with its notes opened, and taken out again', async () => {
    const running = await loadedParts();
    const title = 'Brambleworld: An Agent Benchmark in which Tools Break Politely';
    await vscode.commands.executeCommand('paperDigest.openSample');
    await until('the sample', () => running.digest.papers.size === 12 + 37 && hasTitle(running, title));
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /reading-notes\.md$/);
    await vscode.commands.executeCommand('paperDigest.closeSample');
    await until('the workspace alone', () => running.digest.papers.size === 12);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
