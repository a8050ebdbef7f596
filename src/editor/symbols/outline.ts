import * as vscode from 'vscode';
import type { Dump, Entry } from '../../core/paper';
import { documentSymbol } from '../common/sinks/items';
import { symbolDetail, symbolName } from './names';
import type { OpenDumps } from './openDumps';

/** The papers of a dump for its outline and breadcrumbs, and for folding. */
export class DumpOutline implements vscode.DocumentSymbolProvider, vscode.FoldingRangeProvider {
  readonly #dumps: OpenDumps;

  constructor(dumps: OpenDumps) {
    this.#dumps = dumps;
  }

  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[] | undefined> {
    const dump = await this.#dumps.read(document);
    if (!dump || token.isCancellationRequested) return undefined;
    return placesOf(dump, document).map(({ entry, start, end }) => {
      const title = document.lineAt(start).range;
      return documentSymbol(
        { name: symbolName(entry), detail: symbolDetail(entry) },
        vscode.SymbolKind.File,
        title.union(document.lineAt(end).range),
        title,
      );
    });
  }

  /** Nothing, rather than an empty list, for what is no dump: VS Code then folds by indentation. */
  async provideFoldingRanges(
    document: vscode.TextDocument,
    _context: vscode.FoldingContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[] | undefined> {
    const dump = await this.#dumps.read(document);
    if (!dump || token.isCancellationRequested) return undefined;
    return placesOf(dump, document).map(
      ({ start, end }) => new vscode.FoldingRange(start, withoutBlankLines(document, start, end)),
    );
  }
}

/** Where a paper stands in its dump. */
export interface Place {
  readonly entry: Entry;
  /** The line of the title, counted from 0. */
  readonly start: number;
  /** The line before the next title. */
  readonly end: number;
}

/** Where the papers of a dump stand in its document, in order. */
export function placesOf({ entries }: Dump, { lineCount }: vscode.TextDocument): Place[] {
  return entries.map((entry, i) => {
    const start = entry.line - 1;
    const next = entries[i + 1]?.line ?? lineCount + 1;
    return { entry, start, end: Math.max(start, next - 2) };
  });
}

function withoutBlankLines(document: vscode.TextDocument, start: number, end: number): number {
  let last = end;
  while (last > start && document.lineAt(last).isEmptyOrWhitespace) last--;
  return last;
}
