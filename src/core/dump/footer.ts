import type { Organization } from '../paper';
import { parsePrintedDate, type PrintedDate } from './dates';
import { plainLine, type Line } from './lines';

/** The lines that a listing prints below an abstract: authors or organisation, `·`, date and count. */
export interface Footer {
  readonly authorCount: number | null;
  readonly organization: Organization | null;
  readonly date: PrintedDate | null;
  readonly count: number | null;
  /** The footer's first line. */
  readonly line: number;
  /** A line of the footer that could not be read. */
  readonly unread: { readonly line: number; readonly text: string } | null;
}

const authors = /^(?:[•·∙*-]|â€¢)? ?(\d{1,6}) authors?$/i;
const separator = /^(?:[·•∙]|Â·)$/;
const datedLine = /^(.+?)(?: (\d{1,3}(?:,\d{3})+|\d{1,9}))?$/;
const organization = /^([\p{L}\p{N}][\p{L}\p{N}._-]*) (\S.*)$/u;
const longestFooterLine = 160;
const longestSeparator = 20;

/**
 * Reads the footer that begins at `index`, if one does.
 *
 * @returns the footer and the index of the line after it.
 */
export function readFooter(lines: readonly Line[], index: number): { footer: Footer; end: number } | null {
  const first = lines[index];
  if (
    !first ||
    first.text.length > longestFooterLine ||
    (!first.text.includes('uthor') && !isSeparator(first) && !isSeparator(lines[index + 1]))
  )
    return null;
  const text = plain(first);
  if (text === null) return null;

  let authorCount: number | null = null;
  let owner: Organization | null = null;
  let end = index;
  const authorMatch = authors.exec(text);
  if (authorMatch) {
    authorCount = Number(authorMatch[1]);
    end = index + 1;
  } else if (isSeparator(lines[index + 1]) && couldBeDate(lines[index + 2]) && (first.gap || !/[.!?]$/.test(text))) {
    const match = organization.exec(text);
    owner = match ? { slug: match[1] ?? '', name: match[2] ?? '' } : { slug: text, name: text };
    end = index + 1;
  }
  if (!isSeparator(lines[end])) return end > index ? { footer: footer(first, authorCount, owner, null), end } : null;
  if (end === index && !couldBeDate(lines[end + 1])) return null;

  const dateLine = lines[end + 1];
  if (!dateLine || (dateLine.gap && !couldBeDate(dateLine)))
    return { footer: footer(first, authorCount, owner, null), end: end + 1 };
  const dateText = plain(dateLine);
  const match = dateText === null ? null : datedLine.exec(dateText);
  const date = match ? (parsePrintedDate(dateText ?? '') ?? parsePrintedDate(match[1] ?? '')) : null;
  const count =
    match?.[2] === undefined || parsePrintedDate(dateText ?? '') ? null : Number(match[2].replaceAll(',', ''));
  const unread = date ? null : { line: dateLine.number, text: dateText ?? dateLine.text };
  if (unread && dateText === null) return { footer: footer(first, authorCount, owner, null), end: end + 1 };
  return {
    footer: { authorCount, organization: owner, date, count: date ? count : null, line: first.number, unread },
    end: end + 2,
  };
}

function footer(line: Line, authorCount: number | null, owner: Organization | null, date: PrintedDate | null): Footer {
  return { authorCount, organization: owner, date, count: null, line: line.number, unread: null };
}

function plain(line: Line): string | null {
  return line.text.length > longestFooterLine ? null : plainLine(line.text);
}

function isSeparator(line: Line | undefined): boolean {
  return line !== undefined && line.text.length <= longestSeparator && separator.test(plainLine(line.text));
}

function couldBeDate(line: Line | undefined): boolean {
  const text = line && plain(line);
  return text != null && /^(?:\p{L}{3,9}\.? \d{1,2}\b|\d{4}-\d\d)/u.test(text);
}
