import { normalWord } from '../text/words';

/** A text as numbers of words, in order. */
export interface WordNumbers {
  /** Words by their normal form, see `normalWord`; each form has a number from 1. */
  readonly normal: Int32Array;
  /** Words exactly as they are written; 0 stands for one that was not added. */
  readonly exact: Int32Array;
}

const mostRemembered = 500_000;

/** Numbers for words, so that a text's words are looked up once and compared as numbers from then on. */
export class Lexicon {
  readonly #normal = new Map<string, number>();
  readonly #texts = [''];
  readonly #exact = new Map<string, number>();
  /** By a word as it is written, where its two numbers stand. */
  readonly #places = new Map<string, number>();
  readonly #normalAt: number[] = [];
  readonly #exactAt: number[] = [];

  /** The number of a normal form; a new one if need be. */
  addNormal(word: string): number {
    let number = this.#normal.get(word);
    if (number === undefined) {
      number = this.#texts.push(word) - 1;
      this.#normal.set(word, number);
    }
    return number;
  }

  /** The number of a word exactly as it is written; a new one if need be. */
  addExact(word: string): number {
    let number = this.#exact.get(word);
    if (number === undefined) {
      number = this.#exact.size + 1;
      this.#exact.set(word, number);
      this.#forget();
    }
    return number;
  }

  /** The normal form of a number. */
  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** Reads the words of a text, see `splitWords`. */
  read(words: readonly string[]): WordNumbers {
    const normal = new Int32Array(words.length);
    const exact = new Int32Array(words.length);
    for (let i = 0; i < words.length; i++) {
      const place = this.#placeOf(words[i] ?? '');
      normal[i] = this.#normalAt[place] ?? 0;
      exact[i] = this.#exactAt[place] ?? 0;
    }
    return { normal, exact };
  }

  #placeOf(word: string): number {
    let place = this.#places.get(word);
    if (place === undefined) {
      if (this.#places.size >= mostRemembered) this.#forget();
      place = this.#normalAt.push(this.addNormal(normalWord(word))) - 1;
      this.#exactAt.push(this.#exact.get(word) ?? 0);
      this.#places.set(word, place);
    }
    return place;
  }

  #forget(): void {
    this.#places.clear();
    this.#normalAt.length = 0;
    this.#exactAt.length = 0;
  }
}
