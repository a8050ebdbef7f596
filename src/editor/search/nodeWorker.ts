import type * as vscode from 'vscode';
import type { WorkerPort } from './wordWorker';

/** Starts a worker thread of Node's. */
export async function startNodeWorker(script: vscode.Uri): Promise<WorkerPort> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(script.fsPath, { stderr: true });
  worker.unref();
  return {
    post: (request) => {
      worker.postMessage(request);
    },
    onAnswer: (listener) => {
      worker.on('message', listener);
    },
    onStop: (listener) => {
      worker.once('error', (error) => {
        listener(error.message);
      });
      worker.once('exit', (code) => {
        listener(`The search's worker ended with code ${String(code)}.`);
      });
    },
    stop: () => {
      void worker.terminate();
    },
  };
}
