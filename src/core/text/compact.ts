import { drain, type Steps } from '../steps';
import { fold } from './fold';

/** A text reduced to its letters and digits, with the way back into the text. */
export interface CompactText {
  readonly text: string;
  /** For each character of `text`, where the character it comes from begins in the source. */
  readonly starts: Uint32Array;
  /** For each character of `text`, where the character it comes from ends in the source. */
  readonly ends: Uint32Array;
  /** 1 where a word begins in the source. Every ideograph, kana and hangul syllable counts as a word. */
  readonly wordStarts: Uint8Array;
}

/**
 * The compact form of a text, by which titles are compared: folded (see `fold`), TeX mark-up and HTML
 * entities resolved, everything but letters and digits dropped. Two settings of one title that
 * differ in case, dashes, quotes, spacing, accents or TeX have the same compact form.
 */
export function compact(text: string): string {
  const plain = text.length > room.length ? -1 : writePlain(text, room);
  if (plain >= 0) return decoder.decode(room.subarray(0, plain));
  const parts: string[] = [];
  scan(text, 0, text.length, (folded) => parts.push(folded));
  return parts.join('');
}

/** The length of a text's compact form. */
export function compactLength(text: string): number {
  const plain = writePlain(text, null);
  return plain < 0 ? compact(text).length : plain;
}

/** Room for the compact form of a text that is no longer than most titles. */
const room = new Uint8Array(512);
const decoder = new TextDecoder();

/** Writes the compact form of ASCII without TeX and entities, in a fraction of the time; gives its length, -1 for any other text. */
function writePlain(text: string, into: Uint8Array | null): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isAsciiAlphanumeric(code)) {
      if (into) into[length] = code | 0x20;
      length++;
    } else if (code >= 0x80 || code === 0x5c || code === 0x26) {
      return -1;
    }
  }
  return length;
}

/** As `compact`, with the position of each character in the source (UTF-16 code units). */
export function compactWithOffsets(text: string): CompactText {
  return drain(compactInSteps(text));
}

const lengthPerStep = 20_000;

/** As `compactWithOffsets`, pausing at line ends: no letter, entity or command goes on over one. */
export function* compactInSteps(text: string): Steps<CompactText> {
  const parts: string[] = [];
  let capacity = text.length + 16;
  let starts = new Uint32Array(capacity);
  let ends = new Uint32Array(capacity);
  let wordStarts = new Uint8Array(capacity);
  let length = 0;
  const emit: Emit = (folded, start, end, wordStart) => {
    parts.push(folded);
    if (length + folded.length > capacity) {
      capacity = 2 * (length + folded.length);
      starts = grown(starts, new Uint32Array(capacity));
      ends = grown(ends, new Uint32Array(capacity));
      wordStarts = grown(wordStarts, new Uint8Array(capacity));
    }
    wordStarts[length] = wordStart ? 1 : 0;
    const isRun = folded.length === end - start && text.charCodeAt(start) < 0x80;
    for (let i = 0; i < folded.length; i++, length++) {
      starts[length] = isRun ? start + i : start;
      ends[length] = isRun ? start + i + 1 : end;
    }
  };
  for (let from = 0; from < text.length;) {
    const feed = text.indexOf('\n', from + lengthPerStep);
    const to = feed < 0 ? text.length : feed + 1;
    scan(text, from, to, emit);
    if (to < text.length) yield;
    from = to;
  }
  return {
    text: parts.join(''),
    starts: starts.subarray(0, length),
    ends: ends.subarray(0, length),
    wordStarts: wordStarts.subarray(0, length),
  };
}

function grown<T extends Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

const letter = /[\p{L}\p{N}]/u;
const mark = /\p{M}/u;
const marks = /\p{M}*/uy;
const wordless = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Whether the character that begins at `index` belongs to a word that could go on over a match's edge. */
export function isWordCharacter(text: string, index: number): boolean {
  const code = text.codePointAt(index);
  if (code === undefined) return false;
  if (code < 0x80) return isAsciiAlphanumeric(code);
  const character = String.fromCodePoint(code);
  return letter.test(character) && !wordless.test(character);
}

/** The end of the character that ends at `index`, with the accents that are set as characters of their own. */
export function afterMarks(text: string, index: number): number {
  marks.lastIndex = index;
  marks.test(text);
  return marks.lastIndex;
}

function isAsciiAlphanumeric(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/** TeX commands that set their argument and print nothing of their own. */
const silentCommand =
  /^(?:emph|em|it|bf|sc|rm|tt|sf|sl|text\w*|math\w*|boldsymbol|bm|operatorname|ensuremath|mbox|hbox|underline|overline|bar|hat|tilde|vec|dot|ddot|left|right|[bB]igg?[lr]?|frac|sqrt|quad|qquad|color|textcolor|href|url|label|ref|cite\w*|footnote|xspace|protect|noindent|displaystyle|limits|[cvHukrbdt])$/;
const command = /\\([A-Za-z]+)(\*?)/y;
const colorArguments = /[^\S\n]{0,8}(?:\[[^\]{}\n]{0,80}\])?[^\S\n]{0,8}\{[^{}\n]{0,80}\}/y;
const accent = /\\["'`^~=.](?=[A-Za-z{\\])/y;
const entity =
  /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z])(?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash)|[A-Za-z]{2,8});/y;

/** Takes what a character stands for, or a run of ASCII letters and digits of which each stands for itself. */
type Emit = (folded: string, start: number, end: number, wordStart: boolean) => void;

const foldedCharacters = new Map<string, string>();

function scan(text: string, from: number, to: number, emit: Emit): void {
  let inWord = false;
  const emitCharacter = (character: string, start: number, end: number): void => {
    let folded = foldedCharacters.get(character);
    if (folded === undefined) {
      folded = Array.from(fold(character))
        .filter((c) => letter.test(c))
        .join('');
      foldedCharacters.set(character, folded);
    }
    if (folded !== '') {
      const alone = character.charCodeAt(0) > 0x7f && wordless.test(character);
      emit(folded, start, end, !inWord || alone);
      inWord = !alone;
    } else if (character === '×') {
      emit('times', start, end, false);
      inWord = true;
    } else if (!mark.test(character)) {
      inWord = false;
    }
  };

  for (let i = from; i < to;) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      if (isAsciiAlphanumeric(code)) {
        const start = i;
        while (isAsciiAlphanumeric(text.charCodeAt(++i)));
        emit(text.slice(start, i).toLowerCase(), start, i, !inWord);
        inWord = true;
        continue;
      }
      if (code === 0x5c) {
        const next = afterCommand(text, i);
        if (next.name !== '') {
          emit(next.name, i, next.end, !inWord);
          inWord = text.charCodeAt(next.end) !== 0x7b;
        }
        i = next.end;
        continue;
      }
      if (code === 0x26) {
        entity.lastIndex = i;
        const match = entity.exec(text);
        if (match) {
          emitCharacter(characterOf(match), i, entity.lastIndex);
          i = entity.lastIndex;
          continue;
        }
      }
      inWord = inWord && (code === 0x7b || code === 0x7d || code === 0x24);
      i++;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(i) ?? code);
    emitCharacter(character, i, i + character.length);
    i += character.length;
  }
}

/** Whether a TeX command prints nothing of its own, by its name. */
export function isSilentCommand(name: string): boolean {
  return silentCommand.test(name);
}

/** Whether TeX that puts an accent on the next letter begins at a backslash, such as `\"`. */
export function isAccentCommand(text: string, backslash: number): boolean {
  accent.lastIndex = backslash;
  return accent.test(text);
}

/** What an entity stands for: a character, a letter without its accent, or a blank for all that is no letter. */
function characterOf([, decimal, hexadecimal, letterOfName]: RegExpExecArray): string {
  const value = decimal ? Number(decimal) : hexadecimal ? parseInt(hexadecimal, 16) : 0x20;
  return letterOfName ?? (value <= 0x10ffff ? String.fromCodePoint(value) : ' ');
}

/** What a backslash at `start` prints: a command's letters, unless it only sets what follows. */
function afterCommand(text: string, start: number): { name: string; end: number } {
  if (isAccentCommand(text, start)) return { name: '', end: start + 2 };
  command.lastIndex = start;
  const match = command.exec(text);
  if (!match) return { name: '', end: start + 1 };
  const name = match[1] ?? '';
  let end = start + match[0].length;
  if (name === 'textcolor' || name === 'color') {
    colorArguments.lastIndex = end;
    if (colorArguments.test(text)) end = colorArguments.lastIndex;
  }
  return { name: isSilentCommand(name) ? '' : name.toLowerCase(), end };
}
