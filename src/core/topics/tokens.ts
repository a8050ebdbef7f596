import { normalWord } from '../text/words';

const letter = /[\p{L}\p{N}\p{M}]/u;
const accentCommand = /\\["'`^~=.]\{?([A-Za-z])\}?/g;
const longestWord = 40;

/**
 * Splits a text into words (runs of letters and digits) as they are written. Everything else separates,
 * so that hyphens equal blanks. TeX commands are left out, TeX accents resolved, and a run too long to be
 * a word leaves an empty one in its place. Time is linear in the length.
 */
export function splitWords(source: string): string[] {
  const found: string[] = [];
  forEachWord(source, (text, start, end) => {
    found.push(text.slice(start, end));
  });
  return found;
}

/**
 * Calls `found` for each word of a text, see `splitWords`, with the text in which it stands, its start and end there,
 * and a hash of it.
 */
export function forEachWord(
  source: string,
  found: (text: string, start: number, end: number, hash: number) => void,
): void {
  const text = source.includes('\\') ? source.replace(accentCommand, '$1') : source;
  let i = 0;
  while (i < text.length) {
    let code = text.charCodeAt(i);
    if (code === 0x5c) {
      i++;
      while (i < text.length && isAsciiLetter(text.charCodeAt(i))) i++;
      continue;
    }
    if (!isWordUnit(text, i, code)) {
      i++;
      continue;
    }
    const start = i;
    let hash = 0;
    do {
      hash = Math.imul(hash ^ code, 0x01000193);
      code = text.charCodeAt(++i);
    } while (i < text.length && isWordUnit(text, i, code));
    if (i - start > longestWord) found(text, start, start, 0);
    else found(text, start, i, hash);
  }
}

/** The words of a text in their normal form, see `splitWords` and `normalWord`. */
export function normalWords(text: string): string[] {
  return splitWords(text).map(normalWord);
}

/** For each ASCII code, whether it is a letter, a digit, or neither. */
const kinds = new Uint8Array(0x80);
for (let code = 0; code < 0x80; code++) {
  const character = String.fromCharCode(code);
  kinds[code] = /[A-Za-z]/.test(character) ? 2 : /[0-9]/.test(character) ? 1 : 0;
}

function isAsciiLetter(code: number): boolean {
  return kinds[code] === 2;
}

function isWordUnit(text: string, index: number, code: number): boolean {
  if (code < 0x80) return kinds[code] !== 0;
  if (code >= 0xd800 && code <= 0xdfff) return true;
  return letter.test(text.charAt(index));
}
