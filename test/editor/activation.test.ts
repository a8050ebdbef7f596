import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { internalCommands } from '../../src/editor/common/ids';
import { inWorkspace, parts } from './support';

describe('activation', () => {
  it('reads nothing before something is asked for', async () => {
    const { source, digest } = await parts();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(source.loaded, false);
    assert.equal(digest.dumps.size, 0);
  });

  it('reads no other file for the outline of a dump that is open, nor for symbols that nobody named', async () => {
    const { source, digest } = await parts();
    const uri = inWorkspace('papers/daily-2025-11-21.txt');
    await vscode.workspace.openTextDocument(uri);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    assert.ok(symbols.some(({ name }) => name.startsWith('Tollhedge: ')));
    await vscode.commands.executeCommand('vscode.executeWorkspaceSymbolProvider', '');
    assert.equal(source.loaded, false);
    assert.equal(digest.dumps.size, 0);
  });

  it('registers every command that the manifest declares, those for code alone, and no other', async () => {
    const extension = vscode.extensions.getExtension('paper-digest.paper-digest');
    const manifest = extension?.packageJSON as { contributes: { commands: { command: string }[] } };
    const declared = manifest.contributes.commands.map(({ command }) => command);
    const registered = (await vscode.commands.getCommands(true)).filter(
      (command) => command.startsWith('paperDigest.') && !/^paperDigest\.papers\./.test(command),
    );
    assert.deepEqual(registered.sort(), [...declared, ...internalCommands].sort());
  });
});
