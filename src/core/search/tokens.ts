import { fold } from '../text/fold';

const stopWords = new Set(
  ('a an and are as at be been by can for from has have in into is it its of on or our that the their then there ' +
    'these they this to was we were which while will with').split(' '),
);

const texCommand = /\\[A-Za-z]+\*?|\\./g;
const residue = /[$^_{}]/g;
const word = /[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)*/gu;
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A word of a text: what the index keeps for it, and where it stands in the text. */
export interface Token {
  readonly terms: readonly string[];
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a text into words, the same way for papers and for queries. Case, accents, compatibility
 * forms and TeX mark-up do not matter. A hyphenated word gives its parts and their joined form; a
 * run of ideographs gives its pairs of neighbours.
 */
export function tokenize(text: string): Token[] {
  const plain = text.replace(texCommand, blanks).replace(residue, blank);
  const tokens: Token[] = [];
  for (const match of plain.matchAll(word)) {
    const start = match.index;
    const terms = termsOf(match[0].replaceAll(gap, ''));
    if (terms.length > 0) tokens.push({ terms, start, end: start + match[0].length });
  }
  return tokens;
}

/** Stands for a removed character, so that positions stay as they are; a letter to `word`, nothing to a term. */
const gap = '\u02ee';

function blank(): string {
  return gap;
}

function blanks(removed: string): string {
  return ' '.repeat(removed.length);
}

function termsOf(written: string): string[] {
  const folded = fold(written);
  if (ideographs.test(folded)) return pairs(Array.from(folded));
  const parts = folded.split(/[-‐‑]/).filter((part) => part !== '');
  const joined = parts.length > 1 ? [parts.join('')] : [];
  return [...joined, ...parts].filter((term) => !stopWords.has(term)).map(stem);
}

function pairs(characters: readonly string[]): string[] {
  if (characters.length === 1) return [...characters];
  return characters.slice(1).map((character, i) => (characters[i] ?? '') + character);
}

/** Takes off the plural, and nothing more: `networks` is found by `network`, `bias` stays. */
function stem(term: string): string {
  if (term.length < 4 || /\d/.test(term)) return term;
  if (term.endsWith('ies') && term.length > 4) return `${term.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(term)) return term;
  if (/(?:ss|x|z|ch|sh)es$/.test(term)) return term.slice(0, -2);
  return term.endsWith('s') ? term.slice(0, -1) : term;
}
