import type { Node as JsonNode } from 'jsonc-parser';
import {
  CheckedJson,
  jsonSyntaxMessages,
  propertiesOf,
  type JsonProblem,
  type JsonSyntaxKind,
} from '../text/checkedJson';
import { StoreReader, storeVersion, versionKey, type ReadingStore, type StoreProblemKind } from './readingStore';
import type { PaperRecord } from './stamped';

export type ReadingProblemKind = JsonSyntaxKind | StoreProblemKind | 'conflict' | 'empty';

/** What to tell about a problem, in English; `{0}` stands for the excerpt. */
export const readingMessages: Readonly<Record<ReadingProblemKind, string>> = {
  ...jsonSyntaxMessages,
  conflict:
    'Git could not merge this by itself. Both sides were read, the later of two values counts. Resolve the conflict: {0}',
  empty: 'This file is empty, perhaps because it was not written completely.',
  tooMany: 'There are too many entries to read.',
  newerVersion: 'This was written by a newer version of the extension: {0}',
  badVersion: 'A version is a number: {0}',
  expectedObject: 'An object in braces is expected here.',
  expectedStamped: 'A value and its time in milliseconds are expected here, in brackets: {0}',
  unknownValue: 'This value has no meaning here and is only kept: {0}',
};

/** A file as it was read. */
export interface ReadingFile extends ReadingStore {
  readonly problems: readonly JsonProblem<ReadingProblemKind>[];
  /** Whether all that stands in the file was taken. If not, it must not be written over before its problems are mended. */
  readonly isWhole: boolean;
}

/**
 * The text of a file for Git: strict JSON with one paper a line in the order of ids, its fields in the order of names,
 * and a comma before each line but the first, so that no line changes for another's sake. Equal stores give equal texts.
 *
 * @param eol What ends a line.
 */
export function printReadingFile({ records, extras }: ReadingStore, eol = '\n'): string {
  const line = ([key, value]: readonly [string, string]): string => `${JSON.stringify(key)}: ${value}`;
  const others = sorted(extras).map(([key, value]) => line([key, JSON.stringify(value)]));
  const papers = sorted(records).map(([id, record]) => line([id, printRecord(record)]));
  return `{ ${[line([versionKey, String(storeVersion)]), ...others, ...papers].join(`${eol}, `)}${eol}}${eol}`;
}

function printRecord(record: PaperRecord): string {
  return `{${sorted(record)
    .map(([field, { value, at }]) => `${JSON.stringify(field)}:${JSON.stringify([value, at])}`)
    .join(',')}}`;
}

/** In the order of code units, which no language changes. */
function sorted<T>(entries: ReadonlyMap<string, T>): (readonly [string, T])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A line that Git puts around what two sides wrote. */
const conflictMarker = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$).*/gm;

/**
 * Reads the text of a file. Whatever is sound is taken, and there is a complaint with its place for everything else. Of
 * what stands there several times, as after a merge by union, the later values count; so they do of what stands
 * between Git's conflict markers. A text without content is damaged: what is written has at least a version.
 *
 * @param maxTime See `stampedOf`.
 */
export function parseReadingFile(text: string, maxTime?: number): ReadingFile {
  const json = new CheckedJson<ReadingProblemKind>(
    text.replace(conflictMarker, (marker) => ' '.repeat(marker.length)),
    { allowEmptyContent: true, disallowComments: true },
  );
  for (const { 0: marker, index } of text.matchAll(conflictMarker))
    if (marker.startsWith('<')) json.complain({ offset: index, length: marker.length }, 'conflict', marker);
  const store = new StoreReader<JsonNode>((node, kind) => json.complain(node, kind), maxTime);
  if (text.trim() === '') json.complain({ offset: 0, length: 0 }, 'empty');
  const root = text.trim() === '' ? null : json.parse();
  if (root && root.type !== 'object') json.complain(root, 'expectedObject');
  for (const [key, node] of root?.type === 'object' ? valuesIn(root) : []) {
    if (node.type === 'object' && !store.isExtra(key))
      store.paper(
        key,
        valuesIn(node).map(([field, value]) => [field, valueOf(value), value]),
      );
    else store.other(key, valueOf(node), node);
  }
  const problems = json.problems();
  return { ...store.store, problems, isWhole: problems.every(({ kind }) => kind === 'unknownValue') };
}

function valuesIn(node: JsonNode): [key: string, value: JsonNode][] {
  return propertiesOf(node).flatMap(([key, , value]) => (value ? [[key, value]] : []));
}

/** The value of a node; of a key that stands there twice the last. */
function valueOf(node: JsonNode): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  return node.type === 'object'
    ? Object.fromEntries(valuesIn(node).map(([key, value]) => [key, valueOf(value)]))
    : node.value;
}
