import { ShardCache, type CacheForm } from '../cache/shardCache';
import type { CacheChange, Shard, ShardReader } from '../cache/shards';
import { drain } from '../steps';
import { hash32 } from '../text/hash';
import type { PaperTerms } from './engine';
import { termsOf, termsVersion, type PaperText } from './prepare';

const form: CacheForm<PaperTerms> = {
  name: 'paper-digest-terms',
  version: termsVersion,
  ending: 'terms',
  shardLength: 2_000_000,
  toCells: ({ title, joins, method, abstract }) => [title, joins, method, abstract],
  fromCells: (cells) => {
    const [title, joins, method, abstract] = cells;
    const isSound =
      typeof title === 'string' &&
      typeof joins === 'string' &&
      typeof method === 'string' &&
      typeof abstract === 'string';
    return isSound && cells.length === 4 ? { title, joins, method, abstract } : null;
  },
};

/** The terms of papers that were seen before, by a hash of their text, so that it need not be taken apart again. */
export class TermCache implements ShardReader {
  readonly #cache = new ShardCache(form);

  read(shard: Shard): boolean {
    return this.#cache.read(shard);
  }

  /** The terms of a paper, remembered or made. */
  termsOf(paper: PaperText): PaperTerms {
    const key = keyOf(paper);
    let terms = this.#cache.get(key);
    if (!terms) {
      terms = termsOf(paper);
      this.#cache.put(key, terms);
    }
    return terms;
  }

  /**
   * What has to be written now. It is to be called when all papers have been asked for: what none asked for counts
   * as out of use. The terms themselves are let go; only the keys are remembered.
   */
  collect(): CacheChange {
    return drain(this.#cache.collect(true));
  }
}

function keyOf({ title, abstract }: PaperText): string {
  return `${hash32(title).toString(36)}.${hash32(abstract).toString(36)}.${(title.length + abstract.length).toString(36)}`;
}
