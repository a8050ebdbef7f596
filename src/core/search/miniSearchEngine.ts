import MiniSearch, { type Query, type QueryCombination } from 'minisearch';
import type { PaperId } from '../paper';
import {
  fieldWeights,
  type Alternative,
  type Match,
  type PaperTerms,
  type PreparedPaper,
  type SearchEngine,
  type WantedWord,
} from './engine';

interface IndexedPaper extends PaperTerms {
  readonly id: PaperId;
}

const titleFields = ['title', 'joins', 'method'];

/** MiniSearch with a look at its terms. */
class TermIndex extends MiniSearch<IndexedPaper> {
  constructor() {
    super({
      fields: Object.keys(fieldWeights),
      tokenize: (text) => (text === '' ? [] : text.split(' ')),
      processTerm: (term) => term,
      searchOptions: { boost: fieldWeights },
    });
  }

  terms(): Iterable<string> {
    return this._index.keys();
  }

  holders(term: string): number {
    const fields = [...(this._index.get(term)?.values() ?? [])].sort((a, b) => b.size - a.size);
    const [largest] = fields;
    let count = largest?.size ?? 0;
    for (const [place, field] of fields.entries()) {
      for (const paper of place === 0 ? [] : field.keys())
        if (!fields.slice(0, place).some((earlier) => earlier.has(paper))) count++;
    }
    return count;
  }
}

/** The engine that runs everywhere: MiniSearch, which ranks by BM25+. */
export class MiniSearchEngine implements SearchEngine {
  readonly name = 'MiniSearch';
  readonly #index = new TermIndex();

  add(papers: readonly PreparedPaper[]): void {
    for (const { id, terms } of papers) this.#index.add({ id, ...terms });
  }

  remove(ids: readonly PaperId[]): void {
    for (const id of ids) this.#index.discard(id);
  }

  match(words: readonly WantedWord[], combine: 'all' | 'any', limit: number): Match[] {
    if (words.length === 0) return [];
    const found = this.#index.search({ combineWith: combine === 'all' ? 'AND' : 'OR', queries: words.map(wordQuery) });
    return found.slice(0, limit).map(({ id, score }) => ({ id: String(id), score }));
  }

  terms(): Iterable<string> {
    return this.#index.terms();
  }

  holders(term: string): number {
    return this.#index.holders(term);
  }
}

function wordQuery({ alternatives, inTitle }: WantedWord): QueryCombination {
  const [only] = alternatives;
  const fields = inTitle ? { fields: titleFields } : {};
  if (only && alternatives.length === 1) return { ...fields, ...alternativeQuery(only) };
  return { ...fields, combineWith: 'OR', queries: alternatives.map(alternativeQuery) };
}

function alternativeQuery({ terms, isBegun }: Alternative): QueryCombination {
  const last = terms.length - 1;
  const queries = terms.map((term, i): Query => (isBegun && i === last ? { queries: [term], prefix: true } : term));
  return { combineWith: 'AND', queries };
}
