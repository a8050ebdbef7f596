import type { Steps } from '../steps';
import { compactWithOffsets, type CompactText } from '../text/compact';
import { hashOf } from './formTable';

/** Titles of fewer words are in no table: with one word wrong they are common phrases. */
const leastWords = 6;
/** Nor are titles of more. */
export const mostWords = 60;
/** The words of a half that are its key; half of the shortest titles, of long ones those at the edge. */
export const leastKeyWords = leastWords / 2;
export const mostKeyWords = 6;

const titlesPerStep = 50;
const leastRoom = 1 << 9;
const gone = -1;

/** A title in the table. */
export interface HalvedTitle {
  readonly title: string;
  /** Its compact form. */
  readonly text: string;
  /** One more than its place in the table; 0 where it has none yet, -1 where it was taken out. For the table's use. */
  half: number;
}

/** The compact words of a text. */
export interface Words {
  readonly letters: string;
  readonly count: number;
  /** Where each word begins in `letters`, and its end. */
  readonly starts: readonly number[];
}

/**
 * Titles by the words at their beginning and at their end, of which one stands as it is where a title is written with one
 * word wrong. Chains in typed arrays: less than a hundred bytes a title. Titles wait until `prepare` puts them in.
 */
export class HalfTable<T extends HalvedTitle> {
  readonly #waiting: T[];
  readonly #titles: (T | null)[] = [];
  readonly #free: number[] = [];
  /** One more than the first half of each bucket; 0 for none. The halves of a title are numbered twice its place, and the next. */
  #buckets: Int32Array;
  #hashes: Int32Array;
  #next: Int32Array;
  #longest = 0;

  constructor(titles: Iterable<T>) {
    this.#waiting = [...titles];
    const room = 2 ** Math.ceil(Math.log2(2 * Math.max(leastRoom, this.#waiting.length)));
    this.#buckets = new Int32Array(room);
    this.#hashes = new Int32Array(room);
    this.#next = new Int32Array(room);
  }

  /** No key that was ever in has more compact characters. */
  get longest(): number {
    return this.#longest;
  }

  add(title: T): void {
    this.#waiting.push(title);
  }

  remove(title: T): void {
    const place = title.half - 1;
    title.half = gone;
    if (place < 0) return;
    this.#unlink(2 * place);
    this.#unlink(2 * place + 1);
    this.#titles[place] = null;
    this.#free.push(place);
  }

  /** Puts in what waits, pausing at each `yield`. What was done stays done when the work is given up. */
  *prepare(): Steps<void> {
    let count = 0;
    for (let title = this.#waiting.pop(); title; title = this.#waiting.pop()) {
      if (title.half !== gone) this.#put(title);
      if (++count % titlesPerStep === 0) yield;
    }
  }

  /** The titles that begin or end with words of a hash, and maybe others. */
  withHalf(hash: number): { readonly title: T; readonly isHead: boolean }[] {
    const found: { title: T; isHead: boolean }[] = [];
    for (let half = (this.#buckets[this.#bucketOf(hash)] ?? 0) - 1; half >= 0; half = (this.#next[half] ?? 0) - 1) {
      const title = this.#hashes[half] === hash ? this.#titles[half >> 1] : null;
      if (title) found.push({ title, isHead: half % 2 === 0 });
    }
    return found;
  }

  #put(title: T): void {
    const { starts, count } = wordsOfTitle(title.title);
    if (count < leastWords || count > mostWords) return;
    const words = Math.min(mostKeyWords, count >> 1);
    const [headEnd = 0, tailStart = 0] = [starts[words], starts[count - words]];
    const { text } = title;
    const place = this.#free.pop() ?? this.#titles.length;
    if (2 * place >= this.#hashes.length) this.#grow();
    this.#titles[place] = title;
    title.half = place + 1;
    this.#hashes[2 * place] = hashOf(text, 0, headEnd);
    this.#hashes[2 * place + 1] = hashOf(text, tailStart, text.length);
    this.#longest = Math.max(this.#longest, headEnd, text.length - tailStart);
    this.#link(2 * place);
    this.#link(2 * place + 1);
  }

  #bucketOf(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 7) & (this.#buckets.length - 1);
  }

  #link(half: number): void {
    const bucket = this.#bucketOf(this.#hashes[half] ?? 0);
    this.#next[half] = this.#buckets[bucket] ?? 0;
    this.#buckets[bucket] = half + 1;
  }

  #unlink(half: number): void {
    const bucket = this.#bucketOf(this.#hashes[half] ?? 0);
    const after = this.#next[half] ?? 0;
    if (this.#buckets[bucket] === half + 1) {
      this.#buckets[bucket] = after;
      return;
    }
    let before = (this.#buckets[bucket] ?? 0) - 1;
    while (this.#next[before] !== half + 1) before = (this.#next[before] ?? 0) - 1;
    this.#next[before] = after;
  }

  /** Doubles the room; only where no place is free. */
  #grow(): void {
    const { length } = this.#hashes;
    const hashes = new Int32Array(2 * length);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#next = new Int32Array(2 * length);
    this.#buckets = new Int32Array(2 * length);
    for (let half = 0; half < length; half++) this.#link(half);
  }
}

const plainTitle = /^[^\\&{}$\u0080-\uffff]*$/;

/** The compact words of a title. */
export function wordsOfTitle(title: string): Words {
  if (!plainTitle.test(title)) return wordsOf(compactWithOffsets(title));
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const starts = [0];
  for (const word of words) starts.push((starts.at(-1) ?? 0) + word.length);
  return { letters: words.join(''), count: words.length, starts };
}

/** The compact words of any text. */
export function wordsOf({ text: letters, wordStarts }: CompactText): Words {
  const starts: number[] = [];
  for (let at = 0; at < letters.length; at++) if (wordStarts[at] === 1) starts.push(at);
  const count = starts.length;
  starts.push(letters.length);
  return { letters, count, starts };
}

/** A word of a text, or undefined where it has none of that number. */
export function wordAt({ letters, count, starts }: Words, i: number): string | undefined {
  return i >= 0 && i < count ? letters.slice(starts[i], starts[i + 1]) : undefined;
}
