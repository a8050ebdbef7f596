import type { Paper, PaperId } from '../paper';
import { drain, type Steps } from '../steps';
import { afterMarks, compactInSteps, isWordCharacter, type CompactText } from '../text/compact';
import { FormTable, keyLength, StretchHashes } from './formTable';
import { HalfTable } from './halfTable';
import type { Mention, MentionTier, Window } from './mention';
import { findNearMisses, type NearMiss } from './nearMisses';
import { proseOf } from './noteText';
import { FormKind, formsOf, isNameAt, tellsAlone } from './titleForms';

/** A paper with its title. */
interface KnownTitle {
  readonly id: PaperId;
  readonly title: string;
  /** The title's compact form. */
  readonly text: string;
  /** The distinctive name before the title's colon. */
  readonly name: string | null;
  holding: number;
  half: number;
}

const lettersPerStep = 10_000;

/**
 * The titles of the library, to be found in any text.
 *
 * Text and titles are compared in their compact form, so that case, dashes, quotes, accents, TeX and
 * line wraps do not matter. A form of a title is keyed by the hash of its first compact characters; a text
 * is probed where its words begin, and the longest form that stands there whole is a mention. Titles
 * are never compared by similarity.
 */
export class TitleTable {
  readonly #papers = new Map<PaperId, KnownTitle>();
  readonly #forms = new FormTable<KnownTitle>();
  /** Null until near misses are first looked for. */
  #halves: HalfTable<KnownTitle> | null = null;
  #revision = 0;

  /** Grows with every change of the titles. */
  get revision(): number {
    return this.#revision;
  }

  /** No form that was ever in has more compact characters. */
  get longest(): number {
    return this.#forms.longest;
  }

  /** Puts a paper's title in, in place of the one it had. */
  add({ id, title }: Pick<Paper, 'id' | 'title'>): void {
    this.remove(id);
    const forms = formsOf(title);
    if (!forms) return;
    this.#revision++;
    const known = { id, title, text: forms.text, name: forms.name, holding: 0, half: 0 };
    this.#papers.set(id, known);
    this.#forms.add(forms.forms, known);
    this.#halves?.add(known);
  }

  /** Takes a paper's title out; an unknown id is ignored. */
  remove(id: PaperId): void {
    const known = this.#papers.get(id);
    if (!known) return;
    this.#revision++;
    this.#papers.delete(id);
    this.#forms.remove(known);
    this.#halves?.remove(known);
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
  findIn(text: string, window: Window): Mention[] {
    return drain(this.findInSteps(text, window));
  }

  /** As `findIn`, pausing at each `yield`; the titles must not change before the work is done. */
  *findInSteps(text: string, { prose, start }: Window): Steps<Mention[]> {
    const stream = yield* compactInSteps(prose);
    const { text: letters, wordStarts } = stream;
    yield;
    const hashes = new StretchHashes(letters, Math.max(keyLength, this.longest));
    const scan = new Scan(text, stream, hashes, start);
    yield;
    const stops = scan.stops();
    let next = 0;
    for (let from = 0; from < letters.length; from += lettersPerStep) {
      yield;
      for (let at = from, to = Math.min(letters.length, from + lettersPerStep); at < to; at++) {
        if (wordStarts[at] === 0) continue;
        while ((stops[next] ?? Infinity) <= at) next++;
        this.#findAt(scan, at, stops, next);
      }
    }
    return scan.mentions();
  }

  /** Finds the forms that stand at a place. */
  #findAt(scan: Scan, at: number, stops: Int32Array, next: number): void {
    scan.begin(at);
    for (let i = next, stop = stops[i] ?? Infinity; stop < at + keyLength; stop = stops[++i] ?? Infinity) {
      const lengths = this.#forms.lengthsOf(scan.hashes.of(at, stop - at));
      if (lengths !== null) this.#tryAll(scan, at, lengths, stop - at);
    }
    if (at + keyLength <= scan.letters.length) {
      const lengths = this.#forms.lengthsOf(scan.hashes.of(at, keyLength));
      if (lengths !== null) this.#tryAll(scan, at, lengths, 0);
    }
    scan.finish();
  }

  /**
   * Places in a part of a text that differ by one word from a title, see `findNearMisses`. The first time all titles are
   * read for it, which takes about as long as to put them in.
   */
  *nearMissesIn(
    text: string,
    window: Window,
    range: { readonly start: number; readonly end: number },
    mentions: readonly Mention[],
  ): Steps<NearMiss[]> {
    this.#halves ??= new HalfTable(this.#papers.values());
    yield* this.#halves.prepare();
    return yield* findNearMisses(this.#halves, text, window, range, mentions);
  }

  /** Tries the forms of some lengths at a place; of one length only, where it is given. */
  #tryAll(scan: Scan, at: number, lengths: number | readonly number[], only: number): void {
    if (typeof lengths === 'number') {
      if (only === 0 || lengths === only) this.#try(scan, at, lengths);
    } else if (only === 0) {
      for (const length of lengths) this.#try(scan, at, length);
    } else if (lengths.includes(only)) {
      this.#try(scan, at, only);
    }
  }

  #try(scan: Scan, at: number, length: number): void {
    if (at + length > scan.letters.length || !scan.mayEnd(at + length)) return;
    const form = this.#forms.find(scan.hashes.of(at, length), scan.letters, at, length);
    const end = form < 0 ? -1 : scan.endOf(at + length);
    if (end >= 0) this.#propose(form, scan, length, end);
  }

  /** Takes a form that stands at a place for a mention, if it tells a paper there. */
  #propose(form: number, scan: Scan, length: number, end: number): void {
    const { text, start } = scan;
    const forms = this.#forms;
    const isFull = forms.count(form, FormKind.Full) > 0;
    const isShort = forms.count(form, FormKind.Short) > 0;
    if (isFull || (isShort && standsAlone(text, start, end))) {
      scan.propose(length, end, 'title', idsOf(forms.ownersOf(form, FormKind.Full, FormKind.Short)));
    } else if (forms.count(form, FormKind.Bare) > 0) {
      scan.propose(length, end, 'title', idsOf(forms.ownersOf(form, FormKind.Bare)));
    } else if (
      forms.count(form, FormKind.Cut) === 1 &&
      !isBesideColon(text, start, end) &&
      (tellsAlone(text.slice(start, end), length) || standsAlone(text, start, end))
    ) {
      scan.propose(length, end, 'cut', idsOf(forms.ownersOf(form, FormKind.Cut)));
    } else if (!isShort && forms.count(form, FormKind.Name) === 1) {
      const [named] = forms.ownersOf(form, FormKind.Name);
      if (named && named.name !== null && isNameAt(text, start, end, named.name))
        scan.propose(length, end, 'name', [named.id]);
    }
  }
}

function idsOf(titles: readonly KnownTitle[]): PaperId[] {
  return titles.map(({ id }) => id).sort();
}

interface Found extends Mention {
  readonly length: number;
}

/** The forms found in a text, while it is scanned. */
class Scan {
  readonly text: string;
  readonly letters: string;
  readonly hashes: StretchHashes;
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

  constructor(text: string, stream: CompactText, hashes: StretchHashes, offset: number) {
    this.text = text;
    this.hashes = hashes;
    this.letters = stream.text;
    this.#stream = stream;
    this.#offset = offset;
  }

  /** All places before which a form can end, in order. */
  stops(): Int32Array {
    const { length } = this.letters;
    const stops = new Int32Array(length);
    let count = 0;
    for (let at = 1; at <= length; at++) if (this.mayEnd(at)) stops[count++] = at;
    return stops.subarray(0, count);
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

const listMark =
  /^\s*(?:(?:\/\/|%|;|--|"{3})\s*)?(?:[-*+>•#=]+\s+|\d{1,3}[.)]\s+|\[[ xX]\]\s+|\\item\s+|\\(?:sub)*section\*?\{)*["'“‘«*_[{`~/]*$/;

/** How much of its line is looked at on both sides of a short title. */
const lookedAt = 200;

/** Whether a short title is set off from the text around it: quoted, emphasised, linked, or alone on its line. */
function standsAlone(text: string, start: number, end: number): boolean {
  while (text.charAt(start - 1) === '{' && text.charAt(end) !== '}') start--;
  while (text.charAt(end) === '}' && text.charAt(start - 1) !== '{') end++;
  const opening = text.charAt(start - 1);
  const closing = /^[.,;:!?…]?/.exec(text.slice(end, end + 1))?.[0] === '' ? text.charAt(end) : text.charAt(end + 1);
  if (opening !== '' && closing !== '' && pairsUp(opening, closing)) return true;
  const before = text.slice(Math.max(0, start - lookedAt), start);
  const [after = ''] = text.slice(end, end + lookedAt).split(/[\r\n]/, 1);
  return (
    listMark.test(before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1)) &&
    /^[!?]?["'”’»*_\]}`~/.:]*\s*$/.test(after)
  );
}

const closers: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '"': '"',
    "'": "'",
    '“': '”',
    '„': '“”',
    '‘': '’',
    '«': '»',
    '*': '*',
    _: '_',
    '[': ']',
    '{': '}',
    '`': "`'",
    '>': '<',
  }),
);

function pairsUp(opening: string, closing: string): boolean {
  return closers.get(opening)?.includes(closing) ?? false;
}

/** Whether a part of a title has another part beside it, so that it may be of another title that begins or ends alike. */
function isBesideColon(text: string, start: number, end: number): boolean {
  return (
    /^["'”’*_}]{0,3}:/.test(text.slice(end, end + 4)) || /:\s{1,4}$/.test(text.slice(Math.max(0, start - 5), start))
  );
}
