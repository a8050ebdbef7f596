import * as vscode from 'vscode';
import type { DigestSource } from '../common/digestSource';
import { linkedPreview } from '../common/preview';
import { markdownHover } from '../common/sinks/markdown';
import { mentionAt } from './mentionAt';
import type { NoteMentions } from './noteMentions';

const candidatesShown = 3;

/** Shows a paper where a note names it. */
export class MentionHover implements vscode.HoverProvider {
  readonly #source: DigestSource;
  readonly #mentions: NoteMentions;

  constructor(source: DigestSource, mentions: NoteMentions) {
    this.#source = source;
    this.#mentions = mentions;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const found = await mentionAt(this.#source, this.#mentions, document, position, token);
    if (!found) return undefined;
    const { mention, papers } = found;
    const range = new vscode.Range(document.positionAt(mention.start), document.positionAt(mention.end));
    return markdownHover(
      papers.slice(0, candidatesShown).map((paper) => linkedPreview(this.#source.digest, paper)),
      range,
    );
  }
}
