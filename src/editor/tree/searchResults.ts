import * as vscode from 'vscode';
import type { Paper } from '../../core/paper';
import type { QueryProblem } from '../../core/search/query';
import { messageOf } from '../../core/messageOf';
import type { DigestSource } from '../common/digestSource';
import type { PaperFinder } from '../common/paperFinder';

/** What a saved search found. */
export interface SearchFound {
  /** Best first. */
  readonly papers: readonly Paper[];
  /** Whether there are more papers than these. */
  readonly hasMore: boolean;
  readonly problems: readonly QueryProblem[];
}

/** The greatest number of papers that a saved search shows. */
export const mostFound = 500;

/**
 * What the saved searches find. A search runs when its result is first asked for, and again after papers, their
 * marks or the index changed; the searches run one after another, and until one is done its earlier result stays.
 */
export class SearchResults implements vscode.Disposable {
  readonly #source: DigestSource;
  readonly #finder: PaperFinder;
  readonly #log: vscode.LogOutputChannel;
  readonly #disposable: vscode.Disposable;
  readonly #onDidChange = new vscode.EventEmitter<string>();
  readonly #found = new Map<string, SearchFound & { readonly time: number }>();
  /** The queries that are to be searched for, the one that is at work too. */
  readonly #wanted = new Set<string>();
  #isWorking = false;
  #isWaiting = false;
  #changes = 0;

  /** Fires with a query whose result is another one now. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(source: DigestSource, finder: PaperFinder, log: vscode.LogOutputChannel) {
    this.#source = source;
    this.#finder = finder;
    this.#log = log;
    this.#disposable = vscode.Disposable.from(
      this.#onDidChange,
      source.onDidChange(() => {
        this.renew();
      }),
      finder.onDidChange(() => {
        if (!this.#isWaiting) this.renew();
      }),
    );
  }

  dispose(): void {
    this.#wanted.clear();
    this.#disposable.dispose();
  }

  /** What a query found last; undefined until it was searched for. Searches for it where that is out of date. */
  of(query: string): SearchFound | undefined {
    const found = this.#found.get(query);
    if (found?.time !== this.#time) this.#search([query]);
    return found;
  }

  /** Searches anew for all that was found. */
  renew(): void {
    this.#changes++;
    this.#search(this.#found.keys());
  }

  /** Forgets the results of all other queries. */
  keep(queries: readonly string[]): void {
    for (const query of [...this.#found.keys(), ...this.#wanted]) {
      if (queries.includes(query)) continue;
      this.#found.delete(query);
      this.#wanted.delete(query);
    }
  }

  /** Grows with every change after which searches may find something else. */
  get #time(): number {
    return this.#changes + this.#source.digest.revision;
  }

  #search(queries: Iterable<string>): void {
    for (const query of queries) this.#wanted.add(query);
    if (!this.#isWorking && this.#wanted.size > 0) void this.#work();
  }

  async #work(): Promise<void> {
    this.#isWorking = true;
    try {
      for (const query of this.#wanted) await this.#searchFor(query);
    } finally {
      this.#isWorking = false;
    }
  }

  /** Searches until the result is up to date. A search that fails has no result yet: it runs again when it is asked for. */
  async #searchFor(query: string): Promise<void> {
    try {
      for (let time = NaN; time !== this.#time && this.#wanted.has(query);) {
        await this.#ready();
        time = this.#time;
        const { papers, problems } = await this.#finder.search(query, { limit: mostFound + 1, strict: true });
        if (time === this.#time && this.#wanted.has(query)) {
          this.#take(query, {
            papers: papers.slice(0, mostFound).map(({ paper }) => paper),
            hasMore: papers.length > mostFound,
            problems,
          });
        }
      }
    } catch (error) {
      if (this.#wanted.has(query)) this.#log.error(`The saved search “${query}” failed: ${messageOf(error)}`);
    } finally {
      this.#wanted.delete(query);
    }
  }

  /** Waits until the index has all papers. That it tells so is passed over: the source has told of these papers. */
  async #ready(): Promise<void> {
    if (this.#source.loaded && this.#finder.waiting === 0) return;
    this.#isWaiting = true;
    try {
      await this.#finder.load();
    } finally {
      this.#isWaiting = false;
    }
  }

  #take(query: string, found: SearchFound): void {
    const before = this.#found.get(query);
    this.#found.set(query, { ...found, time: this.#time });
    if (!before || before.hasMore !== found.hasMore || idsOf(before) !== idsOf(found)) this.#onDidChange.fire(query);
  }
}

function idsOf({ papers }: SearchFound): string {
  return papers.map(({ id }) => id).join('\n');
}
