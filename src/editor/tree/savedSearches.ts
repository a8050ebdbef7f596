import * as vscode from 'vscode';
import { viewKey } from '../../core/reading/records';
import type { PaperRecord } from '../../core/reading/stamped';
import type { UserState } from '../common/userState';

const maxSaved = 50;
const maxLength = 1_000;
const prefix = 'search:';

/** The searches that stand in the tree, the newest first; part of the user state. */
export class SavedSearches implements vscode.Disposable {
  readonly #state: UserState;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];
  #read: { readonly view: PaperRecord; readonly queries: readonly string[] } | null = null;

  readonly onDidChange = this.#onDidChange.event;

  constructor(state: UserState) {
    this.#state = state;
    this.#disposables = [
      this.#onDidChange,
      state.onDidChangeView(() => {
        const before = this.#read?.queries.join('\n') ?? '';
        if (this.queries.join('\n') !== before) this.#onDidChange.fire();
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** The queries, each as `foldedQuery` gives it. */
  get queries(): readonly string[] {
    const { view } = this.#state;
    if (this.#read?.view !== view) this.#read = { view, queries: [...places(view).keys()].slice(0, maxSaved) };
    return this.#read.queries;
  }

  /** Puts a query first, wherever it stood before; an empty one is not saved. */
  async add(query: string): Promise<void> {
    const folded = foldedQuery(query);
    if (folded === '') return;
    const before = places(this.#state.view);
    const place = 1 + Math.max(0, ...before.values());
    const oldest = [...before.keys()].filter((other) => other !== folded).slice(maxSaved - 1);
    this.#state.apply([
      { id: viewKey, field: prefix + folded, value: place },
      ...oldest.map((other) => ({ id: viewKey, field: prefix + other, value: 0 })),
    ]);
  }

  async remove(query: string): Promise<void> {
    this.#state.apply([{ id: viewKey, field: prefix + foldedQuery(query), value: 0 }]);
  }
}

/** A query without blanks around it and with single ones in it; two that are alike in this are the same. */
export function foldedQuery(query: string): string {
  return query.replace(/\s+/g, ' ').trim().slice(0, maxLength);
}

/** The saved searches with their places, the first one in the tree first. */
function places(view: PaperRecord): Map<string, number> {
  const saved = [...view].flatMap(([field, { value, at }]) => {
    const query = field.startsWith(prefix) ? field.slice(prefix.length) : '';
    const isSaved = query !== '' && query === foldedQuery(query) && Number.isSafeInteger(value) && Number(value) > 0;
    return isSaved ? [{ query, place: Number(value), at }] : [];
  });
  saved.sort((a, b) => b.place - a.place || b.at - a.at || (a.query < b.query ? -1 : 1));
  return new Map(saved.map(({ query, place }) => [query, place]));
}
