import type * as vscode from 'vscode';
import type { NotePlace } from '../../core/backlinks/backlinks';
import type { Paper } from '../../core/paper';

/** The notes that name papers, as the surfaces see them. */
export interface PaperBacklinks {
  /** Fires when notes name other papers, or elsewhere. */
  readonly onDidChange: vscode.Event<void>;
  /** Starts to look through the notes when first called; resolves when all have been looked through once. */
  load(): Promise<void>;
  /** Whether a note names a paper, as far as notes have been looked through. */
  has(paper: Paper): boolean;
  /** The places that name a paper, by note, as far as notes have been looked through. */
  of(paper: Paper): readonly NotePlace[];
}
