import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { citedDetails } from './details';
import { printEach, type PrintContext } from './printing';

const lineEnd = '\r\n';
const columns = ['key', 'title', 'organization', 'authors', 'date', 'yearInferred', 'count', 'topic'] as const;

/**
 * The papers as a table of comma-separated values after RFC 4180, with a line of names first and every other value in
 * quotes. Dates are as `PaperDate` has them, also those without a known year; `count` is the listing's unlabelled number.
 */
export function* printCsv(papers: Iterable<Paper>, context: PrintContext): Steps<string> {
  const rows = yield* printEach(papers, (paper) => row(valuesOf(paper, context).map(quoted)));
  return [row(context.abstracts ? [...columns, 'abstract'] : columns), ...rows].join('');
}

function valuesOf(paper: Paper, { keyOf, topicOf, abstracts }: PrintContext): string[] {
  const { author, title, abstract } = citedDetails(paper);
  const { authorCount, date, count } = paper;
  return [
    keyOf(paper),
    title,
    author,
    authorCount === null ? '' : String(authorCount),
    date?.iso ?? '',
    date === null ? '' : date.yearInferred ? 'yes' : 'no',
    count === null ? '' : String(count),
    topicOf(paper),
    ...(abstracts ? [abstract.join(' ')] : []),
  ];
}

function row(values: readonly string[]): string {
  return values.join(',') + lineEnd;
}

function quoted(value: string): string {
  return `"${guarded(value).replaceAll('"', '""')}"`;
}

/**
 * A spreadsheet takes a cell for a formula that begins with `=`, `+`, `-`, `@` or one of these in full width. An
 * apostrophe before it makes it a text (OWASP, "CSV Injection"); also behind a semicolon, where another cell begins in
 * countries in which numbers have a decimal comma. One is put before apostrophes too, so that taking one away gives the
 * value back. Tabs and line breaks, which are as dangerous, a value on one line has none.
 */
function guarded(value: string): string {
  return value.replace(/(^|;)(\s*)(?='*[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1$2'");
}
