import { isSilentCommand } from '../text/compact';
import { fold } from '../text/fold';

const stopWords = new Set(
  ('a an and are as at be been by can for from has have in into is it its of on or our that the their then there ' +
    'these they this to was we were which while will with').split(' '),
);

const texCommand = /\\(?:([A-Za-z]+)\*?|(["'`^~=.])(?=[A-Za-z{\\])|.)/gu;
const residue = /[$^_{}]/g;
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[-‐‑][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*/gu;
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** A word of a text: what the index keeps for it, and where it stands in the text. */
export interface Token {
  readonly terms: readonly string[];
  /** Whether the first term is the whole of a hyphenated word and the others are its parts. */
  readonly joined: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Splits a text into words, the same way for papers and for queries. Case, accents, compatibility
 * forms and TeX mark-up do not matter. A hyphenated word gives its parts and their joined form; a
 * run of ideographs gives its pairs of neighbours.
 */
export function tokenize(text: string): Token[] {
  const plain = text.replace(texCommand, withoutCommand).replace(residue, gap);
  const tokens: Token[] = [];
  for (const match of plain.matchAll(word)) {
    let start = match.index;
    let end = start + match[0].length;
    while (start < end && plain.charAt(start) === gap) start++;
    while (end > start && plain.charAt(end - 1) === gap) end--;
    const { terms, joined } = termsOf(plain.slice(start, end).replaceAll(gap, ''));
    if (terms.length > 0) tokens.push({ terms, joined, start, end });
  }
  return tokens;
}

/** Stands for a removed character, so that positions stay as they are; a letter to `word`, nothing to a term. */
const gap = '\u02ee';

/** An accent is taken out of its word; of other commands stays what they print, in as many characters. */
function withoutCommand(command: string, name: string | undefined, accent: string | undefined): string {
  if (name === undefined) return (accent === undefined ? ' ' : gap).repeat(command.length);
  if (!isSilentCommand(name)) return ` ${name}`.padEnd(command.length);
  return (name.length === 1 ? gap : ' ').repeat(command.length);
}

function termsOf(written: string): { terms: string[]; joined: boolean } {
  const folded = fold(written);
  if (ideographs.test(folded)) return { terms: pairs(Array.from(folded)), joined: false };
  const parts = folded.split(/[-‐‑]/).filter((part) => part !== '');
  const whole = parts.length > 1 ? [parts.join('')] : [];
  return { terms: [...whole, ...parts].filter((term) => !stopWords.has(term)).map(stem), joined: parts.length > 1 };
}

function pairs(characters: readonly string[]): string[] {
  if (characters.length === 1) return [...characters];
  return characters.slice(1).map((character, i) => (characters[i] ?? '') + character);
}

/** Takes off the plural, and nothing more: `networks` is found by `network`, `bias` stays. */
function stem(term: string): string {
  if (term.length < 4 || /\d/.test(term)) return term;
  if (term.endsWith('ies') && term.length > 4) return `${term.slice(0, -3)}y`;
  if (/(?:ss|us|is|bias|lens|atlas|alias|canvas)$/.test(term)) return term;
  if (/(?:ss|x|z|ch|sh)es$/.test(term)) return term.slice(0, -2);
  return term.endsWith('s') ? term.slice(0, -1) : term;
}
