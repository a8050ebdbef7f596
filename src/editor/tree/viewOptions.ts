import * as vscode from 'vscode';
import type { ArrangementOptions, Granularity, Grouping, Sorting } from '../../core/arrangement';
import { contextKeys } from '../common/ids';

const key = 'paperDigest.view';

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

/** How the tree is arranged: remembered for the workspace, but for the filter. */
export class ViewOptions implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  #stored: Stored;
  #filter = '';
  #hiddenByFile: readonly string[] = [];

  readonly onDidChange = this.#onDidChange.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#stored = sound(memento.get<unknown>(key));
    this.#setContext();
  }

  dispose(): void {
    this.#onDidChange.dispose();
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
  async update(change: Partial<Stored>): Promise<void> {
    this.#stored = { ...this.#stored, ...change };
    this.#setContext();
    this.#onDidChange.fire();
    await this.#memento.update(key, this.#stored);
  }

  #setContext(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.filtered, this.#filter !== '');
    void vscode.commands.executeCommand('setContext', contextKeys.hidden, this.#stored.hidden.length > 0);
  }
}

/** What was remembered, as far as it is of use. */
function sound(value: unknown): Stored {
  if (typeof value !== 'object' || value === null) return defaults;
  const { grouping, sorting, granularity, secondary, hidden } = { ...defaults, ...value } as Record<
    keyof Stored,
    unknown
  >;
  return {
    grouping: allowed.grouping.find((option) => option === grouping) ?? defaults.grouping,
    sorting: allowed.sorting.find((option) => option === sorting) ?? defaults.sorting,
    granularity: allowed.granularity.find((option) => option === granularity) ?? defaults.granularity,
    secondary: secondary === true,
    hidden: Array.isArray(hidden) ? hidden.filter((id): id is string => typeof id === 'string') : [],
  };
}
