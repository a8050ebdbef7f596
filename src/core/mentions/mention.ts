import type { PaperId } from '../paper';

/** What of a title stands in a text: the whole, what its colon parts, or the name before its colon. */
export type MentionTier = 'title' | 'cut' | 'name';

/** A known title in a text. */
export interface Mention {
  /** The papers that have this title; more than one where different papers share it. */
  readonly ids: readonly PaperId[];
  /** In UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
  readonly tier: MentionTier;
}

/** Where the scan of a text begins and ends, for a part of a text. */
export interface Window {
  /** What is prose from `start` on, as `proseOf` gives it. */
  readonly prose: string;
  readonly start: number;
}
