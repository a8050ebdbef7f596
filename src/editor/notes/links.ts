import * as vscode from 'vscode';
import type { Mention } from '../../core/mentions/titleTable';
import { isLinked } from '../../core/notes/context';
import { visible } from '../../core/text/prose';
import { commands } from '../common/ids';
import { orNothing } from './hover';
import { rangesOf, type NoteMentions } from './noteMentions';
import { commandUri } from '../common/preview';

/**
 * Links what names a paper to its abstract, and what may name several to a search for it; what a note links elsewhere stays
 * so. VS Code asks for links as soon as a document is shown: until the dumps are read there are none, and they are read
 * when nothing has happened for a while.
 */
export class MentionLinks implements vscode.DocumentLinkProvider {
  readonly #mentions: NoteMentions;

  constructor(mentions: NoteMentions) {
    this.#mentions = mentions;
  }

  async provideDocumentLinks(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.DocumentLink[]> {
    if (!this.#mentions.covers(document)) return [];
    if (!this.#mentions.ready) {
      this.#mentions.loadWhenIdle();
      return [];
    }
    const mentions = await this.#mentions.of(document, () => token.isCancellationRequested).catch(orNothing);
    if (!mentions || token.isCancellationRequested) return [];
    const text = document.getText();
    return mentions.filter(({ start, end }) => !isLinked(text, start, end)).flatMap((mention) => linksOf(document, text, mention));
  }
}

function linksOf(document: vscode.TextDocument, text: string, mention: Mention): vscode.DocumentLink[] {
  const [id, ...others] = mention.ids;
  if (id === undefined) return [];
  const isOne = others.length === 0;
  const target = vscode.Uri.parse(isOne ? commandUri(commands.openAbstract, id) : commandUri(commands.searchPapers, visible(text.slice(mention.start, mention.end))));
  return rangesOf(document, mention).map((range) => {
    const link = new vscode.DocumentLink(range, target);
    link.tooltip = isOne ? vscode.l10n.t('Open') : vscode.l10n.t('Search for the papers of this title');
    return link;
  });
}
