import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { citedDetails } from './details';
import { printEach, type PrintContext } from './printing';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** BibTeX counts braces behind a backslash too, so those of a text are named. */
const escapes: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

type BibtexContext = Pick<PrintContext, 'keyOf' | 'abstracts'>;

/** The papers as BibTeX, with a blank line between two and a line break at the end. */
export function* printBibtex(papers: Iterable<Paper>, context: BibtexContext): Steps<string> {
  const entries = yield* printEach(papers, (paper) => bibtex(paper, context));
  return entries.map((entry) => `${entry}\n`).join('\n');
}

/**
 * The paper as a BibTeX entry of the type `@misc`, without a line break at its end, after Oren Patashnik,
 * "BibTeXing" (1988), section 3. Each field is on one line, and letters stay as they are, in UTF-8.
 */
export function bibtex(paper: Paper, { keyOf, abstracts }: BibtexContext): string {
  const { author, title, date, notes, abstract } = citedDetails(paper);
  const month = months[(date?.month ?? 0) - 1];
  const fields = [
    ...(author === '' ? [] : [`author = {{${escapeTex(author)}}}`]),
    ...(title === '' ? [] : [`title = {{${escapeTex(title)}}}`]),
    ...(month === undefined ? [] : [`month = ${month}`]),
    ...(date === null ? [] : [`year = {${String(date.year)}}`]),
    ...(notes.length === 0 ? [] : [`note = {${notes.join(', ')}}`]),
    ...(abstracts && abstract.length > 0 ? [`abstract = {${escapeTex(abstract.join(' '))}}`] : []),
  ];
  return [`@misc{${keyOf(paper)},`, ...fields.map((field) => `  ${field},`), '}'].join('\n');
}

/** What TeX's fonts join: dashes, quotes, and a question mark turned round. */
const ligatures = /([-'`,<>])(?=\1)|[?!](?=`)/g;

/** Writes a text on one line so that TeX prints it as it is. */
export function escapeTex(text: string): string {
  return text
    .replace(/[\\{}$&#%_~^]/g, (character) => escapes[character] ?? `\\${character}`)
    .replace(ligatures, '$&{}');
}
