import * as vscode from 'vscode';
import { replacementOf } from '../../core/notes/replacement';
import { truncate } from '../../core/text/prose';
import { titleText } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { codeAction } from '../common/sinks/items';
import { orNothing } from './mentionAt';
import type { NoteMentions } from './noteMentions';

const mostOffered = 3;
const titleShown = 100;

/**
 * Offers the title of a paper where a note has all of it but one word. No diagnostic says so, as another paper may well be
 * meant. VS Code asks whenever the cursor moves: until the dumps are read there is nothing, and they are read when nothing
 * has happened for a while.
 */
export class DidYouMean implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  readonly #source: DigestSource;
  readonly #mentions: NoteMentions;

  constructor(source: DigestSource, mentions: NoteMentions) {
    this.#source = source;
    this.#mentions = mentions;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    _context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[] | undefined> {
    if (!this.#mentions.covers(document)) return undefined;
    if (!this.#mentions.ready) {
      this.#mentions.loadWhenIdle();
      return undefined;
    }
    const misses = await this.#mentions.near(document, range, () => token.isCancellationRequested).catch(orNothing);
    if (!misses || misses.length === 0 || token.isCancellationRequested) return undefined;
    const text = document.getText();
    const actions = new Map<string, vscode.CodeAction>();
    for (const miss of misses) {
      const paper = this.#source.digest.find(miss.id);
      const replacement = paper && replacementOf(text, miss, paper, document.languageId);
      if (!replacement || actions.has(replacement.text)) continue;
      const action = codeAction(
        vscode.l10n.t('Did you mean “{0}”?', truncate(titleText(paper), titleShown)),
        vscode.CodeActionKind.QuickFix,
      );
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(
        document.uri,
        new vscode.Range(document.positionAt(replacement.start), document.positionAt(replacement.end)),
        replacement.text,
      );
      actions.set(replacement.text, action);
      if (actions.size === mostOffered) break;
    }
    return [...actions.values()];
  }
}
