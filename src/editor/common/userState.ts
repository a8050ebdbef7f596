import type * as vscode from 'vscode';
import type { ReadingEdit } from '../../core/reading/reading';
import type { PaperRecord } from '../../core/reading/stamped';

/** What the user decided about papers and about the tree; kept in one place, merged by time. */
export interface UserState {
  /** Fires when anything about papers is other than before. */
  readonly onDidChange: vscode.Event<void>;
  /** Fires when anything about the tree is other than before. */
  readonly onDidChangeView: vscode.Event<void>;
  /** What was decided about the tree, by field. */
  readonly view: PaperRecord;
  /** The values of a field by the references of their papers (see `PaperReference`), those given first before later ones. */
  valuesOf(field: string): ReadonlyMap<string, unknown>;
  /** Gives fields of papers, or of the tree by `viewKey`, values; returns the edits that take it back. */
  apply(edits: readonly ReadingEdit[]): readonly ReadingEdit[];
}
