import { randomNumbers } from './random';

/** A paper made up of made-up words. */
export interface GeneratedPaper {
  readonly title: string;
  readonly abstract: string;
}

const vocabulary = 150_000;
const syllables = [
  'ba',
  'con',
  'de',
  'el',
  'fra',
  'gen',
  'hy',
  'in',
  'jor',
  'ka',
  'lo',
  'mul',
  'nor',
  'op',
  'pre',
  'qua',
  'ra',
  'sta',
  'tor',
  'un',
  'ver',
  'wa',
  'xi',
  'zen',
];

/**
 * Papers with words drawn from a vocabulary of 150,000 by Zipf's law, of the lengths that real ones have
 * (titles of about 10 words, abstracts of about 200). The same seed gives the same papers.
 */
export function generatePapers(count: number, seed = 1): GeneratedPaper[] {
  const random = randomNumbers(seed);
  const word = (): string => wordAt(Math.floor(Math.exp(random() * Math.log(vocabulary))));
  const words = (least: number, most: number): string[] =>
    Array.from({ length: least + Math.floor(random() * (most - least)) }, word);
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return Array.from({ length: count }, () => ({
    title: `${capital(word())}${capital(word())}: ${words(6, 12).map(capital).join(' ')}`,
    abstract: Array.from({ length: 8 }, () => `${capital(words(18, 30).join(' '))}.`).join(' '),
  }));
}

/** The word of a rank: common words are short, and every rank has its own. */
function wordAt(rank: number): string {
  let text = '';
  for (let rest = rank + 1; rest > 0; rest = Math.floor(rest / syllables.length))
    text += syllables[rest % syllables.length] ?? '';
  return text;
}

/** The papers as a compact dump, which is the densest form. */
export function printCompact(papers: readonly GeneratedPaper[]): string {
  const header =
    'Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe';
  return header + papers.map(({ title, abstract }) => (abstract === '' ? title : `${title}\n${abstract}`)).join('\n');
}
