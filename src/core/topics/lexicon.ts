import { normalWord } from '../text/words';
import { forEachWord } from './tokens';

/** A text as numbers of words, in order. */
export interface WordNumbers {
  /** Words by their normal form, see `normalWord`; each form has a number from 1. */
  readonly normal: readonly number[];
  /** Words exactly as they are written; 0 stands for one that was not added. */
  readonly exact: readonly number[];
}

const fewestSlots = 2 ** 10;
const mostRemembered = 500_000;
const entryLength = 4;

/** Numbers for words, so that a text's words are looked up once and compared as numbers from then on. */
export class Lexicon {
  readonly #normal = new Map<string, number>();
  readonly #texts = [''];
  readonly #exact = new Map<string, number>();
  /** The words that were read, in order, so that common ones stand together: for each its hash, its two numbers and where its letters begin. */
  #entries = new Int32Array(entryLength);
  #letters = new Uint16Array(64);
  /** A hash table with open addressing: the places of words among those, from 1. */
  #slots = new Int32Array(fewestSlots);
  #count = 0;

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

  /** One more than the greatest number of a normal form. */
  get size(): number {
    return this.#texts.length;
  }

  /** The normal form of a number. */
  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** Reads the words of a text, see `splitWords`. */
  read(source: string): WordNumbers {
    const normal: number[] = [];
    const exact: number[] = [];
    forEachWord(source, (text, start, end, hash) => {
      const entry = entryLength * this.#placeOf(text, start, end, hash);
      normal.push(this.#entries[entry + 1] ?? 0);
      exact.push(this.#entries[entry + 2] ?? 0);
    });
    return { normal, exact };
  }

  #placeOf(text: string, start: number, end: number, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = slotOf(hash, mask); this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const place = this.#slots[slot] ?? 0;
      if (this.#entries[entryLength * place] === hash && this.#isAt(place, text, start, end)) return place;
    }
    return this.#add(text.slice(start, end), hash);
  }

  /** Whether the word of that place stands there in the text. */
  #isAt(place: number, text: string, start: number, end: number): boolean {
    const letters = this.#entries[entryLength * place + 3] ?? 0;
    if ((this.#entries[entryLength * place + entryLength + 3] ?? 0) - letters !== end - start) return false;
    for (let i = start; i < end; i++) if (this.#letters[letters + i - start] !== text.charCodeAt(i)) return false;
    return true;
  }

  #add(word: string, hash: number): number {
    if (this.#count >= mostRemembered) this.#forget();
    const place = ++this.#count;
    const entry = entryLength * place;
    const letters = this.#entries[entry + 3] ?? 0;
    if (entry + 2 * entryLength > this.#entries.length)
      this.#entries = grown(this.#entries, new Int32Array(2 * entry + 2 * entryLength));
    if (letters + word.length > this.#letters.length)
      this.#letters = grown(this.#letters, new Uint16Array(2 * this.#letters.length));
    this.#entries.set([hash, this.addNormal(normalWord(word)), this.#exact.get(word) ?? 0, letters], entry);
    this.#entries[entry + entryLength + 3] = letters + word.length;
    for (let i = 0; i < word.length; i++) this.#letters[letters + i] = word.charCodeAt(i);
    if (2 * place <= this.#slots.length) this.#insert(place);
    else this.#rehash();
    return place;
  }

  #insert(place: number): void {
    const mask = this.#slots.length - 1;
    let slot = slotOf(this.#entries[entryLength * place] ?? 0, mask);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = place;
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let place = 1; place <= this.#count; place++) this.#insert(place);
  }

  #forget(): void {
    if (this.#count > 0) this.#slots = new Int32Array(fewestSlots);
    this.#count = 0;
  }
}

function slotOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

function grown<T extends Int32Array | Uint16Array>(before: T, after: T): T {
  after.set(before);
  return after;
}
