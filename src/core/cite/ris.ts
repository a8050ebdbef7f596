import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { visible } from '../text/prose';
import { citedDetails, type CitedDate } from './details';
import { printEach, type PrintContext } from './printing';

const lineEnd = '\r\n';

/**
 * The papers as RIS, each a record of the type `GEN`, which BibTeX's `@misc` is there, with the tags that the
 * specifications of before and since 2011 have in common. Each value is on one line.
 */
export function* printRis(papers: Iterable<Paper>, context: PrintContext): Steps<string> {
  const records = yield* printEach(papers, (paper) => risRecord(paper, context));
  return records.join(lineEnd);
}

function risRecord(paper: Paper, { keyOf, abstracts }: PrintContext): string {
  const { author, title, date, notes, abstract } = citedDetails(paper);
  const lines: (readonly [tag: string, value: string])[] = [
    ['TY', 'GEN'],
    ['ID', keyOf(paper)],
    ['AU', withoutCommas(author)],
    ['TI', title],
    ['PY', date === null ? '' : String(date.year)],
    ['DA', date?.month == null ? '' : slashed(date)],
    ['N2', abstracts ? abstract.join(' ') : ''],
    ['N1', notes.join(', ')],
  ];
  const given = lines.filter(([, value]) => value !== '');
  return [...given, ['ER', '']].map(([tag = '', value = '']) => `${tag}  - ${value}${lineEnd}`).join('');
}

/** A comma would part a family name from a given one. */
function withoutCommas(name: string): string {
  return visible(name.replaceAll(',', ' '));
}

/** Year, month and day, and an empty place for what may be said besides. */
function slashed({ year, month, day }: CitedDate): string {
  const two = (part: number | null): string => (part === null ? '' : String(part).padStart(2, '0'));
  return `${String(year)}/${two(month)}/${two(day)}/`;
}
