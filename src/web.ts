import * as vscode from 'vscode';
import { WorkspaceFolderFiles } from './editor/reading/folderFiles';
import { startWebWorker } from './editor/search/webWorker';
import { start, type Parts } from './extension';

let running: Parts | undefined;

/** Starts the extension where the extension host is a browser's. */
export function activate(context: vscode.ExtensionContext): Parts {
  running = start(context, {
    files: (folder) => new WorkspaceFolderFiles(folder),
    lock: (name) => ({ isExclusive: false, run: (work) => withWebLock(name, work) }),
    readPrefix: async (uri) => vscode.workspace.fs.readFile(uri),
    startWorker: () => startWebWorker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'web', 'searchWorker.js')),
  });
  return running;
}

/** Waits until what the user did is saved. */
export async function deactivate(): Promise<void> {
  await running?.reading.flush();
}

/** Runs work while no other window of the same origin does so, where the browser can see to that. */
async function withWebLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { locks } = navigator as { readonly locks?: LockManager };
  return locks ? locks.request(`paper-digest-${name}`, work) : work();
}
