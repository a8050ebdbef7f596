import type { ReadCounts } from './overview/figures';
import type { ReadState } from './reading/reading';

/** Papers that a figure counts together. All texts are text, none is mark-up. */
export interface OverviewGroup {
  readonly name: string;
  readonly papers: number;
  /** What the tree is filtered by where they are chosen. */
  readonly query: string;
}

/** An area, or a finer topic. */
export interface OverviewTopic extends OverviewGroup {
  readonly reading: ReadCounts;
  /** Empty for a finer topic. */
  readonly finer: readonly OverviewTopic[];
}

/** A month or a year. */
export interface OverviewTime extends OverviewGroup {
  /** The name on the axis; empty where there is no room for one. */
  readonly tick: string;
  /** How many of the papers have an inferred year. */
  readonly inferred: number;
}

export interface OverviewDump extends OverviewGroup {
  /** How many of the papers stand in another dump too. */
  readonly shared: number;
}

/** Two dumps by their names, and how many papers stand in both. */
export interface OverviewPair {
  readonly first: string;
  readonly second: string;
  readonly papers: number;
}

/** What the overview shows of the papers. */
export interface OverviewView {
  readonly summary: string;
  /** Areas. */
  readonly topics: readonly OverviewTopic[];
  readonly times: readonly OverviewTime[];
  /** What the times leave out, in words; empty for nothing. */
  readonly timesNote: string;
  /** Null where it is not known what was read. */
  readonly reading: Readonly<Record<ReadState, OverviewGroup>> | null;
  readonly dumps: readonly OverviewDump[];
  /** Whether there are no other dumps. */
  readonly areAllDumps: boolean;
  readonly pairs: readonly OverviewPair[];
  /** How the dumps overlap, and what is not shown of it, in words. */
  readonly overlapNote: string;
}

/** A paper on the map. */
export interface OverviewPoint {
  readonly id: string;
  readonly title: string;
  /** The place of its area among the topics. */
  readonly area: number;
  /** From 0 to 1, see `MapPoint`. */
  readonly x: number;
  readonly y: number;
}

/** The overview's fixed words, in the editor's language. `{0}` stands for a number or a name. */
export interface OverviewLabels {
  readonly title: string;
  readonly map: string;
  readonly mapHelp: string;
  readonly mapWaiting: string;
  readonly topics: string;
  readonly times: string;
  readonly reading: string;
  readonly overlap: string;
  readonly sharedByTwo: string;
  readonly asTable: string;
  readonly asPicture: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly zoomReset: string;
  readonly finer: string;
  readonly more: string;
  readonly fewer: string;
  readonly onePaper: string;
  readonly papers: string;
  readonly filterTree: string;
  /** For a month, of which the tree can only show the year. */
  readonly filterYear: string;
  readonly inferred: string;
  readonly shared: string;
  readonly columnTopic: string;
  readonly columnArea: string;
  readonly columnTime: string;
  readonly columnPaper: string;
  readonly columnPapers: string;
  readonly columnInferred: string;
  readonly columnDump: string;
  readonly columnShared: string;
}

/** From the extension to the overview. */
export type ToOverview =
  | { readonly type: 'show'; readonly view: OverviewView; readonly labels: OverviewLabels }
  /** The map of the papers shown last; until it comes, the one before stays. */
  | { readonly type: 'map'; readonly points: readonly OverviewPoint[] }
  /** There is nothing to show; `text` says why. */
  | { readonly type: 'notice'; readonly text: string };

/** From the overview to the extension. */
export type FromOverview =
  /** The overview's script runs and can receive. */
  | { readonly type: 'ready' }
  /** The tree is to show what a query asks for. */
  | { readonly type: 'filter'; readonly query: string }
  /** The paper with this id was chosen on the map. */
  | { readonly type: 'open'; readonly id: string };

/** Checks a message that came out of the webview; null where it is none of ours. */
export function parseFromOverview(message: unknown): FromOverview | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'ready') return { type: 'ready' };
  if (message.type === 'filter' && 'query' in message && typeof message.query === 'string')
    return { type: 'filter', query: message.query };
  if (message.type === 'open' && 'id' in message && typeof message.id === 'string')
    return { type: 'open', id: message.id };
  return null;
}
