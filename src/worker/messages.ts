import type { CacheChange, Shard } from '../core/cache/shards';
import type { PaperId } from '../core/paper';
import type { PaperText } from '../core/search/prepare';
import type { WordHits, WordSearch } from '../core/search/searchIndex';
import type { Similarity } from '../core/search/similar';

/** What can be asked of the worker, by name: what it takes and what it answers. */
export interface Requests {
  /** Reads remembered terms; answers whether each shard was sound. */
  readShards(shards: readonly Shard[]): readonly boolean[];
  update(put: readonly PaperText[], removed: readonly PaperId[]): void;
  /** See `TermCache.collect`. */
  collectTerms(): CacheChange;
  search(search: WordSearch): WordHits;
  candidates(paper: PaperText, limit: number): readonly PaperId[];
  compare(paper: PaperText, others: readonly PaperText[]): readonly Similarity[];
  /** The name of the engine. */
  engine(): string;
}

/** A question to the worker. */
export interface Request<Name extends keyof Requests = keyof Requests> {
  readonly number: number;
  readonly name: Name;
  readonly values: Parameters<Requests[Name]>;
}

/** The answer to the question of the same number. */
export type Answer =
  { readonly number: number; readonly result: unknown } | { readonly number: number; readonly error: string };
