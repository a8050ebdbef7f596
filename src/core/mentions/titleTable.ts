import type { Paper, PaperId } from '../paper';
import { compact, compactWithOffsets, isWordCharacter } from '../text/compact';

/** A known title in a text. */
export interface Mention {
  /** The papers that have this title; more than one where different papers share it. */
  readonly ids: readonly PaperId[];
  /** In UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
}

/** The length of the key by which a title is looked up, in compact characters. */
const keyLength = 16;

/** Shorter titles are found only where nothing else stands around them but marks. */
const distinctiveLength = 20;
const distinctiveWords = 3;

interface Title {
  readonly compact: string;
  readonly distinctive: boolean;
  readonly ids: PaperId[];
}

/**
 * The titles of the library, to be found in any text.
 *
 * Text and titles are compared in their compact form, so that case, dashes, quotes, accents, TeX and
 * line wraps do not matter. A title is keyed by its first compact characters; a text is probed
 * where its words begin, and the longest title that stands there whole is a mention. Titles
 * are never compared by similarity.
 */
export class TitleTable {
  readonly #byPaper = new Map<PaperId, string>();
  readonly #byKey = new Map<string, Title[]>();
  readonly #shortKeyLengths = new Map<number, number>();

  /** Puts a paper's title in, in place of the one it had. */
  add(paper: Paper): void {
    this.remove(paper.id);
    const text = compact(paper.title);
    if (text === '') return;
    this.#byPaper.set(paper.id, text);
    const titles = this.#byKey.get(keyOf(text)) ?? [];
    const known = titles.find((title) => title.compact === text);
    if (known) {
      known.ids.push(paper.id);
      known.ids.sort();
      return;
    }
    const words = paper.title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').length;
    const distinctive = text.length >= distinctiveLength && words >= distinctiveWords;
    titles.push({ compact: text, distinctive, ids: [paper.id] });
    titles.sort((a, b) => b.compact.length - a.compact.length);
    this.#byKey.set(keyOf(text), titles);
    if (text.length < keyLength) this.#shortKeyLengths.set(text.length, (this.#shortKeyLengths.get(text.length) ?? 0) + 1);
  }

  /** Takes a paper's title out; an unknown id is ignored. */
  remove(id: PaperId): void {
    const text = this.#byPaper.get(id);
    if (text === undefined) return;
    this.#byPaper.delete(id);
    const key = keyOf(text);
    const titles = this.#byKey.get(key) ?? [];
    const title = titles.find((candidate) => candidate.compact === text);
    if (!title) return;
    title.ids.splice(title.ids.indexOf(id), 1);
    if (title.ids.length > 0) return;
    if (titles.length > 1) this.#byKey.set(key, titles.filter((candidate) => candidate !== title));
    else this.#byKey.delete(key);
    if (text.length >= keyLength) return;
    const left = (this.#shortKeyLengths.get(text.length) ?? 1) - 1;
    if (left > 0) this.#shortKeyLengths.set(text.length, left);
    else this.#shortKeyLengths.delete(text.length);
  }

  /**
   * All mentions of known titles in a text, in the order in which they stand; they do not overlap.
   * The work grows with the length of the text, not with the number of titles.
   */
  find(text: string): Mention[] {
    const stream = compactWithOffsets(text);
    const shortLengths = [...this.#shortKeyLengths.keys()].sort((a, b) => b - a);
    const mentions: Mention[] = [];
    for (let at = 0; at < stream.text.length; at++) {
      if (stream.wordStarts[at] === 0) continue;
      for (const length of [keyLength, ...shortLengths]) {
        if (at + length > stream.text.length) continue;
        const title = this.#byKey.get(stream.text.substr(at, length))?.find((candidate) => {
          const end = at + candidate.compact.length;
          if (!stream.text.startsWith(candidate.compact, at) || isWordCharacter(text, stream.ends[end - 1] ?? 0)) return false;
          return candidate.distinctive || standsAlone(text, stream.starts[at] ?? 0, stream.ends[end - 1] ?? 0);
        });
        if (!title) continue;
        const last = at + title.compact.length - 1;
        mentions.push({ ids: title.ids, start: stream.starts[at] ?? 0, end: stream.ends[last] ?? 0 });
        at = last;
        break;
      }
    }
    return mentions;
  }
}

function keyOf(text: string): string {
  return text.slice(0, keyLength);
}

const listMark = /^\s*(?:[-*+>•#]+\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+|\\item\s+|\\(?:sub)*section\*?\{)*["'“‘«*_[{`]*$/;

/** Whether a short title is set off from the text around it: quoted, emphasised, linked, or alone on its line. */
function standsAlone(text: string, start: number, end: number): boolean {
  const opening = text.charAt(start - 1);
  const closing = text.charAt(end);
  if (opening !== '' && closing !== '' && pairsUp(opening, closing)) return true;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = text.indexOf('\n', end);
  const before = text.slice(Math.max(lineStart, start - 200), start);
  const after = text.slice(end, Math.min(lineEnd < 0 ? text.length : lineEnd, end + 200));
  return listMark.test(before) && /^["'”’»*_\]}`.:]*\s*$/.test(after);
}

const closers: ReadonlyMap<string, string> = new Map(
  Object.entries({ '"': '"', "'": "'", '“': '”', '‘': '’', '«': '»', '*': '*', _: '_', '[': ']', '{': '}', '`': "`'" }),
);

function pairsUp(opening: string, closing: string): boolean {
  return closers.get(opening)?.includes(closing) ?? false;
}
