import data from './taxonomy.json';
import { normalWords, splitWords } from './tokens';

/** Phrases with their weights: how strongly each speaks for a topic, below zero against it. */
export type Weights = Readonly<Record<string, number>>;

/** What speaks for a topic, or against it. */
export interface Evidence {
  /** Found in title and abstract; case, hyphens and plurals do not matter. */
  readonly phrases: Weights;
  /** Phrases that tell when they stand in the title only; their weight adds to that in `phrases`, if any. */
  readonly titlePhrases?: Weights;
  /** Found only in exactly this case, with or without a plural s. */
  readonly acronyms?: Weights;
}

/** A topic as the taxonomy's data has it. */
export interface TopicEntry extends Evidence {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  /** What the user added. */
  readonly own?: Evidence;
}

export interface AreaEntry extends TopicEntry {
  readonly topics: readonly TopicEntry[];
}

export interface Taxonomy {
  readonly version: number;
  readonly areas: readonly AreaEntry[];
}

export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  /** The area it belongs to; null for an area itself. */
  readonly parent: string | null;
}

/** The topic of papers that give no evidence for any area. */
export const unsorted = 'unsorted';

/** The taxonomy that comes with the extension. Its soundness is held by a test, not checked at start. */
export const builtInTaxonomy = data as unknown as Taxonomy;

/** All areas and finer topics of a taxonomy, each area followed by its own. */
export function topicsOf(taxonomy: Taxonomy): Topic[] {
  return taxonomy.areas.flatMap((area) => [topic(area, null), ...area.topics.map((entry) => topic(entry, area.id))]);
}

function topic({ id, name, definition }: TopicEntry, parent: string | null): Topic {
  return { id, name, definition, parent };
}

export const maximumWeight = 5;

/** What is wrong with a value that should be a taxonomy, each as `path: complaint`; empty if it is sound. */
export function validateTaxonomy(value: unknown): string[] {
  const errors: string[] = [];
  if (!isRecord(value)) return ['$: not an object'];
  checkKeys(value, ['$schema', 'version', 'areas'], '$', errors);
  if (value['version'] !== 1) errors.push('$.version: not 1');
  const areas = value['areas'];
  if (!Array.isArray(areas)) return [...errors, '$.areas: not a list'];
  const ids = new Set([unsorted]);
  for (const [i, area] of areas.entries()) checkArea(area, `$.areas[${i}]`, ids, errors);
  return errors;
}

function checkArea(value: unknown, path: string, ids: Set<string>, errors: string[]): void {
  const phrases = new Map<string, string>();
  checkEntry(value, path, [...entryKeys, 'topics'], ids, phrases, errors);
  if (!isRecord(value)) return;
  const topics = value['topics'];
  if (!Array.isArray(topics)) {
    errors.push(`${path}.topics: not a list`);
    return;
  }
  for (const [i, entry] of topics.entries()) checkEntry(entry, `${path}.topics[${i}]`, entryKeys, ids, phrases, errors);
}

const entryKeys = ['id', 'name', 'definition', 'phrases', 'titlePhrases', 'acronyms'];
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function checkEntry(
  value: unknown,
  path: string,
  keys: readonly string[],
  ids: Set<string>,
  phrases: Map<string, string>,
  errors: string[],
): void {
  if (!isRecord(value)) {
    errors.push(`${path}: not an object`);
    return;
  }
  checkKeys(value, keys, path, errors);
  const id = value['id'];
  if (typeof id !== 'string' || id.length > 60 || !kebab.test(id)) errors.push(`${path}.id: not in kebab case`);
  else if (ids.has(id)) errors.push(`${path}.id: "${id}" is taken`);
  else ids.add(id);
  for (const key of ['name', 'definition']) {
    const text = value[key];
    if (typeof text !== 'string' || text.trim() === '' || /[\r\n]/.test(text))
      errors.push(`${path}.${key}: not one line of text`);
  }
  for (const [key, keyOf] of [
    ['phrases', phraseKey],
    ['titlePhrases', phraseKey],
    ['acronyms', acronymKey],
  ] as const) {
    if (key === 'phrases' || value[key] !== undefined) checkWeights(value[key], key, path, keyOf, phrases, errors);
  }
}

function phraseKey(phrase: string): string {
  return normalWords(phrase).join(' ');
}

function acronymKey(acronym: string): string {
  return splitWords(acronym).join(' ');
}

function checkWeights(
  value: unknown,
  kind: string,
  entry: string,
  keyOf: (phrase: string) => string,
  phrases: Map<string, string>,
  errors: string[],
): void {
  const path = `${entry}.${kind}`;
  if (!isRecord(value)) {
    errors.push(`${path}: not an object`);
    return;
  }
  for (const [phrase, weight] of Object.entries(value)) {
    const place = `${path}[${JSON.stringify(phrase)}]`;
    if (typeof weight !== 'number' || !Number.isFinite(weight) || weight === 0 || Math.abs(weight) > maximumWeight) {
      errors.push(`${place}: weight not within ±${maximumWeight}, or zero`);
    }
    const words = keyOf(phrase);
    if (words === '') errors.push(`${place}: no word`);
    const key = `${kind} ${words}`;
    const before = phrases.get(key);
    if (before !== undefined) errors.push(`${place}: the same as ${before}`);
    else phrases.set(key, place);
  }
}

function checkKeys(value: Record<string, unknown>, known: readonly string[], path: string, errors: string[]): void {
  for (const key of Object.keys(value)) if (!known.includes(key)) errors.push(`${path}.${key}: unknown`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
