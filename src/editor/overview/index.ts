import * as vscode from 'vscode';
import { parseFromOverview, type ToOverview } from '../../core/overviewMessages';
import { paperMap, type MapPoint } from '../../core/overview/paperMap';
import type { Paper, PaperId } from '../../core/paper';
import { CancelledError, drainInSlices, type Steps } from '../../core/steps';
import type { DigestSource } from '../common/digestSource';
import { commands, overviewViewType } from '../common/ids';
import { setPage } from '../common/page';
import { setPanelTitle } from '../common/sinks/window';
import { pointsOf, viewOf, type ReadStateOf } from './view';

export interface OverviewOptions {
  readonly extensionUri: vscode.Uri;
  /** Null where it is not known what was read. */
  readonly readStateOf: ReadStateOf | null;
  /** Lets the tree show what a query asks for. */
  readonly filter: (query: string) => void;
  readonly open: (id: PaperId) => void;
  readonly log: vscode.LogOutputChannel;
}

interface LaidOut {
  readonly papers: readonly Paper[];
  readonly points: Promise<readonly MapPoint[]>;
}

/** The one panel that shows the papers at a glance, also one that the editor restores after a reload. */
export class Overview implements vscode.Disposable {
  readonly #source: DigestSource;
  readonly #options: OverviewOptions;
  readonly #disposable: vscode.Disposable;
  #panel: vscode.WebviewPanel | null = null;
  /** Whether the page is there and can receive. */
  #ready = false;
  /** Grows with each time that the page is to be brought up to date. */
  #version = 0;
  #sent = new Map<ToOverview['type'], string>();
  /** The map of the papers, which may still be laid out. */
  #map: LaidOut | null = null;

  constructor(source: DigestSource, options: OverviewOptions) {
    this.#source = source;
    this.#options = options;
    this.#disposable = vscode.Disposable.from(
      source.onDidChange(() => {
        this.#renew();
      }),
      vscode.commands.registerCommand(commands.overview, () => {
        this.show();
      }),
      vscode.window.registerWebviewPanelSerializer(overviewViewType, {
        deserializeWebviewPanel: (panel) => {
          if (this.#panel) panel.dispose();
          else this.#adopt(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Whether the page shows all there is, the map too. */
  get settled(): boolean {
    return this.#sent.has('map');
  }

  /** Shows the panel, and makes it if there is none. */
  show(): void {
    if (this.#panel) this.#panel.reveal();
    else
      this.#adopt(
        vscode.window.createWebviewPanel(overviewViewType, '', vscode.ViewColumn.Active, { enableFindWidget: true }),
      );
  }

  /** Does what a message of the page asks for; what is no such message is passed over. */
  receive(message: unknown): void {
    const known = parseFromOverview(message);
    if (known?.type === 'ready') {
      this.#ready = true;
      this.#sent.clear();
      this.#renew();
    } else if (known?.type === 'filter') this.#options.filter(known.query);
    else if (known && this.#source.digest.find(known.id)) this.#options.open(known.id);
  }

  dispose(): void {
    this.#version++;
    this.#panel?.dispose();
    this.#disposable.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const { extensionUri } = this.#options;
    this.#panel = panel;
    this.#ready = false;
    setPanelTitle(panel, vscode.l10n.t('Overview'));
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'overview.svg');
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = this.#map = null;
      this.#version++;
      this.#sent.clear();
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#ready = false;
    });
    webview.onDidReceiveMessage((message: unknown) => {
      this.receive(message);
    });
    setPage(webview, extensionUri, 'overview');
  }

  #renew(): void {
    if (!this.#panel || !this.#ready) return;
    const version = ++this.#version;
    this.#render(() => version !== this.#version).catch((error: unknown) => {
      if (!(error instanceof CancelledError)) this.#options.log.error(error instanceof Error ? error : String(error));
    });
  }

  async #render(isCancelled: () => boolean): Promise<void> {
    const { digest } = this.#source;
    const inSlices = <T>(steps: Steps<T>): Promise<T> => drainInSlices(steps, { isCancelled });
    if (!this.#source.loaded) {
      this.#send({ type: 'notice', text: vscode.l10n.t('Reading the dumps…') });
      await this.#source.load();
      if (isCancelled()) return;
    }
    if (digest.papers.size === 0) {
      this.#send({ type: 'notice', text: vscode.l10n.t('There are no papers in this workspace yet.') });
      return;
    }
    const { view, labels, areas } = await inSlices(viewOf(digest, this.#options.readStateOf));
    this.#send({ type: 'show', view, labels });
    const points = await this.#layOut([...digest.papers.values()]);
    if (!isCancelled()) this.#send({ type: 'map', points: await inSlices(pointsOf(digest, points, areas)) });
  }

  /** Lays papers out unless that is done or under way; laying out others is given up. */
  #layOut(papers: readonly Paper[]): Promise<readonly MapPoint[]> {
    const before = this.#map;
    if (before?.papers.length === papers.length && papers.every((paper, i) => paper === before.papers[i]))
      return before.points;
    const points = drainInSlices(paperMap(papers), { isCancelled: () => this.#map?.papers !== papers });
    points.catch(() => undefined);
    this.#map = { papers, points };
    return points;
  }

  /** Sends a message unless the page has it. */
  #send(message: ToOverview): void {
    const text = JSON.stringify(message);
    if (!this.#panel || this.#sent.get(message.type) === text) return;
    if (message.type === 'notice') this.#sent.clear();
    else this.#sent.delete('notice');
    this.#sent.set(message.type, text);
    void this.#panel.webview.postMessage(message);
  }
}
