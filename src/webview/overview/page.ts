import type { OverviewLabels } from '../../core/overviewMessages';
import type { Tooltip } from './tooltip';

/** What all figures of the page share. */
export interface Page {
  readonly labels: OverviewLabels;
  readonly tooltip: Tooltip;
  /** Asks for the tree to be filtered. */
  readonly filter: (query: string) => void;
  /** Asks for a paper to be opened. */
  readonly open: (id: string) => void;
}
