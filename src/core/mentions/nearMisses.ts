import type { PaperId } from '../paper';
import { compactWithOffsets, type CompactText } from '../text/compact';
import { proseOf } from './noteText';
import type { Mention } from './titleTable';

/** A place where something stands that differs from a title by one word: substituted, missing or added. */
export interface NearMiss {
  readonly id: PaperId;
  readonly start: number;
  readonly end: number;
}

const leastWords = 6;
const probeLength = 6;
const mostPlaces = 50;
const mostMisses = 100;
/** How much of a text is looked at. */
const mostText = 200_000;

/**
 * Places in a text that differ by one word from a title of at least six. They are no mentions: another title may well be
 * meant. Takes time in proportion to the titles.
 *
 * @param language The text's language as VS Code names it.
 * @param mentions What is found in the text; nothing that overlaps with it is a near miss.
 */
export function nearMisses(titles: Iterable<{ readonly id: PaperId; readonly title: string; readonly text: string }>, text: string, language: string, mentions: readonly Mention[]): NearMiss[] {
  const note = wordsOf(compactWithOffsets(proseOf(text.slice(0, mostText), language)));
  const heads = new Map<string, number[]>();
  const tails = new Map<string, number[]>();
  for (let i = 0; i < note.words.length; i++) {
    put(heads, note.letters.substr(note.starts[i] ?? 0, probeLength), i);
    put(tails, note.letters.slice(Math.max(0, (note.starts[i + 1] ?? 0) - probeLength), note.starts[i + 1]), i);
  }
  const found = new Map<string, NearMiss>();
  for (const { id, title, text: letters } of titles) {
    const [forwards, backwards] = [heads.get(letters.slice(0, probeLength)), tails.get(letters.slice(-probeLength))];
    if (!forwards && !backwards) continue;
    const { words } = wordsOf(compactWithOffsets(title));
    if (words.length < leastWords) continue;
    const keep = (first: number, last: number): void => {
      const [start, end] = [note.begins[first] ?? 0, note.ends[last] ?? 0];
      if (!mentions.some((mention) => mention.start < end && mention.end > start)) found.set(`${String(start)} ${String(end)} ${id}`, { id, start, end });
    };
    for (const at of forwards ?? []) {
      const count = differingByOne(words, (i) => note.words[at + i]);
      if (count > 0) keep(at, at + count - 1);
    }
    const reversed = [...words].reverse();
    for (const at of backwards ?? []) {
      const count = differingByOne(reversed, (i) => note.words[at - i]);
      if (count > 0) keep(at - count + 1, at);
    }
    if (found.size >= mostMisses) break;
  }
  return [...found.values()].sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
}

/** How many words of a text differ by one word from all of a title's; 0 if more differ, or none. At its end a missing word counts as substituted. */
function differingByOne(title: readonly string[], wordAt: (i: number) => string | undefined): number {
  let same = 0;
  while (same < title.length && wordAt(same) === title[same]) same++;
  if (same < 3 || same === title.length) return 0;
  const goesOn = (fromTitle: number, fromText: number): boolean => {
    for (let i = fromTitle; i < title.length; i++) if (wordAt(fromText + i - fromTitle) !== title[i]) return false;
    return true;
  };
  if (wordAt(same) !== undefined && goesOn(same + 1, same + 1)) return title.length;
  if (goesOn(same, same + 1)) return title.length + 1;
  return goesOn(same + 1, same) ? title.length - 1 : 0;
}

function put(places: Map<string, number[]>, key: string, place: number): void {
  const known = places.get(key);
  if (!known) places.set(key, [place]);
  else if (known.length < mostPlaces) known.push(place);
}

interface Words {
  readonly letters: string;
  readonly words: readonly string[];
  /** Where each word begins in the compact text, and its end. */
  readonly starts: readonly number[];
  /** Where each word begins and ends in the text. */
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

function wordsOf({ text: letters, starts: from, ends: to, wordStarts }: CompactText): Words {
  const starts: number[] = [];
  for (let at = 0; at < letters.length; at++) if (wordStarts[at] === 1) starts.push(at);
  const count = starts.length;
  starts.push(letters.length);
  const words: string[] = [];
  const begins: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < count; i++) {
    const [start = 0, end = 0] = [starts[i], starts[i + 1]];
    words.push(letters.slice(start, end));
    begins.push(from[start] ?? 0);
    ends.push(to[end - 1] ?? 0);
  }
  return { letters, words, starts, begins, ends };
}
