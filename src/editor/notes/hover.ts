import * as vscode from 'vscode';
import { firstWhere } from '../../core/firstWhere';
import type { Mention } from '../../core/mentions/titleTable';
import { CancelledError } from '../../core/steps';
import type { DigestSource } from '../common/digestSource';
import type { NoteMentions } from './noteMentions';
import { linkedPreview } from '../common/preview';

const candidatesShown = 3;

/** Shows a paper where a note names it. */
export class MentionHover implements vscode.HoverProvider {
  readonly #source: DigestSource;
  readonly #mentions: NoteMentions;

  constructor(source: DigestSource, mentions: NoteMentions) {
    this.#source = source;
    this.#mentions = mentions;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken): Promise<vscode.Hover | undefined> {
    if (!this.#mentions.covers(document)) return undefined;
    await this.#source.load();
    const mentions = await this.#mentions.of(document, () => token.isCancellationRequested).catch(orNothing);
    if (!mentions || token.isCancellationRequested) return undefined;
    const mention = mentionAt(mentions, document.offsetAt(position));
    const { digest } = this.#source;
    const papers = mention?.ids.flatMap((id) => digest.find(id) ?? []) ?? [];
    if (!mention || papers.length === 0) return undefined;
    const range = new vscode.Range(document.positionAt(mention.start), document.positionAt(mention.end));
    return new vscode.Hover(papers.slice(0, candidatesShown).map((paper) => linkedPreview(digest, paper)), range);
  }
}

/** Takes work that was given up for nothing found. */
export function orNothing(error: unknown): undefined {
  if (!(error instanceof CancelledError)) throw error;
}

/** The mention that an offset is in or at. */
export function mentionAt(mentions: readonly Mention[], offset: number): Mention | undefined {
  const mention = mentions[firstWhere(mentions.length, (place) => (mentions[place]?.end ?? 0) >= offset)];
  return mention && mention.start <= offset ? mention : undefined;
}
