import {
  decodeShard,
  encodeShard,
  type CacheChange,
  type Row,
  type Shard,
  type ShardForm,
  type ShardReader,
} from '../cache/shards';
import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { hash32 } from '../text/hash';
import type { TopicAssignment } from './classifier';
import type { Taxonomy } from './taxonomy';
import type { TermModelData } from './termModel';

/**
 * The form of what `TopicTable` finds. Raise it whenever the same papers get other topics with the same taxonomy
 * and model, so that remembered topics are found anew.
 */
export const topicsVersion = 1;

const form: ShardForm = { name: 'paper-digest-topics', version: topicsVersion, ending: 'topics' };
const shardLength = 500_000;
const papersPerStep = 200;

/** The topics of papers that were settled together. */
interface SettledSet {
  readonly assignments: Map<string, TopicAssignment>;
  readonly shards: string[];
}

/**
 * The topics of the papers as they were settled last. Since they depend on all of these papers, they count as
 * a whole: which set of papers, and which taxonomy and model, stands in each shard.
 */
export class TopicMemory implements ShardReader {
  /** The sets that were read, by what tells them apart, see `setName`. */
  readonly #sets = new Map<string, SettledSet>();
  readonly #useless: string[] = [];
  /** The set that the files hold, and their names. */
  #stored: { readonly name: string; readonly shards: readonly string[] } | null = null;

  read({ name, bytes }: Shard): boolean {
    const rows = decodeShard(form, bytes);
    const [head, ...papers] = rows ?? [];
    if (!head || typeof head[1] !== 'string' || !papers.every(isPaperRow)) {
      this.#useless.push(name);
      return false;
    }
    let set = this.#sets.get(head[1]);
    if (!set) this.#sets.set(head[1], (set = { assignments: new Map(), shards: [] }));
    set.shards.push(name);
    for (const [key, assignment] of papers) set.assignments.set(key, assignment);
    return true;
  }

  /**
   * What was found for the papers of a set that is known as a whole, by their keys, see `paperKey`; null where there is none.
   *
   * @param basis What the topics were found by, see `basisOf`; called only if there is something to recall.
   */
  recall(basis: () => string): ReadonlyMap<string, TopicAssignment> | null {
    for (const [name, { assignments }] of this.#sets)
      if (name === setName(basis(), assignments.keys())) return assignments;
    return null;
  }

  /**
   * What has to be written for the files to hold the topics of all papers as they are settled, pausing at each `yield`. What
   * was read is let go.
   */
  *collect(basis: string, settled: Iterable<readonly [Paper, TopicAssignment]>): Steps<CacheChange> {
    const rows: (readonly [string, TopicAssignment])[] = [];
    for (const [paper, assignment] of settled) {
      rows.push([paperKey(paper), assignment]);
      if (rows.length % papersPerStep === 0) yield;
    }
    const name = setName(
      basis,
      rows.map(([key]) => key),
    );
    const known = this.#sets.get(name);
    if (known && known.assignments.size === rows.length) this.#stored = { name, shards: known.shards };
    const before = new Set([
      ...this.#useless.splice(0),
      ...[...this.#sets.values()].flatMap(({ shards }) => shards),
      ...(this.#stored?.shards ?? []),
    ]);
    this.#sets.clear();
    if (this.#stored?.name !== name) {
      const written = yield* shardsOf(name, rows);
      this.#stored = { name, shards: written.map((shard) => shard.name) };
      for (const shard of this.#stored.shards) before.delete(shard);
      return { written, removed: [...before] };
    }
    for (const shard of this.#stored.shards) before.delete(shard);
    return { written: [], removed: [...before] };
  }
}

/** Tells papers apart by all that their topic depends on. */
export function paperKey({ id, title, abstract }: Paper): string {
  return `${hash32(id).toString(36)}.${hash32(title).toString(36)}.${hash32(abstract).toString(36)}.${abstract.length.toString(36)}`;
}

/** Tells apart what topics are found by. */
export function basisOf(taxonomy: Taxonomy, model: TermModelData): string {
  return `${hash32(JSON.stringify(taxonomy)).toString(36)}.${hash32(JSON.stringify(model)).toString(36)}`;
}

/** Tells apart sets of papers, whatever their order, and what their topics were found by. */
function setName(basis: string, keys: Iterable<string>): string {
  let [count, sum] = [0, 0];
  for (const key of keys) {
    count++;
    sum = (sum + hash32(key)) >>> 0;
  }
  return `${basis}.${count.toString(36)}.${sum.toString(36)}`;
}

function* shardsOf(set: string, papers: readonly (readonly [string, TopicAssignment])[]): Steps<Shard[]> {
  const head = JSON.stringify(['', set] satisfies Row);
  const shards: Shard[] = [];
  let rows = [head];
  let length = 0;
  for (const [i, paper] of papers.entries()) {
    const row = JSON.stringify(paper satisfies Row);
    rows.push(row);
    length += row.length;
    if (length < shardLength && i + 1 < papers.length) {
      if (i % papersPerStep === 0) yield;
      continue;
    }
    shards.push(encodeShard(form, rows));
    [rows, length] = [[head], 0];
    yield;
  }
  return shards;
}

function isPaperRow(row: Row): row is readonly [string, TopicAssignment] {
  const [, value] = row;
  return typeof value === 'object' && value !== null && 'certainty' in value;
}
