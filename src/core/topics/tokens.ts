import { fold } from '../text/fold';

/** The words of a text, in order: as they are written, and normalised for comparison. */
export interface Words {
  readonly exact: readonly string[];
  readonly normal: readonly string[];
}

const letter = /[\p{L}\p{N}\p{M}]/u;
const accentCommand = /\\["'`^~=.]\{?([A-Za-z])\}?/g;
const longestWord = 40;

/**
 * Splits a text into words (runs of letters and digits). Everything else separates, so that hyphens
 * equal blanks. TeX commands are left out and TeX accents resolved. Time is linear in the length.
 */
export function words(source: string): Words {
  const text = source.includes('\\') ? source.replace(accentCommand, '$1') : source;
  const exact: string[] = [];
  const normal: string[] = [];
  let i = 0;
  while (i < text.length) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) {
      i++;
      while (i < text.length && isAsciiLetter(text.charCodeAt(i))) i++;
      continue;
    }
    if (!isWordUnit(text, i, code)) {
      i++;
      continue;
    }
    const start = i++;
    while (i < text.length && isWordUnit(text, i, text.charCodeAt(i))) i++;
    if (i - start > longestWord) {
      exact.push('');
      normal.push('');
      continue;
    }
    const word = text.slice(start, i);
    exact.push(word);
    normal.push(normalWord(word));
  }
  return { exact, normal };
}

/**
 * The form under which a word is compared: folded, British spelling in -ise turned into -ize, and a
 * plural ending taken off. Not a stemmer: only what leaves the sense as it is.
 */
export function normalWord(word: string): string {
  const folded = fold(word);
  const single = singular(folded);
  return single.length > 5 && single.includes('is') ? single.replace(/is(e|ed|er|ing|ation)$/, 'iz$1') : single;
}

function singular(word: string): string {
  const length = word.length;
  if (length < 4 || word.charCodeAt(length - 1) !== 0x73) return word;
  const before = word.charAt(length - 2);
  if (before === 's' || before === 'u' || before === 'i') return word;
  if (before !== 'e') return word.slice(0, -1);
  if (word.endsWith('ies')) return length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return /(?:ss|sh|ch|x)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isWordUnit(text: string, index: number, code: number): boolean {
  if (code < 0x80) return isAsciiLetter(code) || (code >= 0x30 && code <= 0x39);
  if (code >= 0xd800 && code <= 0xdfff) return true;
  return letter.test(text.charAt(index));
}
