import { masked } from './keptText';
import { withoutLineBreaks } from './lineBreaks';
import { withLostTex } from './lostTex';
import { textOf, visible, withoutControls, type Run } from './prose';
import { greekLetters } from './texSymbols';
import { typeset } from './typesetting';

const signs = /[\\^_{`$*~&]|- [a-z]/;
const lostWords =
  /\d(?:times|pm\d| times \d)|[A-Za-z]times[A-Z]|cdot|[lg]eq|infty|arrow|math(?:cal|bb|bf|rm)|sim ?\d|approx\d|\)to[A-Z]|[A-Z] c[au]p [A-Z]\|/;
const formulas = /[=|]|\((?:\d|(?<=[A-Za-z]\())/;
const greekNames = new RegExp(`(?<![A-Za-z])(?:${Array.from(greekLetters.keys()).join('|')}|ell)(?![A-Zabcdfh-km-z])`);

/** Whether a text may have anything to mend. */
function hasResidue(text: string): boolean {
  return signs.test(text) || lostWords.test(text) || (formulas.test(text) && greekNames.test(text));
}

/**
 * The maximum length of a text that is made readable, in UTF-16 code units: three times that of the longest abstract
 * among 24,000. It bounds the time: whatever a text of this length says, it takes a few hundredths of a second.
 */
export const maxReadableLength = 10_000;

/** As `maxReadableLength`, for titles, many of which are shown at once: four times the longest. */
export const maxReadableTitleLength = 1_000;

/**
 * The text as one would print it, in Unicode: control characters dropped, white space folded within paragraphs, mark-up
 * that is certain taken away, and what a page lost of TeX put back where it is certain. Addresses, code and names are
 * left alone. Text without such residue, and text longer than `maxReadableLength`, comes back with the first two
 * changes only. What is readable stays as it is when it is made readable again.
 *
 * @param text A title or an abstract as it stands in a dump; paragraphs are parted by a blank line.
 */
export function readable(text: string): string {
  return readableRuns(text).map(textOf).join('\n\n');
}

/** As `readable`, for each paragraph in runs that also say what is emphasised, raised, lowered, code or a formula. */
export function readableRuns(text: string): Run[][] {
  const runsOf = text.length > maxReadableLength ? asItIs : mended;
  return paragraphs(text)
    .map(runsOf)
    .filter((runs) => runs.length > 0);
}

/** As `readable`, for a title, on one line; one longer than `maxReadableTitleLength` is not mended. */
export function readableTitle(title: string): string {
  return title.length > maxReadableTitleLength ? visible(title) : readable(visible(title));
}

/** As `readableTitle`, in runs; none for a title without any character. */
export function readableTitleRuns(title: string): Run[] {
  const text = visible(title);
  if (title.length <= maxReadableTitleLength) return readableRuns(text)[0] ?? [];
  return text === '' ? [] : [{ text }];
}

function paragraphs(text: string): string[] {
  return withoutControls(text)
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** What one round lays bare may be mended in the next; a text that still changes after so many is left as it is. */
const maxRounds = 8;

function mended(paragraph: string): Run[] {
  let text = paragraph;
  let runs = asItIs(paragraph);
  for (let round = 0; hasResidue(text); round++) {
    if (round === maxRounds) return asItIs(paragraph);
    const next = mend(text);
    const result = textOf(next);
    if (result === text && round > 0) break;
    runs = next;
    text = result;
  }
  return runs;
}

function asItIs(text: string): Run[] {
  return [{ text }];
}

function mend(paragraph: string): Run[] {
  const { text, kept } = masked(paragraph);
  return typeset(withoutLineBreaks(withLostTex(text)), kept);
}
