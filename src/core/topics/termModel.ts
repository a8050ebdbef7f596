import { drain, type Steps } from '../steps';
import type { Lexicon } from './lexicon';
import { PairMap } from './pairMap';
import data from './termModel.json';
import { sublinear } from './tfidf';

/**
 * The data of a `TermModel`, as `tools/train.ts` writes it. Terms are words and pairs of words in their
 * normal form; binary columns are in base64.
 */
export interface TermModelData {
  readonly version: number;
  /** The areas that the model knows, by id; weights name them by their place. */
  readonly areas: readonly string[];
  /** By area, the score of a paper without any known term. */
  readonly bias: readonly number[];
  /** What the logarithm of an area's phrase score (`log(1 + s)`) adds to its score. */
  readonly phraseFactor: number;
  /** Stands beside the Euclidean length of a text's terms, so that texts with few of them count for less. */
  readonly leastLength: number;
  /** One a line. */
  readonly terms: string;
  /** By term, one byte: its inverse document frequency times `idfScale`. */
  readonly idf: string;
  /** By term, one byte: how many weights it has. */
  readonly counts: string;
  /** For each weight, in the order of terms, one byte: its area. */
  readonly weightAreas: string;
  /** For each weight one byte: it times `weightScale`, plus 128. */
  readonly weights: string;
}

/** The model that comes with the extension, see `tools/train.ts`. */
export const builtInModel = data as unknown as TermModelData;

export const idfScale = 20;
export const weightScale = 12;
/** A term in the title counts as if it stood so many more times in the abstract. */
export const titleRepeats = 4;

const termsPerStep = 500;

/** The known terms of a text, and how much they speak for each area. */
export interface TermEvidence {
  readonly terms: readonly number[];
  /** Each term's share of the text: its TF-IDF weight, where all known terms have a Euclidean length of 1, or less if there are few. */
  readonly shares: readonly number[];
}

/**
 * A linear model over the words and pairs of words of a paper: multinomial logistic regression on
 * TF-IDF (Joachims 1998; Genkin, Lewis and Madigan 2007), made sparse and small by `tools/train.ts`.
 */
export class TermModel {
  readonly areas: readonly string[];
  readonly bias: readonly number[];
  readonly phraseFactor: number;
  readonly #leastLength: number;
  readonly #terms: readonly string[];
  readonly #idf: Uint8Array;
  /** By term, where its weights begin; one more at the end. */
  readonly #starts: Uint32Array;
  readonly #weightAreas: Uint8Array;
  readonly #weights: Uint8Array;
  /** By the number of a word, its term and one more, or 0. */
  #single = new Uint16Array();
  /** The greatest number of a word that stands in a term. */
  #known = 0;
  readonly #connecting: Steps<void>;
  /** By the numbers of two neighbouring words, their term and one more. */
  readonly #pairs = new PairMap();
  /** By term, how often it stands in the text that is read; all zero before and after. */
  readonly #found: Uint32Array;

  /** @throws RangeError if the data is of another version or its columns do not fit together. */
  constructor(data: TermModelData, lexicon: Lexicon) {
    this.areas = data.areas;
    this.bias = data.bias;
    this.phraseFactor = data.phraseFactor;
    this.#leastLength = data.leastLength;
    this.#terms = data.terms.split('\n');
    this.#idf = bytes(data.idf);
    const counts = bytes(data.counts);
    this.#weightAreas = bytes(data.weightAreas);
    this.#weights = bytes(data.weights);
    this.#starts = new Uint32Array(this.#terms.length + 1);
    for (let term = 0; term < this.#terms.length; term++)
      this.#starts[term + 1] = (this.#starts[term] ?? 0) + (counts[term] ?? 0);
    const weights = this.#starts[this.#terms.length];
    if (
      data.version !== 1 ||
      this.#idf.length !== this.#terms.length ||
      this.#weights.length !== weights ||
      this.#weightAreas.length !== weights
    ) {
      throw new RangeError('The data of the term model does not fit together.');
    }
    this.#found = new Uint32Array(this.#terms.length);
    this.#connecting = this.#connect(lexicon);
  }

  /** Makes the terms known ahead of need, pausing at each `yield`. */
  prepare(): Steps<void> {
    return this.#connecting;
  }

  *#connect(lexicon: Lexicon): Steps<void> {
    const single: number[] = [];
    for (const [term, text] of this.#terms.entries()) {
      const [first = 0, second] = text.split(' ').map((word) => lexicon.addNormal(word));
      if (second === undefined) single[first] = term + 1;
      else this.#pairs.set(first, second, term + 1);
      this.#known = Math.max(this.#known, first, second ?? 0);
      if (term % termsPerStep === 0) yield;
    }
    this.#single = Uint16Array.from({ length: this.#known + 1 }, (_, word) => single[word] ?? 0);
  }

  /** A term's words in their normal form. */
  text(term: number): string {
    return this.#terms[term] ?? '';
  }

  /** The known terms of a paper, each once. The texts are numbers of words in normal form, see `Lexicon.read`. */
  evidence(title: readonly number[], abstract: readonly number[]): TermEvidence {
    drain(this.#connecting);
    const terms: number[] = [];
    this.#count(title, 1 + titleRepeats, terms);
    this.#count(abstract, 1, terms);
    const shares: number[] = [];
    let squares = 0;
    for (const term of terms) {
      const share = (sublinear(this.#found[term] ?? 0) * (this.#idf[term] ?? 0)) / idfScale;
      this.#found[term] = 0;
      squares += share * share;
      shares.push(share);
    }
    const length = Math.hypot(Math.sqrt(squares), this.#leastLength);
    for (let i = 0; i < shares.length; i++) shares[i] = (shares[i] ?? 0) / length;
    return { terms, shares };
  }

  #count(row: readonly number[], step: number, terms: number[]): void {
    let before = 0;
    for (const word of row) {
      if (word > this.#known) {
        before = 0;
        continue;
      }
      const single = this.#single[word] ?? 0;
      if (single > 0) this.#add(single - 1, step, terms);
      const pair = before > 0 ? this.#pairs.get(before, word) : 0;
      if (pair > 0) this.#add(pair - 1, step, terms);
      before = word;
    }
  }

  #add(term: number, step: number, terms: number[]): void {
    const count = this.#found[term] ?? 0;
    if (count === 0) terms.push(term);
    this.#found[term] = count + step;
  }

  /** Adds to each area's score what the terms say. */
  addScores({ terms, shares }: TermEvidence, scores: Float64Array): void {
    for (let at = 0; at < terms.length; at++) {
      const term = terms[at] ?? 0;
      const share = shares[at] ?? 0;
      const end = this.#starts[term + 1] ?? 0;
      for (let i = this.#starts[term] ?? 0; i < end; i++) {
        const area = this.#weightAreas[i] ?? 0;
        scores[area] = (scores[area] ?? 0) + (share * ((this.#weights[i] ?? 0) - 128)) / weightScale;
      }
    }
  }

  /** How strongly a term speaks for an area, by the area's place in `areas`. */
  weight(term: number, area: number): number {
    const end = this.#starts[term + 1] ?? 0;
    for (let i = this.#starts[term] ?? 0; i < end; i++) {
      if (this.#weightAreas[i] === area) return ((this.#weights[i] ?? 0) - 128) / weightScale;
    }
    return 0;
  }
}

function bytes(base64: string): Uint8Array {
  let text: string;
  try {
    text = atob(base64);
  } catch {
    throw new RangeError('A column of the term model is not base64.');
  }
  const result = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) result[i] = text.charCodeAt(i);
  return result;
}
