import type { Paper, PaperId } from '../paper';
import { compactWithOffsets, isWordCharacter, type CompactText } from '../text/compact';
import { KeyTable } from './keyTable';
import { proseOf } from './noteText';
import { formsOf, isNameAt, nameOf } from './titleForms';

/** What of a title stands in a text: the whole, what its colon parts, or the name before its colon. */
export type MentionTier = 'title' | 'cut' | 'name';

/** A known title in a text. */
export interface Mention {
  /** The papers that have this title; more than one where different papers share it. */
  readonly ids: readonly PaperId[];
  /** In UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
  readonly tier: MentionTier;
}

/** The length of the key by which a form is looked up, in compact characters. */
const keyLength = 16;

/** Papers, mostly none or one. */
type Holders = PaperId | Set<PaperId> | null;

/** What a compact form is to a paper's title. */
type Kind = 'full' | 'bare' | 'cut' | 'name';

/** A compact form of titles, and whose it is. */
class Form implements Record<Kind, Holders> {
  full: Holders = null;
  bare: Holders = null;
  cut: Holders = null;
  name: Holders = null;
  /** How many papers have it as a full title that tells a paper in plain prose. */
  distinctive = 0;

  get isEmpty(): boolean {
    return this.full === null && this.bare === null && this.cut === null && this.name === null;
  }
}

function withHolder(holders: Holders, id: PaperId): Holders {
  if (holders === null || holders === id) return id;
  return typeof holders === 'string' ? new Set([holders, id]) : holders.add(id);
}

function withoutHolder(holders: Holders, id: PaperId): Holders {
  if (holders === id) return null;
  if (holders === null || typeof holders === 'string') return holders;
  holders.delete(id);
  return holders.size > 0 ? holders : null;
}

/** The paper that a form is of alone, or null. */
function only(holders: Holders): PaperId | null {
  if (holders === null || typeof holders === 'string') return holders;
  const [id] = holders;
  return holders.size === 1 && id !== undefined ? id : null;
}

/** Where the scan of a text begins and ends, for a part of a text. */
export interface Window {
  /** What is prose from `start` on, as `proseOf` gives it. */
  readonly prose: string;
  readonly start: number;
}

/**
 * The titles of the library, to be found in any text.
 *
 * Text and titles are compared in their compact form, so that case, dashes, quotes, accents, TeX and
 * line wraps do not matter. A form of a title is keyed by the hash of its first compact characters; a text
 * is probed where its words begin, and the longest form that stands there whole is a mention. Titles
 * are never compared by similarity.
 */
export class TitleTable {
  readonly #titles = new Map<PaperId, string>();
  readonly #forms = new Map<string, Form>();
  readonly #keys = new KeyTable();
  /** How many forms there are of each length below the key's. */
  readonly #short = new Uint32Array(keyLength);
  /** The papers of a form that has several, in order, as long as they stay. */
  readonly #orders = new WeakMap<Set<PaperId>, readonly PaperId[]>();
  #longest = 0;
  #revision = 0;

  /** Grows with every change of the titles. */
  get revision(): number {
    return this.#revision;
  }

  /** No form that was ever in has more compact characters. */
  get longest(): number {
    return this.#longest;
  }

  /** The titles by their papers. */
  get titles(): ReadonlyMap<PaperId, string> {
    return this.#titles;
  }

  /** Puts a paper's title in, in place of the one it had. */
  add({ id, title }: Pick<Paper, 'id' | 'title'>): void {
    this.remove(id);
    const forms = formsOf(title);
    if (!forms) return;
    this.#revision++;
    this.#titles.set(id, title);
    this.#put(forms.full, 'full', id);
    const full = this.#forms.get(forms.full);
    if (full && forms.isDistinctive) full.distinctive++;
    if (forms.bare !== null) this.#put(forms.bare, 'bare', id);
    for (const cut of forms.cuts) this.#put(cut, 'cut', id);
    if (forms.name !== null) this.#put(forms.name, 'name', id);
  }

  /** Takes a paper's title out; an unknown id is ignored. */
  remove(id: PaperId): void {
    const title = this.#titles.get(id);
    const forms = title === undefined ? null : formsOf(title);
    if (!forms) return;
    this.#revision++;
    this.#titles.delete(id);
    const full = this.#forms.get(forms.full);
    if (full && forms.isDistinctive) full.distinctive--;
    this.#take(forms.full, 'full', id);
    if (forms.bare !== null) this.#take(forms.bare, 'bare', id);
    for (const cut of forms.cuts) this.#take(cut, 'cut', id);
    if (forms.name !== null) this.#take(forms.name, 'name', id);
  }

  #put(text: string, kind: Kind, id: PaperId): void {
    let form = this.#forms.get(text);
    if (!form) {
      form = new Form();
      this.#forms.set(text, form);
      this.#longest = Math.max(this.#longest, text.length);
      if (text.length < keyLength) this.#short[text.length] = (this.#short[text.length] ?? 0) + 1;
      this.#keys.add(hashOf(text), text.length);
    }
    const holders = withHolder(form[kind], id);
    form[kind] = holders;
    if (holders !== null && typeof holders !== 'string') this.#orders.delete(holders);
  }

  #take(text: string, kind: Kind, id: PaperId): void {
    const form = this.#forms.get(text);
    if (!form) return;
    const holders = withoutHolder(form[kind], id);
    form[kind] = holders;
    if (holders !== null && typeof holders !== 'string') this.#orders.delete(holders);
    if (!form.isEmpty) return;
    this.#forms.delete(text);
    if (text.length < keyLength) this.#short[text.length] = (this.#short[text.length] ?? 1) - 1;
    this.#keys.remove(hashOf(text));
  }

  #idsOf(holders: PaperId | Set<PaperId>): readonly PaperId[] {
    if (typeof holders === 'string') return [holders];
    const known = this.#orders.get(holders);
    if (known) return known;
    const ids = [...holders].sort();
    this.#orders.set(holders, ids);
    return ids;
  }

  /**
   * All mentions of known titles in a text, in the order in which they stand; they do not overlap.
   * The work grows with the length of the text, not with the number of titles.
   *
   * @param language The text's language as VS Code names it; it decides what is no prose.
   */
  find(text: string, language = 'plaintext'): Mention[] {
    return this.findIn(text, { prose: proseOf(text, language), start: 0 });
  }

  /** As `find`, in a part of a text that begins with a line. */
  findIn(text: string, { prose, start }: Window): Mention[] {
    const stream = compactWithOffsets(prose);
    const scan = new Scan(text, stream, start);
    let shortLengths = 0;
    for (let length = 1; length < keyLength; length++) if (this.#short[length]) shortLengths |= 1 << length;
    const { text: letters, wordStarts } = stream;
    const { length } = letters;
    for (let at = 0; at < length; at++) {
      if (wordStarts[at] === 0) continue;
      scan.begin(at);
      const last = Math.min(keyLength, length - at);
      let hash = 0;
      for (let taken = 1; taken <= last; taken++) {
        hash = step(hash, letters.charCodeAt(at + taken - 1));
        if (taken === keyLength || ((shortLengths >> taken) & 1 && scan.mayEnd(at + taken))) {
          const lengths = this.#keys.lengthsOf(hash);
          if (lengths !== null) this.#tryAll(scan, at, lengths);
        }
      }
      scan.finish();
    }
    return scan.mentions();
  }

  #tryAll(scan: Scan, at: number, lengths: readonly number[]): void {
    for (const length of lengths) {
      if (!scan.mayEnd(at + length)) continue;
      const form = this.#forms.get(scan.letters.substr(at, length));
      const end = form ? scan.endOf(at + length) : -1;
      if (!form || end < 0) continue;
      const tier = this.#tierOf(form, scan, end);
      if (tier) scan.propose(length, end, tier.tier, tier.ids);
    }
  }

  #tierOf({ full, bare, cut, name, distinctive }: Form, { text, start }: Scan, end: number): { tier: MentionTier; ids: readonly PaperId[] } | null {
    if (full !== null && (distinctive > 0 || standsAlone(text, start, end))) return { tier: 'title', ids: this.#idsOf(full) };
    if (bare !== null) return { tier: 'title', ids: this.#idsOf(bare) };
    const cutOf = only(cut);
    if (cutOf !== null && !isBesideColon(text, start, end)) return { tier: 'cut', ids: [cutOf] };
    const namedBy = full === null ? only(name) : null;
    const word = namedBy === null ? null : nameOf(this.#titles.get(namedBy) ?? '');
    return namedBy !== null && word !== null && isNameAt(text, start, end, word) ? { tier: 'name', ids: [namedBy] } : null;
  }
}

interface Found extends Mention {
  readonly length: number;
}

/** The forms found in a text, while it is scanned. */
class Scan {
  readonly text: string;
  readonly letters: string;
  readonly #stream: CompactText;
  readonly #offset: number;
  readonly #titles: Mention[] = [];
  readonly #cuts: Mention[] = [];
  readonly #names: Mention[] = [];
  /** The compact character that the last title ends before. */
  #taken = 0;
  #at = 0;
  #best: Found | null = null;
  #second: Found | null = null;
  /** Where the word that is being looked at begins in the text. */
  start = 0;

  constructor(text: string, stream: CompactText, offset: number) {
    this.text = text;
    this.letters = stream.text;
    this.#stream = stream;
    this.#offset = offset;
  }

  begin(at: number): void {
    this.#at = at;
    this.#best = null;
    this.#second = null;
    this.start = this.#offset + (this.#stream.starts[at] ?? 0);
  }

  /** Whether a form can end before a compact character: something stands between it and the one before, or it begins a word. */
  mayEnd(after: number): boolean {
    const { starts, ends, wordStarts } = this.#stream;
    if (after >= starts.length) return after === starts.length;
    return wordStarts[after] === 1 || (starts[after] ?? 0) > (ends[after - 1] ?? 0);
  }

  /** Where the text of a form ends that ends before a compact character; -1 inside a word. */
  endOf(after: number): number {
    const end = afterMarks(this.text, this.#offset + (this.#stream.ends[after - 1] ?? 0));
    return isWordCharacter(this.text, end) ? -1 : end;
  }

  propose(length: number, end: number, tier: MentionTier, ids: readonly PaperId[]): void {
    const found = { ids, start: this.start, end, tier, length };
    if (tier === 'title') {
      if (length > (this.#best?.length ?? 0)) this.#best = found;
    } else if (length > (this.#second?.length ?? 0)) {
      this.#second = found;
    }
  }

  finish(): void {
    if (this.#best && this.#at >= this.#taken) {
      this.#taken = this.#at + this.#best.length;
      this.#titles.push(mentionOf(this.#best));
    }
    if (this.#second) (this.#second.tier === 'cut' ? this.#cuts : this.#names).push(mentionOf(this.#second));
  }

  /** What was found, whole titles before parts and parts before names where they overlap. */
  mentions(): Mention[] {
    return withMore(withMore(this.#titles, this.#cuts), this.#names);
  }
}

function mentionOf({ ids, start, end, tier }: Found): Mention {
  return { ids, start, end, tier };
}

/** Mentions with those of others that overlap with none before them, in order. */
function withMore(mentions: readonly Mention[], others: readonly Mention[]): Mention[] {
  if (others.length === 0) return [...mentions];
  const all: Mention[] = [];
  let next = 0;
  let done = 0;
  for (const other of others) {
    for (let mention = mentions[next]; mention && mention.start < other.end; mention = mentions[++next]) {
      all.push(mention);
      done = mention.end;
    }
    if (other.start < done) continue;
    all.push(other);
    done = other.end;
  }
  all.push(...mentions.slice(next));
  return all;
}

function step(hash: number, code: number): number {
  return (Math.imul(hash, 0x01000193) + code + 1) & 0x3fffffff;
}

/** The hash of a form's key. */
function hashOf(text: string): number {
  let hash = 0;
  const length = Math.min(keyLength, text.length);
  for (let i = 0; i < length; i++) hash = step(hash, text.charCodeAt(i));
  return hash;
}

const listMark = /^\s*(?:(?:\/\/|%|;|--|"{3})\s*)?(?:[-*+>•#=]+\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+|\\item\s+|\\(?:sub)*section\*?\{)*["'“‘«*_[{`~/]*$/;

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
  const closing = /^[.,;:!?…]?/.exec(text.slice(end, end + 1))?.[0] === '' ? text.charAt(end) : text.charAt(end + 1);
  if (opening !== '' && closing !== '' && pairsUp(opening, closing)) return true;
  const before = text.slice(Math.max(0, start - lookedAt), start);
  const [after = ''] = text.slice(end, end + lookedAt).split('\n', 1);
  return listMark.test(before.slice(before.lastIndexOf('\n') + 1)) && /^[!?]?["'”’»*_\]}`~/.:]*\s*$/.test(after);
}

const closers: ReadonlyMap<string, string> = new Map(
  Object.entries({ '"': '"', "'": "'", '“': '”', '„': '“”', '‘': '’', '«': '»', '*': '*', _: '_', '[': ']', '{': '}', '`': "`'", '>': '<' }),
);

function pairsUp(opening: string, closing: string): boolean {
  return closers.get(opening)?.includes(closing) ?? false;
}

/** Whether a part of a title has another part beside it, so that it may be of another title that begins or ends alike. */
function isBesideColon(text: string, start: number, end: number): boolean {
  return /^["'”’*_}]{0,3}:/.test(text.slice(end, end + 4)) || /:\s{1,4}$/.test(text.slice(Math.max(0, start - 5), start));
}
