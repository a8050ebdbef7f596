import * as vscode from 'vscode';

const key = 'paperDigest.searches';
const mostRemembered = 50;

/** The searches that stand in the tree, the newest first; remembered for the workspace. */
export class SavedSearches implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  #queries: readonly string[];

  readonly onDidChange = this.#onDidChange.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#queries = sound(memento.get<unknown>(key));
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }

  /** The queries, each as `foldedQuery` gives it. */
  get queries(): readonly string[] {
    return this.#queries;
  }

  /** Puts a query first, wherever it stood before; an empty one is not saved. */
  async add(query: string): Promise<void> {
    await this.#change((queries) => [query, ...queries]);
  }

  async remove(query: string): Promise<void> {
    const removed = foldedQuery(query);
    await this.#change((queries) => queries.filter((other) => other !== removed));
  }

  /** Changes what is remembered now, which another window may have written. */
  async #change(change: (queries: readonly string[]) => readonly string[]): Promise<void> {
    this.#queries = sound(change(sound(this.#memento.get<unknown>(key))));
    this.#onDidChange.fire();
    await this.#memento.update(key, this.#queries);
  }
}

/** A query without blanks around it and with single ones in it; two that are alike in this are the same. */
export function foldedQuery(query: string): string {
  return query.replace(/\s+/g, ' ').trim();
}

/** What was remembered, as far as it is of use. */
function sound(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  const queries = value.filter((query): query is string => typeof query === 'string').map(foldedQuery);
  return [...new Set(queries)].filter((query) => query !== '').slice(0, mostRemembered);
}
