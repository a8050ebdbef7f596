import type * as vscode from 'vscode';
import type { Paper } from '../../core/paper';
import type { SearchOptions, SearchResult, SimilarFound } from '../../core/search/paperSearch';

/** Search and comparison of papers as the surfaces see them. The work is done off the extension host's thread. */
export interface PaperFinder {
  /** How many papers the index has still to take in; while it is not 0, results may lack papers. */
  readonly waiting: number;
  /** Fires when the index has taken in changed papers, so that results may be others. */
  readonly onDidChange: vscode.Event<void>;
  /** Starts to read the dumps and to index them when first called; resolves when all papers are in the index. */
  load(): Promise<void>;
  /**
   * What a query finds, best first.
   *
   * @throws CancelledError when the search was given up, see `SearchOptions.isCancelled`.
   */
  search(query: string, options: SearchOptions): Promise<SearchResult>;
  /** The papers nearest to one, nearest first. */
  similar(paper: Paper, limit: number): Promise<readonly SimilarFound[]>;
}
