import { applyEdits, parseTree } from 'jsonc-parser';
import type { Node as JsonNode, ParseError } from 'jsonc-parser';
import {
  CheckedJson,
  jsonSyntaxMessages,
  propertiesOf,
  tooDeep,
  type JsonProblem,
  type JsonSyntaxKind,
} from '../text/checkedJson';
import { drain, type Steps } from '../steps';
import { visible } from '../text/prose';
import { trimEndOf } from '../text/trimming';
import { maximumWeight, topicsOf, unsorted } from './taxonomy';
import type { AreaEntry, Evidence, Taxonomy, Topic, TopicEntry, Weights } from './taxonomy';
import { normalWords, splitWords } from './tokens';

/** What a user says of a topic, their own or a built-in one. */
export interface OwnTopic extends Evidence {
  readonly id: string;
  /** Null where the built-in name stays. */
  readonly name: string | null;
  readonly definition: string | null;
  /** The area it belongs to; null for an area. */
  readonly parent: string | null;
}

export type OwnTopicsProblemKind =
  | JsonSyntaxKind
  | 'expectedObject'
  | 'expectedList'
  | 'expectedText'
  | 'expectedPhrases'
  | 'unknownKey'
  | 'twice'
  | 'noId'
  | 'badId'
  | 'noName'
  | 'unknownParent'
  | 'parentNotArea'
  | 'otherParent'
  | 'badWeight'
  | 'noWord'
  | 'unknownHidden'
  | 'fileTooLong'
  | 'tooManyTopics'
  | 'phraseTooLong';

/** A complaint about a place in a topics file. */
export type OwnTopicsProblem = JsonProblem<OwnTopicsProblemKind>;

/** What is sound in a topics file, and what is not. */
export interface OwnTopics {
  readonly topics: readonly OwnTopic[];
  /** Ids of topics that are not to be shown. */
  readonly hidden: readonly string[];
  readonly problems: readonly OwnTopicsProblem[];
}

/** The weight of a phrase that is given without one. */
export const ownWeight = 3;

/** What to tell about a problem, in English; `{0}` stands for the excerpt. */
export const ownTopicsMessages: Readonly<Record<OwnTopicsProblemKind, string>> = {
  ...jsonSyntaxMessages,
  expectedObject: 'An object in braces is expected here.',
  expectedList: 'A list in brackets is expected here.',
  expectedText: 'A text in quotes is expected here.',
  expectedPhrases: 'A list of phrases, or an object that gives each phrase its weight, is expected here.',
  unknownKey: 'This key has no meaning here: {0}',
  twice: 'This stands here a second time, the first counts: {0}',
  noId: 'This topic has no id.',
  badId: 'An id has small letters and digits, joined by hyphens, and at most 60 of them: {0}',
  noName: 'A new topic needs a name: {0}',
  unknownParent: 'There is no area with this id: {0}',
  parentNotArea: 'This is a finer topic itself, only an area can be a parent: {0}',
  otherParent: 'This topic belongs to another area and stays there: {0}',
  badWeight: `A weight is a number from -${String(maximumWeight)} to ${String(maximumWeight)}, but not 0: {0}`,
  noWord: 'This phrase holds no word that could be looked for: {0}',
  unknownHidden: 'There is no topic with this id: {0}',
  fileTooLong: 'A topics file has at most 300,000 characters. Nothing of this one is used.',
  tooManyTopics: 'A topics file has at most 1,000 topics. This one and those below are not used.',
  phraseTooLong: 'A phrase has at most 20 words: {0}',
};

/** The kinds of problems for which the text is no JSON. */
export const syntaxProblems: ReadonlySet<string> = new Set(Object.keys(jsonSyntaxMessages));

/** Limits that no file written by hand comes near. They bound the time that a file takes. */
export const topicsFileLimits = { characters: 300_000, topics: 1_000, wordsOfPhrase: 20 } as const;

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const longestId = 60;
const options = { allowTrailingComma: true, allowEmptyContent: true };
const topicKeys = ['id', 'name', 'definition', 'parent', 'phrases', 'titlePhrases', 'acronyms'];

/**
 * Reads a topics file: JSON in which comments and trailing commas are allowed. Whatever is sound is kept,
 * and there is a complaint with its place for everything else.
 */
export function parseOwnTopics(text: string, taxonomy: Taxonomy): OwnTopics {
  return drain(parseOwnTopicsInSteps(text, taxonomy));
}

/** As `parseOwnTopics`, pausing at each `yield`. */
export function parseOwnTopicsInSteps(text: string, taxonomy: Taxonomy): Steps<OwnTopics> {
  return new OwnTopicsReader(text, taxonomy).read();
}

/** An entry of the file whose id is sound. */
interface Draft {
  readonly id: string;
  readonly idNode: JsonNode;
  readonly name: string | null;
  readonly values: ReadonlyMap<string, JsonNode>;
}

class OwnTopicsReader {
  readonly #json: CheckedJson<OwnTopicsProblemKind>;
  /** The built-in topics by id. */
  readonly #known: ReadonlyMap<string, Topic>;
  readonly #isTooLong: boolean;

  constructor(text: string, taxonomy: Taxonomy) {
    this.#json = new CheckedJson(text, options);
    this.#known = new Map(topicsOf(taxonomy).map((topic) => [topic.id, topic]));
    this.#isTooLong = text.length > topicsFileLimits.characters;
    if (this.#isTooLong) this.#complain({ offset: topicsFileLimits.characters, length: 1 }, 'fileTooLong');
  }

  *read(): Steps<OwnTopics> {
    const file = this.#file();
    yield;
    const drafts: Draft[] = [];
    const draftIds = new Set<string>();
    for (const [i, node] of this.#items(file.get('topics')).entries()) {
      if (i === topicsFileLimits.topics) this.#complain(node, 'tooManyTopics');
      if (i >= topicsFileLimits.topics) break;
      const draft = this.#draft(node, draftIds);
      if (draft) drafts.push(draft);
      yield;
    }
    const areas = new Set(
      drafts.flatMap(({ id, name, values }) => (name !== null && !values.has('parent') ? [id] : [])),
    );
    const ids = new Set(drafts.map(({ id }) => id));
    const topics: OwnTopic[] = [];
    for (const draft of drafts) {
      const topic = this.#topic(draft, areas, ids);
      if (topic) topics.push(topic);
      yield;
    }
    const own = new Set(topics.map(({ id }) => id));
    const seen = new Set<string>();
    const hidden = this.#items(file.get('hidden')).flatMap((node) => this.#hidden(node, own, seen) ?? []);
    return { topics, hidden, problems: this.#json.problems() };
  }

  #complain(place: Pick<JsonNode, 'offset' | 'length'>, kind: OwnTopicsProblemKind, excerpt?: string): null {
    return this.#json.complain(place, kind, excerpt);
  }

  #file(): ReadonlyMap<string, JsonNode> {
    if (this.#isTooLong) return new Map();
    const root = this.#json.parse();
    if (!root) return new Map();
    return this.#object(root, ['$schema', 'topics', 'hidden']) ?? new Map<string, JsonNode>();
  }

  /** The values of an object by key, the first where a key stands twice; null if the node is no object. */
  #object(node: JsonNode, keys: readonly string[]): ReadonlyMap<string, JsonNode> | null {
    if (node.type !== 'object') return this.#complain(node, 'expectedObject');
    const values = new Map<string, JsonNode>();
    for (const [key, keyNode, value] of propertiesOf(node)) {
      if (!keys.includes(key)) this.#complain(keyNode, 'unknownKey', key);
      else if (values.has(key)) this.#complain(keyNode, 'twice', key);
      else if (value) values.set(key, value);
    }
    return values;
  }

  #items(node: JsonNode | undefined): readonly JsonNode[] {
    if (!node) return [];
    if (node.type !== 'array') this.#complain(node, 'expectedList');
    return node.type === 'array' ? (node.children ?? []) : [];
  }

  #string(node: JsonNode | undefined): string | null {
    if (!node) return null;
    const text = typeof node.value === 'string' ? visible(node.value) : '';
    return text === '' ? this.#complain(node, 'expectedText') : text;
  }

  #draft(node: JsonNode, ids: Set<string>): Draft | null {
    const values = this.#object(node, topicKeys);
    if (!values) return null;
    const idNode = values.get('id');
    if (!idNode) return this.#complain(node, 'noId');
    const id: unknown = idNode.value;
    if (typeof id !== 'string') return this.#complain(idNode, 'expectedText');
    if (id.length > longestId || !kebab.test(id) || id === unsorted) return this.#complain(idNode, 'badId', id);
    if (ids.has(id)) return this.#complain(idNode, 'twice', id);
    ids.add(id);
    return { id, idNode, values, name: this.#string(values.get('name')) };
  }

  #topic({ id, idNode, name, values }: Draft, areas: ReadonlySet<string>, ids: ReadonlySet<string>): OwnTopic | null {
    const known = this.#known.get(id);
    const parentNode = values.get('parent');
    const given = this.#string(parentNode);
    const topic = {
      id,
      name,
      definition: this.#string(values.get('definition')),
      phrases: this.#weights(values.get('phrases'), phraseKey),
      titlePhrases: this.#weights(values.get('titlePhrases'), phraseKey),
      acronyms: this.#weights(values.get('acronyms'), acronymKey),
    };
    if (known) {
      if (parentNode && given !== null && given !== known.parent) this.#complain(parentNode, 'otherParent', given);
      return { ...topic, parent: known.parent };
    }
    if (name === null && !values.has('name')) return this.#complain(idNode, 'noName', id);
    if (name === null || (parentNode && given === null)) return null;
    if (!parentNode || given === null) return { ...topic, parent: null };
    const parent = this.#known.get(given);
    if (parent?.parent === null || (!parent && areas.has(given))) return { ...topic, parent: given };
    return this.#complain(parentNode, parent || ids.has(given) ? 'parentNotArea' : 'unknownParent', given);
  }

  #weights(node: JsonNode | undefined, keyOf: (phrase: string) => string | null): Weights {
    const weights = new Map<string, number>();
    const seen = new Set<string>();
    const add = (place: JsonNode, text: string, weight: number): void => {
      const phrase = visible(text);
      const key = keyOf(phrase);
      if (key === null) this.#complain(place, 'noWord', text);
      else if (key.split(' ').length > topicsFileLimits.wordsOfPhrase) this.#complain(place, 'phraseTooLong', text);
      else if (seen.has(key)) this.#complain(place, 'twice', text);
      else weights.set(phrase, weight);
      if (key !== null) seen.add(key);
    };
    if (node?.type === 'array') {
      for (const child of node.children ?? []) {
        if (typeof child.value === 'string') add(child, child.value, ownWeight);
        else this.#complain(child, 'expectedText');
      }
    } else if (node?.type === 'object') {
      for (const [phrase, keyNode, value] of propertiesOf(node)) {
        const weight: unknown = value?.value;
        if (isWeight(weight)) add(keyNode, phrase, weight);
        else if (value) this.#complain(value, 'badWeight');
      }
    } else if (node) this.#complain(node, 'expectedPhrases');
    return Object.fromEntries(weights);
  }

  #hidden(node: JsonNode, own: ReadonlySet<string>, seen: Set<string>): string | null {
    const id = this.#string(node);
    if (id === null) return null;
    if (!this.#known.has(id) && !own.has(id)) return this.#complain(node, 'unknownHidden', id);
    if (seen.has(id)) return this.#complain(node, 'twice', id);
    seen.add(id);
    return id;
  }
}

function isWeight(value: unknown): value is number {
  return typeof value === 'number' && value !== 0 && Math.abs(value) <= maximumWeight;
}

/** What phrases have in common that are found in the same places; null for one that is found nowhere. */
function phraseKey(phrase: string): string | null {
  return keyOfWords(normalWords(phrase));
}

function acronymKey(acronym: string): string | null {
  return keyOfWords(splitWords(acronym));
}

function keyOfWords(words: readonly string[]): string | null {
  return words.length === 0 || words.includes('') ? null : words.join(' ');
}

/**
 * A taxonomy with the user's topics in it: new areas first, in the order given, and new finer topics first
 * in their areas. Where several entries are about one topic, all their phrases count, and of names,
 * definitions and weights the first.
 */
export function withOwnTopics(taxonomy: Taxonomy, own: readonly OwnTopic[]): Taxonomy {
  if (own.length === 0) return taxonomy;
  const known = new Set(topicsOf(taxonomy).map(({ id }) => id));
  const byId = new Map<string, OwnTopic>();
  for (const topic of own) byId.set(topic.id, merged(byId.get(topic.id), topic));
  const added = new Map<string | null, OwnTopic[]>();
  for (const topic of byId.values()) {
    if (known.has(topic.id)) continue;
    const siblings = added.get(topic.parent);
    if (siblings) siblings.push(topic);
    else added.set(topic.parent, [topic]);
  }
  const addedTo = (area: string): TopicEntry[] => (added.get(area) ?? []).map(newEntry);
  const extended = <T extends TopicEntry>(entry: T): T => {
    const topic = byId.get(entry.id);
    if (!topic) return entry;
    const { name, definition } = topic;
    return {
      ...entry,
      name: name ?? entry.name,
      definition: definition ?? entry.definition,
      own: mergedEvidence(topic, entry.own),
    };
  };
  const newAreas = (added.get(null) ?? []).map((topic): AreaEntry => ({
    ...newEntry(topic),
    topics: addedTo(topic.id),
  }));
  const areas = taxonomy.areas.map((area): AreaEntry => ({
    ...extended(area),
    topics: [...addedTo(area.id), ...area.topics.map(extended)],
  }));
  return { ...taxonomy, areas: [...newAreas, ...areas] };
}

/** One entry for two about the same topic; it is an area if either says so. */
function merged(first: OwnTopic | undefined, second: OwnTopic): OwnTopic {
  if (!first) return second;
  return {
    id: first.id,
    name: first.name ?? second.name,
    definition: first.definition ?? second.definition,
    parent: second.parent === null ? null : first.parent,
    ...mergedEvidence(first, second),
  };
}

function mergedEvidence(first: Evidence, second: Evidence = { phrases: {} }): Evidence {
  return {
    phrases: mergedWeights(first.phrases, second.phrases, phraseKey),
    titlePhrases: mergedWeights(first.titlePhrases, second.titlePhrases, phraseKey),
    acronyms: mergedWeights(first.acronyms, second.acronyms, acronymKey),
  };
}

function mergedWeights(first: Weights = {}, second: Weights = {}, keyOf: (phrase: string) => string | null): Weights {
  const seen = new Set(Object.keys(first).map(keyOf));
  return Object.fromEntries([
    ...Object.entries(first),
    ...Object.entries(second).filter(([phrase]) => !seen.has(keyOf(phrase))),
  ]);
}

/** A topic that is the user's alone. Without a definition, its phrases tell what it is about. */
function newEntry(topic: OwnTopic): TopicEntry {
  const own = mergedEvidence(topic);
  const name = topic.name ?? topic.id;
  const definition =
    topic.definition ??
    Object.keys({ ...own.phrases, ...own.titlePhrases, ...own.acronyms })
      .slice(0, 5)
      .join(', ');
  return { id: topic.id, name, definition: definition || name, phrases: {}, own };
}

/**
 * The text of a topics file with phrases added to a topic; the topic is added if it is not there. Comments
 * and the rest of the text stay as they are, and phrases that are there already are not added again.
 *
 * @throws Error when the text is not what a topics file should be, so that it cannot be changed safely.
 */
export function addPhrasesEdit(
  text: string,
  topic: { readonly id: string; readonly name?: string; readonly parent?: string | null },
  phrases: readonly string[],
): string {
  const errors: ParseError[] = [];
  const root = tooDeep(text) ? null : parseTree(text, errors, options);
  if (root === null || errors.length > 0)
    throw new Error('The topics file has errors in its JSON. Correct them first.');
  const style = styleOf(text);
  const { eol, unit } = style;
  const added = (there: readonly string[]): string[] =>
    newPhrases(phrases, there).map((phrase) => JSON.stringify(phrase));
  const entry = (indent: string): string => entrySource(topic, added([]), indent, style);
  const list = `"topics": [${eol}${unit}${unit}${entry(unit + unit)}${eol}${unit}]`;
  if (!root) return `${text.trim() === '' ? '' : `${text.trimEnd()}${eol}`}{${eol}${unit}${list}${eol}}${eol}`;

  const topics = valueOf(expected(root, 'object'), 'topics');
  if (!topics) return insert(text, root, [list], style);
  const entries = expected(topics, 'array').children ?? [];
  const present = entries.find((node) => node.type === 'object' && valueOf(node, 'id')?.value === topic.id);
  if (!present)
    return insert(
      text,
      topics,
      [entry(entries[0] ? indentAt(text, entries[0].offset) : indentAt(text, topics.offset) + unit)],
      style,
    );
  const weights = valueOf(present, 'phrases');
  if (!weights)
    return phrases.length === 0 ? text : insert(text, present, [`"phrases": [${added([]).join(', ')}]`], style);
  if (weights.type === 'object') {
    const there = propertiesOf(weights).map(([phrase]) => phrase);
    return insert(
      text,
      weights,
      added(there).map((phrase) => `${phrase}: ${String(ownWeight)}`),
      style,
    );
  }
  const there = (expected(weights, 'array').children ?? []).map((node) => String(node.value));
  return insert(text, weights, added(there), style);
}

interface Style {
  readonly eol: string;
  /** One step of indentation. */
  readonly unit: string;
}

function styleOf(text: string): Style {
  const [indent = '  '] = /^[ \t]+(?=["{}[\]])/m.exec(text) ?? [];
  return { eol: text.includes('\r\n') ? '\r\n' : '\n', unit: indent.startsWith('\t') ? '\t' : indent };
}

function indentAt(text: string, offset: number): string {
  const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function valueOf(node: JsonNode, key: string): JsonNode | undefined {
  return propertiesOf(node).find(([name]) => name === key)?.[2];
}

function expected(node: JsonNode, type: 'array' | 'object'): JsonNode {
  if (node.type !== type) throw new Error('The topics file is not built as it should be. Correct it first.');
  return node;
}

/** Those of the phrases that can be found and that are not there yet. */
function newPhrases(phrases: readonly string[], there: readonly string[]): string[] {
  const seen = new Set(there.map((phrase) => phraseKey(visible(phrase))));
  return phrases.map(visible).filter((phrase) => {
    const key = phraseKey(phrase);
    return key !== null && !seen.has(key) && seen.add(key);
  });
}

function entrySource(
  { id, name, parent }: { readonly id: string; readonly name?: string; readonly parent?: string | null },
  phrases: readonly string[],
  indent: string,
  { eol, unit }: Style,
): string {
  const lines = Object.entries({ id, name, parent: parent ?? undefined }).flatMap(([key, value]) =>
    value === undefined ? [] : [`"${key}": ${JSON.stringify(value)}`],
  );
  if (phrases.length > 0) lines.push(`"phrases": [${phrases.join(', ')}]`);
  return `{${eol}${lines.map((line) => indent + unit + line).join(`,${eol}`)}${eol}${indent}}`;
}

/** What follows an item on its line: blanks and comments, the comma among them, and what follows that. */
function afterItem(
  text: string,
  end: number,
): { readonly before: string; readonly comma: string; readonly after: string } {
  const comma = afterComments(text, end);
  const hasComma = text.charAt(comma) === ',';
  const from = hasComma ? comma + 1 : comma;
  const comments = afterComments(text, from);
  const rest = text.startsWith('//', comments) ? text.slice(comments).search(/[\r\n]|$/) : 0;
  return {
    before: text.slice(end, comma),
    comma: hasComma ? ',' : '',
    after: text.slice(from, comments + rest),
  };
}

/** Where blanks and block comments end that begin at an offset. */
function afterComments(text: string, start: number): number {
  let at = start;
  for (;;) {
    if (/[ \t]/.test(text.charAt(at))) at++;
    else if (!text.startsWith('/*', at)) return at;
    else {
      const close = text.indexOf('*/', at + 2);
      if (close < 0) return at;
      at = close + 2;
    }
  }
}

/**
 * Adds items at the end of a list or object: on lines of their own if it has several, and after the last item's
 * comment. Where there were comments alone, they come first, with a comma for what may be made of the comments.
 */
function insert(text: string, container: JsonNode, items: readonly string[], { eol, unit }: Style): string {
  if (items.length === 0) return text;
  const last = container.children?.at(-1);
  const isBlock = /[\r\n]/.test(
    text.slice(container.offset, container.offset + container.length) + (last ? '' : items.join('')),
  );
  if (!last) {
    const indent = indentAt(text, container.offset);
    const inside = text.slice(container.offset + 1, container.offset + container.length - 1);
    const ends = (inside.trim() === '' ? '' : ',') + (/^[ \t]*[\r\n]/.test(inside) ? '' : eol + indent);
    const content = isBlock
      ? `${eol}${indent}${unit}${items.join(`,${eol}${indent}${unit}`)}${ends}`
      : items.join(', ');
    return applyEdits(text, [{ offset: container.offset + 1, length: 0, content }]);
  }
  const end = last.offset + last.length;
  const { before, comma, after } = afterItem(text, end);
  const rest = before + comma + after;
  const separator = isBlock ? eol + indentAt(text, last.offset) : ' ';
  const kept = comma === '' ? `,${before}${after}` : rest;
  const blanks = rest.slice(trimEndOf(rest, /[ \t]/).length);
  const content = `${kept.trimEnd()}${separator}${items.join(`,${separator}`)}${comma}${blanks}`;
  return applyEdits(text, [{ offset: end, length: rest.length, content }]);
}
