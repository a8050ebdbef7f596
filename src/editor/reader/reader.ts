import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/paper';
import { parseReaderState } from '../../core/readerMessages';
import type { WordMatcher } from '../../core/search/wordMatcher';
import { trailAt, type Trail } from '../../core/trail';
import { readerViewType } from '../common/ids';
import { keptTrail, ReaderPanel, type ReaderNeeds, type Shown } from './panel';
import { bringToFront, coverOf, isPinned, type Cover } from './tabs';

/** How long a page may take to come, in milliseconds. */
const untilPageFails = 20_000;

export interface OpenOptions {
  readonly preserveFocus?: boolean;
  /** Finds what is marked in title and abstract until another paper is opened. */
  readonly matcher?: WordMatcher | null;
  /** The papers among which it stands where it is opened, in their order. */
  readonly order?: readonly PaperId[];
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

/** What a preview puts back. */
interface Before {
  readonly panel: ReaderPanel | null;
  readonly trail: Trail<Shown> | null;
  readonly cover: Cover | null;
  hasShown: boolean;
}

/** The panels that show abstracts: one that every paper is opened in, and those that the user pinned; also those that the editor restores after a reload. */
export class Reader implements vscode.Disposable {
  readonly #needs: ReaderNeeds;
  readonly #panels = new Set<ReaderPanel>();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #onDidFail = new vscode.EventEmitter<ReaderPanel>();
  readonly #disposables: vscode.Disposable[] = [this.#onDidChange, this.#onDidFail];
  /** The panel that papers are opened in. */
  #current: ReaderPanel | null = null;
  #preview: Before | null = null;
  #hasFailed = false;

  /** Fires when the active panel may be another, or none. */
  readonly onDidChange = this.#onDidChange.event;
  /** Fires, at most once, when a panel's page did not come. */
  readonly onDidFail = this.#onDidFail.event;

  constructor(needs: ReaderNeeds) {
    this.#needs = needs;
    const render = (): void => {
      for (const panel of this.#panels) panel.render();
    };
    this.#disposables.push(
      needs.source.onDidChange(render),
      needs.backlinks.onDidChange(render),
      vscode.window.registerWebviewPanelSerializer(readerViewType, {
        deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
      }),
    );
  }

  /** The paper in the panel that papers are opened in. */
  get shown(): PaperId | null {
    return this.#current?.trail.here.id ?? null;
  }

  /** Whether the page of that panel is there and has been sent what it shows. */
  get settled(): boolean {
    return this.#current?.settled ?? false;
  }

  /** The panel that has the focus among the editors. */
  get active(): ReaderPanel | null {
    return [...this.#panels].find(({ panel }) => panel.active) ?? null;
  }

  /** The paper in the active panel; undefined where there is none. */
  get activePaper(): Paper | undefined {
    return this.active?.paper;
  }

  /** Shows a paper, in a new panel where there is none or it is pinned. */
  async open(
    id: PaperId,
    column: vscode.ViewColumn,
    { preserveFocus = false, matcher = null, order = [] }: OpenOptions = {},
  ): Promise<void> {
    this.#preview = null;
    await this.#show({ id, matcher, order }, column, preserveFocus, false);
  }

  /** Begins a preview. One that is still open hands over to the new one what it would have put back. */
  beginPreview(): Preview {
    const before: Before = { ...(this.#preview ?? this.#before()) };
    this.#preview = before;
    return {
      show: async (id, matcher) => {
        if (this.#preview !== before) return;
        before.hasShown = true;
        await this.#show({ id, matcher, order: [] }, vscode.ViewColumn.Active, true, true);
      },
      keep: () => {
        if (this.#preview !== before) return;
        this.#preview = null;
        this.#current?.keep();
      },
      restore: async () => {
        if (this.#preview !== before) return;
        this.#preview = null;
        if (before.hasShown) await this.#putBack(before);
      },
    };
  }

  /** Takes over a panel that the editor restored after a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = parseReaderState(state);
    if (!known) {
      panel.dispose();
      return;
    }
    this.#adopt(new ReaderPanel(panel, this.#needs, keptTrail(known), known.raw)).render();
    await this.#loaded();
  }

  dispose(): void {
    for (const { panel } of [...this.#panels]) panel.dispose();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #before(): Before {
    const panel = this.#current;
    return { panel, trail: panel?.trail ?? null, cover: panel && coverOf(panel.panel), hasShown: false };
  }

  async #putBack({ panel, trail, cover }: Before): Promise<void> {
    if (!panel || !trail || panel !== this.#current) {
      this.#current?.panel.dispose();
      return;
    }
    panel.show(trail);
    if (cover) await bringToFront(cover, panel.panel);
  }

  async #show(shown: Shown, column: vscode.ViewColumn, preserveFocus: boolean, passing: boolean): Promise<void> {
    if (this.#current && isPinned(this.#current.panel)) this.#current = null;
    const known = this.#current?.panel;
    known?.reveal(column === vscode.ViewColumn.Beside ? column : known.viewColumn, preserveFocus);
    (this.#current ?? this.#create(shown, column, preserveFocus)).show(trailAt(shown), passing);
    this.#onDidChange.fire();
    await this.#loaded();
  }

  #create(shown: Shown, viewColumn: vscode.ViewColumn, preserveFocus: boolean): ReaderPanel {
    const panel = vscode.window.createWebviewPanel(
      readerViewType,
      '',
      { viewColumn, preserveFocus },
      { enableFindWidget: true },
    );
    return this.#adopt(new ReaderPanel(panel, this.#needs, trailAt(shown)));
  }

  #adopt(opened: ReaderPanel): ReaderPanel {
    const timer = setTimeout(() => {
      if (opened.settled || !opened.panel.visible || this.#hasFailed) return;
      this.#hasFailed = true;
      this.#onDidFail.fire(opened);
    }, untilPageFails);
    this.#panels.add(opened);
    this.#current = opened;
    opened.panel.onDidDispose(() => {
      clearTimeout(timer);
      this.#panels.delete(opened);
      if (this.#current === opened) this.#current = null;
      this.#onDidChange.fire();
    });
    opened.panel.onDidChangeViewState(() => {
      this.#onDidChange.fire();
    });
    return opened;
  }

  async #loaded(): Promise<void> {
    await this.#needs.source.load();
    for (const panel of this.#panels) panel.render();
  }
}
