import type { Paper } from '../../core/paper';
import type { Reading } from '../../core/reading/reading';

/** What the user remembers of papers, as the surfaces see it; that it changed is told as a change of the papers. */
export interface PaperReadings {
  of(paper: Paper): Reading;
}
