import type { Steps } from '../steps';
import {
  decodeShard,
  encodeShard,
  type CacheChange,
  type Row,
  type Shard,
  type ShardForm,
  type ShardReader,
} from './shards';

/** How the values of a cache are written. */
export interface CacheForm<Value> extends ShardForm {
  /** About how long a shard is, in UTF-16 code units. */
  readonly shardLength: number;
  /** What is written of a value, as JSON has it. */
  toCells(value: Value): readonly unknown[];
  /** The value again; null where the cells are none. */
  fromCells(cells: readonly unknown[]): Value | null;
}

interface StoredShard {
  readonly keys: readonly string[];
  readonly isSmall: boolean;
}

/** With more small shards than these, or more rows of no use than of use, all is written anew. */
const mostSmallShards = 100;

/**
 * Values that were made before, by key, in shards each of which is sound by itself: one that is damaged or of another
 * version costs only its own values.
 */
export class ShardCache<Value> implements ShardReader {
  readonly #form: CacheForm<Value>;
  /** The shards that were read or written, by name. */
  readonly #shards = new Map<string, StoredShard>();
  readonly #values = new Map<string, Value>();
  /** Keys that were asked for or put in, and not taken out. */
  readonly #used = new Set<string>();
  readonly #fresh = new Set<string>();
  readonly #useless: string[] = [];
  /** Whether the values of all stored keys are at hand. */
  #isWhole = true;

  constructor(form: CacheForm<Value>) {
    this.#form = form;
  }

  read({ name, bytes }: Shard): boolean {
    const rows = decodeShard(this.#form, bytes);
    const values = rows?.map(([, ...cells]) => this.#form.fromCells(cells));
    if (!rows || !values || values.includes(null)) {
      this.#useless.push(name);
      return false;
    }
    this.#shards.set(name, { keys: rows.map(([key]) => key), isSmall: bytes.length < this.#form.shardLength / 2 });
    for (const [i, [key]] of rows.entries()) this.#values.set(key, values[i] as Value);
    return true;
  }

  /** What is known under a key. */
  get(key: string): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.#used.add(key);
    return value;
  }

  /** Puts a value in. */
  put(key: string, value: Value): void {
    this.#used.add(key);
    this.#fresh.add(key);
    this.#values.set(key, value);
  }

  /** Takes a key out of use. */
  forget(key: string): void {
    this.#used.delete(key);
    this.#fresh.delete(key);
  }

  /**
   * What has to be written now, pausing at each `yield`; nothing may be put in or taken out meanwhile. It is to be called when
   * all keys that are in use have been asked for or put in.
   *
   * @param letGo Whether the values are let go, so that only their keys are remembered.
   */
  *collect(letGo: boolean): Steps<CacheChange> {
    const removed = this.#useless.splice(0);
    const stored = [...this.#shards.values()].flatMap(({ keys }) => keys);
    const inUse = stored.reduce((sum, key) => sum + (this.#used.has(key) ? 1 : 0), 0);
    const small = [...this.#shards.values()].filter(({ isSmall }) => isSmall).length;
    if (this.#isWhole && (small > mostSmallShards || stored.length > 2 * inUse)) {
      removed.push(...this.#shards.keys());
      this.#shards.clear();
      for (const key of this.#used) this.#fresh.add(key);
    }
    const written = yield* this.#write();
    this.#fresh.clear();
    for (const key of this.#values.keys()) if (letGo || !this.#used.has(key)) this.#values.delete(key);
    this.#isWhole = !letGo;
    const kept = new Set(written.map(({ name }) => name));
    return { written, removed: removed.filter((name) => !kept.has(name)) };
  }

  *#write(): Steps<Shard[]> {
    const written: Shard[] = [];
    let keys: string[] = [];
    let rows: string[] = [];
    let length = 0;
    const finish = (): void => {
      const shard = encodeShard(this.#form, rows);
      this.#shards.set(shard.name, { keys, isSmall: length < this.#form.shardLength / 2 });
      written.push(shard);
      [keys, rows, length] = [[], [], 0];
    };
    for (const key of this.#fresh) {
      const value = this.#values.get(key);
      if (value === undefined) continue;
      const row = JSON.stringify([key, ...this.#form.toCells(value)] satisfies Row);
      keys.push(key);
      rows.push(row);
      length += row.length;
      if (length >= this.#form.shardLength) finish();
      yield;
    }
    if (rows.length > 0) finish();
    return written;
  }
}
