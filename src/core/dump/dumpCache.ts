import { ShardCache, type CacheForm } from '../cache/shardCache';
import type { CacheChange, Shard, ShardReader } from '../cache/shards';
import type { Dump, Entry } from '../paper';
import type { Steps } from '../steps';

/**
 * The form of what `parseDump` gives. Raise it whenever the same text gives another dump than before, so that
 * remembered dumps are read anew.
 */
export const dumpsVersion = 2;

/** By which a file that did not change is known. */
export interface FileState {
  /** In bytes. */
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly mtime: number;
}

/** What reading a file gave. */
export interface ReadFile {
  /** A hash of its bytes. */
  readonly hash: number;
  /** Null where the file is no dump. */
  readonly dump: Dump | null;
}

interface Head {
  readonly hash: number;
  /** The dump without its entries. */
  readonly dump: Dump | null;
  /** How many parts hold the entries. */
  readonly parts: number;
}

/** What stands under one key: a file's head, or a part of its entries. */
type Stored = Head | readonly Entry[];

const entriesPerPart = 100;

const form: CacheForm<Stored> = {
  name: 'paper-digest-dumps',
  version: dumpsVersion,
  ending: 'dumps',
  shardLength: 500_000,
  toCells: (stored) => [stored],
  fromCells: ([stored]) => (typeof stored === 'object' ? (stored as Stored) : null),
};

/** The dumps that were read before, so that a file that did not change since need not be read again. */
export class DumpCache implements ShardReader {
  readonly #cache = new ShardCache(form);
  /** By the path of a file, its keys. */
  readonly #keys = new Map<string, readonly string[]>();

  read(shard: Shard): boolean {
    return this.#cache.read(shard);
  }

  /** What reading a file gave when it was as it is now; undefined where that is not known. */
  get(path: string, state: FileState): ReadFile | undefined {
    const head = this.#cache.get(keyOf(path, state, 0));
    if (!head || isPart(head)) return undefined;
    const { hash, dump, parts } = head;
    const entries: Entry[] = [];
    for (let part = 1; part <= parts; part++) {
      const some = this.#cache.get(keyOf(path, state, part));
      if (!some || !isPart(some)) return undefined;
      for (const entry of some) entries.push(entry);
    }
    this.#keys.set(path, keysOf(path, state, parts));
    return { hash, dump: dump && { ...dump, entries } };
  }

  /** Remembers what reading a file gave, in place of what was known of it. */
  put(path: string, state: FileState, { hash, dump }: ReadFile): void {
    this.forget(path);
    const entries = dump?.entries ?? [];
    const parts = Math.ceil(entries.length / entriesPerPart);
    this.#cache.put(keyOf(path, state, 0), { hash, dump: dump && { ...dump, entries: [] }, parts });
    for (let part = 1; part <= parts; part++) {
      this.#cache.put(keyOf(path, state, part), entries.slice((part - 1) * entriesPerPart, part * entriesPerPart));
    }
    this.#keys.set(path, keysOf(path, state, parts));
  }

  /** Forgets a file. */
  forget(path: string): void {
    for (const key of this.#keys.get(path) ?? []) this.#cache.forget(key);
    this.#keys.delete(path);
  }

  /** See `ShardCache.collect`. */
  collect(): Steps<CacheChange> {
    return this.#cache.collect(false);
  }
}

function keyOf(path: string, { size, mtime }: FileState, part: number): string {
  return `${size.toString(36)}.${mtime.toString(36)}.${part.toString(36)}.${path}`;
}

function keysOf(path: string, state: FileState, parts: number): string[] {
  return Array.from({ length: parts + 1 }, (_, part) => keyOf(path, state, part));
}

function isPart(stored: Stored): stored is readonly Entry[] {
  return Array.isArray(stored);
}
