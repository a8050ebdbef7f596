import * as vscode from 'vscode';
import { startWebWorker } from './editor/search/webWorker';
import { start, type Parts } from './extension';

/** Starts the extension where the extension host is a browser's. */
export function activate(context: vscode.ExtensionContext): Parts {
  return start(context, {
    readPrefix: async (uri) => vscode.workspace.fs.readFile(uri),
    startWorker: () => startWebWorker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'searchWorker.js')),
  });
}
