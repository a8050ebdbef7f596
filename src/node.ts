import * as vscode from 'vscode';
import { readPrefix } from './editor/dumps/prefix';
import { startNodeWorker } from './editor/search/nodeWorker';
import { start, type Parts } from './extension';

/** Starts the extension where the extension host is Node's. */
export function activate(context: vscode.ExtensionContext): Parts {
  return start(context, {
    readPrefix,
    startWorker: () => startNodeWorker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'searchWorker.js')),
  });
}
