import { fold } from '../text/fold';
import { wordsKey } from './filters';
import { fields, paperStates, partsOf } from './query';
import type { Field, PaperState, QueryPart, QueryValue } from './query';

/** What the end of a query may become. */
export interface Completion {
  /** The whole query with the completion taken over. */
  readonly query: string;
  /** The part that is completed to, such as `topic:agents`. */
  readonly label: string;
  readonly detail: CompletionDetail;
}

export type CompletionDetail =
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'topic' | 'org' | 'dump' | 'tag' | 'year'; readonly name: string; readonly papers: number }
  | { readonly kind: 'state'; readonly state: PaperState };

/** What there is to complete to, with the number of papers that have it. */
export interface CompletionSource {
  readonly topics: readonly { readonly id: string; readonly name: string; readonly papers: number }[];
  readonly organizations: readonly { readonly name: string; readonly papers: number }[];
  readonly dumps: readonly { readonly name: string; readonly papers: number }[];
  readonly tags: readonly { readonly name: string; readonly papers: number }[];
  readonly years: readonly { readonly year: number; readonly papers: number }[];
}

/** A value that can stand in a field. */
interface Candidate {
  readonly value: string;
  readonly detail: CompletionDetail;
}

const mostCompletions = 8;

/**
 * What the last part of a query can be completed to, if the text ends within it: two letters or more of the
 * name of a field, or a value of one. Values have a word that begins as what was typed, those with the most
 * papers stand first, those without any are left out. An empty text can become any field.
 *
 * @param source Called only where values are looked for.
 */
export function complete(text: string, source: () => CompletionSource): Completion[] {
  if (text.trim() === '') return fields.map((field) => fieldCompletion(text, '', field));
  const part = partsOf(text).at(-1);
  const value = part?.values.at(-1);
  if (!part || value?.end !== text.length) return [];
  return part.field === null
    ? fieldCompletions(text, part, value)
    : valueCompletions(text, part, value, candidatesOf(part, source));
}

function fieldCompletions(text: string, { start, negated }: QueryPart, value: QueryValue): Completion[] {
  const before = text.slice(0, start);
  if (value.quoted || value.text.length < 2 || /\S$/.test(before)) return [];
  const typed = value.text.toLowerCase();
  return fields
    .filter((field) => field.startsWith(typed))
    .map((field) => fieldCompletion(before, negated ? '-' : '', field));
}

function fieldCompletion(before: string, sign: string, field: Field): Completion {
  const label = `${sign}${field}:`;
  return { query: before + label, label, detail: { kind: 'field', field } };
}

function valueCompletions(
  text: string,
  { start, values }: QueryPart,
  typed: QueryValue,
  candidates: readonly Candidate[],
): Completion[] {
  const before = text.slice(0, typed.quoted ? typed.start - 1 : typed.start);
  const given = new Set(values.slice(0, -1).map((value) => fold(value.text)));
  const others = candidates.filter(({ value }) => !given.has(fold(value)));
  const [first] = others;
  if (first && others.length === 1 && fold(first.value) === fold(typed.text)) return [];
  return others.slice(0, mostCompletions).map(({ value, detail }) => {
    const query = before + inQuery(value);
    return { query: `${query} `, label: query.slice(start), detail };
  });
}

function candidatesOf({ field, values }: QueryPart, source: () => CompletionSource): Candidate[] {
  const typed = values.at(-1)?.text ?? '';
  const wanted = wordsKey(typed);
  const counted = (
    kind: 'org' | 'dump' | 'tag',
    rows: readonly { readonly name: string; readonly papers: number }[],
  ): Candidate[] =>
    begunFirst(mostFirst(rows), wanted, ({ name }) => [name]).map(({ name, papers }) => ({
      value: name,
      detail: { kind, name, papers },
    }));
  switch (field) {
    case 'topic':
      return begunFirst(mostFirst(source().topics), wanted, ({ id, name }) => [id, name]).map(
        ({ id, name, papers }) => ({ value: id, detail: { kind: 'topic', name, papers } }),
      );
    case 'org':
      return counted('org', source().organizations);
    case 'in':
      return counted('dump', source().dumps);
    case 'tag':
      return counted('tag', source().tags);
    case 'year':
      return mostFirst(source().years)
        .map(({ year, papers }) => ({ name: String(year), papers }))
        .filter(({ name }) => name.startsWith(typed))
        .map(({ name, papers }) => ({ value: name, detail: { kind: 'year', name, papers } }));
    case 'is':
      if (values.length > 1) return [];
      return paperStates
        .filter((state) => state.startsWith(typed.toLowerCase()))
        .map((state) => ({ value: state, detail: { kind: 'state', state } }));
    default:
      return [];
  }
}

function mostFirst<T extends { readonly papers: number }>(rows: readonly T[]): T[] {
  return rows.filter(({ papers }) => papers > 0).sort((a, b) => b.papers - a.papers);
}

/** The rows with a name that has the wanted words, those first of which one begins with them. */
function begunFirst<T>(rows: readonly T[], wanted: string, namesOf: (row: T) => readonly string[]): T[] {
  const holding = rows.filter((row) => namesOf(row).some((name) => wordsKey(name).includes(wanted)));
  const isBegun = (row: T): boolean => namesOf(row).some((name) => wordsKey(name).startsWith(wanted));
  return [...holding.filter(isBegun), ...holding.filter((row) => !isBegun(row))];
}

/** A value as it has to be written in a query. */
export function inQuery(value: string): string {
  return /[\s,"“”„«»]/.test(value) ? `"${value.replaceAll('"', ' ')}"` : value;
}
