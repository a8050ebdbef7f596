import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';
import { linksIn } from '../../core/text/links';
import { readable } from '../../core/text/readable';
import { visible } from '../../core/text/prose';
import { details, sourceText, titleText, topicPath } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { escapeLabel } from '../common/sinks/text';

const scheme = 'paper-digest';

/** Abstracts as plain documents, for where no webview can run and for those who would rather read so. */
export class PlainAbstracts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #source: DigestSource;
  readonly #onDidChange = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;

  readonly onDidChange = this.#onDidChange.event;

  constructor(source: DigestSource) {
    this.#source = source;
    this.#disposable = vscode.Disposable.from(
      this.#onDidChange,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      source.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === scheme) this.#onDidChange.fire(uri);
      }),
    );
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async open(paper: Paper): Promise<void> {
    const name = titleText(paper)
      .replace(/[\\/:*?"<>|]+/g, ' ')
      .slice(0, 80)
      .trim();
    const uri = vscode.Uri.from({ scheme, path: `/${escapeLabel(name) || 'paper'}.txt`, query: paper.id });
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    await this.#source.load();
    const paper = this.#source.digest.find(query);
    return paper
      ? plainText(this.#source.digest, paper)
      : vscode.l10n.t('This paper is in no dump of the workspace any more.');
  }
}

function plainText(digest: Digest, paper: Paper): string {
  const abstract = readable(paper.abstract).split('\n\n').map(visible).join('\n\n');
  const blocks = [
    titleText(paper),
    details(paper).join(' · '),
    vscode.l10n.t('Topic: {0}', topicPath(digest, paper)),
    abstract,
    linksIn(abstract)
      .map(({ href }) => href)
      .join('\n'),
    [vscode.l10n.t('In the dumps:'), ...paper.sources.map(sourceText)].join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
