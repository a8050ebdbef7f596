import type { PaperId } from '../paper';
import { visible } from '../text/prose';
import type { PaperRecord } from './stamped';

/** How far a paper was read; a queued one is to be read. */
export const readStates = ['unread', 'queued', 'read'] as const;
export type ReadState = (typeof readStates)[number];

/** What the user remembers of a paper. */
export interface Reading {
  readonly state: ReadState;
  readonly starred: boolean;
  readonly hidden: boolean;
  /** In the order of their code units. */
  readonly tags: readonly string[];
  /** On one line; empty where there is none. */
  readonly note: string;
}

/** Nothing. */
export const nothingRemembered: Reading = { state: 'unread', starred: false, hidden: false, tags: [], note: '' };

/** A field of a paper that gets a value. */
export interface ReadingEdit {
  readonly id: PaperId;
  readonly field: string;
  readonly value: unknown;
}

const tagPrefix = 'tag:';

/** The fields of a paper whose value is a text: its comment, the topic it was moved to, its pinned citation key. */
const textFields: ReadonlySet<string> = new Set(['note', 'topic', 'citationKey']);
const flags: ReadonlySet<string> = new Set(['starred', 'hidden']);
/** What the names of flags begin with: a paper's tags, and topics that the tree hides. */
const flagPrefixes = [tagPrefix, 'hiddenTopic:'];
/** What the names of numbers begin with: the places of saved searches in the tree, the greatest first; 0 for none. */
const numberPrefixes = ['search:'];

export function stateEdits(ids: Iterable<PaperId>, value: ReadState): ReadingEdit[] {
  return editsOf(ids, 'state', value);
}

export function flagEdits(ids: Iterable<PaperId>, field: 'starred' | 'hidden', value: boolean): ReadingEdit[] {
  return editsOf(ids, field, value);
}

/** A note is put on one line; an empty one takes the note away. */
export function noteEdits(ids: Iterable<PaperId>, note: string): ReadingEdit[] {
  return editsOf(ids, 'note', visible(note));
}

/** Gives papers a tag, or takes it away; nothing for a tag that is empty. */
export function tagEdits(ids: Iterable<PaperId>, tag: string, value: boolean): ReadingEdit[] {
  const name = tagName(tag);
  return name === '' ? [] : editsOf(ids, tagPrefix + name, value);
}

/** Moves papers to an area or subtopic; '' takes that back. */
export function topicEdits(ids: Iterable<PaperId>, topic: string): ReadingEdit[] {
  return editsOf(ids, 'topic', topic);
}

function editsOf(ids: Iterable<PaperId>, field: string, value: unknown): ReadingEdit[] {
  return Array.from(new Set(ids), (id) => ({ id, field, value }));
}

/** A tag as it is kept: on one line, with its letters composed. */
export function tagName(text: string): string {
  return visible(text.normalize('NFC'));
}

/** What a record says in the fields whose meaning is known; values without meaning there say nothing. */
export function readingOf(record: PaperRecord): Reading {
  const state = record.get('state')?.value;
  const note = record.get('note')?.value;
  const tags = new Set<string>();
  for (const [field, { value }] of record)
    if (field.startsWith(tagPrefix) && value === true) tags.add(tagName(field.slice(tagPrefix.length)));
  return {
    state: isReadState(state) ? state : 'unread',
    starred: record.get('starred')?.value === true,
    hidden: record.get('hidden')?.value === true,
    tags: [...tags].filter((tag) => tag !== '').sort(),
    note: typeof note === 'string' ? visible(note) : '',
  };
}

/** What a field says that was never set; undefined for a field whose meaning is not known. */
export function defaultOf(field: string): ReadState | boolean | number | string | undefined {
  if (field === 'state') return 'unread';
  if (textFields.has(field)) return '';
  if (numberPrefixes.some((prefix) => field.startsWith(prefix))) return 0;
  return flags.has(field) || flagPrefixes.some((prefix) => field.startsWith(prefix)) ? false : undefined;
}

/** Whether a value says the same as nothing at all. */
export function isDefault(field: string, value: unknown): boolean {
  return value === defaultOf(field) && value !== undefined;
}

/** Whether a value has a meaning in its field; one of an unknown field may have. */
export function isMeaningful(field: string, value: unknown): boolean {
  return field === 'state'
    ? isReadState(value)
    : defaultOf(field) === undefined || typeof value === typeof defaultOf(field);
}

function isReadState(value: unknown): value is ReadState {
  return readStates.some((state) => state === value);
}
