import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type {
  OverviewDump,
  OverviewLabels,
  OverviewPoint,
  OverviewTime,
  OverviewTopic,
  OverviewView,
} from '../../core/overviewMessages';
import {
  countOverlap,
  countTimes,
  countTopics,
  type Overlap,
  type TimeCounts,
  type TopicCount,
} from '../../core/overview/figures';
import type { MapPoint } from '../../core/overview/paperMap';
import type { Paper } from '../../core/paper';
import type { ReadState } from '../../core/reading/reading';
import { inQuery } from '../../core/search/completions';
import type { Steps } from '../../core/steps';
import { dumpName, monthText, number, paperCount, titleText, topicName } from '../common/describe';

/** Tells how far a paper was read. */
export type ReadStateOf = (paper: Paper) => ReadState;

/** What is shown, and by the id of an area its place among the topics. */
export interface View {
  readonly view: OverviewView;
  readonly labels: OverviewLabels;
  readonly areas: ReadonlyMap<string, number>;
}

/** About so many years are named on the axis. */
const ticks = 8;
const pointsPerStep = 500;

/** What the overview shows of the papers of a digest, in words. */
export function* viewOf(digest: Digest, readStateOf: ReadStateOf | null): Steps<View> {
  const papers = [...digest.papers.values()];
  const topics = yield* countTopics(
    papers,
    digest.topics,
    (paper) => digest.topicOf(paper),
    readStateOf ?? (() => 'unread'),
  );
  const times = yield* countTimes(papers);
  const overlap = yield* countOverlap(papers, digest.dumps.values());
  const dumps = overlap.dumps.map(({ path, papers: all, shared }): OverviewDump => ({
    name: dumpName(path),
    papers: all,
    shared,
    query: `in:${inQuery(dumpName(path))}`,
  }));
  const view: OverviewView = {
    summary: vscode.l10n.t('{0} in {1}', paperCount(papers.length), dumpCount(overlap.allDumps)),
    topics: topics.map((count) => topicOf(digest, count)),
    times: timesOf(times),
    timesNote: timesNote(times),
    reading: readStateOf && readingOf(topics),
    dumps,
    areAllDumps: overlap.allDumps === overlap.dumps.length,
    pairs: overlap.pairs.map((pair) => ({
      first: dumpName(pair.first),
      second: dumpName(pair.second),
      papers: pair.papers,
    })),
    overlapNote: overlapNote(overlap),
  };
  return { view, labels: labelsOf(times), areas: new Map(topics.map(({ id }, place) => [id, place])) };
}

/** The points of a map with what is told of them. */
export function* pointsOf(
  digest: Digest,
  map: readonly MapPoint[],
  areas: ReadonlyMap<string, number>,
): Steps<readonly OverviewPoint[]> {
  const points: OverviewPoint[] = [];
  for (const [i, { id, x, y }] of map.entries()) {
    const paper = digest.papers.get(id);
    if (paper)
      points.push({ id, title: titleText(paper), area: areas.get(digest.topicOf(paper).topic) ?? areas.size, x, y });
    if (i % pointsPerStep === 0) yield;
  }
  return points;
}

function topicOf(digest: Digest, { id, papers, reading, finer }: TopicCount): OverviewTopic {
  return {
    name: topicName(digest, id),
    papers,
    query: `topic:${inQuery(id)}`,
    reading,
    finer: finer.map((one) => topicOf(digest, one)),
  };
}

function timesOf({ unit, counts }: TimeCounts): OverviewTime[] {
  const step = Math.ceil(counts.length / ticks);
  return counts.map(({ key, papers, inferred }, i) => {
    const year = key.slice(0, 4);
    const isMarked =
      unit === 'year'
        ? i % step === 0
        : key.endsWith('-01') || (i === 0 && (key.slice(5) <= '10' || counts.length < ticks));
    return {
      name: unit === 'year' ? year : monthText(key),
      tick: isMarked ? year : '',
      papers,
      inferred,
      query: `year:${year}`,
    };
  });
}

function timesNote({ withoutYear, undated }: TimeCounts): string {
  const notes: string[] = [];
  if (withoutYear > 0)
    notes.push(
      withoutYear === 1
        ? vscode.l10n.t('1 paper has a day without a year.')
        : vscode.l10n.t('{0} have a day without a year.', paperCount(withoutYear)),
    );
  if (undated > 0)
    notes.push(
      undated === 1 ? vscode.l10n.t('1 paper has no date.') : vscode.l10n.t('{0} have no date.', paperCount(undated)),
    );
  return notes.join(' ');
}

function readingOf(topics: readonly TopicCount[]): OverviewView['reading'] {
  const sum = (state: ReadState): number => topics.reduce((total, { reading }) => total + reading[state], 0);
  return {
    read: { name: vscode.l10n.t('Read'), papers: sum('read'), query: 'is:read' },
    queued: { name: vscode.l10n.t('To read'), papers: sum('queued'), query: 'is:queued' },
    unread: { name: vscode.l10n.t('Unread'), papers: sum('unread'), query: 'is:unread' },
  };
}

function overlapNote({ dumps, allDumps, papers }: Overlap): string {
  const notes = [
    papers === 0
      ? vscode.l10n.t('No paper stands in two dumps.')
      : papers === 1
        ? vscode.l10n.t('1 paper stands in more than one dump.')
        : vscode.l10n.t('{0} stand in more than one dump.', paperCount(papers)),
  ];
  if (allDumps > dumps.length)
    notes.push(vscode.l10n.t('Of {0}, those that share most are shown.', dumpCount(allDumps)));
  return notes.join(' ');
}

function dumpCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 dump') : vscode.l10n.t('{0} dumps', number(count));
}

function labelsOf({ unit }: TimeCounts): OverviewLabels {
  return {
    title: vscode.l10n.t('Overview'),
    map: vscode.l10n.t('Map'),
    mapHelp: vscode.l10n.t(
      'Papers that lie near each other tell of the same things. Arrow keys go from paper to paper, Enter opens one, + and − zoom.',
    ),
    mapWaiting: vscode.l10n.t('Laying out the map…'),
    topics: vscode.l10n.t('Papers by Topic'),
    times: unit === 'month' ? vscode.l10n.t('Papers by Month') : vscode.l10n.t('Papers by Year'),
    reading: vscode.l10n.t('Read and Unread'),
    overlap: vscode.l10n.t('Overlap of Dumps'),
    sharedByTwo: vscode.l10n.t('Shared by two dumps'),
    asTable: vscode.l10n.t('Show as table'),
    asPicture: vscode.l10n.t('Show as picture'),
    zoomIn: vscode.l10n.t('Zoom in'),
    zoomOut: vscode.l10n.t('Zoom out'),
    zoomReset: vscode.l10n.t('Whole map'),
    finer: vscode.l10n.t('Finer topics of {0}', '{0}'),
    more: vscode.l10n.t('Show {0} more', '{0}'),
    fewer: vscode.l10n.t('Show fewer'),
    onePaper: vscode.l10n.t('1 paper'),
    papers: vscode.l10n.t('{0} papers', '{0}'),
    filterTree: vscode.l10n.t('Click to show in the tree'),
    filterYear: vscode.l10n.t('Click to show the year in the tree'),
    inferred: vscode.l10n.t('{0} with an inferred year', '{0}'),
    shared: vscode.l10n.t('{0} also in another dump', '{0}'),
    columnTopic: vscode.l10n.t('Topic'),
    columnArea: vscode.l10n.t('Area'),
    columnTime: unit === 'month' ? vscode.l10n.t('Month') : vscode.l10n.t('Year'),
    columnPaper: vscode.l10n.t('Paper'),
    columnPapers: vscode.l10n.t('Papers'),
    columnInferred: vscode.l10n.t('Year inferred'),
    columnDump: vscode.l10n.t('Dump'),
    columnShared: vscode.l10n.t('Also in others'),
  };
}
