import type { PaperDate } from '../paper';

/** A date as a page prints it; `year` is null where the page left it out. */
export interface PrintedDate {
  readonly month: number;
  readonly day: number;
  readonly year: number | null;
}

/** A calendar date of which the later parts may be unknown. */
export interface NameDate {
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const longMonths = 'january|february|march|april|may|june|july|august|september|october|november|december';
const printed = new RegExp(`^(${longMonths}|sept|${months.join('|')})\\.? (\\d{1,2})(?:, ?(\\d{4}))?$`, 'i');
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads `Aug 16, 2023` or `Sep 23`; null where the text is no date or the day does not exist. */
export function parsePrintedDate(text: string): PrintedDate | null {
  const match = printed.exec(text);
  if (!match) return null;
  const month = months.indexOf((match[1] ?? '').slice(0, 3).toLowerCase()) + 1;
  const day = Number(match[2]);
  const year = match[3] === undefined ? null : Number(match[3]);
  if (day < 1 || day > (daysInMonth[month - 1] ?? 0)) return null;
  if (month === 2 && day === 29 && year !== null && !isLeap(year)) return null;
  return { month, day, year };
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const fullDate = /(?<!\d)(20\d\d)([-_. ]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)/;
const yearMonth = /(?<!\d)(20\d\d)[-_. ](0[1-9]|1[0-2])(?!\d)/;
const yearOnly = /(?<![\da-z])(20\d\d)(?![\da-z])/i;

/** The date that a file's name tells: `2025-11-12`, `20251112`, `2025-11` or just the year. */
export function dateInName(path: string): NameDate | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const full = fullDate.exec(name);
  if (full) return { year: Number(full[1]), month: Number(full[3]), day: Number(full[4]) };
  const month = yearMonth.exec(name);
  if (month) return { year: Number(month[1]), month: Number(month[2]), day: null };
  const year = yearOnly.exec(name);
  return year ? { year: Number(year[1]), month: null, day: null } : null;
}

/**
 * Infers the year in which a page was made. A page prints the year of a date only when it is not its
 * own, so its year is later than every year it prints. The date in the file's name is taken for
 * the day of the copy, on which the page's own date cannot lie ahead.
 *
 * @returns null where nothing tells.
 */
export function inferPageYear(
  pageDate: PrintedDate | null,
  printedYears: readonly number[],
  name: NameDate | null,
): number | null {
  if (pageDate?.year != null) return pageDate.year;
  const earliest = printedYears.length > 0 ? printedYears.reduce((a, b) => Math.max(a, b)) + 1 : null;
  if (!name) return earliest;
  const ahead =
    pageDate !== null &&
    name.month !== null &&
    (pageDate.month > name.month || (pageDate.month === name.month && name.day !== null && pageDate.day > name.day));
  const year = ahead ? name.year - 1 : name.year;
  return earliest === null ? year : Math.max(year, earliest);
}

/** A printed date with the page's year put in where it has none of its own. */
export function resolveDate(date: PrintedDate, pageYear: number | null): PaperDate {
  const year = date.year ?? pageYear;
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    iso: `${year === null ? 'XXXX' : String(year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`,
    yearInferred: date.year === null && year !== null,
  };
}
