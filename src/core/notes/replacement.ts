import type { Paper } from '../paper';
import { canWrite, titleIn, wikiLink } from './insertion';

/** A stretch of a text, in UTF-16 code units, and what is put in its place. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What puts a paper's title into a note in place of what stands there. Mark-up that is half in the place goes with it, such as
 * the stars of one word in `*Kelp* Forests`; null where more than the words would be lost, or the language cannot write the title.
 *
 * @param language The note's language as VS Code names it.
 */
export function replacementOf(
  text: string,
  place: { readonly start: number; readonly end: number },
  paper: Paper,
  language: string,
): Replacement | null {
  const whole = canWrite(paper, language) ? withMarks(text, place.start, place.end, paper.title) : null;
  if (!whole) return null;
  const { start, end } = whole;
  if (!text.startsWith('[[', start - 2)) return { start, end, text: titleIn(paper, language) };
  return text.startsWith(']]', end) ? { start: start - 2, end: end + 2, text: wikiLink(paper) } : null;
}

const links = /[[\]<>|]/;
const marks = /\\.|([*~`$"])\1*|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|[(){}“”«»]/gu;
const closers: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['{', '}'],
  ['“', '”'],
  ['«', '»'],
]);
const openers: ReadonlyMap<string, string> = new Map([...closers].map(([open, close]) => [close, open]));
const mostMarks = 8;

/** A place with the marks around it that have their other end in it; null where those are further away, or where there is a link in it. */
function withMarks(text: string, start: number, end: number, title: string): { start: number; end: number } | null {
  for (let round = 0; round < mostMarks; round++) {
    const inner = text.slice(start, end);
    if (links.test(inner.replace(/\n[ \t>]+/g, ' '))) return null;
    const mark = unpaired(inner, title);
    if (mark === null) return { start, end };
    const before = closers.has(mark) ? null : (openers.get(mark) ?? mark);
    const after = openers.has(mark) ? null : (closers.get(mark) ?? mark);
    if (
      before !== null &&
      isRun(text, start - before.length, before) &&
      !(before === '{' && /[\\A-Za-z*]/.test(text.charAt(start - 2)))
    )
      start -= before.length;
    else if (after !== null && isRun(text, end, after)) end += after.length;
    else return null;
  }
  return null;
}

/** Whether a mark stands at a place, and not as a part of more of its kind. */
function isRun(text: string, at: number, mark: string): boolean {
  return (
    text.startsWith(mark, at) &&
    text.charAt(at - 1) !== mark.charAt(0) &&
    text.charAt(at + mark.length) !== mark.charAt(0)
  );
}

/** A mark in a text that has its other end elsewhere; null if there is none. Marks that a title has are taken for its own. */
function unpaired(text: string, title: string): string | null {
  /** By mark, the places at which it is open. */
  const open = new Map<string, number[]>();
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if (mark.startsWith('\\') || title.includes(mark)) continue;
    const opening = openers.get(mark) ?? mark;
    const places = open.get(opening) ?? [];
    open.set(opening, places);
    if (places.length > 0 && !closers.has(mark)) places.pop();
    else if (openers.has(mark)) return mark;
    else places.push(index);
  }
  let first: string | null = null;
  let earliest = Infinity;
  for (const [mark, [place = Infinity]] of open) {
    if (place < earliest) [first, earliest] = [mark, place];
  }
  return first;
}
