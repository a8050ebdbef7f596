import type { PaperId } from '../paper';
import { compact, compactWithOffsets } from '../text/compact';
import type { Match, PaperTerms, SearchEngine, WantedWord } from './engine';
import type { PaperText } from './prepare';
import type { QueryWord } from './query';
import { similarities, tellingTerms, type Similarity } from './similar';
import { TitleLookup } from './titleLookup';
import { tokenize } from './tokens';
import { Vocabulary } from './vocabulary';
import { wantedWords } from './wanted';

/** How a paper was found. A lower tier always stands before a higher one. */
export enum Tier {
  WholeTitle,
  TitlePrefix,
  TitleWords,
  Words,
  TitleWordsBegun,
  WordsBegun,
  TitleTypos,
  Typos,
  SomeWords,
}

/** What is looked for among the papers' words. Plain data, so that it can be sent to where the index is. */
export interface WordSearch {
  /** Compact texts that may be a title, or its beginning. */
  readonly titles: readonly string[];
  readonly words: readonly QueryWord[];
  /** Words that papers must not have. */
  readonly without: readonly QueryWord[];
  /** Whether the last word may be unfinished. */
  readonly isOpen: boolean;
  /** If fewer papers than this are found, misspelt and partly matching ones are looked for too. */
  readonly enough: number;
  /** The greatest number of papers returned. */
  readonly limit: number;
}

export interface WordHit {
  readonly id: PaperId;
  readonly tier: Tier;
  /** The engine's score, comparable within a tier. */
  readonly score: number;
}

export interface WordHits {
  /** Best first. */
  readonly hits: readonly WordHit[];
  /** The words by which the papers were found, with other spellings where no paper has them as they are. */
  readonly words: readonly WantedWord[];
}

/** A paper with the terms that stand for it. */
export interface IndexedPaper {
  readonly text: PaperText;
  readonly terms: PaperTerms;
}

interface Known {
  /** The compact title. */
  readonly key: string;
  readonly title: string;
  /** How many words the title has. */
  readonly words: number;
  readonly date: string;
}

/** With this many found, papers that have only some of the words are not looked for. */
const few = 3;
/** A word that more than this share of many papers have tells nothing by itself. */
const common = 0.1;
const manyPapers = 1_000;
/** Titles are looked up by their beginning from this many characters on. */
const leastBeginning = 3;
/** Of a word that may lack a blank, each part has at least this many letters. */
const leastPart = 3;
/** By how many of a paper's terms, those that tell most, papers near to it are looked for. */
const termsCompared = 30;
/** Papers beyond the limit that are asked for, so that those of equal score can be put in order. */
const slack = 50;

/**
 * Full-text search over titles and abstracts. Papers are found in tiers that are never mixed (see `Tier`); the engine's
 * score orders the papers within one, and what is newer stands first where scores are equal. So a rare
 * misspelling cannot outrank exact matches, and a long abstract cannot outrank a title.
 */
export class SearchIndex {
  readonly #engine: SearchEngine;
  readonly #papers = new Map<PaperId, Known>();
  readonly #titles = new TitleLookup(this.#papers);
  #vocabulary: Vocabulary | null = null;

  constructor(engine: SearchEngine) {
    this.#engine = engine;
  }

  /** How many papers are in the index. */
  get size(): number {
    return this.#papers.size;
  }

  /** Puts papers in, in place of those with the same ids; each id once. */
  put(papers: readonly IndexedPaper[]): void {
    this.remove(papers.map(({ text }) => text.id));
    for (const { text } of papers) {
      const { id, title, date } = text;
      this.#papers.set(id, { key: compact(title), title, words: tokenize(title).length, date });
    }
    this.#engine.add(papers.map(({ text: { id }, terms }) => ({ id, terms })));
  }

  /** Takes papers out; unknown ids are ignored. */
  remove(ids: readonly PaperId[]): void {
    const known = ids.filter((id) => this.#papers.delete(id));
    if (known.length > 0) this.#engine.remove(known);
    this.#titles.changed();
    this.#vocabulary = null;
  }

  /** The papers that a search finds. A search for nothing, without words and titles, finds all papers. */
  search({ titles, words, without, isOpen, enough, limit }: WordSearch): WordHits {
    const exact = wantedWords(words);
    const begun = isOpen ? wantedWords(words, true) : exact;
    const excluded = this.#withAny(wantedWords(without));
    const hits = new Map<PaperId, WordHit>();
    const take = (tier: Tier, found: readonly Match[]): void => {
      for (const { id, score } of this.#inOrder(found))
        if (!hits.has(id) && !excluded.has(id)) hits.set(id, { id, tier, score });
    };
    const most = 2 * limit + excluded.size + slack;
    const matched = new Map<readonly WantedWord[], Match[]>();
    const matches = (wanted: readonly WantedWord[]): Match[] => {
      const found = matched.get(wanted) ?? this.#engine.match(wanted, 'all', most);
      matched.set(wanted, found);
      return found;
    };
    const look = (tier: Tier, wanted: readonly WantedWord[]): void => {
      if (hits.size < limit) take(tier, matches(wanted));
    };
    const lookInTitles = (tier: Tier, wanted: readonly WantedWord[]): void => {
      if (hits.size >= limit) return;
      const found = this.#engine.match(inTitle(wanted), 'all', most);
      take(
        tier,
        found.map(({ id, score }) => ({ id, score: score * this.#coverage(id, wanted.length) })),
      );
    };

    if (words.length + titles.length === 0)
      take(
        Tier.Words,
        [...this.#papers.keys()].map((id) => ({ id, score: 0 })),
      );
    this.#takeTitles(titles, take);
    lookInTitles(Tier.TitleWords, exact);
    if (hits.size > 0 || matches(begun).length > 0) {
      look(Tier.Words, exact);
      if (isOpen) {
        lookInTitles(Tier.TitleWordsBegun, begun);
        look(Tier.WordsBegun, begun);
      }
    }
    const isFound = hits.size > 0;
    const isSpeltRight = hits.size >= few && this.size >= manyPapers && exact.every((word) => this.#isKnown(word));
    const looksFurther = hits.size < enough && !isSpeltRight;
    const mended = looksFurther
      ? begun.map((word) => (this.#isKnown(word) ? word : this.#withOtherSpellings(word)))
      : begun;
    if (looksFurther && exact.length > 0) {
      const isMended = mended.some((word, i) => word !== begun[i]) && matches(mended).length > 0;
      const spelt = isMended ? mended : begun.map((word) => this.#withOtherSpellings(word));
      if (matches(spelt).length > 0) {
        lookInTitles(Tier.TitleTypos, spelt);
        look(Tier.Typos, spelt);
      }
      if (hits.size < few && exact.length > 1)
        take(Tier.SomeWords, this.#engine.match(this.#telling(mended), 'any', most));
      if (!isFound)
        return { hits: [...hits.values()].slice(0, limit), words: isMended || hits.size === 0 ? mended : spelt };
    }
    return { hits: [...hits.values()].slice(0, limit), words: begun };
  }

  /** The papers that may be near to one, by the terms that tell most of it; itself left out. */
  candidates(paper: PaperText, limit: number): PaperId[] {
    const terms = tellingTerms(paper, this.#rarity(), termsCompared);
    const words = terms.map((term): WantedWord => ({
      alternatives: [{ terms: [term], isBegun: false }],
      inTitle: false,
    }));
    return this.#engine
      .match(words, 'any', limit + 1)
      .flatMap(({ id }) => (id === paper.id ? [] : id))
      .slice(0, limit);
  }

  /** How near others are to a paper, in their order. */
  compare(paper: PaperText, others: readonly PaperText[]): Similarity[] {
    return similarities(paper, others, this.#rarity());
  }

  /** The inverse document frequency of a term, smoothed; not below 0 where papers that were taken out still count. */
  #rarity(): (term: string) => number {
    const known = new Map<string, number>();
    return (term) => {
      let rarity = known.get(term);
      if (rarity === undefined)
        known.set(term, (rarity = Math.max(0, Math.log((1 + this.size) / Math.max(1, this.#engine.holders(term))))));
      return rarity;
    };
  }

  #takeTitles(titles: readonly string[], take: (tier: Tier, found: readonly Match[]) => void): void {
    const begun = [...new Set(titles)]
      .filter((key) => key !== '')
      .map((key) => ({ key, found: this.#titles.beginningWith(key) }));
    for (const { key, found } of begun)
      take(
        Tier.WholeTitle,
        found.filter((entry) => entry.key === key).map(({ id }) => ({ id, score: 1 })),
      );
    for (const { key, found } of begun)
      if (key.length >= leastBeginning)
        take(
          Tier.TitlePrefix,
          found.map(({ id }) => ({ id, score: this.#shareOfTitle(id, key) })),
        );
  }

  /** How much of a title a beginning is, from 0 to 1; more by 1 where it ends with a word. */
  #shareOfTitle(id: PaperId, beginning: string): number {
    const { key, title } = this.#papers.get(id) ?? { key: '', title: '' };
    const endsWithWord = compactWithOffsets(title).wordStarts[beginning.length] === 1;
    return beginning.length / Math.max(1, key.length) + (endsWithWord ? 1 : 0);
  }

  /** How much of a title's words so many are, damped: the square root of their share. */
  #coverage(id: PaperId, words: number): number {
    return Math.sqrt(Math.min(1, words / Math.max(1, this.#papers.get(id)?.words ?? 1)));
  }

  #withAny(words: readonly WantedWord[]): ReadonlySet<PaperId> {
    return new Set(this.#engine.match(words, 'any', Infinity).map(({ id }) => id));
  }

  /** Best first; the newer, then the alphabetically first where two are equally good. */
  #inOrder(found: readonly Match[]): Match[] {
    const date = (id: PaperId): string => this.#papers.get(id)?.date ?? '';
    return [...found].sort((a, b) => b.score - a.score || compare(date(b.id), date(a.id)) || compare(a.id, b.id));
  }

  /** The words that tell something by themselves; all where none does, or where papers are few. */
  #telling(words: readonly WantedWord[]): readonly WantedWord[] {
    if (this.size < manyPapers) return words;
    const most = common * this.size;
    const telling = words.filter(({ alternatives }) =>
      alternatives.every(({ terms }) => terms.some((term) => this.#engine.holders(term) <= most)),
    );
    return telling.length > 0 ? telling : words;
  }

  /** Whether any paper may have a word as it is written. */
  #isKnown({ alternatives }: WantedWord): boolean {
    return alternatives.some(({ terms }) => terms.every((term) => this.#engine.holders(term) > 0));
  }

  /** A word with what it may have been misspelt from: other terms, or two that lack the blank between them. */
  #withOtherSpellings({ alternatives, inTitle: isInTitle }: WantedWord): WantedWord {
    const vocabulary = (this.#vocabulary ??= new Vocabulary(this.#engine.terms()));
    const others = alternatives.flatMap(({ terms }) => {
      const [term, ...more] = terms;
      if (term === undefined || more.length > 0) return [];
      return [
        ...vocabulary.spellings(term, this.#engine.holders(term) > 0 ? 1 : 2).map((other) => [other]),
        ...this.#parts(term),
      ].map((found) => ({ terms: found, isBegun: false }));
    });
    return { alternatives: [...alternatives, ...others], inTitle: isInTitle };
  }

  #parts(term: string): [string, string][] {
    const found: [string, string][] = [];
    for (let at = leastPart; at <= term.length - leastPart; at++) {
      const parts: [string, string] = [term.slice(0, at), term.slice(at)];
      if (parts.every((part) => this.#engine.holders(part) > 0)) found.push(parts);
    }
    return found;
  }
}

function inTitle(words: readonly WantedWord[]): WantedWord[] {
  return words.map((word) => ({ ...word, inTitle: true }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
