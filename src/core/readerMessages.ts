import type { Run } from './text/prose';

/** What the reader shows of a paper. All of it is text; only `href` of a run is an address, and that `http` or `https`. */
export interface ReaderPaper {
  readonly id: string;
  readonly title: string;
  readonly details: readonly string[];
  readonly paragraphs: readonly (readonly Run[])[];
  readonly topic: string;
  /** Why it has this topic, in words; empty where nothing is known. */
  readonly why: string;
  readonly sources: readonly string[];
}

/** The reader's fixed words, in the editor's language. */
export interface ReaderLabels {
  readonly topic: string;
  readonly sources: string;
  readonly noAbstract: string;
}

/** From the extension to the reader. */
export type ToReader =
  | { readonly type: 'show'; readonly paper: ReaderPaper; readonly labels: ReaderLabels }
  /** There is nothing to show; `text` says why. */
  | { readonly type: 'notice'; readonly text: string };

/** From the reader to the extension. */
export type FromReader =
  /** The reader's script runs and can receive. */
  | { readonly type: 'ready' }
  /** The source with this index, counted from 0, was chosen. */
  | { readonly type: 'openSource'; readonly id: string; readonly index: number };

/** What the reader keeps over a reload of the window. */
export interface ReaderState {
  readonly id: string;
}

/** Checks a message that came out of the webview; null where it is none of ours. */
export function parseFromReader(message: unknown): FromReader | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'ready') return { type: 'ready' };
  if (message.type !== 'openSource' || !('id' in message) || !('index' in message)) return null;
  const { id, index } = message;
  return typeof id === 'string' && typeof index === 'number' && Number.isInteger(index) ? { type: 'openSource', id, index } : null;
}

/** Checks what the editor kept for a reader; null where it is of no use. */
export function parseReaderState(state: unknown): ReaderState | null {
  if (typeof state !== 'object' || state === null || !('id' in state) || typeof state.id !== 'string') return null;
  return { id: state.id };
}
