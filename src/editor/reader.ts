import * as vscode from 'vscode';
import type { Paper, PaperId } from '../core/paper';
import { parseFromReader, parseReaderState, type ReaderLabels, type ReaderPaper, type ToReader } from '../core/readerMessages';
import { linkRuns, truncate } from '../core/text/prose';
import { readable } from '../core/text/readable';
import { details, sourceText, titleText, topicPath, whyText } from './common/describe';
import type { DigestSource } from './common/digestSource';
import { readerViewType } from './common/ids';

export type OpenSource = (paper: Paper, index: number) => void;

const tabTitleLength = 40;

/** The one panel that shows an abstract, also one that the editor restores after a reload. */
export class Reader implements vscode.Disposable {
  readonly #source: DigestSource;
  readonly #extensionUri: vscode.Uri;
  readonly #openSource: OpenSource;
  readonly #disposables: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | null = null;
  #ready = false;
  #shown: PaperId | null = null;
  #sent = '';

  constructor(source: DigestSource, extensionUri: vscode.Uri, openSource: OpenSource) {
    this.#source = source;
    this.#extensionUri = extensionUri;
    this.#openSource = openSource;
    this.#disposables.push(
      source.onDidChange(() => {
        this.#render();
      }),
      vscode.window.registerWebviewPanelSerializer(readerViewType, {
        deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
      }),
    );
  }

  /** The paper that is shown. */
  get shown(): PaperId | null {
    return this.#panel ? this.#shown : null;
  }

  /** Whether the page is there and has been sent what it shows. */
  get settled(): boolean {
    return this.#ready && this.#sent !== '';
  }

  /** Shows a paper in the panel, and makes the panel if there is none. */
  async open(id: PaperId, column: vscode.ViewColumn, preserveFocus = false): Promise<void> {
    this.#shown = id;
    if (this.#panel) this.#panel.reveal(column === vscode.ViewColumn.Beside ? column : this.#panel.viewColumn, preserveFocus);
    else this.#adopt(vscode.window.createWebviewPanel(readerViewType, '', { viewColumn: column, preserveFocus }, { enableFindWidget: true }));
    this.#render();
    await this.#source.load();
    this.#render();
  }

  /** Takes over a panel that the editor restored after a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = parseReaderState(state);
    if (!known || this.#panel) {
      panel.dispose();
      return;
    }
    this.#shown = known.id;
    this.#adopt(panel);
    await this.#source.load();
    this.#render();
  }

  dispose(): void {
    this.#panel?.dispose();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    this.#panel = panel;
    this.#ready = false;
    this.#sent = '';
    panel.iconPath = vscode.Uri.joinPath(this.#extensionUri, 'media', 'reader.svg');
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.#extensionUri, 'dist', 'webview'), vscode.Uri.joinPath(this.#extensionUri, 'media')],
    };
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
    });
    webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(message);
    });
    webview.html = this.#html(webview);
  }

  #receive(message: unknown): void {
    const known = parseFromReader(message);
    if (known?.type === 'ready') {
      this.#ready = true;
      this.#sent = '';
      this.#render();
    } else if (known) {
      const paper = this.#source.digest.find(known.id);
      if (paper && known.index >= 0 && known.index < paper.sources.length) this.#openSource(paper, known.index);
    }
  }

  #render(): void {
    if (!this.#panel || this.#shown === null) return;
    const paper = this.#source.digest.find(this.#shown);
    this.#panel.title = paper ? truncate(titleText(paper), tabTitleLength) : vscode.l10n.t('Abstract');
    if (!this.#ready) return;
    const message = this.#message(paper);
    const text = JSON.stringify(message);
    if (text === this.#sent) return;
    this.#sent = text;
    void this.#panel.webview.postMessage(message);
  }

  #message(paper: Paper | undefined): ToReader {
    if (paper) return { type: 'show', paper: this.#view(paper), labels: labels() };
    return {
      type: 'notice',
      text: this.#source.loaded ? vscode.l10n.t('This paper is in no dump of the workspace any more.') : vscode.l10n.t('Reading the dumps…'),
    };
  }

  #view(paper: Paper): ReaderPaper {
    const { digest } = this.#source;
    return {
      id: paper.id,
      title: titleText(paper),
      details: details(paper),
      paragraphs: readable(paper.abstract)
        .split('\n\n')
        .filter((paragraph) => paragraph !== '')
        .map(linkRuns),
      topic: topicPath(digest, paper),
      why: whyText(digest, paper),
      sources: paper.sources.map(sourceText),
    };
  }

  #html(webview: vscode.Webview): string {
    const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const script = webview.asWebviewUri(vscode.Uri.joinPath(this.#extensionUri, 'dist', 'webview', 'reader.js')).toString();
    const style = webview.asWebviewUri(vscode.Uri.joinPath(this.#extensionUri, 'media', 'reader.css')).toString();
    const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
    return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" nonce="${nonce}" href="${style}">
</head>
<body>
<main id="reader" tabindex="-1"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
  }
}

function labels(): ReaderLabels {
  return {
    topic: vscode.l10n.t('Topic'),
    sources: vscode.l10n.t('In the dumps'),
    noAbstract: vscode.l10n.t('The dump has no abstract for this paper.'),
  };
}
