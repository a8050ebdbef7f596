import { firstWhere } from '../firstWhere';
import type { PaperId } from '../paper';
import type { Steps } from '../steps';
import { afterMarks, compactWithOffsets, type CompactText } from '../text/compact';
import { StretchHashes } from './formTable';
import {
  leastKeyWords,
  mostKeyWords,
  mostWords,
  wordAt,
  wordsOf,
  wordsOfTitle,
  type HalfTable,
  type HalvedTitle,
  type Words,
} from './halfTable';
import { barrier } from './grammars/grammar';
import type { Mention, Window } from './mention';

/** A place where something stands that differs from a title by one word: substituted, missing or added. */
export interface NearMiss {
  readonly id: PaperId;
  /** In UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
}

/** A title that may be near. */
export interface NearTitle extends HalvedTitle {
  readonly id: PaperId;
}

/** How many words a place may have. */
const reach = mostWords + 1;
const mostTried = 5_000;
const triedPerStep = 50;

/**
 * Places in a part of a text that differ by one word from a title of at least six, and touch a range. They are no mentions:
 * another title may well be meant. The best come first, which are the longest.
 *
 * @param range What the places touch, in UTF-16 code units of the text.
 * @param mentions What is found in the text. No place overlaps with them but with what a part of its own title mentions.
 */
export function* findNearMisses(
  table: HalfTable<NearTitle>,
  text: string,
  { prose, start }: Window,
  range: { readonly start: number; readonly end: number },
  mentions: readonly Mention[],
): Steps<NearMiss[]> {
  const note = new NoteWords(text, compactWithOffsets(prose), start);
  const hashes = new StretchHashes(note.letters, table.longest);
  const first = firstWhere(note.count, (i) => note.endOf(i) >= range.start) - reach;
  const behind = firstWhere(note.count, (i) => note.startOf(i) > range.end) + reach;
  const found = new Map<string, NearMiss>();
  const keep = (id: PaperId, place: Place | null): void => {
    if (!place || note.hasCode(place)) return;
    const miss = { id, start: note.startOf(place.first), end: note.endOf(place.last) };
    if (miss.start > range.end || miss.end < range.start || mentions.some((mention) => isInTheWay(mention, miss)))
      return;
    found.set(`${String(miss.start)} ${String(miss.end)} ${id}`, miss);
  };
  let tried = 0;
  for (let at = Math.max(0, first); at < Math.min(note.count, behind); at++) {
    for (let size = leastKeyWords; size <= mostKeyWords && at + size <= note.count; size++) {
      const [from = 0, to = 0] = [note.starts[at], note.starts[at + size]];
      if (to - from > table.longest) break;
      for (const { title, isHead } of table.withHalf(hashes.of(from, to - from))) {
        const words = wordsOfTitle(title.title);
        keep(title.id, isHead ? placeFrom(note, words, at, 1) : placeFrom(note, words, at + size - 1, -1));
        if (++tried >= mostTried) return ranked(found.values());
        if (tried % triedPerStep === 0) yield;
      }
    }
  }
  return ranked(found.values());
}

function ranked(misses: Iterable<NearMiss>): NearMiss[] {
  return [...misses].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start || (a.id < b.id ? -1 : 1));
}

/** Whether a mention is more than a part of the title that a place comes near to. */
function isInTheWay({ start, end, tier, ids }: Mention, miss: NearMiss): boolean {
  if (start >= miss.end || end <= miss.start) return false;
  return tier === 'title' || start < miss.start || end > miss.end || ids.length > 1 || ids[0] !== miss.id;
}

/** The first and the last of a text's words that stand for a title. */
interface Place {
  readonly first: number;
  readonly last: number;
}

/**
 * Where a title stands with one word wrong, from its first word on, or from its last word back.
 *
 * @param from The word of the text at which the title begins, or ends where `step` is -1.
 */
function placeFrom(note: NoteWords, title: Words, from: number, step: 1 | -1): Place | null {
  const { count } = title;
  const ofTitle = (i: number): string | undefined => wordAt(title, step > 0 ? i : count - 1 - i);
  const ofText = (i: number): string | undefined => wordAt(note, from + step * i);
  let same = 0;
  while (same < count && ofText(same) === ofTitle(same)) same++;
  if (same < leastKeyWords || same === count) return null;
  const goesOn = (inTitle: number, inText: number): boolean => {
    for (let i = inTitle; i < count; i++) if (ofText(inText + i - inTitle) !== ofTitle(i)) return false;
    return true;
  };
  let length = 0;
  if (goesOn(same, same + 1)) length = count + 1;
  else if (same === count - 1) length = note.belongs(from + step * same, step, ofTitle(same) ?? '') ? count : count - 1;
  else if (goesOn(same + 1, same + 1)) length = count;
  else if (goesOn(same + 1, same)) length = count - 1;
  if (length === 0) return null;
  const other = from + step * (length - 1);
  return step > 0 ? { first: from, last: other } : { first: other, last: from };
}

/** The words of a part of a text and where they stand. */
class NoteWords implements Words {
  readonly letters: string;
  readonly count: number;
  readonly starts: readonly number[];
  readonly #text: string;
  readonly #stream: CompactText;
  readonly #offset: number;

  constructor(text: string, stream: CompactText, offset: number) {
    const { letters, count, starts } = wordsOf(stream);
    this.letters = letters;
    this.count = count;
    this.starts = starts;
    this.#text = text;
    this.#stream = stream;
    this.#offset = offset;
  }

  startOf(word: number): number {
    return this.#offset + (this.#stream.starts[this.starts[word] ?? 0] ?? 0);
  }

  endOf(word: number): number {
    return afterMarks(this.#text, this.#offset + (this.#stream.ends[(this.starts[word + 1] ?? 0) - 1] ?? 0));
  }

  hasCode({ first, last }: Place): boolean {
    return this.letters.slice(this.starts[first], this.starts[last + 1]).includes(barrier);
  }

  /**
   * Whether the word behind all of a title but its last word, or before all but its first, stands in place of that word. If
   * not, the title's word is missing.
   *
   * @param step 1 at a title's end, -1 at its beginning.
   * @param missing The title's word.
   */
  belongs(word: number, step: 1 | -1, missing: string): boolean {
    const own = wordAt(this, word);
    if (own === undefined) return false;
    const inner = this.#between(word, -step);
    if (/[.!?;…]\s|\n\s*\n/.test(inner)) return false;
    return (
      isLike(own, missing) ||
      /[^\s-]/.test(this.#between(word, step).replace(/\n[\s>*#/%;-]*/g, ' ')) ||
      (this.#isCapital(word) && this.#isCapital(word - step))
    );
  }

  /** What stands between a word and the next one, or the one before; a full stop at the text's edge. */
  #between(word: number, step: number): string {
    const [a, b] = step > 0 ? [word, word + 1] : [word - 1, word];
    return a < 0 || b >= this.count ? '.' : this.#text.slice(this.endOf(a), this.startOf(b));
  }

  #isCapital(word: number): boolean {
    return /[\p{Lu}\p{N}]/u.test(this.#text.charAt(this.startOf(word)));
  }
}

/** Whether two words begin and end alike, as a misspelt one with what was meant. */
function isLike(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  let head = 0;
  while (head < short.length && short.charCodeAt(head) === long.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < short.length - head &&
    short.charCodeAt(short.length - 1 - tail) === long.charCodeAt(long.length - 1 - tail)
  )
    tail++;
  return 2 * (head + tail) > long.length;
}
