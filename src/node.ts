import * as vscode from 'vscode';
import { readPrefix } from './editor/dumps/prefix';
import { WorkspaceFolderFiles } from './editor/reading/folderFiles';
import { NodeFolderFiles } from './editor/reading/nodeFiles';
import { nodeLock } from './editor/reading/nodeLock';
import { startNodeWorker } from './editor/search/nodeWorker';
import { start, type Parts } from './extension';

let running: Parts | undefined;

/** Starts the extension where the extension host is Node's. */
export function activate(context: vscode.ExtensionContext): Parts {
  running = start(context, {
    readPrefix,
    files: (folder) =>
      folder.scheme === 'file' ? new NodeFolderFiles(folder.fsPath) : new WorkspaceFolderFiles(folder),
    lock: (name) => nodeLock(vscode.Uri.joinPath(context.globalStorageUri, 'locks').fsPath, name),
    startWorker: () => startNodeWorker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'searchWorker.js')),
  });
  return running;
}

/** Waits until what the user did is saved. */
export async function deactivate(): Promise<void> {
  await running?.reading.flush();
}
