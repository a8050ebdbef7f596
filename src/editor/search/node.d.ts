/** What the search uses of Node; the rest stays unknown to the type checker. */
declare module 'node:worker_threads' {
  export class Worker {
    constructor(path: string, options: { stderr: boolean });
    postMessage(message: unknown): void;
    on(event: 'message', listener: (message: never) => void): this;
    once(event: 'error', listener: (error: Error) => void): this;
    once(event: 'exit', listener: (code: number) => void): this;
    unref(): void;
    terminate(): Promise<number>;
  }
}
