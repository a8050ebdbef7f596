import type { Paper } from '../paper';
import { compact } from '../text/compact';
import { hash32 } from '../text/hash';
import { visible } from '../text/prose';
import { readable } from '../text/readable';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** BibTeX counts braces behind a backslash too, so those of a text are named. */
const escapes: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/**
 * The paper as a BibTeX entry of the type `@misc`, without a line break at its end, after Oren Patashnik,
 * "BibTeXing" (1988), section 3. A dump names no authors: the organisation stands in their place, or a
 * note says how many they are. What is unknown is left out. Letters stay as they are, in UTF-8.
 */
export function bibtex(paper: Paper): string {
  const author = visible(paper.organization?.name ?? '');
  const title = titleOf(paper);
  const { year, month } = dateOf(paper);
  const count = paper.authorCount;
  const fields = [
    ...(author === '' ? [] : [`author = {{${escapeTex(author)}}}`]),
    ...(title === '' ? [] : [`title = {{${escapeTex(title)}}}`]),
    ...(month === undefined ? [] : [`month = ${month}`]),
    ...(year === '' ? [] : [`year = {${year}}`]),
    ...(author !== '' || count === null ? [] : [`note = {${count === 1 ? '1 author' : `${String(count)} authors`}}`]),
  ];
  return [`@misc{${citationKey(paper)},`, ...fields.map((field) => `  ${field},`), '}'].join('\n');
}

const longestStem = 40;
const unimportant = new Set(
  'a an the of on in for to and or with without from by via at as is are be can do does how what when where which who why into over under toward towards using its it this that not'.split(' '),
);

/**
 * The key by which a text cites the paper, of `a` to `z` and digits: the name before a title's colon, or else the
 * first two words of weight, and the year where it is known. It depends on title and date alone, so that two
 * papers can have the same.
 */
export function citationKey(paper: Paper): string {
  const title = titleOf(paper);
  const name = plain(/^([^:]{1,40}):\s/.exec(title)?.[1] ?? '');
  const words = title.split(' ').map(plain).filter((word) => word !== '');
  const telling = words.filter((word) => !unimportant.has(word));
  const stem = name || (telling.length > 0 ? telling : words).slice(0, 2).join('') || `paper${hash32(title).toString(36)}`;
  return stem.slice(0, longestStem) + dateOf(paper).year;
}

function titleOf(paper: Paper): string {
  return visible(readable(paper.title));
}

function plain(text: string): string {
  return compact(text).replace(/[^a-z0-9]/g, '');
}

function dateOf({ date }: Paper): { readonly year: string; readonly month: string | undefined } {
  const [, year = '', month] = /^(\d{4})(?:-(\d{2}))?/.exec(date?.iso ?? '') ?? [];
  return { year, month: months[Number(month) - 1] };
}

/** Writes a text on one line so that TeX prints it as it is. */
export function escapeTex(text: string): string {
  return text.replace(/[\\{}$&#%_~^]/g, (character) => escapes[character] ?? `\\${character}`);
}
