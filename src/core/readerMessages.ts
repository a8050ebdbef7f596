import type { Run } from './text/prose';

/** What the reader shows of a paper. All of it is text; only `href` of a run is an address, and that `http` or `https`. */
export interface ReaderPaper {
  readonly id: string;
  /** The title of the paper that it was reached from; null where it was not reached from another one. */
  readonly back: string | null;
  readonly title: readonly Run[];
  readonly details: readonly string[];
  readonly paragraphs: readonly (readonly Run[])[];
  readonly topic: string;
  /** Why it has this topic, in words; empty where nothing is known. */
  readonly why: string;
  readonly sources: readonly string[];
}

/** A paper near the one that is shown. */
export interface ReaderSimilar {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  /** The words that both share, in words; empty where there are none. */
  readonly shares: string;
}

/** A place in a note that names the paper that is shown. */
export interface ReaderPlace {
  /** Where it is, in words. */
  readonly where: string;
  /** What the note says there; empty where it says nothing. */
  readonly excerpt: string;
}

/** The reader's fixed words, in the editor's language. */
export interface ReaderLabels {
  readonly back: string;
  readonly topic: string;
  readonly sources: string;
  readonly noAbstract: string;
}

/** From the extension to the reader. */
export type ToReader =
  | { readonly type: 'show'; readonly paper: ReaderPaper; readonly labels: ReaderLabels }
  /** The papers near the one with this id; those sent before are no longer. */
  | { readonly type: 'similar'; readonly id: string; readonly label: string; readonly papers: readonly ReaderSimilar[] }
  /** The places in notes that name the paper with this id; those sent before are no longer. */
  | { readonly type: 'mentionedIn'; readonly id: string; readonly label: string; readonly places: readonly ReaderPlace[] }
  /** There is nothing to show; `text` says why. */
  | { readonly type: 'notice'; readonly text: string };

/** From the reader to the extension. */
export type FromReader =
  /** The reader's script runs and can receive. */
  | { readonly type: 'ready' }
  /** The source with this index, counted from 0, was chosen. */
  | { readonly type: 'openSource'; readonly id: string; readonly index: number }
  /** The place in a note with this index, counted from 0, was chosen. */
  | { readonly type: 'openPlace'; readonly id: string; readonly index: number }
  /** The similar paper with this id was chosen. */
  | { readonly type: 'openPaper'; readonly id: string }
  /** The way back was chosen from the paper with this id. */
  | { readonly type: 'back'; readonly id: string };

/** What the reader keeps over a reload of the window. */
export interface ReaderState {
  readonly id: string;
}

/** Checks a message that came out of the webview; null where it is none of ours. */
export function parseFromReader(message: unknown): FromReader | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'ready') return { type: 'ready' };
  if (!('id' in message) || typeof message.id !== 'string') return null;
  const { type, id } = message;
  if (type === 'openPaper' || type === 'back') return { type, id };
  if ((type !== 'openSource' && type !== 'openPlace') || !('index' in message)) return null;
  const { index } = message;
  return typeof index === 'number' && Number.isInteger(index) ? { type, id, index } : null;
}

/** Checks what the editor kept for a reader; null where it is of no use. */
export function parseReaderState(state: unknown): ReaderState | null {
  if (typeof state !== 'object' || state === null || !('id' in state) || typeof state.id !== 'string') return null;
  return { id: state.id };
}
