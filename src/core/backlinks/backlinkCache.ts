import { ShardCache, type CacheForm } from '../cache/shardCache';
import type { CacheChange, Shard, ShardReader } from '../cache/shards';
import type { FileState } from '../dump/dumpCache';
import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { hash32 } from '../text/hash';
import type { Place } from './places';

/** The form of what is found in a note. Raise it whenever the same note gives other places for the same titles. */
export const backlinksVersion = 2;

/** What was found in a note. */
export interface FoundPlaces {
  /** For which titles it was looked through, see `basisOf`. */
  readonly basis: string;
  readonly places: readonly Place[];
}

const form: CacheForm<FoundPlaces> = {
  name: 'paper-digest-backlinks',
  version: backlinksVersion,
  ending: 'backlinks',
  shardLength: 500_000,
  toCells: ({ basis, places }) => [basis, places],
  fromCells: ([basis, places]) =>
    typeof basis === 'string' && Array.isArray(places) ? { basis, places: places as Place[] } : null,
};

/** What was found in notes before, so that a note that did not change since need not be read again. */
export class BacklinkCache implements ShardReader {
  readonly #cache = new ShardCache(form);
  /** By the path of a note, its key. */
  readonly #keys = new Map<string, string>();

  read(shard: Shard): boolean {
    return this.#cache.read(shard);
  }

  /** What was found in a note when it was as it is now; undefined where that is not known. */
  get(path: string, language: string, state: FileState): FoundPlaces | undefined {
    const key = keyOf(path, language, state);
    const found = this.#cache.get(key);
    if (found) this.#use(path, key);
    return found;
  }

  /** Remembers what was found in a note, in place of what was known of it. */
  put(path: string, language: string, state: FileState, found: FoundPlaces): void {
    const key = keyOf(path, language, state);
    this.#use(path, key);
    this.#cache.put(key, found);
  }

  /** Forgets a note. */
  forget(path: string): void {
    const key = this.#keys.get(path);
    if (key !== undefined) this.#cache.forget(key);
    this.#keys.delete(path);
  }

  /** See `ShardCache.collect`. */
  collect(): Steps<CacheChange> {
    return this.#cache.collect(false);
  }

  #use(path: string, key: string): void {
    if (this.#keys.get(path) !== key) this.forget(path);
    this.#keys.set(path, key);
  }
}

function keyOf(path: string, language: string, { size, mtime }: FileState): string {
  return `${size.toString(36)}.${mtime.toString(36)}.${language}.${path}`;
}

const papersPerStep = 1_000;

/** Tells apart sets of titles, whatever their order. */
export function* basisOf(papers: Iterable<Pick<Paper, 'id' | 'title'>>): Steps<string> {
  let [count, sum] = [0, 0];
  for (const { id, title } of papers) {
    sum = (sum + hash32(`${id}\n${title}`)) >>> 0;
    if (++count % papersPerStep === 0) yield;
  }
  return `${count.toString(36)}.${sum.toString(36)}`;
}
