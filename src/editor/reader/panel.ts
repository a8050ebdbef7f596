import * as vscode from 'vscode';
import type { NotePlace } from '../../core/backlinks/backlinks';
import type { Paper, PaperId } from '../../core/paper';
import {
  markNames,
  parseFromReader,
  ways,
  type KeptPaper,
  type KeptReader,
  type MarkName,
  type ReaderState,
  type ReaderWay,
  type ToReader,
  type Way,
} from '../../core/readerMessages';
import type { SimilarFound } from '../../core/search/paperSearch';
import type { WordMatcher } from '../../core/search/wordMatcher';
import { truncate } from '../../core/text/prose';
import { goBack, goForward, goOn, trailAt, type Trail } from '../../core/trail';
import { titleText } from '../common/describe';
import { setPanelTitle } from '../common/sinks/window';
import type { DigestSource } from '../common/digestSource';
import { setPage } from '../common/page';
import type { PaperBacklinks } from '../common/paperBacklinks';
import type { PaperReadings } from '../common/paperReadings';
import { placeText } from '../common/places';
import { labels, noticeView, paperView, similarView } from './view';

/** What the reader needs of others. */
export interface ReaderNeeds {
  readonly source: DigestSource;
  readonly backlinks: PaperBacklinks;
  readonly readings: PaperReadings;
  readonly extensionUri: vscode.Uri;
  readonly openSource: (paper: Paper, index: number) => void;
  readonly openPlace: (place: NotePlace) => void;
  /** Sets a mark on a paper, or takes it away. */
  readonly toggleMark: (paper: Paper, mark: MarkName) => void;
  /** Takes note that a paper has been before the reader's eyes. */
  readonly seen: (paper: Paper) => void;
  /** How long a paper is before the reader's eyes until it has been, in seconds; 0 for never. */
  readonly seenAfter: () => number;
  /** Finds the papers nearest to one, nearest first. */
  readonly similar: (paper: Paper, limit: number) => Promise<readonly SimilarFound[]>;
}

/** A paper that is or was shown, and how. */
export interface Shown {
  readonly id: PaperId;
  /** Finds what is marked in title and abstract. */
  readonly matcher: WordMatcher | null;
  /** The papers that it was opened from, in their order; empty where it was opened alone. */
  readonly order: readonly PaperId[];
}

const tabTitleLength = 40;
const similarShown = 5;
/** Of the papers that one was opened from, those nearest to it are kept over a reload. */
const orderKept = 100;

/** A panel that shows an abstract. */
export class ReaderPanel {
  readonly panel: vscode.WebviewPanel;
  readonly #needs: ReaderNeeds;
  #trail: Trail<Shown>;
  #raw: boolean;
  /** Whether papers are shown in passing, as one goes through a list. */
  #passing = false;
  #ready = false;
  #disposed = false;
  /** What was sent last, by the type of message. */
  #sent = new Map<ToReader['type'], string>();
  /** What is near a paper; empty until it is known. */
  #near: { readonly paper: Paper; readonly found: readonly SimilarFound[] } | null = null;
  /** The paper that is being looked at, and until when it has been. */
  #looking: { readonly paper: Paper; readonly timer: ReturnType<typeof setTimeout> } | null = null;
  /** The places in notes that were sent. */
  #places: readonly NotePlace[] = [];

  constructor(panel: vscode.WebviewPanel, needs: ReaderNeeds, trail: Trail<Shown>, raw = false) {
    this.panel = panel;
    this.#needs = needs;
    this.#trail = trail;
    this.#raw = raw;
    panel.iconPath = vscode.Uri.joinPath(needs.extensionUri, 'media', 'reader.svg');
    panel.webview.onDidReceiveMessage((message: unknown) => {
      this.#receive(message);
    });
    panel.onDidChangeViewState(() => {
      this.#look();
    });
    panel.onDidDispose(() => {
      this.#disposed = true;
      clearTimeout(this.#looking?.timer);
    });
    setPage(panel.webview, needs.extensionUri, 'reader');
  }

  /** Whether the page is there and has been sent what it shows. */
  get settled(): boolean {
    return this.#ready && (this.#sent.has('show') || this.#sent.has('notice'));
  }

  get trail(): Trail<Shown> {
    return this.#trail;
  }

  /** The paper that is shown; undefined where it is in no dump any more, or not yet. */
  get paper(): Paper | undefined {
    return this.#find(this.#trail.here);
  }

  /**
   * Shows a paper in place of the one that is shown.
   *
   * @param passing Whether it is shown in passing: what is near it is then not looked for.
   */
  show(trail: Trail<Shown>, passing = false): void {
    this.#trail = trail;
    this.#passing = passing;
    this.render();
  }

  /** Keeps what was shown in passing. */
  keep(): void {
    this.#passing = false;
    this.render();
  }

  toggleRaw(): void {
    this.#raw = !this.#raw;
    this.render();
  }

  /** Goes to another paper; nothing happens where there is none. */
  go(way: Way): void {
    const trail = this.#trailAlong(way);
    if (trail) this.show(trail);
  }

  /** Sends the page what it does not show yet; nothing when it is closed. */
  render(): void {
    if (this.#disposed) return;
    const { source, backlinks } = this.#needs;
    const { paper } = this;
    setPanelTitle(this.panel, paper ? truncate(titleText(paper), tabTitleLength) : vscode.l10n.t('Abstract'));
    this.#look();
    if (!this.#ready) return;
    if (!paper) {
      this.#send(noticeView(source.loaded));
      return;
    }
    const { here } = this.#trail;
    const place = this.#placeIn(here);
    const position = place < 0 ? null : ([place + 1, here.order.length] as const);
    const view = paperView(source.digest, paper, {
      matcher: here.matcher,
      raw: this.#raw,
      reading: this.#needs.readings.of(paper),
      ways: this.#ways(),
      position,
    });
    if (this.#send({ type: 'show', paper: view, labels: labels(), kept: this.#kept() })) {
      this.#sent.delete('similar');
      this.#sent.delete('mentionedIn');
    }
    if (source.loaded) void backlinks.load();
    this.#places = backlinks.of(paper);
    const places = this.#places.map((one) => ({ where: placeText(one), excerpt: one.excerpt }));
    this.#send({ type: 'mentionedIn', id: paper.id, label: vscode.l10n.t('Mentioned in'), places });
    this.#renderSimilar(paper);
  }

  /** Waits until the shown paper has been looked at for long enough. */
  #look(): void {
    const seconds = this.#needs.seenAfter();
    const paper = this.panel.visible && !this.#passing && seconds > 0 ? this.paper : undefined;
    if (paper?.id === this.#looking?.paper.id) return;
    clearTimeout(this.#looking?.timer);
    this.#looking = paper
      ? {
          paper,
          timer: setTimeout(() => {
            this.#needs.seen(paper);
          }, 1_000 * seconds),
        }
      : null;
  }

  /** Sends a message, unless it is what was sent last; answers whether it was sent. */
  #send(message: ToReader): boolean {
    const text = JSON.stringify(message);
    if (this.#sent.get(message.type) === text) return false;
    if (message.type === 'show' || message.type === 'notice') this.#sent.clear();
    this.#sent.set(message.type, text);
    void this.panel.webview.postMessage(message);
    return true;
  }

  /** Sends what is near the shown paper, and asks for it once. */
  #renderSimilar(paper: Paper): void {
    if (this.#near?.paper !== paper) {
      if (!this.#needs.source.loaded || this.#passing) return;
      void this.#findSimilar(paper);
    }
    this.#send({
      type: 'similar',
      id: paper.id,
      label: vscode.l10n.t('Similar papers'),
      papers: similarView(this.#needs.source.digest, this.#near?.found ?? []),
    });
  }

  async #findSimilar(paper: Paper): Promise<void> {
    const asked = { paper, found: this.#near?.paper.id === paper.id ? this.#near.found : [] };
    this.#near = asked;
    let found: readonly SimilarFound[] = [];
    try {
      found = await this.#needs.similar(paper, similarShown);
    } catch {
      // The section is left out.
    }
    if (this.#near !== asked) return;
    this.#near = { paper, found };
    this.render();
  }

  #receive(message: unknown): void {
    const known = parseFromReader(message);
    if (known?.type === 'ready') {
      this.#ready = true;
      this.#sent.clear();
      this.render();
      return;
    }
    const paper = known && this.#needs.source.digest.find(known.id);
    if (!paper) return;
    const isShown = paper === this.paper;
    switch (known.type) {
      case 'openPaper':
        if (!isShown) this.show(goOn(this.#trail, { id: paper.id, matcher: null, order: [] }));
        break;
      case 'openPlace': {
        const place = this.#places[known.index];
        if (isShown && place) this.#needs.openPlace(place);
        break;
      }
      case 'openSource':
        if (known.index >= 0 && known.index < paper.sources.length) this.#needs.openSource(paper, known.index);
        break;
      default:
        if (!isShown) break;
        if (isMark(known.type)) this.#needs.toggleMark(paper, known.type);
        else this.go(known.type);
    }
  }

  #ways(): ReaderWay[] {
    return ways.flatMap((way) => {
      const trail = this.#trailAlong(way);
      const paper = trail && this.#find(trail.here);
      return paper ? [{ way, title: titleText(paper) }] : [];
    });
  }

  #trailAlong(way: Way): Trail<Shown> | null {
    const isThere = (shown: Shown): boolean => this.#find(shown) !== undefined;
    switch (way) {
      case 'back':
        return goBack(this.#trail, isThere);
      case 'forward':
        return goForward(this.#trail, isThere);
      case 'previous':
        return this.#step(-1);
      case 'next':
        return this.#step(1);
    }
  }

  /** Goes on in the order that the shown paper was opened from, past papers that are no more. */
  #step(by: 1 | -1): Trail<Shown> | null {
    const { here } = this.#trail;
    const from = this.#placeIn(here);
    if (from < 0) return null;
    for (let place = from + by; ; place += by) {
      const id = here.order[place];
      if (id === undefined) return null;
      const paper = this.#needs.source.digest.find(id);
      if (paper && paper !== this.paper) return goOn(this.#trail, { ...here, id });
    }
  }

  #placeIn({ id, order }: Shown): number {
    return order.length < 2 ? -1 : order.indexOf(id);
  }

  #find({ id }: Shown): Paper | undefined {
    return this.#needs.source.digest.find(id);
  }

  #kept(): KeptReader {
    const { here, back, forward } = this.#trail;
    const keep = ({ id, order }: Shown, most = 0): KeptPaper => {
      const first = Math.max(0, order.indexOf(id) - most / 2);
      return { id, order: order.slice(first, first + most) };
    };
    return {
      ...keep(here, orderKept),
      raw: this.#raw,
      back: back.map((shown) => keep(shown)),
      forward: forward.map((shown) => keep(shown)),
    };
  }
}

function isMark(type: MarkName | Way): type is MarkName {
  return markNames.some((mark) => mark === type);
}

/** The trail that a panel had before the window was reloaded. */
export function keptTrail({ id, order, back, forward }: ReaderState): Trail<Shown> {
  const shown = (kept: KeptPaper): Shown => ({ ...kept, matcher: null });
  return { ...trailAt(shown({ id, order })), back: back.map(shown), forward: forward.map(shown) };
}
