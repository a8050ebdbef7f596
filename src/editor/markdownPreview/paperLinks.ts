import * as vscode from 'vscode';
import type { Paper } from '../../core/paper';
import { titleText } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { dumpLink } from '../common/dumpLink';
import { commands } from '../common/ids';
import { idsIn, paperAddress, type AddressSpace } from '../common/paperAddress';
import { showMessage } from '../common/sinks/window';

/** How links in the Markdown preview, where commands are not allowed, can lead to a paper. */
export interface LinkTargets extends AddressSpace {
  /** Whether VS Code follows such addresses out of a preview. */
  readonly addressesWork: boolean;
}

/**
 * Whether VS Code follows addresses of its own scheme out of a webview: always on a desktop; in a browser only where the
 * scheme is `vscode`, which code-server and others do not have.
 */
export function addressesWork({ uiKind, uriScheme }: Pick<typeof vscode.env, 'uiKind' | 'uriScheme'>): boolean {
  return uiKind === vscode.UIKind.Desktop || uriScheme === 'vscode';
}

/**
 * Links to papers for the Markdown preview. They lead to the abstract by an address that VS Code hands to the extension, or to
 * the paper's place in its dump where that does not work. Addresses can come from anywhere and name papers by their ids:
 * nothing but what the library has under these ids is opened.
 */
export class PaperLinks implements vscode.UriHandler {
  readonly #source: DigestSource;
  readonly #targets: LinkTargets;

  constructor(source: DigestSource, targets: LinkTargets) {
    this.#source = source;
    this.#targets = targets;
  }

  /** The link from a file to a paper, or to several that share a title; null where none works. */
  hrefOf(papers: readonly Paper[], from: vscode.Uri): string | null {
    const [first] = papers;
    if (!first) return null;
    return this.#targets.addressesWork ? paperAddress(this.#targets, papers) : dumpLink(from, first);
  }

  /** Opens the abstract of the paper that an address names; where it names several, shows a search for their title. */
  async handleUri(uri: vscode.Uri): Promise<void> {
    const ids = idsIn(uri);
    if (ids.length === 0) return;
    await this.#source.load();
    const [paper, ...others] = ids.flatMap((id) => this.#source.digest.find(id) ?? []);
    if (!paper)
      void showMessage(
        'information',
        vscode.l10n.t('The paper of this link is in none of the dumps of this workspace.'),
      );
    else if (others.length > 0) await vscode.commands.executeCommand(commands.searchPapers, titleText(paper));
    else await vscode.commands.executeCommand(commands.openAbstract, paper.id);
  }
}
