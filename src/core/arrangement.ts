import type { Paper } from './paper';
import { filterPredicate, type FilterContext } from './search/filters';
import { parseQuery, type QueryPhrase, type QueryWord } from './search/query';
import { drain, type Steps } from './steps';
import { fold } from './text/fold';
import { readableTitle } from './text/readable';
import type { TopicAssignment } from './topics/classifier';
import type { Subgroup } from './topics/subgroups';
import { unsorted, type Topic } from './topics/taxonomy';

/** By what the papers of the tree are put into groups. */
export type Grouping = 'topic' | 'dump' | 'date';

/** By what the papers of a group are put in order. */
export type Sorting = 'title' | 'date' | 'count' | 'relevance';

/** Whether the groups of topics are areas alone, or areas with their finer topics. */
export type Granularity = 'areas' | 'topics';

export interface ArrangementOptions {
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  readonly granularity: Granularity;
  /** Whether a paper stands also in the other areas it belongs to. */
  readonly secondary: boolean;
  /** The ids of areas and finer topics that are not shown; `unsorted` can be among them. */
  readonly hidden: ReadonlySet<string>;
  /** A query for the papers that are shown, see `arrange`; empty for all papers. */
  readonly filter: string;
}

/** Papers that stand together in the tree. */
export interface Group {
  readonly kind: 'topic' | 'dump' | 'date' | 'subgroup' | 'state';
  /** Unique in the tree, and the same whenever the group is made again. */
  readonly id: string;
  /**
   * The id of a topic, the path of a dump, a month (`2025-09`, `XXXX-09` without a known year, `unknown`),
   * the label of a subgroup, which is empty for the rest, or a state that the user gave papers.
   */
  readonly key: string;
  readonly parent: Group | null;
  readonly groups: readonly Group[];
  /** The papers that stand directly in this group, not sorted. */
  readonly papers: readonly Placed[];
  /** The number of different papers in it and below. */
  readonly size: number;
}

/** A paper where it stands in the tree. */
export interface Placed {
  readonly paper: Paper;
  /** Whether it stands here only because it also belongs here. */
  readonly also: boolean;
}

/** A group while papers come to it. */
interface Growing extends Group {
  readonly parent: Growing | null;
  readonly groups: Growing[];
  readonly papers: Placed[];
  size: number;
}

/** Where a paper stands among the topics. */
interface Place {
  readonly area: string;
  /** The finer topic; null where the paper stands directly in the area. */
  readonly finer: string | null;
  readonly also: boolean;
}

type TopicOf = (paper: Paper) => TopicAssignment;

/** What filters ask of the user's doings. */
export type Remembered = Pick<FilterContext, 'is' | 'tagsOf'>;

const nothingRemembered: Remembered = { is: () => false, tagsOf: () => [] };

const byPath = new Intl.Collator('en', { numeric: true });

/**
 * Puts papers into groups. Groups without papers are left out.
 *
 * - By topic: areas in the order of the taxonomy and `unsorted` last; a topic that the taxonomy does not
 *   know counts as that. Finer topics with papers are groups in their area if `granularity` says so.
 * - By dump: in the order of paths, numbers in them as numbers. A paper stands in each dump it has a copy in.
 * - By date: the newest month first, then months without a known year, then `unknown`.
 *
 * A paper that stands in hidden topics only is in no group, whatever the grouping. It passes the filter if it passes
 * the fields of that (see `filterPredicate`) and each word of it outside of fields occurs, folded, in its readable title,
 * its organisation's name or the names of its area and finer topic; those with a `-` before them must not. Time is linear in
 * the number of papers.
 *
 * @param topics Each area followed by its finer topics, see `topicsOf`.
 */
export function arrange(
  papers: Iterable<Paper>,
  topics: readonly Topic[],
  topicOf: TopicOf,
  options: ArrangementOptions,
  remembered = nothingRemembered,
): readonly Group[] {
  return drain(arrangeInSteps(papers, topics, topicOf, options, remembered));
}

/** As `arrange`, pausing at each `yield`. */
export function* arrangeInSteps(
  papers: Iterable<Paper>,
  topics: readonly Topic[],
  topicOf: TopicOf,
  options: ArrangementOptions,
  remembered = nothingRemembered,
): Steps<readonly Group[]> {
  const placesOf = placing(topics, options);
  const passes = filtering(options.filter, { topics, topicOf, ...remembered });
  const { grouping } = options;
  const groups = new Map<string, Growing>();
  const groupOf = (key: string, parent: Growing | null = null): Growing => {
    let group = groups.get(key);
    if (!group) {
      group = { kind: grouping, id: `${grouping}:${key}`, key, parent, groups: [], papers: [], size: 0 };
      groups.set(key, group);
    }
    return group;
  };
  for (const paper of papers) {
    yield;
    const assignment = topicOf(paper);
    const places = placesOf(assignment);
    if (places.length === 0 || !passes(paper, assignment)) continue;
    if (grouping === 'topic') {
      for (const { area, finer, also } of places) {
        const group = groupOf(area);
        (finer === null ? group : groupOf(finer, group)).papers.push({ paper, also });
      }
    } else {
      const placed = { paper, also: false };
      for (const key of grouping === 'dump' ? pathsOf(paper) : [monthOf(paper)]) groupOf(key).papers.push(placed);
    }
  }
  const order =
    grouping === 'topic'
      ? [...topics.map(({ id }) => id), unsorted]
      : grouping === 'dump'
        ? [...groups.keys()].sort((a, b) => byPath.compare(a, b) || compare(a, b))
        : [...groups.keys()].sort((a, b) => compare(monthRank(b), monthRank(a)));
  return nest(order.flatMap((key) => groups.get(key) ?? []));
}

/** Puts groups into their parents, counts, and returns those that stand in none. */
function nest(groups: readonly Growing[]): Growing[] {
  for (const group of groups) {
    const { parent, papers } = group;
    group.size += papers.length;
    if (parent) {
      parent.groups.push(group);
      parent.size += papers.length;
    }
  }
  return groups.filter(({ parent }) => parent === null);
}

/** The papers in a state that the user gave them, as a group beside the others. */
export function stateGroup(key: string, papers: readonly Paper[]): Group {
  return {
    kind: 'state',
    id: `state:${key}`,
    key,
    parent: null,
    groups: [],
    papers: papers.map((paper) => ({ paper, also: false })),
    size: papers.length,
  };
}

/** The subgroups of a group as groups in it, with its papers as they were placed. */
export function withinGroup(parent: Group, subgroups: readonly Subgroup[]): readonly Group[] {
  const placed = new Map(parent.papers.map((one) => [one.paper, one]));
  return subgroups.map(({ label, papers }): Group => {
    const members = papers.map((paper) => placed.get(paper) ?? { paper, also: false });
    return {
      kind: 'subgroup',
      id: `${parent.id}/${label}`,
      key: label,
      parent,
      groups: [],
      papers: members,
      size: members.length,
    };
  });
}

/** Answers for an assignment all places that are shown. Equal assignments of the same topics share their answer. */
function placing(
  topics: readonly Topic[],
  { granularity, secondary, hidden }: ArrangementOptions,
): (assignment: TopicAssignment) => readonly Place[] {
  const parents = new Map(topics.map(({ id, parent }) => [id, parent]));
  const isArea = (id: string): boolean => parents.get(id) === null;
  const known = new Map<string, readonly Place[]>();
  return ({ topic, subtopic, topics: others }) => {
    const signature = `${topic}/${subtopic ?? ''}/${secondary ? others.join('/') : ''}`;
    let places = known.get(signature);
    if (places) return places;
    const area = isArea(topic) ? topic : unsorted;
    const finer = subtopic !== null && parents.get(subtopic) === area ? subtopic : null;
    const isHidden = hidden.has(area) || (finer !== null && hidden.has(finer));
    const first: Place[] = isHidden ? [] : [{ area, finer: granularity === 'topics' ? finer : null, also: false }];
    const also = new Set(secondary ? others.filter((id) => isArea(id) && id !== area && !hidden.has(id)) : []);
    places = [...first, ...[...also].map((id): Place => ({ area: id, finer: null, also: true }))];
    known.set(signature, places);
    return places;
  };
}

/** Titles and organisations as the filter sees them. */
const haystacks = new WeakMap<Paper, string>();

/** Makes papers ready for a filter ahead of need, pausing at each `yield`. */
export function* prepareFilter(papers: Iterable<Paper>): Steps<void> {
  for (const paper of papers) {
    haystackOf(paper);
    yield;
  }
}

function haystackOf(paper: Paper): string {
  let haystack = haystacks.get(paper);
  if (haystack === undefined) {
    haystack = fold(`${readableTitle(paper.title)}\n${paper.organization?.name ?? ''}`);
    haystacks.set(paper, haystack);
  }
  return haystack;
}

function filtering(filter: string, context: FilterContext): (paper: Paper, assignment: TopicAssignment) => boolean {
  const { words, phrases, withoutWords, withoutPhrases, filters } = parseQuery(filter);
  const wanted = foldedParts(words, phrases);
  const unwanted = foldedParts(withoutWords, withoutPhrases);
  const passesFields = filterPredicate(filters, context);
  if (wanted.length + unwanted.length === 0) return passesFields;
  const names = new Map(context.topics.map(({ id, name }) => [id, fold(name)]));
  const namesOf = ({ topic, subtopic }: TopicAssignment): string =>
    `${names.get(topic) ?? ''}\n${names.get(subtopic ?? '') ?? ''}`;
  return (paper, assignment) => {
    const text = `${haystackOf(paper)}\n${namesOf(assignment)}`;
    return (
      wanted.every((part) => text.includes(part)) &&
      !unwanted.some((part) => text.includes(part)) &&
      passesFields(paper)
    );
  };
}

/** Words, those with dashes in their parts, and phrases as the filter looks for them. */
function foldedParts(words: readonly QueryWord[], phrases: readonly QueryPhrase[]): string[] {
  const parts = [
    ...words.flatMap(({ text }) => fold(text).split(/\p{Pd}+/u)),
    ...phrases.map(({ text }) => fold(text)),
  ];
  return parts.filter((part) => part !== '');
}

function pathsOf({ sources }: Paper): Iterable<string> {
  return sources.length === 1 ? sources.map(({ path }) => path) : new Set(sources.map(({ path }) => path));
}

const noMonth = 'unknown';

function monthOf({ date }: Paper): string {
  return /^(?:\d{4}|XXXX)-\d\d/.exec(date?.iso ?? '')?.[0] ?? noMonth;
}

/** Greater for what is newer; a date without a known year is older than all others but one that is unknown. */
function monthRank(iso: string): string {
  return iso === noMonth ? '' : iso.replace('XXXX', '0000');
}

/**
 * Puts papers in order: titles as they are read, without regard to case and leading punctuation and with
 * numbers as numbers; the newest date, the highest count or the greatest certainty of the topic first, what is
 * unknown last. Papers that are equal in this stand by title. By relevance, those that only also belong here
 * stand after all others.
 */
export function sortPlaced(placed: readonly Placed[], sorting: Sorting, topicOf: TopicOf): Placed[] {
  const rows = placed.map((one) => ({ one, key: titleKey(one.paper), rank: rankOf(one, sorting, topicOf) }));
  rows.sort((a, b) => compare(b.rank, a.rank) || compare(a.key, b.key) || compare(a.one.paper.id, b.one.paper.id));
  return rows.map(({ one }) => one);
}

/** What is greater stands first; of one type for one sorting. */
function rankOf({ paper, also }: Placed, sorting: Sorting, topicOf: TopicOf): string | number {
  switch (sorting) {
    case 'title':
      return 0;
    case 'date':
      return monthRank(paper.date?.iso ?? noMonth);
    case 'count':
      return paper.count ?? -Infinity;
    case 'relevance':
      return topicOf(paper).certainty - (also ? 2 : 0);
  }
}

const titleKeys = new WeakMap<Paper, string>();

/** The title in a form whose code units sort as a reader would: each number is led by its length. */
function titleKey(paper: Paper): string {
  let key = titleKeys.get(paper);
  if (key === undefined) {
    const folded = fold(readableTitle(paper.title)).replace(/^[^\p{L}\p{N}]+/u, '');
    key = folded.replace(/\d+/g, numberKey);
    titleKeys.set(paper, key);
  }
  return key;
}

/** A number's digits led by their count, without zeros before them. */
function numberKey(run: string): string {
  const digits = run.replace(/^0+(?=\d)/, '');
  return `0${String.fromCharCode(0x30 + digits.length)}${digits}`;
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
