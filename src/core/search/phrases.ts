import { compact, compactWithOffsets } from '../text/compact';

/**
 * Whether a phrase stands in a text, word for word; case, accents, dashes, blanks and TeX do not matter.
 *
 * @param phrase The phrase in its compact form.
 * @param isOpen Whether the phrase's last word may go on.
 */
export function phraseStands(text: string, phrase: string, isOpen: boolean): boolean {
  if (!compact(text).includes(phrase)) return false;
  const { text: letters, wordStarts } = compactWithOffsets(text);
  for (let at = letters.indexOf(phrase); at >= 0; at = letters.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    if (wordStarts[at] === 1 && (isOpen || end === letters.length || wordStarts[end] === 1)) return true;
  }
  return false;
}
