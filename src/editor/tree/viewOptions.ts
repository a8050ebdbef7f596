import * as vscode from 'vscode';
import type { ArrangementOptions, Granularity, Grouping, Sorting } from '../../core/arrangement';
import { viewKey } from '../../core/reading/records';
import type { PaperRecord } from '../../core/reading/stamped';
import { contextKeys } from '../common/ids';
import type { UserState } from '../common/userState';

const hiddenPrefix = 'hiddenTopic:';

interface Stored {
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  readonly granularity: Granularity;
  readonly secondary: boolean;
  readonly hidden: readonly string[];
}

const defaults: Stored = { grouping: 'topic', sorting: 'title', granularity: 'areas', secondary: false, hidden: [] };

const allowed: { readonly [Option in 'grouping' | 'sorting' | 'granularity']: readonly Stored[Option][] } = {
  grouping: ['topic', 'dump', 'date'],
  sorting: ['title', 'date', 'count', 'relevance'],
  granularity: ['areas', 'topics'],
};

/** How the tree is arranged: part of the user state, but for the filter. */
export class ViewOptions implements vscode.Disposable {
  readonly #state: UserState;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];
  #read: { readonly view: PaperRecord; readonly stored: Stored } | null = null;
  #filter = '';
  #hiddenByFile: readonly string[] = [];

  readonly onDidChange = this.#onDidChange.event;

  constructor(state: UserState) {
    this.#state = state;
    this.#disposables = [
      this.#onDidChange,
      state.onDidChangeView(() => {
        const before = JSON.stringify(this.#read?.stored);
        if (JSON.stringify(this.#stored) !== before) this.#onDidChange.fire();
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  get #stored(): Stored {
    const { view } = this.#state;
    if (this.#read?.view !== view) {
      this.#read = { view, stored: optionsIn(view) };
      this.#setContext();
    }
    return this.#read.stored;
  }

  /** What `arrange` needs. */
  get arrangement(): ArrangementOptions {
    return { ...this.#stored, hidden: new Set([...this.#stored.hidden, ...this.#hiddenByFile]), filter: this.#filter };
  }

  /** The topics hidden by command; those hidden by the topics file are not among them. */
  get hidden(): readonly string[] {
    return this.#stored.hidden;
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(filter: string) {
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.#setContext();
    this.#onDidChange.fire();
  }

  set hiddenByFile(hidden: readonly string[]) {
    if (hidden.join('\n') === this.#hiddenByFile.join('\n')) return;
    this.#hiddenByFile = hidden;
    this.#onDidChange.fire();
  }

  /** Changes options and remembers them. */
  async update({ hidden, ...change }: Partial<Stored>): Promise<void> {
    const before = this.#stored.hidden;
    const topics = hidden
      ? [
          ...before.filter((id) => !hidden.includes(id)).map((id) => [hiddenPrefix + id, false] as const),
          ...hidden.filter((id) => !before.includes(id)).map((id) => [hiddenPrefix + id, true] as const),
        ]
      : [];
    this.#state.apply([...Object.entries(change), ...topics].map(([field, value]) => ({ id: viewKey, field, value })));
  }

  #setContext(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, this.#filter !== '');
    void vscode.commands.executeCommand('setContext', contextKeys.hidden, this.#stored.hidden.length > 0);
  }
}

/** The options that were remembered, as far as they are valid. */
function optionsIn(view: PaperRecord): Stored {
  const value = (field: keyof Stored): unknown => view.get(field)?.value;
  const hidden = [...view].filter(([field, stamped]) => field.startsWith(hiddenPrefix) && stamped.value === true);
  hidden.sort(([a, { at: first }], [b, { at: second }]) => first - second || (a < b ? -1 : 1));
  return {
    grouping: allowed.grouping.find((option) => option === value('grouping')) ?? defaults.grouping,
    sorting: allowed.sorting.find((option) => option === value('sorting')) ?? defaults.sorting,
    granularity: allowed.granularity.find((option) => option === value('granularity')) ?? defaults.granularity,
    secondary: value('secondary') === true,
    hidden: hidden.map(([field]) => field.slice(hiddenPrefix.length)),
  };
}
