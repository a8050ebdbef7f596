import * as vscode from 'vscode';
import type { PaperId } from '../../core/paper';
import { complete } from '../../core/search/completions';
import { newestFirst, type SearchResult } from '../../core/search/paperSearch';
import { queryProblemMessages, type QueryProblem } from '../../core/search/query';
import type { WordMatcher } from '../../core/search/wordMatcher';
import { CancelledError } from '../../core/steps';
import { messageOf } from '../../core/messageOf';
import { paperCount } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import type { PaperFinder } from '../common/paperFinder';
import { createQuickPick } from '../common/sinks/quickInput';
import {
  buttons,
  completionItem,
  completionSource,
  isSameRow,
  paperItem,
  recentItem,
  separator,
  type SearchItem,
} from './items';
import type { RecentSearches } from './recentSearches';

/** Shows papers for as long as a search is open. */
export interface PaperPreview {
  show(id: PaperId, matcher: WordMatcher | null): Promise<void>;
  keep(): void;
  restore(): Promise<void>;
}

/** What the picker needs of other surfaces. */
export interface PickerTargets {
  /** Opens an abstract; `order` has the papers that the picker shows. */
  readonly open: (id: PaperId, toSide: boolean, matcher: WordMatcher | null, order: readonly PaperId[]) => void;
  readonly beginPreview: () => PaperPreview;
  readonly isStarred: (id: PaperId) => boolean;
  /** The user's tags, each with the number of its papers. */
  readonly tags: () => ReadonlyMap<string, number>;
  /** What the picker is for, in words; to search for papers where nothing is said. */
  readonly title?: string;
}

const resultsShown = 100;
/** Long enough for letters typed in a burst to be searched for once, in milliseconds. */
const typingPause = 15;
/** How long a row has to be the active one before its abstract is shown, in milliseconds. */
const previewPause = 120;

/** The picker of a search. The order of its items is the search's own. */
export class SearchPicker implements vscode.Disposable {
  readonly picker = createQuickPick<SearchItem>();
  readonly #source: DigestSource;
  readonly #finder: PaperFinder;
  readonly #targets: PickerTargets;
  readonly #title: string;
  readonly #recent: RecentSearches;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #keepSearch: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('pin'),
    tooltip: vscode.l10n.t('Show Results in Sidebar'),
  };
  readonly #onDidClose = new vscode.EventEmitter<void>();
  #matcher: WordMatcher | null = null;
  #preview: PaperPreview | null = null;
  #closed = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #pausing: ReturnType<typeof setTimeout> | undefined;
  /** Grows with every search that is begun; the results of an older one are dropped. */
  #latest = 0;
  #running: Promise<void> | null = null;
  #shownFor: string | null = null;
  /** What the picker was given; it shows copies. */
  #rows: readonly SearchItem[] = [];
  /** Whether the editor has not told yet which of the rows is active; what it tells of may be rows of before. */
  #isNew = false;

  constructor(source: DigestSource, finder: PaperFinder, recent: RecentSearches, targets: PickerTargets) {
    this.#source = source;
    this.#finder = finder;
    this.#recent = recent;
    this.#targets = targets;
    this.#title = targets.title ?? vscode.l10n.t('Search Papers');
    const { picker } = this;
    picker.title = this.#title;
    picker.placeholder = vscode.l10n.t('Words of a title or an abstract');
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    picker.buttons = [this.#keepSearch];
    keepOrder(picker);
    this.#disposables.push(
      picker,
      picker.onDidChangeValue(() => {
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => void this.#update(), typingPause);
      }),
      picker.onDidChangeActive(([item]) => {
        this.#previewSoon(item);
      }),
      picker.onDidAccept(() => {
        this.#accept(picker.selectedItems[0] ?? picker.activeItems[0], false);
      }),
      picker.onDidTriggerButton(() => void this.#keep()),
      picker.onDidTriggerItemButton(({ item, button }) => void this.#press(item, button)),
      picker.onDidHide(() => void this.#hide()),
      finder.onDidChange(() => void this.#update()),
      source.onDidChange(() => void this.#update()),
    );
  }

  /** Fires when the picker is gone and what it showed is put back. */
  readonly onDidClose = this.#onDidClose.event;

  /** What was typed when the results that are shown were looked for; null before there are any. */
  get shownFor(): string | null {
    return this.#shownFor;
  }

  /** Shows the picker and fills it as the papers come. */
  async show(): Promise<void> {
    this.picker.show();
    this.picker.busy = true;
    const loading = this.#finder.load();
    await this.#update();
    await loading;
    await this.#update();
  }

  dispose(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#typing);
    clearTimeout(this.#pausing);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #hide(): Promise<void> {
    const restoring = this.#preview?.restore();
    this.dispose();
    await restoring;
    this.#onDidClose.fire();
    this.#onDidClose.dispose();
  }

  /** Looks for what is typed now. One search runs at a time: of those that are asked for meanwhile only the last is begun. */
  async #update(): Promise<void> {
    const number = ++this.#latest;
    const isCancelled = (): boolean => this.#closed || number !== this.#latest;
    while (this.#running) await this.#running;
    if (isCancelled()) return;
    this.picker.busy = true;
    this.#running = this.#look(isCancelled).finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async #look(isCancelled: () => boolean): Promise<void> {
    const query = this.picker.value;
    try {
      const result =
        query.trim() === '' ? null : await this.#finder.search(query, { limit: resultsShown, isCancelled });
      if (!isCancelled()) this.#fill(query, result);
    } catch (error) {
      if (error instanceof CancelledError || isCancelled()) return;
      this.#say(messageOf(error));
    }
  }

  #fill(query: string, result: SearchResult | null): void {
    const { digest, loaded } = this.#source;
    const { picker } = this;
    const isReady = loaded && this.#finder.waiting === 0;
    this.#matcher = result?.matcher ?? null;
    const completions = complete(query, () => ({
      ...completionSource(digest),
      tags: Array.from(this.#targets.tags(), ([name, papers]) => ({ name, papers })),
    })).map(completionItem);
    const items = result
      ? [
          ...completions,
          ...result.papers.map(({ paper }) =>
            paperItem(digest, paper, this.#targets.isStarred(paper.id), result.matcher),
          ),
        ]
      : this.#beginning(completions);
    if (query === this.#shownFor) this.#renew(items);
    else {
      this.#rows = picker.items = items;
      this.#isNew = true;
    }
    picker.busy = !isReady;
    picker.title = isReady ? this.#title : vscode.l10n.t('{0} — reading and indexing…', this.#title);
    picker.placeholder =
      digest.papers.size > 0
        ? vscode.l10n.t('Search {0} by title or abstract', paperCount(digest.papers.size))
        : isReady
          ? vscode.l10n.t('There is no paper in this workspace yet')
          : picker.placeholder;
    this.#say((result?.problems ?? []).map(problemText).join(' · '));
    this.#shownFor = query;
  }

  /** What is offered before anything is typed. */
  #beginning(completions: readonly SearchItem[]): SearchItem[] {
    const { digest } = this.#source;
    if (digest.papers.size === 0) return [];
    const recent = this.#recent.queries.map(recentItem);
    const newest = newestFirst(digest.papers.values(), resultsShown);
    return [
      ...(recent.length > 0 ? [separator(vscode.l10n.t('Recent searches')), ...recent] : []),
      separator(vscode.l10n.t('Newest papers')),
      ...newest.map((paper) => paperItem(digest, paper, this.#targets.isStarred(paper.id), null)),
      separator(vscode.l10n.t('Narrow the search')),
      ...completions,
    ];
  }

  /** Says something below the box; where the editor has no place for it, above. */
  #say(text: string): void {
    const picker: object = this.picker;
    if ('prompt' in picker) picker.prompt = text === '' ? undefined : text;
    else if (text !== '') this.picker.title = text;
  }

  /** Shows the abstract of a row that the user went to; the first row is not shown by itself. */
  #previewSoon(item: SearchItem | undefined): void {
    clearTimeout(this.#pausing);
    const isFirst = item === this.picker.items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
    if (this.#isNew && !isFirst) return;
    this.#isNew = false;
    const id = item?.id ?? null;
    if (id === null || (this.#preview === null && isFirst)) return;
    this.#pausing = setTimeout(() => {
      this.#preview ??= this.#targets.beginPreview();
      void this.#preview.show(id, this.#matcher);
    }, previewPause);
  }

  #accept(item: SearchItem | undefined, toSide: boolean): void {
    if (!item) return;
    if (item.id === null) {
      if (item.query !== null) this.#takeOver(item.query);
      return;
    }
    void this.#recent.note(this.picker.value);
    this.#preview?.keep();
    this.#targets.open(
      item.id,
      toSide,
      this.#matcher,
      this.picker.items.flatMap(({ id }) => id ?? []),
    );
    this.picker.hide();
  }

  #takeOver(query: string): void {
    this.picker.value = query;
    clearTimeout(this.#typing);
    void this.#update();
  }

  async #press(item: SearchItem, button: vscode.QuickInputButton): Promise<void> {
    if (item.id === null) return;
    if (button === buttons.toSide) {
      this.#accept(item, true);
    } else if (button === buttons.cite) {
      await vscode.commands.executeCommand(commands.copyCitation, item.id);
      this.#say(vscode.l10n.t('The citation is in the clipboard.'));
    } else {
      await vscode.commands.executeCommand(this.#targets.isStarred(item.id) ? commands.unstar : commands.star, item.id);
      this.#mark(item);
    }
  }

  /** Shows anew whether a paper is starred. */
  #mark({ id }: SearchItem): void {
    const paper = id === null ? undefined : this.#source.digest.find(id);
    if (!paper) return;
    const marked = paperItem(this.#source.digest, paper, this.#targets.isStarred(paper.id), this.#matcher);
    this.#renew(this.#rows.map((other) => (other.id === id ? marked : other)));
  }

  /** Puts rows in place of those of the same query, and stays at the row where the user is. */
  #renew(items: readonly SearchItem[]): void {
    const { picker } = this;
    if (this.#rows.length === items.length && this.#rows.every((item, i) => isSameRow(item, items[i]))) return;
    const [active] = picker.activeItems;
    const next = items.find((item) => active !== undefined && item.id === active.id && item.query === active.query);
    picker.keepScrollPosition = true;
    this.#rows = picker.items = items;
    if (next) picker.activeItems = [next];
    picker.keepScrollPosition = false;
  }

  async #keep(): Promise<void> {
    const query = this.picker.value.trim();
    if (query === '') return;
    this.picker.hide();
    await vscode.commands.executeCommand(commands.saveSearch, query);
  }
}

function problemText({ kind, excerpt }: QueryProblem): string {
  return vscode.l10n.t(queryProblemMessages[kind], excerpt);
}

/** The picker sorts by label unless told not to; the property that tells it is not in the stable API yet. */
function keepOrder(picker: object): void {
  if ('sortByLabel' in picker) picker.sortByLabel = false;
}
