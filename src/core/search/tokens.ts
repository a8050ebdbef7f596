import { isAccentCommand, isSilentCommand } from '../text/compact';
import { fold } from '../text/fold';
import { hashedOn } from '../text/hash';
import { normalWord } from '../text/words';

const stopWords = new Set(
  (
    'a an and are as at be been by can for from has have in into is it its of on or our that the their then there ' +
    'these they this to was we were which while will with'
  ).split(' '),
);

/** What the index keeps for a word, the same wherever it stands. */
interface Word {
  /** Letters and digits only, folded (see `fold`), in the form that `normalWord` gives. */
  readonly terms: readonly string[];
  /** Whether the first term is the whole of a hyphenated word and the others are its parts. */
  readonly joined: boolean;
}

/** A word of a text: what the index keeps for it, and where it stands in the text. */
export interface Token extends Word {
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a text into words, the same way for papers and for queries. Case, accents, compatibility
 * forms and TeX mark-up do not matter, nor does what a page leaves of the mark-up. A hyphenated word
 * gives its joined form and its parts; a run of ideographs gives its pairs of neighbours. Stop words are
 * left out.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  forEachToken(text, (terms, joined, start, end) => {
    tokens.push({ terms, joined, start, end });
  });
  return tokens;
}

/** As `tokenize`, word by word, until `visit` returns true. */
export function forEachToken(
  text: string,
  visit: (terms: readonly string[], joined: boolean, start: number, end: number) => unknown,
): void {
  for (let start = 0; start < text.length;) {
    const kind = kindAt(text, start);
    if (isUnit(kind)) {
      // Most words are ASCII letters and no more: they are read and hashed in one go.
      let end = start;
      let hash = 0;
      for (; end < text.length; end++) {
        const code = text.charCodeAt(end);
        if (kinds[code] !== Kind.Letter) break;
        hash = hashedOn(hash, code);
      }
      const next = kindAt(text, end);
      if (next !== Kind.Separator && next !== Kind.Point) {
        const letters = end;
        end = wordEnd(text, start, letters);
        for (let i = letters; i < end; i++) hash = hashedOn(hash, text.charCodeAt(i));
      }
      const { terms, joined } = wordAt(text, start, end, hash);
      if (terms.length > 0 && visit(terms, joined, start, end) === true) return;
      start = afterWord(text, end);
    } else if (kind === Kind.Ideograph) {
      const end = ideographsEnd(text, start);
      const terms = pairs(text.slice(start, end));
      if (terms.length > 0 && visit(terms, false, start, end) === true) return;
      start = end;
    } else {
      start = kind === Kind.Backslash ? afterCommand(text, start) : start + 1;
    }
  }
}

const enum Kind {
  Unknown,
  Separator,
  /** Part of a number, if anything. */
  Point,
  Letter,
  Digit,
  /** A letter or digit beyond ASCII that is no ideograph. */
  OtherUnit,
  Ideograph,
  Mark,
  /** Residue of TeX, nothing within a word. */
  Residue,
  Dash,
  Apostrophe,
  Backslash,
}

const unit = /[\p{L}\p{N}]/u;
const mark = /\p{M}/u;
const ideograph = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/u;
const dash = /[-‐‑‒–−﹣－]/;
const apostrophe = /['’ʼ＇]/;

/** For each UTF-16 code unit but surrogates, its kind once it was asked for. */
const kinds = new Uint8Array(0x1_0000);

function kindAt(text: string, index: number): Kind {
  if (index >= text.length) return Kind.Separator;
  return kinds[text.charCodeAt(index)] || learnKind(text, index);
}

function learnKind(text: string, index: number): Kind {
  const code = text.codePointAt(index) ?? 0;
  const kind = kindOf(String.fromCodePoint(code));
  if (code <= 0xffff && code >> 11 !== 0x1b) kinds[code] = kind;
  return kind;
}

function kindOf(character: string): Kind {
  if (/[A-Za-z]/.test(character)) return Kind.Letter;
  if (/[0-9]/.test(character)) return Kind.Digit;
  if (/[.,]/.test(character)) return Kind.Point;
  if (/[$^_{}]/.test(character)) return Kind.Residue;
  if (character === '\\') return Kind.Backslash;
  if (dash.test(character)) return Kind.Dash;
  if (apostrophe.test(character)) return Kind.Apostrophe;
  if (mark.test(character)) return Kind.Mark;
  if (unit.test(character)) return ideograph.test(character) ? Kind.Ideograph : Kind.OtherUnit;
  return Kind.Separator;
}

/** Whether a character is a letter or digit, and no ideograph. */
function isUnit(kind: Kind): boolean {
  return kind === Kind.Letter || kind === Kind.Digit || kind === Kind.OtherUnit;
}

/** How many code units the known character at `index` takes. */
function widthAt(text: string, index: number): number {
  return text.charCodeAt(index) >> 11 === 0x1b ? 2 : 1;
}

function isDigit(text: string, index: number): boolean {
  return kindAt(text, index) === Kind.Digit;
}

/**
 * Where the word that begins at `start` ends: after its last letter, digit or mark.
 *
 * @param letters Where the ASCII letters end with which it begins.
 */
function wordEnd(text: string, start: number, letters: number): number {
  let end = letters;
  let last = letters > start ? Kind.Letter : Kind.Unknown;
  let linked = false;
  for (let i = letters; i < text.length;) {
    const kind = kindAt(text, i);
    switch (kind) {
      case Kind.Letter:
      case Kind.Digit:
      case Kind.OtherUnit:
        if (kind === Kind.Letter && last === Kind.Digit && i === end && timesLength(text, i) > 0) return end;
        i += widthAt(text, i);
        end = i;
        last = kind;
        linked = false;
        break;
      case Kind.Mark:
        if (i !== end) return end;
        i += widthAt(text, i);
        end = i;
        break;
      case Kind.Residue:
        if (text.startsWith('}{', i)) return end;
        i++;
        break;
      case Kind.Dash:
        if (linked) return end;
        linked = true;
        i++;
        break;
      case Kind.Apostrophe:
        if (i !== end || last === Kind.Digit || !isElision(text, i)) return end;
        i++;
        break;
      case Kind.Point: {
        const next = last === Kind.Digit ? afterPoint(text, end, i) : i;
        if (next === i) return end;
        i = next;
        break;
      }
      case Kind.Backslash: {
        const length = unprintedLength(text, i, linked);
        if (length === 0) return end;
        i += length;
        break;
      }
      default:
        return end;
    }
  }
  return end;
}

function ideographsEnd(text: string, start: number): number {
  let end = start;
  for (let i = start; i < text.length;) {
    const kind = kindAt(text, i);
    if (kind !== Kind.Ideograph && kind !== Kind.Mark && kind !== Kind.Residue) break;
    i += widthAt(text, i);
    if (kind !== Kind.Residue) end = i;
  }
  return end;
}

/** Where to look for the next word: after a possessive ending or the multiplication sign of `2x2`. */
function afterWord(text: string, end: number): number {
  const kind = kindAt(text, end);
  if (kind === Kind.Letter) return end + timesLength(text, end);
  return kind === Kind.Apostrophe && isPossessive(text, end) ? end + 2 : end;
}

/** The length of a multiplication sign after a digit, `x` or what a page leaves of `\times`; 0 if it is none. */
function timesLength(text: string, index: number): number {
  const length = text.startsWith('times', index) ? 5 : /[xX]/.test(text.charAt(index)) ? 1 : 0;
  return length > 0 && isDigit(text, index + length) ? length : 0;
}

/** Where a number that ended at `end` goes on after its decimal stop or comma at `point`, else `point`. */
function afterPoint(text: string, end: number, point: number): number {
  const braced = point === end + 1 && text.startsWith('{,}', end);
  if (point !== end && !braced) return point;
  const next = point + (braced ? 2 : 1);
  if (!isDigit(text, next)) return point;
  if (text.charAt(point) === '.') return next;
  return isDigit(text, next + 1) && isDigit(text, next + 2) && !isDigit(text, next + 3) ? next : point;
}

/** Whether the apostrophe at `index` stands within a word such as `don't`. */
function isElision(text: string, index: number): boolean {
  const next = kindAt(text, index + 1);
  return (next === Kind.Letter || next === Kind.OtherUnit) && !isPossessive(text, index);
}

/** Whether a word's last letter is an s after the apostrophe at `index`. */
function isPossessive(text: string, index: number): boolean {
  if (!/[sS]/.test(text.charAt(index + 1))) return false;
  const after = kindAt(text, index + 2);
  return after === Kind.Dash ? !isUnit(kindAt(text, index + 3)) : !isUnit(after) && after !== Kind.Mark;
}

const commandName = /\\([A-Za-z]*)/y;
const letterCommand = /^(?:[oOlLij]|aa|AA|ae|AE|oe|OE|ss)$/;

function commandAt(text: string, backslash: number): string {
  commandName.lastIndex = backslash;
  return commandName.exec(text)?.[1] ?? '';
}

/** How much of the TeX at a backslash within a word prints nothing; 0 where the word ends. */
function unprintedLength(text: string, backslash: number, linked: boolean): number {
  const name = commandAt(text, backslash);
  if (name === '') return isAccentCommand(text, backslash) || /[-_]/.test(text.charAt(backslash + 1)) ? 2 : 0;
  if (isSilentCommand(name)) return name.length === 1 ? 2 : 0;
  return letterCommand.test(name) || (linked && name.length > 1 && name !== 'times') ? 1 : 0;
}

/** Where to look for the next word after a backslash between words: at what the command prints. */
function afterCommand(text: string, backslash: number): number {
  const name = commandAt(text, backslash);
  if (name === '') return backslash + (text.charCodeAt(backslash + 1) < 0x80 ? 2 : 1);
  return backslash + 1 + (isSilentCommand(name) || name === 'times' ? name.length : 0);
}

const longestRemembered = 40;

/** Words of texts seen before, by a hash of how they are written; a new one takes the place of an older one. */
const remembered: (WrittenWord | undefined)[] = new Array(0x1_0000).fill(undefined);

interface WrittenWord extends Word {
  readonly written: string;
}

/** What the index keeps for a word. Texts repeat their words, so that most are found by comparing characters alone. */
function wordAt(text: string, start: number, end: number, hash: number): Word {
  if (end - start > longestRemembered) return newWord(text.slice(start, end));
  const slot = (hash ^ (hash >>> 16)) & (remembered.length - 1);
  const known = remembered[slot];
  if (known !== undefined && isWrittenAt(text, start, end, known.written)) return known;
  const word = newWord(copy(text, start, end));
  remembered[slot] = word;
  return word;
}

function isWrittenAt(text: string, start: number, end: number, written: string): boolean {
  if (written.length !== end - start) return false;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) !== written.charCodeAt(i - start)) return false;
  return true;
}

/** A stretch of a text as a string of its own: engines let a slice that is not short keep its whole text in memory. */
function copy(text: string, start: number, end: number): string {
  if (end - start < 13) return text.slice(start, end);
  const codes: number[] = [];
  for (let i = start; i < end; i++) codes.push(text.charCodeAt(i));
  return String.fromCharCode(...codes);
}

/** What prints nothing in a word and would still be taken for a letter or a dash. */
const unprinted = /\\(?:[^A-Za-z]|(?![oOlLij])[A-Za-z](?![A-Za-z]))|ʼ/g;
const notUnit = /[^\p{L}\p{N}]/gu;

function newWord(written: string): WrittenWord {
  const parts = partsOf(written);
  const joined = parts.length > 1;
  const kept = parts.filter((part) => !stopWords.has(part));
  return { written, joined, terms: Object.freeze((joined ? [parts.join(''), ...kept] : kept).map(normalWord)) };
}

function partsOf(written: string): string[] {
  const lower = written.toLowerCase();
  if (/^[a-z0-9-]+$/.test(lower)) return lower.split('-');
  const printed = written.replace(unprinted, '');
  return printed
    .split(dash)
    .map((part) => fold(part).replace(notUnit, ''))
    .filter((part) => part !== '');
}

/** The pairs of neighbours in a run of ideographs. Hangul is put together again, which `fold` takes apart. */
function pairs(written: string): string[] {
  const characters = Array.from(fold(written).normalize('NFC').replace(notUnit, ''));
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => (characters[i] ?? '') + character);
}
