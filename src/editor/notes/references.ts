import type * as vscode from 'vscode';
import type { DigestSource } from '../common/digestSource';
import type { PaperBacklinks } from '../common/paperBacklinks';
import { referencesTo } from '../common/places';
import { mentionAt, orNothing } from './hover';
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
    if (!this.#mentions.covers(document)) return [];
    await this.#source.load();
    const mentions = await this.#mentions.of(document, () => token.isCancellationRequested).catch(orNothing);
    const mention = mentions && mentionAt(mentions, document.offsetAt(position));
    const { digest } = this.#source;
    const papers = mention?.ids.flatMap((id) => digest.find(id) ?? []) ?? [];
    return papers.length === 0 ? [] : referencesTo(papers, this.#backlinks, includeDeclaration);
  }
}
