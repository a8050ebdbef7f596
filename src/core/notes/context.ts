const longestLinkText = 400;

/** Whether what stands in a text from `start` to `end` is the text of a Markdown link: `[… this …](…)`. */
export function isLinked(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - longestLinkText), start);
  const opening = before.lastIndexOf('[');
  if (opening < 0 || before.indexOf(']', opening) >= 0) return false;
  const after = text.slice(end, end + longestLinkText);
  const closing = after.search(/[[\]]/);
  return after.charAt(closing) === ']' && /[([]/.test(after.charAt(closing + 1));
}
