import type { PaperId } from '../paper';

/** The fields of a paper that an engine indexes. Each holds terms as `tokenize` gives them, joined by blanks. */
export interface PaperTerms {
  readonly title: string;
  /** Neighbouring words of the title written as one: `finetuning` for `fine tuning`. */
  readonly joins: string;
  /** The name before the title's colon. */
  readonly method: string;
  readonly abstract: string;
}

/** The names of the fields, and how much a term counts in each. */
export const fieldWeights: Readonly<Record<keyof PaperTerms, number>> = { title: 3, joins: 1, method: 2, abstract: 1 };

/** A paper as an engine takes it in. */
export interface PreparedPaper {
  readonly id: PaperId;
  readonly terms: PaperTerms;
}

/** Terms that together stand for a word. */
export interface Alternative {
  readonly terms: readonly string[];
  /** Whether the last of the terms may go on. */
  readonly isBegun: boolean;
}

/** A word that is looked for: a paper has it when it has all the terms of one of the alternatives. */
export interface WantedWord {
  readonly alternatives: readonly Alternative[];
  /** Whether it has to stand in the title. */
  readonly inTitle: boolean;
}

/** A paper that matches. */
export interface Match {
  readonly id: PaperId;
  /** Greater is better; comparable within one query of one engine. */
  readonly score: number;
}

/**
 * A full-text index. It knows terms and nothing of how papers are ranked in tiers, so that another engine
 * can stand in its place: the same papers match, and each engine orders them by its own form of BM25.
 */
export interface SearchEngine {
  readonly name: string;
  /** Puts papers in, none of which is in it yet. */
  add(papers: readonly PreparedPaper[]): void;
  /** Takes papers out, all of which are in it. */
  remove(ids: readonly PaperId[]): void;
  /**
   * The papers that have all the words, or any of them, best first.
   *
   * @param limit The greatest number of papers returned.
   */
  match(words: readonly WantedWord[], combine: 'all' | 'any', limit: number): Match[];
  /** All indexed terms; those of papers that were taken out may be among them for a while. */
  terms(): Iterable<string>;
  /** How many papers have a term; papers that were taken out may count for a while. */
  holders(term: string): number;
}
