import type { Paper, PaperId } from '../paper';
import { compact, compactWithOffsets, isWordCharacter, type CompactText } from '../text/compact';

/** How a paper is named: by its whole title, by a title that is cut, or by its name alone. */
export type MentionTier = 'title' | 'cut' | 'name';

/** A known paper named in a text. */
export interface Mention {
  /** The papers that may be meant; more than one where different papers share what stands there. */
  readonly ids: readonly PaperId[];
  /** In UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
  readonly tier: MentionTier;
}

/** The length of the key by which a title is looked up, in compact characters. */
const keyLength = 16;

/** Shorter titles are found only where nothing else stands around them but marks. */
const distinctiveLength = 20;
const distinctiveWords = 3;

interface Title {
  readonly compact: string;
  readonly distinctive: boolean;
  readonly papers: Set<PaperId>;
  /** The papers in order; null where they have to be put in order first. */
  ids: readonly PaperId[] | null;
}

/** The titles that begin with the same key. */
interface Key {
  /** The lengths of their compact forms, longest first; some may be of titles that are gone. */
  readonly lengths: number[];
  titles: number;
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
  readonly #titles = new Map<string, Title>();
  readonly #keys = new Map<string, Key>();
  readonly #shortKeyLengths = new Map<number, number>();

  /** Puts a paper's title in, in place of the one it had. */
  add(paper: Paper): void {
    this.remove(paper.id);
    const text = compact(paper.title);
    if (text === '') return;
    this.#byPaper.set(paper.id, text);
    const known = this.#titles.get(text);
    if (known) {
      known.papers.add(paper.id);
      known.ids = null;
      return;
    }
    const words = paper.title.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').length;
    const distinctive = text.length >= distinctiveLength && words >= distinctiveWords;
    this.#titles.set(text, { compact: text, distinctive, papers: new Set([paper.id]), ids: null });
    this.#addKey(text);
  }

  /** Takes a paper's title out; an unknown id is ignored. */
  remove(id: PaperId): void {
    const text = this.#byPaper.get(id);
    const title = text === undefined ? undefined : this.#titles.get(text);
    if (text === undefined || !title) return;
    this.#byPaper.delete(id);
    title.papers.delete(id);
    title.ids = null;
    if (title.papers.size > 0) return;
    this.#titles.delete(text);
    this.#removeKey(text);
  }

  #addKey(text: string): void {
    const key = this.#keys.get(keyOf(text));
    if (!key) {
      this.#keys.set(keyOf(text), { lengths: [text.length], titles: 1 });
    } else {
      key.titles++;
      if (!key.lengths.includes(text.length)) {
        key.lengths.push(text.length);
        key.lengths.sort((a, b) => b - a);
      }
    }
    if (text.length < keyLength) this.#shortKeyLengths.set(text.length, (this.#shortKeyLengths.get(text.length) ?? 0) + 1);
  }

  #removeKey(text: string): void {
    const key = this.#keys.get(keyOf(text));
    if (key && --key.titles === 0) this.#keys.delete(keyOf(text));
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
    const keyLengths = [keyLength, ...[...this.#shortKeyLengths.keys()].sort((a, b) => b - a)];
    const mentions: Mention[] = [];
    for (let at = 0; at < stream.text.length; at++) {
      if (stream.wordStarts[at] === 0) continue;
      const found = this.#longestAt(at, text, stream, keyLengths);
      if (!found) continue;
      const { title, end } = found;
      title.ids ??= [...title.papers].sort();
      mentions.push({ ids: title.ids, start: stream.starts[at] ?? 0, end, tier: 'title' });
      at += title.compact.length - 1;
    }
    return mentions;
  }

  /** The longest title that stands whole at a place of a compact text, and where it ends in its source. */
  #longestAt(at: number, text: string, stream: CompactText, keyLengths: readonly number[]): { title: Title; end: number } | null {
    for (const length of keyLengths) {
      if (at + length > stream.text.length) continue;
      for (const titleLength of this.#keys.get(stream.text.substr(at, length))?.lengths ?? []) {
        if (at + titleLength > stream.text.length) continue;
        const title = this.#titles.get(stream.text.substr(at, titleLength));
        if (!title) continue;
        const end = afterMarks(text, stream.ends[at + titleLength - 1] ?? 0);
        if (isWordCharacter(text, end)) continue;
        if (title.distinctive || standsAlone(text, stream.starts[at] ?? 0, end)) return { title, end };
      }
    }
    return null;
  }
}

function keyOf(text: string): string {
  return text.slice(0, keyLength);
}

const listMark = /^\s*(?:[-*+>•#]+\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+|\\item\s+|\\(?:sub)*section\*?\{)*["'“‘«*_[{`]*$/;

const marks = /\p{M}*/uy;

/** The end of the character that ends at `index`, with the accents that are set as characters of their own. */
function afterMarks(text: string, index: number): number {
  marks.lastIndex = index;
  marks.test(text);
  return marks.lastIndex;
}

/** How much of its line is looked at on both sides of a short title. */
const lookedAt = 200;

/** Whether a short title is set off from the text around it: quoted, emphasised, linked, or alone on its line. */
function standsAlone(text: string, start: number, end: number): boolean {
  const opening = text.charAt(start - 1);
  const closing = text.charAt(end);
  if (opening !== '' && closing !== '' && pairsUp(opening, closing)) return true;
  const before = text.slice(Math.max(0, start - lookedAt), start);
  const [after = ''] = text.slice(end, end + lookedAt).split('\n', 1);
  return listMark.test(before.slice(before.lastIndexOf('\n') + 1)) && /^["'”’»*_\]}`.:]*\s*$/.test(after);
}

const closers: ReadonlyMap<string, string> = new Map(
  Object.entries({ '"': '"', "'": "'", '“': '”', '‘': '’', '«': '»', '*': '*', _: '_', '[': ']', '{': '}', '`': "`'" }),
);

function pairsUp(opening: string, closing: string): boolean {
  return closers.get(opening)?.includes(closing) ?? false;
}
