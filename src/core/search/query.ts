import { compact } from '../text/compact';

/** One run of characters without blanks, as it was typed. */
export interface QueryWord {
  readonly text: string;
  readonly inTitle: boolean;
}

/** Words that stand next to each other in this order, without their quotes. */
export interface QueryPhrase {
  readonly text: string;
  readonly inTitle: boolean;
}

/** What the reader's own doings say of a paper. */
export type PaperState = 'new' | 'unread' | 'queued' | 'read' | 'starred' | 'hidden';

/** A stretch of years, both ends included; an open end is 0 or 9999. */
export interface YearRange {
  readonly from: number;
  readonly to: number;
}

/** What a paper has to be, whatever its words. Of several values or ranges one is enough. */
export type Filter =
  | { readonly field: 'topic' | 'org' | 'in' | 'tag'; readonly values: readonly string[]; readonly negated: boolean }
  | { readonly field: 'year'; readonly ranges: readonly YearRange[]; readonly negated: boolean }
  | { readonly field: 'is'; readonly state: PaperState; readonly negated: boolean };

export type Field = 'title' | Filter['field'];

export const fields: readonly Field[] = ['topic', 'title', 'org', 'in', 'year', 'is', 'tag'];
export const paperStates: readonly PaperState[] = ['new', 'unread', 'queued', 'read', 'starred', 'hidden'];

/** How states can be written, in lower case. */
const stateNames: ReadonlyMap<string, PaperState> = new Map([
  ...paperStates.map((state) => [state, state] as const),
  ['toread', 'queued'],
  ['to-read', 'queued'],
]);

/** What a search asks for. A paper has to meet all of it. */
export interface Query {
  readonly words: readonly QueryWord[];
  readonly phrases: readonly QueryPhrase[];
  readonly withoutWords: readonly QueryWord[];
  readonly withoutPhrases: readonly QueryPhrase[];
  readonly filters: readonly Filter[];
  /** What may be a title: the words and phrases outside of fields, in the order in which they were typed. */
  readonly title: string;
  /** Whether the query ends with the last of `words`, so that this may be unfinished. */
  readonly isOpen: boolean;
  readonly problems: readonly QueryProblem[];
}

export type QueryProblemKind =
  'tooLong' | 'tooManyPhrases' | 'unknownField' | 'notAYear' | 'unknownState' | 'emptyYears';

/** A complaint about a place in a query. */
export interface QueryProblem {
  readonly kind: QueryProblemKind;
  readonly excerpt: string;
  /** Where it begins and ends, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** What to tell about a problem, in English; `{0}` stands for the excerpt. */
export const queryProblemMessages: Readonly<Record<QueryProblemKind, string>> = {
  tooLong: 'Only the first 4,000 characters of a search are read, not what follows: {0}',
  tooManyPhrases: 'Only the first 100 phrases of a search are looked for, not this one and what follows: {0}',
  unknownField: 'There is no such field, its name is looked for as a word: {0}',
  notAYear: 'A year has four digits, and a range is written as 2021..2024: {0}',
  unknownState: 'A paper can be new, unread, queued, read, starred or hidden, nothing else: {0}',
  emptyYears: 'These years end before they begin: {0}',
};

/** A value of a field, or a word or phrase outside of fields. */
export interface QueryValue {
  /** Without quotes; empty where nothing was typed yet. */
  readonly text: string;
  /** Where it begins and ends, in UTF-16 code units, quotes not included. */
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/** A word, a phrase or a field of a query. */
export interface QueryPart {
  /** Where it begins, with the `-` before it. */
  readonly start: number;
  readonly negated: boolean;
  /** Null outside of fields. */
  readonly field: Field | null;
  /** One outside of fields and for `title`. */
  readonly values: readonly QueryValue[];
  /** Whether it is the name of a field that does not exist. Its value is the next part. */
  readonly isUnknownField: boolean;
}

const maxQueryLength = 4_000;
const maxPhrases = 100;
const excerptLength = 60;
const endOfTime = 9999;

/**
 * Reads a query: words, `"phrases"`, either with `title:` or a `-` before it, and filters such as
 * `topic:agents,video`, `org:`, `in:`, `tag:`, `year:2021..2024` and `is:new`. Any text is a query, a title that was
 * pasted above all: what cannot be a field is a word. Nothing is complained of that may only be unfinished
 * because the text ends there. A phrase that stands there a second time is left out.
 *
 * @param text Only its first 4,000 characters are read, and its first 100 phrases.
 */
export function parseQuery(text: string): Query {
  const words: QueryWord[] = [];
  const phrases: QueryPhrase[] = [];
  const withoutWords: QueryWord[] = [];
  const withoutPhrases: QueryPhrase[] = [];
  const filters: Filter[] = [];
  const title: string[] = [];
  const problems: QueryProblem[] = [];
  const seen = new Set<string>();
  let tooMany: QueryValue | null = null;
  const length = Math.min(text.length, maxQueryLength);
  let isOpen = false;
  const complain = (kind: QueryProblemKind, { text: about, start, end }: QueryValue): void => {
    const excerpt = about.length > excerptLength ? `${about.slice(0, excerptLength - 1)}…` : about;
    problems.push({ kind, excerpt, start, end });
  };

  for (const { field, negated, values, isUnknownField } of partsOf(text)) {
    const given = values.filter((value) => value.text !== '');
    const [first] = given;
    if (!first) continue;
    const last = given.at(-1) ?? first;
    switch (field) {
      case null:
      case 'title': {
        const part = { text: first.text, inTitle: field === 'title' };
        if (!first.quoted) (negated ? withoutWords : words).push(part);
        else if (compact(part.text) !== '') {
          const key = JSON.stringify([part, negated]);
          if (seen.size < maxPhrases && !seen.has(key)) (negated ? withoutPhrases : phrases).push(part);
          else if (!seen.has(key)) tooMany ??= first;
          if (seen.size < maxPhrases) seen.add(key);
        }
        if (!negated && !part.inTitle) title.push(part.text);
        isOpen = !negated && !first.quoted && first.end === length;
        if (isUnknownField) complain('unknownField', first);
        break;
      }
      case 'year': {
        const ranges = given.flatMap((value) => yearsOf(value, value.end === length, complain) ?? []);
        if (ranges.length > 0) filters.push({ field, ranges, negated });
        break;
      }
      case 'is': {
        const name = first.text.toLowerCase();
        const state = stateNames.get(name);
        if (first !== last)
          complain('unknownState', { ...first, text: text.slice(first.start, last.end), end: last.end });
        else if (state) filters.push({ field, state, negated });
        else if (first.end !== length || ![...stateNames.keys()].some((one) => one.startsWith(name)))
          complain('unknownState', first);
        break;
      }
      default:
        filters.push({ field, values: given.map((value) => value.text), negated });
    }
  }
  if (tooMany) complain('tooManyPhrases', tooMany);
  if (text.slice(length).trim() !== '')
    complain('tooLong', { text: text.slice(length), start: length, end: text.length, quoted: false });
  return { words, phrases, withoutWords, withoutPhrases, filters, title: title.join(' '), isOpen, problems };
}

const yearRange = /^(?=.*\d)(\d{4})?(?:\.{2,3}|…|(?<=\d)[-–](?=\d))(\d{4})?$/;
const unfinishedYears = /^(?:\d{0,3}|(\d{4})?(?:\.{1,3}|…|(?<=\d)[-–])\d{0,3})$/;

/** The years that a value names; of unfinished ones those from its first year on. */
function yearsOf(
  value: QueryValue,
  mayGoOn: boolean,
  complain: (kind: QueryProblemKind, value: QueryValue) => void,
): YearRange | null {
  const { text } = value;
  if (/^\d{4}$/.test(text)) return { from: Number(text), to: Number(text) };
  const range = yearRange.exec(text);
  if (range) {
    const years = { from: Number(range[1] ?? 0), to: Number(range[2] ?? endOfTime) };
    if (years.from <= years.to) return years;
    complain('emptyYears', value);
    return null;
  }
  const unfinished = mayGoOn ? unfinishedYears.exec(text) : null;
  if (!unfinished) complain('notAYear', value);
  return unfinished?.[1] === undefined ? null : { from: Number(unfinished[1]), to: endOfTime };
}

/** Splits a query into its parts, see `parseQuery`. Dashes that stand alone are none. */
export function partsOf(query: string): QueryPart[] {
  return new QueryScanner(query.slice(0, maxQueryLength)).read();
}

/** In TeX this puts two dots on the letter that follows. */
const accent = '\\\\"(?=[A-Za-z{\\\\])';
const quotes = '"“”„«»';
const closing = { '"': '"', '“': '”“"', '”': '”"', '„': '“”"', '«': '»"', '»': '«»"' };
/** By opening quote, all up to the closing one. */
const insideQuotes = new Map(
  Object.entries(closing).map(([opening, closers]) => [opening, new RegExp(`(?:${accent}|[^${closers}])*`, 'uy')]),
);

const gap = /\s+|(?<!\p{Pd})\p{Pd}+(?=\s|$)/uy;
const negation = new RegExp(`(?<!\\S)-(?=[${quotes}]|(?=[\\p{L}\\p{N}])[^\\s${quotes}]*\\p{L})`, 'uy');
const knownField = new RegExp(`(?:${fields.join('|')}):(?=[^\\s:]|\\s*$)`, 'iy');
const otherField = new RegExp(`(?<![A-Za-z])[A-Za-z][a-z]+:(?=[\\p{L}\\p{N}${quotes}])`, 'uy');
const wordRun = new RegExp(`(?:${accent}|[^\\s${quotes}])+`, 'uy');
const listItem = new RegExp(`(?:${accent}|[^\\s,${quotes}])+`, 'uy');
const comma = /,/y;

class QueryScanner {
  readonly #text: string;
  readonly #parts: QueryPart[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): QueryPart[] {
    let isAfterGap = true;
    while (this.#at < this.#text.length) {
      const wasGap = this.#take(gap) !== null;
      if (!wasGap) this.#part(isAfterGap);
      isAfterGap = wasGap;
    }
    return this.#parts;
  }

  /** Reads one part; only after a gap it can be negated or have a field. */
  #part(isAfterGap: boolean): void {
    const start = this.#at;
    const negated = isAfterGap && this.#take(negation) !== null;
    const field = isAfterGap ? this.#field() : null;
    if (field !== null) {
      const values = field === 'title' ? [this.#value(wordRun)] : this.#list();
      this.#parts.push({ start, negated, field, values, isUnknownField: false });
      return;
    }
    const nameStart = this.#at;
    const name = isAfterGap ? this.#take(otherField) : null;
    if (name !== null) {
      const value = { text: name.slice(0, -1), start: nameStart, end: this.#at - 1, quoted: false };
      this.#parts.push({ start, negated, field, values: [value], isUnknownField: true });
    }
    this.#parts.push({
      start: name === null ? start : this.#at,
      negated,
      field,
      values: [this.#value(wordRun)],
      isUnknownField: false,
    });
  }

  #field(): Field | null {
    const name = this.#take(knownField)?.slice(0, -1).toLowerCase();
    return fields.find((field) => field === name) ?? null;
  }

  #list(): QueryValue[] {
    const values = [this.#value(listItem)];
    while (this.#take(comma) !== null) values.push(this.#value(listItem));
    return values;
  }

  #value(unquoted: RegExp): QueryValue {
    const start = this.#at;
    const inside = insideQuotes.get(this.#text.charAt(start));
    if (!inside) return { text: this.#take(unquoted) ?? '', start, end: this.#at, quoted: false };
    this.#at++;
    const text = this.#take(inside)?.trim() ?? '';
    const end = this.#at;
    if (end < this.#text.length) this.#at++;
    return { text, start: start + 1, end, quoted: true };
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0] ?? null;
    if (taken !== null) this.#at += taken.length;
    return taken;
  }
}
