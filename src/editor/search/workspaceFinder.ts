import * as vscode from 'vscode';
import type { Paper } from '../../core/paper';
import {
  paperTexts,
  PaperSearch,
  type Catalogue,
  type SearchOptions,
  type SearchResult,
  type SimilarFound,
} from '../../core/search/paperSearch';
import type { PaperState } from '../../core/search/query';
import type { WordIndex } from '../../core/search/wordIndex';
import { drainInSlices } from '../../core/steps';
import { messageOf } from '../../core/messageOf';
import type { DigestSource } from '../common/digestSource';
import type { PaperFinder } from '../common/paperFinder';
import type { ShardFiles } from '../common/shardFiles';
import { CrashTracker } from './crashTracker';
import { WordWorker, type WorkerPort } from './wordWorker';

const papersPerUpdate = 100;
const usualRest = 3_000;

export interface FinderOptions {
  readonly startWorker: () => Promise<WorkerPort>;
  /** Where terms are remembered; null for nowhere. */
  readonly files: ShardFiles | null;
  /** How long the papers have to rest before their terms are written, in milliseconds. */
  readonly rest?: number;
  readonly is: (state: PaperState, paper: Paper) => boolean;
  readonly tagsOf: (paper: Paper) => readonly string[];
  readonly log: vscode.LogOutputChannel;
  /** The time in milliseconds, by which crashes count as close together; the computer's own where it is left out. */
  readonly now?: () => number;
}

/** The search for the papers of a workspace. Its index follows the papers, in a worker that is started when papers come. */
export class WorkspaceFinder implements PaperFinder, vscode.Disposable {
  readonly #source: DigestSource;
  readonly #options: FinderOptions;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  readonly #search: PaperSearch;
  readonly #crashes: CrashTracker;
  #worker: Promise<WordWorker> | null = null;
  /** Why the last worker stopped, or could not be started; null while none did. */
  #failure: string | null = null;
  #feeding: Promise<void> | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  readonly onDidChange = this.#onDidChange.event;

  constructor(source: DigestSource, options: FinderOptions) {
    this.#source = source;
    this.#options = options;
    this.#crashes = new CrashTracker(options.now ?? (() => performance.now()));
    const { digest } = source;
    const catalogue: Catalogue = {
      get papers() {
        return digest.papers;
      },
      get topics() {
        return digest.topics;
      },
      topicOf: (paper) => digest.topicOf(paper),
      is: options.is,
      tagsOf: options.tagsOf,
    };
    const index: WordIndex = {
      search: async (search) => (await this.#running()).search(search),
      candidates: async (paper, limit) => (await this.#running()).candidates(paper, limit),
      compare: async (paper, others) => (await this.#running()).compare(paper, others),
    };
    this.#search = new PaperSearch(catalogue, index);
    this.#listener = source.onDidChange(() => {
      if (digest.unindexed > 0) void this.#feed();
    });
  }

  get waiting(): number {
    return this.#source.digest.unindexed + (this.#feeding ? 1 : 0);
  }

  /** The name of the engine that does the work. */
  async engine(): Promise<string> {
    return (await this.#running()).ask('engine');
  }

  async load(): Promise<void> {
    await this.#source.load();
    await this.#feed();
  }

  search(query: string, options: SearchOptions): Promise<SearchResult> {
    return this.#search.search(query, options);
  }

  async similar(paper: Paper, limit: number): Promise<readonly SimilarFound[]> {
    await this.load();
    return this.#search.similar(paper, limit);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#resting);
    this.#listener.dispose();
    this.#onDidChange.dispose();
    this.#worker?.then(
      (worker) => {
        worker.stop();
      },
      () => undefined,
    );
  }

  /**
   * The worker; a new one in place of one that has stopped.
   *
   * @throws Error when it cannot be started, or has stopped too often of late.
   */
  async #running(): Promise<WordWorker> {
    const started = (this.#worker ??= this.#start());
    try {
      const worker = await started;
      if (worker.stopped === null || this.#disposed) return worker;
    } catch (error) {
      if (this.#worker === started) this.#worker = null;
      throw error;
    }
    if (this.#worker === started) this.#worker = null;
    return this.#running();
  }

  async #start(): Promise<WordWorker> {
    const failure = this.#failure;
    if (failure !== null && this.#disposed) throw new Error(failure);
    if (failure !== null && !this.#crashes.canRestart)
      throw new Error(vscode.l10n.t('The search stopped too often; reload the window to start it anew. {0}', failure));
    const port = await this.#options.startWorker().catch((error: unknown) => {
      this.#registerCrash(messageOf(error));
      throw error;
    });
    const worker = new WordWorker(port, (reason) => {
      this.#registerCrash(reason);
      this.#options.log.error(`The search's worker stopped: ${reason}`);
    });
    await this.#recall(worker).catch((error: unknown) => {
      this.#options.log.warn(`The search's terms could not be read: ${messageOf(error)}`);
    });
    if (failure !== null) {
      this.#source.digest.indexAnew();
      void this.#feed();
    }
    return worker;
  }

  #registerCrash(reason: string): void {
    this.#failure = reason;
    this.#crashes.registerCrash();
  }

  /** Gives a worker the terms that were written. */
  async #recall(worker: WordWorker): Promise<void> {
    const { files, log } = this.#options;
    const start = performance.now();
    let [shards, sound] = [0, 0];
    await files?.read(async (shard) => {
      const answers = await worker.ask('readShards', [shard]);
      shards += answers.length;
      sound += answers.filter(Boolean).length;
    });
    const engine = await worker.ask('engine');
    log.info(
      `Search by ${engine}; ${String(sound)} of ${String(shards)} shards of terms read in ${(performance.now() - start).toFixed(0)} ms.`,
    );
  }

  /** Gives the index what has changed, a little at a time; several calls share one run. */
  #feed(): Promise<void> {
    this.#feeding ??= this.#feedAll()
      .catch((error: unknown) => {
        if (!this.#disposed) this.#options.log.error(error instanceof Error ? error : String(error));
      })
      .finally(() => {
        this.#feeding = null;
      });
    return this.#feeding;
  }

  async #feedAll(): Promise<void> {
    const worker = await this.#running();
    const { digest } = this.#source;
    if (digest.unindexed === 0) return;
    while (digest.unindexed > 0 && !this.#disposed) {
      const { put, removed } = digest.takeUnindexed(papersPerUpdate);
      await worker.ask('update', await drainInSlices(paperTexts(put)), removed);
    }
    if (this.#disposed) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#remember(), this.#options.rest ?? usualRest);
    this.#feeding = null;
    this.#onDidChange.fire();
  }

  /** Writes the terms that were made, once all papers have been seen. */
  async #remember(): Promise<void> {
    const { files, log } = this.#options;
    if (!files || !this.#source.loaded || this.waiting > 0) return;
    try {
      await files.apply(await (await this.#running()).ask('collectTerms'));
    } catch (error) {
      log.warn(`The search's terms could not be written: ${messageOf(error)}`);
    }
  }
}
