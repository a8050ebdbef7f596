import * as vscode from 'vscode';
import type { Paper } from '../../core/paper';
import { CancelledError, drainInSlices, type Steps } from '../../core/steps';
import type { DigestSource } from '../common/digestSource';
import type { PaperFinder } from '../common/paperFinder';
import { workspaceSymbol } from '../common/sinks/items';
import { symbolDetail, symbolName } from './names';
import type { OpenDumps } from './openDumps';

/** VS Code asks for the first word alone and looks for the others itself, in what it got. */
const mostSymbols = 2_000;
/** VS Code shows the symbols of all languages together, when the last has come. */
const longestWait = 2_000;

const papersPerStep = 500;

/** Papers among the symbols of the workspace: by the words of their titles, and by any part of a title. */
export class PaperSymbols implements vscode.WorkspaceSymbolProvider {
  readonly #source: DigestSource;
  readonly #finder: PaperFinder;
  readonly #dumps: OpenDumps;

  constructor(source: DigestSource, finder: PaperFinder, dumps: OpenDumps) {
    this.#source = source;
    this.#finder = finder;
    this.#dumps = dumps;
  }

  async provideWorkspaceSymbols(query: string, token: vscode.CancellationToken): Promise<vscode.SymbolInformation[]> {
    if (query.trim() === '') return [];
    await Promise.race([this.#ready(), new Promise((resolve) => setTimeout(resolve, longestWait))]);
    const isCancelled = (): boolean => token.isCancellationRequested;
    if (isCancelled() || this.#source.digest.papers.size === 0) return [];
    try {
      const { papers } = await this.#finder.search(inTitles(query), { limit: mostSymbols, strict: true, isCancelled });
      const found = new Set(papers.map(({ paper }) => paper));
      await drainInSlices(this.#addNamed(query.trim().toLowerCase(), found), { isCancelled });
      return [...found].flatMap((paper) => symbolOf(paper) ?? []);
    } catch (error) {
      if (error instanceof CancelledError) return [];
      throw error;
    }
  }

  /** Looks for the paper's line in a dump that is being edited; the digest knows the one on disk. */
  async resolveWorkspaceSymbol(symbol: vscode.SymbolInformation): Promise<vscode.SymbolInformation> {
    const { uri, range } = symbol.location;
    const document = vscode.workspace.textDocuments.find(
      (open) => open.isDirty && open.uri.toString() === uri.toString(),
    );
    const dump = document && (await this.#dumps.read(document));
    const lines = dump?.entries.flatMap((entry) => (symbolName(entry) === symbol.name ? entry.line - 1 : [])) ?? [];
    const distance = (line: number): number => Math.abs(line - range.start.line);
    const [nearest] = lines.sort((a, b) => distance(a) - distance(b));
    if (nearest === undefined) return symbol;
    return workspaceSymbol(
      { name: symbol.name, detail: symbol.containerName },
      symbol.kind,
      new vscode.Location(uri, new vscode.Position(nearest, 0)),
    );
  }

  async #ready(): Promise<void> {
    await this.#source.load();
    if (this.#source.digest.papers.size > 0) await this.#finder.load();
  }

  /** Adds the papers that have a text somewhere in their titles. A word such as "the" finds nothing in the index. */
  *#addNamed(text: string, found: Set<Paper>): Steps<void> {
    let count = 0;
    for (const paper of this.#source.digest.papers.values()) {
      if (found.size >= mostSymbols) return;
      if (paper.title.toLowerCase().includes(text)) found.add(paper);
      if (++count % papersPerStep === 0) yield;
    }
  }
}

/** The query that looks for each word in titles; empty where there is none. */
function inTitles(query: string): string {
  const words = query.split(/[\s:"“”„«»]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.map((word) => `title:${word}`).join(' ');
}

function symbolOf(paper: Paper): vscode.SymbolInformation | undefined {
  const [source] = paper.sources;
  if (!source) return undefined;
  const location = new vscode.Location(vscode.Uri.parse(source.path), new vscode.Position(source.line - 1, 0));
  return workspaceSymbol({ name: symbolName(paper), detail: symbolDetail(paper) }, vscode.SymbolKind.File, location);
}
