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
const mostSlots = 2 ** 20;

/** Numbers for words, so that a text's words are looked up once and compared as numbers from then on. */
export class Lexicon {
  readonly #normal = new Map<string, number>();
  readonly #texts = [''];
  readonly #exact = new Map<string, number>();
  /** The words that were read, in a hash table with open addressing: by slot the word, its hash and its numbers, 0 where there is none. */
  #words = new Array<string>(fewestSlots);
  #hashes = new Int32Array(fewestSlots);
  #normals = new Int32Array(fewestSlots);
  #exacts = new Int32Array(fewestSlots);
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
      let slot = this.#slotOf(text, start, end, hash);
      if (this.#normals[slot] === 0) slot = this.#add(text.slice(start, end), hash, slot);
      normal.push(this.#normals[slot] ?? 0);
      exact.push(this.#exacts[slot] ?? 0);
    });
    return { normal, exact };
  }

  /** The slot of a word, or the free one where it belongs. */
  #slotOf(text: string, start: number, end: number, hash: number): number {
    const mask = this.#hashes.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.#normals[slot] !== 0 && !(this.#hashes[slot] === hash && isAt(text, start, end, this.#words[slot] ?? ''))) slot = (slot + 1) & mask;
    return slot;
  }

  #add(word: string, hash: number, free: number): number {
    let slot = free;
    if (2 * this.#count >= this.#hashes.length) {
      if (this.#hashes.length < mostSlots) this.#grow();
      else this.#forget();
      slot = this.#slotOf(word, 0, word.length, hash);
    }
    this.#set(slot, word, hash, this.addNormal(normalWord(word)), this.#exact.get(word) ?? 0);
    this.#count++;
    return slot;
  }

  #set(slot: number, word: string, hash: number, normal: number, exact: number): void {
    this.#words[slot] = word;
    this.#hashes[slot] = hash;
    this.#normals[slot] = normal;
    this.#exacts[slot] = exact;
  }

  #grow(): void {
    const [words, hashes, normals, exacts] = [this.#words, this.#hashes, this.#normals, this.#exacts];
    this.#clear(2 * hashes.length);
    for (const [old, normal] of normals.entries()) {
      const word = words[old] ?? '';
      const hash = hashes[old] ?? 0;
      if (normal > 0) this.#set(this.#slotOf(word, 0, word.length, hash), word, hash, normal, exacts[old] ?? 0);
    }
  }

  #forget(): void {
    if (this.#count > 0) this.#clear(fewestSlots);
    this.#count = 0;
  }

  #clear(slots: number): void {
    this.#words = new Array<string>(slots);
    this.#hashes = new Int32Array(slots);
    this.#normals = new Int32Array(slots);
    this.#exacts = new Int32Array(slots);
  }
}

/** Whether a word stands at that place of a text. */
function isAt(text: string, start: number, end: number, word: string): boolean {
  if (word.length !== end - start) return false;
  for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) !== text.charCodeAt(start + i)) return false;
  return true;
}
