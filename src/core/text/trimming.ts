/**
 * A text without the characters at its end that a pattern matches, in linear time; `text.replace(/[…]+$/, '')` looks
 * for the end from each of them.
 *
 * @param character Matches one character of the basic plane; without the flags `g` and `y`.
 */
export function trimEndOf(text: string, character: RegExp): string {
  let end = text.length;
  while (end > 0 && character.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** The last character of a text, a surrogate pair as a whole; empty for an empty text. */
export function lastCharacter(text: string): string {
  const last = text.slice(-1);
  return last >= '\udc00' && last <= '\udfff' ? text.slice(-2) : last;
}
