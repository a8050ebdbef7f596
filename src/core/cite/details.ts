import type { Paper } from '../paper';
import { visible } from '../text/prose';
import { readable, readableTitle } from '../text/readable';

/** The day a paper is dated; its later parts are null where they are unknown, never its earlier ones. */
export interface CitedDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

/**
 * What can be cited of a paper, the same in every format. A dump names no authors: the organisation stands in
 * their place, or a note says how many they are. What is unknown is left out, and so is a date without a year.
 */
export interface CitedDetails {
  /** Readable and on one line; empty where the paper has none. */
  readonly title: string;
  /** The organisation; empty where it is unknown. */
  readonly author: string;
  readonly date: CitedDate | null;
  /** What a reader has to know before the entry is relied on, in English. */
  readonly notes: readonly string[];
  /** The abstract's paragraphs, readable and each on one line. */
  readonly abstract: readonly string[];
}

export function citedDetails({ title, abstract, organization, authorCount, date }: Paper): CitedDetails {
  const author = visible(organization?.name ?? '');
  const known = citedDate(date?.iso ?? '');
  return {
    title: citedTitle(title),
    author,
    date: known,
    notes: [
      ...(author !== '' || authorCount === null ? [] : [authorsText(authorCount)]),
      ...(known && date?.yearInferred ? [yearInferredText] : []),
    ],
    abstract: readable(abstract)
      .split('\n\n')
      .map(visible)
      .filter((paragraph) => paragraph !== ''),
  };
}

/** A title as it is cited: readable and on one line. */
export function citedTitle(title: string): string {
  return readableTitle(title);
}

/** Said where the listing left a year out and it was concluded from the rest of the dump. */
export const yearInferredText = 'year inferred';

/** "1 author", "7 authors". */
export function authorsText(count: number): string {
  return count === 1 ? '1 author' : `${String(count)} authors`;
}

/** Reads a date of ISO 8601; null without a known year. */
export function citedDate(iso: string): CitedDate | null {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso) ?? [];
  if (year === undefined) return null;
  return {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
  };
}
