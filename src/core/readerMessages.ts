import type { Run } from './text/prose';

/** What the reader shows of a paper. All of it is text; only `href` of a run is an address, and that `http` or `https`. */
export interface ReaderPaper {
  readonly id: string;
  /** What can be gone to from here. */
  readonly ways: readonly ReaderWay[];
  /** The place among the papers that it was opened from: "3 of 25"; empty where it was opened alone. */
  readonly position: string;
  /** Whether title and abstract are as they stand in the dump. */
  readonly raw: boolean;
  readonly title: readonly Run[];
  readonly details: readonly string[];
  readonly paragraphs: readonly (readonly Run[])[];
  /** What the user can mark it as, and whether it is. */
  readonly marks: readonly ReaderMark[];
  readonly tags: readonly string[];
  /** The user's own note; empty where there is none. */
  readonly note: string;
  readonly topic: string;
  /** Why it has this topic, in words; empty where nothing is known. */
  readonly why: string;
  /** The addresses in the abstract, by what they lead to. */
  readonly links: readonly ReaderLinks[];
  readonly sources: readonly ReaderSource[];
}

/** What the user can mark a paper as. */
export const markNames = ['star', 'later', 'read', 'hide'] as const;
export type MarkName = (typeof markNames)[number];

export interface ReaderMark {
  readonly mark: MarkName;
  /** In words. */
  readonly label: string;
  readonly isSet: boolean;
}

/** The ways by which another paper is reached. */
export const ways = ['back', 'forward', 'previous', 'next'] as const;
export type Way = (typeof ways)[number];

/** A paper that can be gone to. */
export interface ReaderWay {
  readonly way: Way;
  readonly title: string;
}

/** Addresses of one kind. */
export interface ReaderLinks {
  /** What they lead to, in words. */
  readonly label: string;
  /** Each begins with `http:` or `https:`. */
  readonly addresses: readonly string[];
}

/** A copy of the paper in a dump. */
export interface ReaderSource {
  /** Where it is, in words. */
  readonly where: string;
  /** What sets it apart from what is shown, in words; empty where nothing does. */
  readonly note: string;
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
  readonly ways: Readonly<Record<Way, string>>;
  /** For the row of buttons by which the paper is marked. */
  readonly marking: string;
  /** For the row of buttons by which one goes to other papers. */
  readonly navigation: string;
  readonly topic: string;
  readonly links: string;
  readonly sources: string;
  readonly noAbstract: string;
  /** The keys of the reader, each with what it does. */
  readonly keys: readonly (readonly [key: string, does: string])[];
}

/** From the extension to the reader. */
export type ToReader =
  | { readonly type: 'show'; readonly paper: ReaderPaper; readonly labels: ReaderLabels; readonly kept: KeptReader }
  /** The papers near the one with this id; those sent before are no longer. */
  | { readonly type: 'similar'; readonly id: string; readonly label: string; readonly papers: readonly ReaderSimilar[] }
  /** The places in notes that name the paper with this id; those sent before are no longer. */
  | {
      readonly type: 'mentionedIn';
      readonly id: string;
      readonly label: string;
      readonly places: readonly ReaderPlace[];
    }
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
  /** A mark was chosen, to be set or taken away. */
  | { readonly type: MarkName; readonly id: string }
  /** A way was chosen from the paper with this id. */
  | { readonly type: Way; readonly id: string };

/** A paper of a reader, and the papers that it was opened from. */
export interface KeptPaper {
  readonly id: string;
  readonly order: readonly string[];
}

/** What a reader's panel shows, and what can be gone back and forward to. */
export interface KeptReader extends KeptPaper {
  readonly raw: boolean;
  readonly back: readonly KeptPaper[];
  readonly forward: readonly KeptPaper[];
}

/** What the reader keeps over a reload of the window. */
export interface ReaderState extends KeptReader {
  /** How far the page is scrolled, in pixels. */
  readonly scroll: number;
}

/** Checks a message that came out of the webview; null where it is none of ours. */
export function parseFromReader(message: unknown): FromReader | null {
  if (typeof message !== 'object' || message === null || !('type' in message)) return null;
  if (message.type === 'ready') return { type: 'ready' };
  if (!('id' in message) || typeof message.id !== 'string') return null;
  const { type, id } = message;
  const chosen = [...ways, ...markNames, 'openPaper' as const].find((known) => known === type);
  if (chosen) return { type: chosen, id };
  if ((type !== 'openSource' && type !== 'openPlace') || !('index' in message)) return null;
  const { index } = message;
  return typeof index === 'number' && Number.isInteger(index) ? { type, id, index } : null;
}

/** Checks what the editor kept for a reader; null where it is of no use. */
export function parseReaderState(state: unknown): ReaderState | null {
  const paper = parseKept(state);
  if (!paper) return null;
  const { raw, scroll, back, forward } = state as Partial<Record<keyof ReaderState, unknown>>;
  return {
    ...paper,
    raw: raw === true,
    scroll: typeof scroll === 'number' && scroll > 0 ? scroll : 0,
    back: parseList(back, parseKept),
    forward: parseList(forward, parseKept),
  };
}

function parseKept(value: unknown): KeptPaper | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string') return null;
  return {
    id: value.id,
    order: parseList('order' in value ? value.order : [], (id) => (typeof id === 'string' ? id : null)),
  };
}

function parseList<T>(value: unknown, parse: (one: unknown) => T | null): T[] {
  return Array.isArray(value) ? value.flatMap((one) => parse(one) ?? []) : [];
}
