import { masked } from './keptText';
import { withoutLineBreaks } from './lineBreaks';
import { withLostTex } from './lostTex';
import { textOf, type Run } from './prose';
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
 * The text as one would print it, in Unicode: white space folded within paragraphs, mark-up that is certain
 * taken away, and what a page lost of TeX put back where it is certain. Addresses, code and names are left
 * alone. Text without such residue comes back with folded white space only.
 *
 * @param text A title or an abstract as it stands in a dump; paragraphs are parted by a blank line.
 */
export function readable(text: string): string {
  return paragraphs(text)
    .map((paragraph) => textOf(runsOf(paragraph)))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** As `readable`, for each paragraph in runs that also say what is emphasised, raised, lowered, code or a formula. */
export function readableRuns(text: string): Run[][] {
  return paragraphs(text)
    .map(runsOf)
    .filter((runs) => runs.length > 0);
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

/** What one mending lays bare may be mended in turn; this is as often as it is looked for. */
const mostRounds = 8;

function runsOf(paragraph: string): Run[] {
  let text = paragraph;
  let runs: Run[] = [{ text }];
  for (let round = 0; round < mostRounds && hasResidue(text); round++) {
    const mended = mend(text);
    const result = textOf(mended);
    if (result === text && round > 0) break;
    runs = mended;
    text = result;
  }
  return runs;
}

function mend(paragraph: string): Run[] {
  const { text, kept } = masked(paragraph);
  return typeset(withoutLineBreaks(withLostTex(text)), kept);
}
