import { hash32 } from '../text/hash';
import type { PaperTerms } from './engine';
import { termsOf, termsVersion, type PaperText } from './prepare';

/** A file of the cache. */
export interface Shard {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What has to be done for the files to hold what the cache holds. */
export interface CacheChange {
  readonly written: readonly Shard[];
  /** Names of files that are of no use any more. */
  readonly removed: readonly string[];
}

type Row = readonly [key: string, title: string, joins: string, method: string, abstract: string];

const papersPerShard = 2_000;
/** With more files than these, or more rows of no use than of use, all is written anew. */
const mostShards = 100;
const formName = 'paper-digest-terms';

/**
 * The terms of papers that were seen before, so that their text need not be taken apart again. They are kept by a hash of
 * the text in shards, each of which is sound by itself: one that is damaged or of another version costs only
 * its own papers.
 */
export class TermCache {
  /** The names of the shards that were read or written, with the keys in each. */
  readonly #shards = new Map<string, readonly string[]>();
  readonly #terms = new Map<string, PaperTerms>();
  /** Keys that were asked for since the shards were read. */
  readonly #used = new Set<string>();
  readonly #fresh = new Map<string, PaperTerms>();
  readonly #useless: string[] = [];
  #isNew = true;

  /** Reads a shard; answers whether it was sound. */
  read({ name, bytes }: Shard): boolean {
    const rows = decodeShard(bytes);
    if (rows === null) {
      this.#useless.push(name);
      return false;
    }
    this.#shards.set(name, rows.map(([key]) => key));
    for (const [key, title, joins, method, abstract] of rows) this.#terms.set(key, { title, joins, method, abstract });
    return true;
  }

  /** The terms of a paper, remembered or made. */
  termsOf(paper: PaperText): PaperTerms {
    const key = keyOf(paper);
    this.#used.add(key);
    let terms = this.#terms.get(key);
    if (!terms) {
      terms = termsOf(paper);
      this.#terms.set(key, terms);
      this.#fresh.set(key, terms);
    }
    return terms;
  }

  /**
   * What has to be written now. It is to be called when all papers have been asked for: what none asked for counts
   * as out of use. The terms themselves are let go; only the keys are remembered.
   */
  collect(): CacheChange {
    const removed = this.#useless.splice(0);
    const stored = [...this.#shards.values()].reduce((sum, keys) => sum + keys.length, 0);
    const inUse = [...this.#shards.values()].flat().filter((key) => this.#used.has(key)).length;
    const isWasteful = this.#isNew && (this.#shards.size > mostShards || stored > 2 * inUse);
    this.#isNew = false;
    if (isWasteful) {
      removed.push(...this.#shards.keys());
      this.#shards.clear();
      for (const key of this.#used) {
        const terms = this.#terms.get(key);
        if (terms) this.#fresh.set(key, terms);
      }
    }
    const written: Shard[] = [];
    const rows = [...this.#fresh];
    for (let start = 0; start < rows.length; start += papersPerShard) written.push(this.#shardOf(rows.slice(start, start + papersPerShard)));
    this.#fresh.clear();
    this.#terms.clear();
    const kept = new Set(written.map(({ name }) => name));
    return { written, removed: removed.filter((name) => !kept.has(name)) };
  }

  #shardOf(papers: readonly (readonly [string, PaperTerms])[]): Shard {
    const rows = papers.map(([key, { title, joins, method, abstract }]): Row => [key, title, joins, method, abstract]);
    const text = JSON.stringify(rows);
    const name = `${hash32(text).toString(36)}.terms`;
    this.#shards.set(name, rows.map(([key]) => key));
    return { name, bytes: new TextEncoder().encode(`${headOf(text)}\n${text}`) };
  }
}

function keyOf({ title, abstract }: PaperText): string {
  return `${hash32(title).toString(36)}.${hash32(abstract).toString(36)}.${(title.length + abstract.length).toString(36)}`;
}

/** The first line: the form, its version, and a hash of the rest. */
function headOf(text: string): string {
  return `${formName} ${String(termsVersion)} ${hash32(text).toString(36)}`;
}

function decodeShard(bytes: Uint8Array): readonly Row[] | null {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf('\n');
  const rest = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== headOf(rest)) return null;
  try {
    const rows: unknown = JSON.parse(rest);
    return Array.isArray(rows) && rows.every(isRow) ? rows : null;
  } catch {
    return null;
  }
}

function isRow(row: unknown): row is Row {
  return Array.isArray(row) && row.length === 5 && row.every((cell) => typeof cell === 'string');
}
