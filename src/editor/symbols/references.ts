import type * as vscode from 'vscode';
import type { PaperBacklinks } from '../common/paperBacklinks';
import { referencesTo } from '../common/places';
import type { DumpTitles } from './dumpTitles';

/** Finds the notes that name a paper, from its title in a dump. */
export class DumpReferences implements vscode.ReferenceProvider {
  readonly #titles: DumpTitles;
  readonly #backlinks: PaperBacklinks;

  constructor(titles: DumpTitles, backlinks: PaperBacklinks) {
    this.#titles = titles;
    this.#backlinks = backlinks;
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[]> {
    const title = await this.#titles.at(document, position, token);
    return title ? referencesTo(title.papers, this.#backlinks, includeDeclaration) : [];
  }
}
