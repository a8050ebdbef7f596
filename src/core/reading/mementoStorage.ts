import { storeFromObject, storeToObject, type ReadingStore } from './readingStore';
import { maxClockSkew } from './stamped';
import type { StateStorage, StoredState } from './storeSync';

/** Where VS Code keeps JSON values by key; what another window writes arrives some time later. */
export interface KeyValueStore {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** Keeps user state in one value of VS Code's storage, which Settings Sync takes to other machines. */
export class MementoStorage implements StateStorage<'newerVersion'> {
  readonly isExclusive = false;
  readonly #memento: KeyValueStore;
  readonly #key: string;
  readonly #now: () => number;

  /** @param now The time in milliseconds since 1970. */
  constructor(memento: KeyValueStore, key: string, now: () => number = Date.now) {
    this.#memento = memento;
    this.#key = key;
    this.#now = now;
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  read(): Promise<StoredState<'newerVersion'>> {
    return Promise.resolve(this.peek());
  }

  /** As `read`, at once. */
  peek(): StoredState<'newerVersion'> {
    const { isWhole, ...store } = storeFromObject(this.#memento.get(this.#key), this.#now() + maxClockSkew);
    return { ...store, problem: isWhole ? null : 'newerVersion' };
  }

  async write(store: ReadingStore): Promise<boolean> {
    await this.#memento.update(this.#key, storeToObject(store));
    return true;
  }
}
