import * as vscode from 'vscode';
import type { Mention } from '../../core/mentions/mention';
import { isDumpPlace, linkAround } from '../../core/notes/context';
import { visible } from '../../core/text/prose';
import { commands } from '../common/ids';
import { idsIn } from '../common/paperAddress';
import { orNothing } from './mentionAt';
import { rangesOf, type NoteMentions } from './noteMentions';
import { commandUri } from '../common/sinks/markdown';

/**
 * Links what names a paper to its abstract, and what may name several to a search for it; also what a note links to a paper
 * itself, since a dump that it names may have gone or changed since. What it links elsewhere stays so. VS Code asks for links as soon as a document is shown: until the dumps are read there are none, and they are read
 * when nothing has happened for a while.
 */
export class MentionLinks implements vscode.DocumentLinkProvider {
  readonly #mentions: NoteMentions;

  constructor(mentions: NoteMentions) {
    this.#mentions = mentions;
  }

  async provideDocumentLinks(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentLink[]> {
    if (!this.#mentions.covers(document)) return [];
    if (!this.#mentions.ready) {
      this.#mentions.loadWhenIdle();
      return [];
    }
    const mentions = await this.#mentions.of(document, () => token.isCancellationRequested).catch(orNothing);
    if (!mentions || token.isCancellationRequested) return [];
    const text = document.getText();
    return mentions
      .filter(({ start, end }) => !leadsElsewhere(linkAround(text, start, end)))
      .flatMap((mention) => linksOf(document, text, mention));
  }
}

function leadsElsewhere(address: string | null): boolean {
  return address !== null && !isDumpPlace(address) && (address === '' || idsIn(vscode.Uri.parse(address)).length === 0);
}

function linksOf(document: vscode.TextDocument, text: string, mention: Mention): vscode.DocumentLink[] {
  const [id, ...others] = mention.ids;
  if (id === undefined) return [];
  const isOne = others.length === 0;
  const target = vscode.Uri.parse(
    isOne
      ? commandUri(commands.openAbstract, id)
      : commandUri(commands.searchPapers, visible(text.slice(mention.start, mention.end))),
  );
  return rangesOf(document, mention).map((range) => {
    const link = new vscode.DocumentLink(range, target);
    link.tooltip = isOne ? vscode.l10n.t('Open') : vscode.l10n.t('Search for the papers of this title');
    return link;
  });
}
