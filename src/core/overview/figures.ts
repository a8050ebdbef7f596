import type { Dump, Paper } from '../paper';
import type { ReadState } from '../reading/reading';
import type { Steps } from '../steps';
import type { TopicAssignment } from '../topics/classifier';
import { unsorted, type Topic } from '../topics/taxonomy';

/** How many papers the user got how far with. */
export type ReadCounts = Readonly<Record<ReadState, number>>;

/** The papers of an area or a finer topic. */
export interface TopicCount {
  /** `unsorted` for papers of no area that the taxonomy knows. */
  readonly id: string;
  readonly papers: number;
  readonly reading: ReadCounts;
  /** Finer topics with papers, those with most first; empty for a finer topic. */
  readonly finer: readonly TopicCount[];
}

/** The papers of a month or a year. */
export interface TimeCount {
  /** `2025-09`, or `2025`. */
  readonly key: string;
  readonly papers: number;
  /** Those of them whose year the dump leaves out and that was concluded from the rest. */
  readonly inferred: number;
}

export interface TimeCounts {
  readonly unit: 'month' | 'year';
  /** From the oldest to the newest, those without papers between included. */
  readonly counts: readonly TimeCount[];
  /** Papers with a day and a month but no known year. */
  readonly withoutYear: number;
  readonly undated: number;
}

/** A dump, and how much of it stands in others too. */
export interface DumpCount {
  readonly path: string;
  /** Different papers. */
  readonly papers: number;
  /** Those of them that stand in another dump too. */
  readonly shared: number;
}

/** Two dumps by their paths, and how many papers stand in both. */
export interface DumpPair {
  readonly first: string;
  readonly second: string;
  readonly papers: number;
}

export interface Overlap {
  /** Those that share most, at most `mostDumps`, in the order of paths, numbers in them as numbers. */
  readonly dumps: readonly DumpCount[];
  readonly allDumps: number;
  /** The pairs that share most, as many as `mostDumps` dumps can have, most first. */
  readonly pairs: readonly DumpPair[];
  /** How many papers stand in more than one dump. */
  readonly papers: number;
}

const papersPerStep = 200;
const pairsPerStep = 50_000;
/** From so many months on, papers are counted by year. */
const manyMonths = 60;

/** So many dumps are told of by name. */
export const mostDumps = 20;
const mostPairs = (mostDumps * (mostDumps - 1)) / 2;

const byPath = new Intl.Collator('en', { numeric: true });

/**
 * Counts papers by area, the area with most papers first and `unsorted` last; each paper in the one area and finer topic it is
 * assigned to.
 *
 * @param topics Each area followed by its finer topics, see `topicsOf`.
 */
export function* countTopics(
  papers: Iterable<Paper>,
  topics: readonly Topic[],
  topicOf: (paper: Paper) => TopicAssignment,
  readStateOf: (paper: Paper) => ReadState,
): Steps<readonly TopicCount[]> {
  const parents = new Map(topics.map(({ id, parent }) => [id, parent]));
  const counts = new Map<string, Growing>();
  const count = (id: string, finer: Map<string, Growing>, reading: ReadState): Growing => {
    let growing = finer.get(id);
    if (!growing)
      finer.set(id, (growing = { id, papers: 0, reading: { unread: 0, queued: 0, read: 0 }, finer: new Map() }));
    growing.papers++;
    growing.reading[reading]++;
    return growing;
  };
  let done = 0;
  for (const paper of papers) {
    const { topic, subtopic } = topicOf(paper);
    const reading = readStateOf(paper);
    const area = parents.get(topic) === null ? topic : unsorted;
    const { finer } = count(area, counts, reading);
    if (subtopic !== null && parents.get(subtopic) === area) count(subtopic, finer, reading);
    if (++done % papersPerStep === 0) yield;
  }
  return ranked(counts);
}

interface Growing {
  readonly id: string;
  papers: number;
  readonly reading: Record<ReadState, number>;
  readonly finer: Map<string, Growing>;
}

function ranked(counts: ReadonlyMap<string, Growing>): TopicCount[] {
  const isLast = ({ id }: Growing): number => Number(id === unsorted);
  return [...counts.values()]
    .sort((a, b) => isLast(a) - isLast(b) || b.papers - a.papers || (a.id < b.id ? -1 : 1))
    .map(({ id, papers, reading, finer }) => ({ id, papers, reading, finer: ranked(finer) }));
}

/** Counts papers by the month of their date, or by year if they are of many months. */
export function* countTimes(papers: Iterable<Paper>): Steps<TimeCounts> {
  const months = new Map<string, { papers: number; inferred: number }>();
  let [withoutYear, undated, done] = [0, 0, 0];
  for (const { date } of papers) {
    const [, year, month] = /^(\d{4}|XXXX)-(0[1-9]|1[0-2])/.exec(date?.iso ?? '') ?? [];
    if (!date || year === undefined || month === undefined) undated++;
    else if (year === 'XXXX') withoutYear++;
    else {
      const key = `${year}-${month}`;
      const known = months.get(key) ?? { papers: 0, inferred: 0 };
      months.set(key, { papers: known.papers + 1, inferred: known.inferred + Number(date.yearInferred) });
    }
    if (++done % papersPerStep === 0) yield;
  }
  const keys = [...months.keys()].sort();
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return { unit: 'month', counts: [], withoutYear, undated };
  const unit = monthNumber(last) - monthNumber(first) >= manyMonths ? 'year' : 'month';
  const counts = new Map<string, { papers: number; inferred: number }>();
  for (let n = monthNumber(first); n <= monthNumber(last); n++) {
    const month = `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}`;
    const key = unit === 'year' ? month.slice(0, 4) : month;
    const known = counts.get(key) ?? { papers: 0, inferred: 0 };
    const more = months.get(month);
    counts.set(key, { papers: known.papers + (more?.papers ?? 0), inferred: known.inferred + (more?.inferred ?? 0) });
  }
  return { unit, counts: Array.from(counts, ([key, count]) => ({ key, ...count })), withoutYear, undated };
}

function monthNumber(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;
}

/**
 * Counts the papers that dumps share. Memory is in proportion to dumps and copies; time to the sum over papers of the square
 * of the number of dumps that each stands in.
 *
 * @param dumps Those that are counted; copies in others are not.
 */
export function* countOverlap(papers: Iterable<Paper>, dumps: Iterable<Pick<Dump, 'path'>>): Steps<Overlap> {
  const paths = Array.from(dumps, ({ path }) => path).sort((a, b) => byPath.compare(a, b) || (a < b ? -1 : 1));
  const placeOf = new Map(paths.map((path, place) => [path, place]));
  const sizes = new Uint32Array(paths.length);
  const copies: number[][] = [];
  const sharedIn: number[][] = paths.map(() => []);
  let done = 0;
  for (const { sources } of papers) {
    const places = [...new Set(sources.flatMap(({ path }) => placeOf.get(path) ?? []))].sort((a, b) => a - b);
    for (const place of places) sizes[place] = (sizes[place] ?? 0) + 1;
    if (places.length > 1) {
      for (const place of places) sharedIn[place]?.push(copies.length);
      copies.push(places);
    }
    if (++done % papersPerStep === 0) yield;
  }
  const pairs: Pair[] = [];
  const shared = new Uint32Array(paths.length);
  let work = 0;
  for (const [first, numbers] of sharedIn.entries()) {
    const touched = new Set<number>();
    for (const number of numbers) {
      for (const second of copies[number] ?? []) {
        if (second <= first) continue;
        touched.add(second);
        shared[second] = (shared[second] ?? 0) + 1;
      }
      work += copies[number]?.length ?? 0;
      if (work < pairsPerStep) continue;
      work = 0;
      yield;
    }
    for (const second of touched) {
      pairs.push({ first, second, papers: shared[second] ?? 0 });
      shared[second] = 0;
    }
    if (pairs.length > manyPairs) keepMost(pairs);
  }
  keepMost(pairs);
  const counts = paths.map((path, i): DumpCount => ({ path, papers: sizes[i] ?? 0, shared: sharedIn[i]?.length ?? 0 }));
  const told = new Set([...counts].sort((a, b) => b.shared - a.shared || b.papers - a.papers).slice(0, mostDumps));
  return {
    dumps: counts.filter((count) => told.has(count)),
    allDumps: paths.length,
    pairs: pairs.map((pair) => ({
      first: paths[pair.first] ?? '',
      second: paths[pair.second] ?? '',
      papers: pair.papers,
    })),
    papers: copies.length,
  };
}

/** Two dumps by their places. */
interface Pair {
  readonly first: number;
  readonly second: number;
  readonly papers: number;
}

const manyPairs = 5000;

function keepMost(pairs: Pair[]): void {
  pairs.sort((a, b) => b.papers - a.papers || a.first - b.first || a.second - b.second);
  pairs.length = Math.min(pairs.length, mostPairs);
}
