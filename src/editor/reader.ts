import * as vscode from 'vscode';
import type { NotePlace } from '../core/backlinks/backlinks';
import type { Paper, PaperId } from '../core/paper';
import { parseFromReader, parseReaderState, type ReaderLabels, type ReaderPaper, type ReaderSimilar, type ToReader } from '../core/readerMessages';
import type { SimilarFound } from '../core/search/paperSearch';
import type { WordMatcher } from '../core/search/wordMatcher';
import { linkRuns, markRuns, textOf, truncate, visible, type Run } from '../core/text/prose';
import { readableRuns } from '../core/text/readable';
import { details, sourceText, titleText, topicPath, whyText } from './common/describe';
import type { DigestSource } from './common/digestSource';
import { readerViewType } from './common/ids';
import type { PaperBacklinks } from './common/paperBacklinks';
import { placeText } from './common/places';

export type OpenSource = (paper: Paper, index: number) => void;

/** What the reader needs of others. */
export interface ReaderNeeds {
  readonly source: DigestSource;
  readonly backlinks: PaperBacklinks;
  readonly extensionUri: vscode.Uri;
  readonly openSource: OpenSource;
  readonly openPlace: (place: NotePlace) => void;
  readonly similar: FindSimilar;
}

/** Finds the papers nearest to one, nearest first. */
export type FindSimilar = (paper: Paper, limit: number) => Promise<readonly SimilarFound[]>;

export interface OpenOptions {
  readonly preserveFocus?: boolean;
  /** Finds what is marked in title and abstract until another paper is opened. */
  readonly matcher?: WordMatcher | null;
}

/** Shows papers for the time being, while one goes through a list. It ends with `keep` or `restore`, or when a paper is opened. */
export interface Preview {
  /** Shows a paper where the panel is, else in the active column, and leaves the focus where it is. */
  show(id: PaperId, matcher: WordMatcher | null): Promise<void>;
  /** Keeps what is shown. */
  keep(): void;
  /** Puts back what was there before. */
  restore(): Promise<void>;
}

/** A paper that is or was shown, and how. */
interface Shown {
  readonly id: PaperId;
  readonly matcher: WordMatcher | null;
}

/** What a preview puts back. */
interface Before {
  readonly panel: vscode.WebviewPanel | null;
  readonly shown: Shown | null;
  readonly history: readonly Shown[];
  readonly cover: Cover | null;
  hasShown: boolean;
}

/** A text in front of the panel. */
interface Cover {
  readonly uri: vscode.Uri;
  readonly isPreview: boolean;
  readonly hadFocus: boolean;
}

/** What is near a paper; empty until it is known. */
interface Near {
  readonly paper: Paper;
  readonly found: readonly SimilarFound[];
}

const tabTitleLength = 40;
const similarShown = 5;

/** The one panel that shows an abstract, also one that the editor restores after a reload. */
export class Reader implements vscode.Disposable {
  readonly #source: DigestSource;
  readonly #backlinks: PaperBacklinks;
  readonly #extensionUri: vscode.Uri;
  readonly #openSource: OpenSource;
  readonly #openPlace: (place: NotePlace) => void;
  readonly #similar: FindSimilar;
  readonly #disposables: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | null = null;
  #ready = false;
  #shown: Shown | null = null;
  /** The papers through which the shown one was reached, the last one last. */
  #history: readonly Shown[] = [];
  #preview: Before | null = null;
  #near: Near | null = null;
  #sent = '';
  #sentSimilar = '';
  /** The places in notes that were sent. */
  #places: readonly NotePlace[] = [];
  #sentPlaces = '';

  constructor({ source, backlinks, extensionUri, openSource, openPlace, similar }: ReaderNeeds) {
    this.#source = source;
    this.#backlinks = backlinks;
    this.#extensionUri = extensionUri;
    this.#openSource = openSource;
    this.#openPlace = openPlace;
    this.#similar = similar;
    this.#disposables.push(
      backlinks.onDidChange(() => {
        this.#render();
      }),
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
    return this.#panel && this.#shown ? this.#shown.id : null;
  }

  /** Whether the page is there and has been sent what it shows. */
  get settled(): boolean {
    return this.#ready && this.#sent !== '';
  }

  /** Shows a paper in the panel, and makes the panel if there is none. */
  async open(id: PaperId, column: vscode.ViewColumn, { preserveFocus = false, matcher = null }: OpenOptions = {}): Promise<void> {
    this.#preview = null;
    await this.#show({ id, matcher }, [], column, preserveFocus);
  }

  /** Begins a preview. One that is still open hands over to the new one what it would have put back. */
  beginPreview(): Preview {
    const before: Before = { ...(this.#preview ?? this.#before()) };
    this.#preview = before;
    return {
      show: async (id, matcher) => {
        if (this.#preview !== before) return;
        before.hasShown = true;
        await this.#show({ id, matcher }, [], vscode.ViewColumn.Active, true);
      },
      keep: () => {
        if (this.#preview !== before) return;
        this.#preview = null;
        this.#render();
      },
      restore: async () => {
        if (this.#preview !== before) return;
        this.#preview = null;
        if (before.hasShown) await this.#putBack(before);
      },
    };
  }

  #before(): Before {
    const panel = this.#panel;
    return { panel, shown: this.#shown, history: this.#history, cover: panel && coverOf(panel), hasShown: false };
  }

  async #putBack({ panel, shown, history, cover }: Before): Promise<void> {
    if (!panel || panel !== this.#panel) {
      this.#panel?.dispose();
      return;
    }
    this.#shown = shown;
    this.#history = history;
    this.#render();
    if (cover) await bringToFront(cover, panel);
  }

  async #show(shown: Shown, history: readonly Shown[], column: vscode.ViewColumn, preserveFocus: boolean): Promise<void> {
    this.#shown = shown;
    this.#history = history;
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
    this.#shown = { id: known.id, matcher: null };
    this.#history = [];
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
      return;
    }
    const paper = known && this.#source.digest.find(known.id);
    if (!paper) return;
    if (known.type === 'openPaper') this.#follow(paper);
    else if (known.type === 'back') this.#goBack(paper);
    else if (known.type === 'openPlace') this.#goToPlace(known.index);
    else if (known.index >= 0 && known.index < paper.sources.length) this.#openSource(paper, known.index);
  }

  /** Opens a paper from the one that is shown. */
  #follow({ id }: Paper): void {
    if (!this.#shown || id === this.#find(this.#shown)?.id) return;
    this.#preview = null;
    void this.#show({ id, matcher: null }, [...this.#history, this.#shown], vscode.ViewColumn.Active, false);
  }

  #goToPlace(index: number): void {
    const place = this.#places[index];
    if (place) this.#openPlace(place);
  }

  /** Goes back from a paper, unless another one is shown by now. */
  #goBack({ id }: Paper): void {
    const index = this.#history.findLastIndex((shown) => this.#find(shown));
    const earlier = this.#history[index];
    if (!this.#shown || !earlier || id !== this.#find(this.#shown)?.id) return;
    this.#preview = null;
    void this.#show(earlier, this.#history.slice(0, index), vscode.ViewColumn.Active, false);
  }

  #find({ id }: Shown): Paper | undefined {
    return this.#source.digest.find(id);
  }

  #render(): void {
    if (!this.#panel || !this.#shown) return;
    const paper = this.#find(this.#shown);
    this.#panel.title = paper ? truncate(titleText(paper), tabTitleLength) : vscode.l10n.t('Abstract');
    if (!this.#ready) return;
    const message = this.#message(paper, this.#shown.matcher);
    const text = JSON.stringify(message);
    if (text !== this.#sent) {
      this.#sent = text;
      this.#sentSimilar = '';
      this.#sentPlaces = '';
      void this.#panel.webview.postMessage(message);
    }
    if (!paper) return;
    this.#renderPlaces(paper, this.#panel.webview);
    this.#renderSimilar(paper, this.#panel.webview);
  }

  /** Sends the places in notes that name the shown paper; notes are looked through once all dumps have been read. */
  #renderPlaces(paper: Paper, webview: vscode.Webview): void {
    if (this.#source.loaded) void this.#backlinks.load();
    this.#places = this.#backlinks.of(paper);
    const places = this.#places.map((place) => ({ where: placeText(place), excerpt: place.excerpt }));
    const message: ToReader = { type: 'mentionedIn', id: paper.id, label: vscode.l10n.t('Mentioned in'), places };
    const text = JSON.stringify(message);
    if (text === this.#sentPlaces) return;
    this.#sentPlaces = text;
    void webview.postMessage(message);
  }

  /** Sends what is near the shown paper, and asks for it once; not while a preview shows one paper after the other. */
  #renderSimilar(paper: Paper, webview: vscode.Webview): void {
    if (this.#near?.paper !== paper) {
      if (!this.#source.loaded || this.#preview?.hasShown) return;
      void this.#findSimilar(paper);
    }
    const message = this.#similarMessage(paper);
    const text = JSON.stringify(message);
    if (text === this.#sentSimilar) return;
    this.#sentSimilar = text;
    void webview.postMessage(message);
  }

  async #findSimilar(paper: Paper): Promise<void> {
    const asked: Near = { paper, found: this.#near?.paper.id === paper.id ? this.#near.found : [] };
    this.#near = asked;
    let found: readonly SimilarFound[] = [];
    try {
      found = await this.#similar(paper, similarShown);
    } catch {
      // The section is left out.
    }
    if (this.#near !== asked) return;
    this.#near = { paper, found };
    this.#render();
  }

  #similarMessage({ id }: Paper): ToReader {
    const { digest } = this.#source;
    const papers = (this.#near?.found ?? []).flatMap(({ paper, terms }): ReaderSimilar[] => {
      const known = digest.find(paper.id);
      if (!known) return [];
      const shares = terms.length === 0 ? '' : vscode.l10n.t('shares: {0}', terms.map(visible).join(', '));
      return [{ id: known.id, title: titleText(known), topic: topicPath(digest, known), shares }];
    });
    return { type: 'similar', id, label: vscode.l10n.t('Similar papers'), papers };
  }

  #message(paper: Paper | undefined, matcher: WordMatcher | null): ToReader {
    if (paper) return { type: 'show', paper: this.#view(paper, matcher), labels: labels() };
    return {
      type: 'notice',
      text: this.#source.loaded ? vscode.l10n.t('This paper is in no dump of the workspace any more.') : vscode.l10n.t('Reading the dumps…'),
    };
  }

  #view(paper: Paper, matcher: WordMatcher | null): ReaderPaper {
    const { digest } = this.#source;
    const [title = [{ text: titleText(paper) }]] = readableRuns(visible(paper.title));
    const marked = (runs: Run[]): Run[] => (matcher ? markRuns(runs, matcher.rangesIn(textOf(runs))) : runs);
    return {
      id: paper.id,
      back: this.#backTitle(),
      title: marked(title),
      details: details(paper),
      paragraphs: readableRuns(paper.abstract).map((runs) => marked(linkRuns(runs))),
      topic: topicPath(digest, paper),
      why: whyText(digest, paper),
      sources: paper.sources.map(sourceText),
    };
  }

  #backTitle(): string | null {
    const earlier = this.#history.flatMap((shown) => this.#find(shown) ?? []).at(-1);
    return earlier ? titleText(earlier) : null;
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
    back: vscode.l10n.t('Back'),
    topic: vscode.l10n.t('Topic'),
    sources: vscode.l10n.t('In the dumps'),
    noAbstract: vscode.l10n.t('The dump has no abstract for this paper.'),
  };
}

/** The text in front of a panel; null where the panel itself or no text is there. */
function coverOf(panel: vscode.WebviewPanel): Cover | null {
  const group = groupOf(panel);
  const tab = group?.activeTab;
  if (panel.visible || !group || !tab || !(tab.input instanceof vscode.TabInputText)) return null;
  return { uri: tab.input.uri, isPreview: tab.isPreview, hadFocus: group.isActive };
}

/** Brings a text back in front of a panel, unless something else is there by now. */
async function bringToFront({ uri, isPreview, hadFocus }: Cover, panel: vscode.WebviewPanel): Promise<void> {
  const group = groupOf(panel);
  const input = group?.activeTab?.input;
  const isInFront = input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  if (!group || !(panel.visible || isInFront)) return;
  try {
    await vscode.window.showTextDocument(uri, { viewColumn: group.viewColumn, preserveFocus: !(hadFocus && group.isActive), preview: isPreview });
  } catch {
    // The text is no more.
  }
}

function groupOf({ viewColumn }: vscode.WebviewPanel): vscode.TabGroup | undefined {
  return vscode.window.tabGroups.all.find((group) => group.viewColumn === viewColumn);
}
