import type { SearchEngine } from '../core/search/engine';
import { SearchIndex } from '../core/search/searchIndex';
import { TermCache } from '../core/search/termCache';
import type { Answer, Request, Requests } from './messages';

/** Makes what answers the questions about an index: the whole of the worker but for where its messages come from. */
export function searchWorker(engine: SearchEngine): (request: Request) => Answer {
  const index = new SearchIndex(engine);
  const cache = new TermCache();
  const handlers: Requests = {
    readShards: (shards) => shards.map((shard) => cache.read(shard)),
    update: (put, removed) => {
      index.remove(removed);
      index.put(put.map((text) => ({ text, terms: cache.termsOf(text) })));
    },
    collectTerms: () => cache.collect(),
    search: (search) => index.search(search),
    candidates: (paper, limit) => index.candidates(paper, limit),
    compare: (paper, others) => index.compare(paper, others),
    engine: () => engine.name,
  };
  return ({ number, name, values }) => {
    try {
      const handler = handlers[name] as (...values: unknown[]) => unknown;
      return { number, result: handler(...values) };
    } catch (error) {
      return { number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
}
