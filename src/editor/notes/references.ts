import type * as vscode from 'vscode';
import type { DigestSource } from '../common/digestSource';
import type { PaperBacklinks } from '../common/paperBacklinks';
import { referencesTo } from '../common/places';
import { mentionAt } from './mentionAt';
import type { NoteMentions } from './noteMentions';

/** Finds all notes that name the paper that is named at the cursor. */
export class MentionReferences implements vscode.ReferenceProvider {
  readonly #source: DigestSource;
  readonly #mentions: NoteMentions;
  readonly #backlinks: PaperBacklinks;

  constructor(source: DigestSource, mentions: NoteMentions, backlinks: PaperBacklinks) {
    this.#source = source;
    this.#mentions = mentions;
    this.#backlinks = backlinks;
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
    { includeDeclaration }: vscode.ReferenceContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.Location[]> {
    const found = await mentionAt(this.#source, this.#mentions, document, position, token);
    return found ? referencesTo(found.papers, this.#backlinks, includeDeclaration) : [];
  }
}
