import type * as vscode from 'vscode';
import type { Paper } from '../../core/paper';
import type { Reading } from '../../core/reading/reading';

/** What the user remembers of papers, as the surfaces see it. */
export interface PaperReadings {
  /** Fires when papers are marked otherwise. */
  readonly onDidChange: vscode.Event<void>;
  of(paper: Paper): Reading;
}
