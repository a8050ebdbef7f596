import type { ReadingMemory } from './readingMemory';
import type { ReadingStore } from './readingStore';
import { differenceOf, isContained, mergeRecords, mergeThreeWay, type ReadingRecords } from './records';

/** What a storage has. */
export interface StoredState<Problem> extends ReadingStore {
  /** What keeps the storage from being written; null where nothing does. */
  readonly problem: Problem | null;
}

/** A place where user state is kept, which other windows may read and write at the same time. */
export interface StateStorage<Problem> {
  /** Whether `exclusively` keeps out all others that write. */
  readonly isExclusive: boolean;
  /** Runs work that reads and then writes. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** @throws when it cannot be read. */
  read(): Promise<StoredState<Problem>>;
  /**
   * Writes what was made from what was read last.
   *
   * @returns Whether it was written; if not, the storage has changed since.
   * @throws when it cannot be written completely; what it had is left then.
   */
  write(store: ReadingStore): Promise<boolean>;
}

/** How a storage is kept in step. */
export interface SyncOptions<Problem> {
  /**
   * Whether what disappears from the storage, or goes back to an earlier value, shall do so here, as when Git takes a
   * file back. Where others cannot be kept out, a storage that has something new besides may have been written by
   * another window that had not seen our changes: those are written again then.
   */
  readonly followsReverts: boolean;
  /** Which of the records are written; all by default. */
  readonly select?: (records: ReadingRecords) => ReadingRecords;
  /** Takes a damaged storage out of the way, while others are kept out; answers whether it did. */
  readonly repair?: (problem: Problem) => Promise<boolean>;
}

/** How often a storage is written before it is given up, since others write over it each time. */
const maxAttempts = 20;

/**
 * Keeps what is remembered and a storage in step: reads, merges, writes what the storage lacks, and looks again until it
 * lacks nothing. Several windows that do so come to the same state with the changes of all of them, whatever the order
 * of their steps, if each looks again when the storage was changed.
 */
export class StoreSync<Problem> {
  readonly #memory: ReadingMemory;
  readonly #storage: StateStorage<Problem>;
  readonly #options: SyncOptions<Problem>;
  /** What the storage had when it was last read or written. */
  #base: ReadingRecords = new Map();
  #extras: ReadonlyMap<string, unknown> = new Map();
  #running: Promise<Problem | null> | null = null;
  #next: Promise<Problem | null> | null = null;

  constructor(memory: ReadingMemory, storage: StateStorage<Problem>, options: SyncOptions<Problem>) {
    this.#memory = memory;
    this.#storage = storage;
    this.#options = options;
  }

  /** What the storage does not have yet, as far as is known. */
  get unsaved(): ReadingRecords {
    return differenceOf(this.#selected(), this.#base);
  }

  /**
   * Reads the storage and writes what it lacks. A call during a run is answered by one further run, which begins after
   * this one.
   *
   * @returns What keeps the storage from being written; null when it has everything.
   * @throws when it can be read or written no better.
   */
  sync(): Promise<Problem | null> {
    if (!this.#running) {
      this.#running = this.#run().finally(() => (this.#running = null));
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => null)
      .then(() => {
        this.#next = null;
        return this.sync();
      });
    return this.#next;
  }

  async #run(): Promise<Problem | null> {
    const first = await this.#look();
    if (first.problem === null ? !first.isMissing : !this.#options.repair) return first.problem;
    return this.#storage.exclusively(async () => {
      for (let attempt = 0; attempt < maxAttempts; attempt++) {
        const seen = await this.#look();
        if (seen.problem !== null) {
          if (!(await this.#options.repair?.(seen.problem))) return seen.problem;
          this.#base = new Map();
        } else if (seen.isMissing) {
          const records = this.#selected();
          if (await this.#storage.write({ records, extras: this.#extras })) this.#base = records;
        } else return null;
      }
      throw new Error('Another program changes the data all the time.');
    });
  }

  /** Reads the storage and takes in what is new there; tells whether it lacks something. */
  async #look(): Promise<{ readonly problem: Problem | null; readonly isMissing: boolean }> {
    const { records, extras, problem } = await this.#storage.read();
    this.#extras = new Map([...this.#extras, ...extras]);
    const isReverted = this.#storage.isExclusive || isContained(records, this.#base);
    if (problem === null && this.#options.followsReverts && isReverted)
      this.#memory.replace(mergeThreeWay(this.#memory.records, this.#base, records));
    else this.#memory.merge(records);
    this.#base = problem === null ? records : mergeRecords(this.#base, records);
    return { problem, isMissing: !isContained(this.#selected(), records) };
  }

  #selected(): ReadingRecords {
    const { records } = this.#memory;
    return this.#options.select?.(records) ?? records;
  }
}
