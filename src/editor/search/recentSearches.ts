import type * as vscode from 'vscode';

const key = 'paperDigest.recentSearches';
const mostRemembered = 10;

/** The searches by which a paper was opened last, remembered for the workspace. */
export class RecentSearches {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** The newest first. */
  get queries(): readonly string[] {
    const stored = this.#memento.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter((query): query is string => typeof query === 'string') : [];
  }

  async note(query: string): Promise<void> {
    const typed = query.trim();
    if (typed !== '')
      await this.#memento.update(
        key,
        [typed, ...this.queries.filter((other) => other !== typed)].slice(0, mostRemembered),
      );
  }
}
