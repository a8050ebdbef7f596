import * as vscode from 'vscode';
import type { FoundPaper } from '../core/digest';
import type { Paper, PaperId } from '../core/paper';
import { matchesIn } from '../core/search/searchIndex';
import { CancelledError, drainInSlices } from '../core/steps';
import { truncate, visible } from '../core/text/prose';
import { readable } from '../core/text/readable';
import { dateText, firstSentencesOf, paperCount, titleText, topicName } from './common/describe';
import type { DigestSource } from './common/digestSource';
import { commands } from './common/ids';

/** A search result in the picker. */
export interface PaperItem extends vscode.QuickPickItem {
  readonly id: PaperId;
}

export type OpenPaper = (id: PaperId, toSide: boolean) => void;

const resultsShown = 100;
const snippetLength = 160;
const snippetLead = 40;
const searchedForSnippet = 20_000;
/** Long enough for letters typed in a burst to be searched for once, in milliseconds. */
const typingPause = 15;

/** The picker of a search. The order of its items is the search's own. */
export class SearchPicker implements vscode.Disposable {
  readonly picker = vscode.window.createQuickPick<PaperItem>();
  readonly #source: DigestSource;
  readonly #open: OpenPaper;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #toSide: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('split-horizontal'),
    tooltip: vscode.l10n.t('Open Abstract to the Side'),
  };
  #closed = false;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(source: DigestSource, open: OpenPaper) {
    this.#source = source;
    this.#open = open;
    const { picker } = this;
    picker.placeholder = vscode.l10n.t('Words of a title or an abstract');
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    keepOrder(picker);
    this.#disposables.push(
      picker,
      picker.onDidChangeValue(() => {
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => {
          this.#showResults();
        }, typingPause);
      }),
      picker.onDidAccept(() => {
        this.#accept(picker.selectedItems[0] ?? picker.activeItems[0], false);
      }),
      picker.onDidTriggerItemButton(({ item }) => {
        this.#accept(item, true);
      }),
      picker.onDidHide(() => {
        this.dispose();
      }),
      source.onDidChange(() => void this.#prepare()),
    );
  }

  /** Shows the picker and fills it as soon as the papers are there. */
  async show(): Promise<void> {
    this.picker.show();
    await this.#prepare();
  }

  dispose(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#typing);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #prepare(): Promise<void> {
    this.picker.busy = true;
    this.picker.title = vscode.l10n.t('Search Papers — getting ready…');
    try {
      await this.#source.load();
      await drainInSlices(this.#source.digest.prepareSearch(), { isCancelled: () => this.#closed });
    } catch (error) {
      if (error instanceof CancelledError) return;
      throw error;
    }
    if (this.#closed) return;
    this.picker.busy = false;
    this.picker.title = vscode.l10n.t('Search Papers');
    this.#showResults();
  }

  #showResults(): void {
    const { digest, loaded } = this.#source;
    if (!loaded || digest.unindexed > 0) return;
    const query = this.picker.value.trim();
    const items = query === '' ? this.#newest().map((paper) => this.#item(paper)) : digest.search(query, resultsShown).map((hit) => this.#hitItem(hit));
    this.picker.items = items;
    this.picker.placeholder =
      digest.papers.size === 0 ? vscode.l10n.t('There is no paper in this workspace yet') : vscode.l10n.t('Search {0} by title or abstract', paperCount(digest.papers.size));
  }

  #newest(): Paper[] {
    const dated = (paper: Paper): string => (paper.date?.iso.startsWith('X') ? '' : (paper.date?.iso ?? ''));
    return [...this.#source.digest.papers.values()]
      .sort((a, b) => (dated(a) < dated(b) ? 1 : dated(a) > dated(b) ? -1 : 0))
      .slice(0, resultsShown);
  }

  #hitItem({ paper, terms }: FoundPaper): PaperItem {
    return this.#item(paper, snippet(readable(paper.abstract.slice(0, searchedForSnippet)), terms));
  }

  #item(paper: Paper, detail = firstSentencesOf(paper, snippetLength)): PaperItem {
    const { digest } = this.#source;
    const topic = topicName(digest, digest.topicOf(paper).topic);
    return {
      id: paper.id,
      label: escapeIcons(titleText(paper)),
      description: escapeIcons(paper.date ? `${topic} · ${dateText(paper.date)}` : topic),
      detail: escapeIcons(visible(detail)),
      alwaysShow: true,
      buttons: [this.#toSide],
    };
  }

  #accept(item: PaperItem | undefined, toSide: boolean): void {
    if (!item) return;
    this.picker.hide();
    this.#open(item.id, toSide);
  }
}

/** The part of a text around the first match. */
function snippet(text: string, terms: ReadonlySet<string>): string {
  const flat = visible(text);
  const [match] = matchesIn(flat, terms);
  if (!match || match[0] < snippetLength - snippetLead) return truncate(flat, snippetLength);
  const start = flat.indexOf(' ', match[0] - snippetLead) + 1;
  return `…${truncate(flat.slice(start), snippetLength)}`;
}

/** `$(name)` in a label would become an icon. */
function escapeIcons(text: string): string {
  return text.replace(/\$\(/g, '\\$(');
}

/** The picker sorts by label unless told not to; the property that tells it is not in the stable API yet. */
function keepOrder(picker: object): void {
  if ('sortByLabel' in picker) picker.sortByLabel = false;
}

/** Registers the search command. */
export function registerSearch(source: DigestSource, open: OpenPaper): { disposable: vscode.Disposable; current: () => SearchPicker | undefined } {
  let current: SearchPicker | undefined;
  const disposable = vscode.commands.registerCommand(commands.searchPapers, async (query?: unknown) => {
    current?.dispose();
    const search = new SearchPicker(source, open);
    current = search;
    if (typeof query === 'string') search.picker.value = query;
    await search.show();
  });
  return { disposable: vscode.Disposable.from(disposable, new vscode.Disposable(() => current?.dispose())), current: () => current };
}
