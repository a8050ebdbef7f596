import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import type { Paper, PaperId } from '../paper';
import { compact } from '../text/compact';
import { tokenize, type Token } from './tokens';

/** How a paper was found. A lower tier always stands before a higher one. */
export enum Tier {
  WholeTitle,
  TitlePrefix,
  TitleWords,
  Words,
  TitleWordsBegun,
  WordsBegun,
  Typos,
  SomeWords,
}

export interface SearchHit {
  readonly id: PaperId;
  readonly tier: Tier;
  /** The engine's score, comparable within a tier. */
  readonly score: number;
  /** The terms of the paper that the query matched, as `tokenize` gives them. */
  readonly terms: ReadonlySet<string>;
}

/** With this many found, misspelt and partly matching papers are not looked for. */
const enough = 10;

/** Words of a query beyond these are not looked for: a whole text may be pasted into a search. */
const mostWords = 24;

/** Longer words are not looked for misspelt; the work would grow with their length squared. */
const longestMisspelt = 40;

interface IndexedPaper {
  readonly id: PaperId;
  readonly title: string;
  readonly method: string;
  readonly abstract: string;
}

/**
 * A full-text index over titles and abstracts. Papers are found in tiers that are never mixed (see
 * `Tier`); BM25+, which MiniSearch computes, orders the papers within one. So a rare misspelling cannot
 * outrank exact matches, and a long abstract cannot outrank a title.
 */
export class SearchIndex {
  readonly #engine = new MiniSearch<IndexedPaper>({
    fields: ['title', 'method', 'abstract'],
    tokenize: (text) => tokenize(text).flatMap((token) => token.terms),
    processTerm: (term) => term,
    autoVacuum: true,
  });
  readonly #titles = new Map<PaperId, string>();

  /** How many papers are in the index. */
  get size(): number {
    return this.#titles.size;
  }

  /** Puts a paper in, in place of one with the same id. */
  add(paper: Paper): void {
    this.remove(paper.id);
    this.#titles.set(paper.id, compact(paper.title));
    const { id, title, abstract } = paper;
    this.#engine.add({ id, title, method: methodName(title), abstract });
  }

  /** Takes a paper out; an unknown id is ignored. */
  remove(id: PaperId): void {
    if (this.#titles.delete(id)) this.#engine.discard(id);
  }

  /**
   * The papers that a query finds, best first.
   *
   * @param query Words as typed; the last one may be unfinished.
   * @param limit The greatest number of papers returned.
   */
  search(query: string, limit: number): SearchHit[] {
    const tokens = tokenize(query).slice(0, mostWords);
    const hits = new Map<PaperId, SearchHit>();
    const take = (tier: Tier, found: readonly Found[]): void => {
      for (const { id, score, terms } of found) if (!hits.has(id)) hits.set(id, { id, tier, score, terms });
    };

    this.#takeByTitle(query, tokens, take);
    if (tokens.length > 0) {
      const exact = this.#run(allOf(tokens));
      take(Tier.TitleWords, exact.filter((found) => standInTitle(tokens, found, false)));
      take(Tier.Words, exact);
      if (/[\p{L}\p{N}]$/u.test(query)) {
        const begun = this.#run(allOf(tokens, { prefix: true }));
        take(Tier.TitleWordsBegun, begun.filter((found) => standInTitle(tokens, found, true)));
        take(Tier.WordsBegun, begun);
      }
      if (hits.size < enough) take(Tier.Typos, this.#run(allOf(tokens, { fuzzy: true, prefix: true })));
      if (hits.size < enough && tokens.length > 1) take(Tier.SomeWords, this.#run(someOf(tokens)));
    }
    return [...hits.values()].slice(0, limit);
  }

  #takeByTitle(query: string, tokens: readonly Token[], take: (tier: Tier, found: readonly Found[]) => void): void {
    const key = compact(query);
    if (key === '') return;
    const terms = new Set(tokens.flatMap((token) => token.terms));
    const whole: Found[] = [];
    const begun: Found[] = [];
    for (const [id, title] of this.#titles) {
      if (!title.startsWith(key)) continue;
      const found = { id, score: key.length / title.length, terms, titleTerms: noTerms };
      if (title.length === key.length) whole.push(found);
      else if (key.length > 2) begun.push(found);
    }
    take(Tier.WholeTitle, whole);
    take(Tier.TitlePrefix, begun.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)));
  }

  #run(query: Query): Found[] {
    return this.#engine.search(query, { boost: { title: 3, method: 4 } }).map(toFound);
  }
}

interface Found {
  readonly id: PaperId;
  readonly score: number;
  readonly terms: ReadonlySet<string>;
  readonly titleTerms: ReadonlySet<string>;
}

const noTerms: ReadonlySet<string> = new Set();

function toFound({ id, score, terms, match }: SearchResult): Found {
  const titleTerms = terms.filter((term) => match[term]?.includes('title'));
  return { id: String(id), score, terms: new Set(terms), titleTerms: new Set(titleTerms) };
}

/** Whether every word of the query stands in the title, the last one perhaps only begun. */
function standInTitle(tokens: readonly Token[], { titleTerms }: Found, lastIsBegun: boolean): boolean {
  return tokens.every(({ terms, joined }, i) => {
    const isBegun = lastIsBegun && i === tokens.length - 1;
    const stands = (term: string): boolean =>
      titleTerms.has(term) || (isBegun && [...titleTerms].some((other) => other.startsWith(term)));
    const [whole = '', ...parts] = terms;
    return joined ? stands(whole) || (parts.length > 0 && parts.every(stands)) : terms.every(stands);
  });
}

interface Tolerance {
  readonly prefix?: boolean;
  readonly fuzzy?: boolean;
}

function allOf(tokens: readonly Token[], { prefix = false, fuzzy = false }: Tolerance = {}): Query {
  return {
    combineWith: 'AND',
    queries: tokens.map((token, i) => ({
      ...wordQuery(token),
      prefix: prefix && i === tokens.length - 1,
      fuzzy: fuzzy ? (term: string) => (term.length < 4 || term.length > longestMisspelt ? 0 : term.length < 8 ? 1 : 2) : 0,
    })),
  };
}

function someOf(tokens: readonly Token[]): Query {
  return { combineWith: 'OR', queries: tokens.map(wordQuery) };
}

/** A hyphenated word is found joined, or by all its parts; another one by all its terms. */
function wordQuery({ terms, joined }: Token): { combineWith: 'OR' | 'AND'; queries: Query[] } {
  if (!joined) return { combineWith: 'AND', queries: [...terms] };
  const [whole = '', ...parts] = terms;
  const queries: Query[] = [whole];
  if (parts.length > 0) queries.push({ combineWith: 'AND', queries: parts });
  return { combineWith: 'OR', queries };
}

/** The name before the colon of a title such as `LayerSkip: Enabling …`; empty where there is none. */
function methodName(title: string): string {
  const colon = title.indexOf(':');
  return colon > 0 && colon <= 40 ? title.slice(0, colon) : '';
}

/** The stretches of a text that hold one of the terms, as [start, end) in UTF-16 code units. */
export function matchesIn(text: string, terms: ReadonlySet<string>): [number, number][] {
  return tokenize(text)
    .filter((token) => token.terms.some((term) => terms.has(term)))
    .map(({ start, end }) => [start, end]);
}
