/** What the search uses of Node; the rest stays unknown to the type checker. */
declare module 'node:worker_threads' {
  import type { Answer, Request } from '../../worker/messages';

  export class Worker {
    constructor(path: string, options: { stderr: boolean });
    postMessage(request: Request): void;
    on(event: 'message', listener: (answer: Answer) => void): this;
    once(event: 'error', listener: (error: Error) => void): this;
    once(event: 'exit', listener: (code: number) => void): this;
    unref(): void;
    terminate(): Promise<number>;
  }
}
