import type { WantedWord } from './engine';
import { forEachToken } from './tokens';

/** Finds the words of a query in a text. */
export class WordMatcher {
  readonly #terms: ReadonlySet<string>;
  readonly #beginnings: readonly string[];

  /** @param words The words; one of the terms of any alternative is enough to be found. */
  constructor(words: readonly WantedWord[]) {
    const alternatives = words.flatMap((word) => word.alternatives);
    this.#terms = new Set(alternatives.flatMap(({ terms }) => terms));
    this.#beginnings = alternatives.flatMap(({ terms, isBegun }) => (isBegun ? terms.slice(-1) : []));
  }

  /** Whether there is no word to be found. */
  get isEmpty(): boolean {
    return this.#terms.size === 0;
  }

  /** The stretches of a text that the words match, as [start, end) in UTF-16 code units, in order. */
  rangesIn(text: string): [number, number][] {
    const ranges: [number, number][] = [];
    forEachToken(text, (terms, _, start, end) => {
      if (this.#matches(terms)) ranges.push([start, end]);
    });
    return ranges;
  }

  /** The first of them; null where there is none. */
  firstIn(text: string): [number, number] | null {
    let found: [number, number] | null = null;
    forEachToken(text, (terms, _, start, end) => {
      if (!this.#matches(terms)) return false;
      found = [start, end];
      return true;
    });
    return found;
  }

  #matches(terms: readonly string[]): boolean {
    return terms.some(
      (term) => this.#terms.has(term) || this.#beginnings.some((beginning) => term.startsWith(beginning)),
    );
  }
}
