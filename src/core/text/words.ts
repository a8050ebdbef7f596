import { fold } from './fold';

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
  if (before !== 'e') return word.endsWith('ias') ? word : word.slice(0, -1);
  if (word.endsWith('ies')) return length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return /(?:ss|sh|ch|x|ias)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}
