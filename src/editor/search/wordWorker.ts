import type { PaperId } from '../../core/paper';
import type { PaperText } from '../../core/search/prepare';
import type { WordHits, WordSearch } from '../../core/search/searchIndex';
import type { Similarity } from '../../core/search/similar';
import type { WordIndex } from '../../core/search/wordIndex';
import type { Answer, Request, Requests } from '../../worker/messages';

/** The way to a worker. */
export interface WorkerPort {
  post(request: Request): void;
  onAnswer(listener: (answer: Answer) => void): void;
  /** Called when the worker has stopped, with the reason; several times where several things tell of it. */
  onStop(listener: (reason: string) => void): void;
  stop(): void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The index of words in its worker. Questions are answered in the order in which they were asked. */
export class WordWorker implements WordIndex {
  readonly #port: WorkerPort;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #stopped: string | null = null;

  /** @param onDidStop Called when the worker stops by itself, with the reason. */
  constructor(port: WorkerPort, onDidStop: (reason: string) => void = () => undefined) {
    this.#port = port;
    port.onAnswer((answer) => {
      const waiting = this.#waiting.get(answer.number);
      this.#waiting.delete(answer.number);
      if ('error' in answer) waiting?.reject(new Error(answer.error));
      else waiting?.resolve(answer.result);
    });
    port.onStop((reason) => {
      if (this.#stopped !== null) return;
      this.#fail(reason);
      onDidStop(reason);
    });
  }

  /** Why the worker has stopped; null while it runs. */
  get stopped(): string | null {
    return this.#stopped;
  }

  /**
   * Asks the worker.
   *
   * @throws Error when it could not answer, or has stopped.
   */
  ask<Name extends keyof Requests>(
    name: Name,
    ...values: Parameters<Requests[Name]>
  ): Promise<ReturnType<Requests[Name]>> {
    if (this.#stopped !== null) return Promise.reject(new Error(this.#stopped));
    const number = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
      this.#port.post({ number, name, values });
    });
  }

  search(search: WordSearch): Promise<WordHits> {
    return this.ask('search', search);
  }

  candidates(paper: PaperText, limit: number): Promise<readonly PaperId[]> {
    return this.ask('candidates', paper, limit);
  }

  compare(paper: PaperText, others: readonly PaperText[]): Promise<readonly Similarity[]> {
    return this.ask('compare', paper, others);
  }

  /** Ends the worker; what it has not answered fails. */
  stop(): void {
    this.#fail('The search was ended.');
    this.#port.stop();
  }

  #fail(reason: string): void {
    this.#stopped ??= reason;
    for (const { reject } of this.#waiting.values()) reject(new Error(reason));
    this.#waiting.clear();
  }
}
