import * as vscode from 'vscode';
import type { Answer } from '../../worker/messages';
import type { WorkerPort } from './wordWorker';

/**
 * Starts a worker of the browser's. Its script is started from a copy in memory: a browser starts none of
 * another origin, and the extension's files may be anywhere.
 *
 * @throws vscode.FileSystemError when the script cannot be read.
 */
export async function startWebWorker(script: vscode.Uri): Promise<WorkerPort> {
  const source = new Blob([new Uint8Array(await vscode.workspace.fs.readFile(script))], { type: 'text/javascript' });
  const url = URL.createObjectURL(source);
  const worker = new Worker(url);
  const stop = (): void => {
    worker.terminate();
    URL.revokeObjectURL(url);
  };
  return {
    post: (request) => {
      worker.postMessage(request);
    },
    onAnswer: (listener) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => {
        listener(data);
      };
    },
    onStop: (listener) => {
      worker.onerror = ({ message }) => {
        stop();
        listener(message);
      };
    },
    stop,
  };
}
