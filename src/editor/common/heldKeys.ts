import type * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';
import type { UserState } from './userState';

/** An export of more papers is no list of what a text cites. */
const maxHeld = 2_000;

/**
 * The citation keys that were given out, so that a paper keeps its key when another one of the same name comes; part of
 * the user state.
 */
export class HeldKeys implements vscode.Disposable {
  readonly #digest: Digest;
  readonly #state: UserState;
  readonly #disposable: vscode.Disposable;
  #signature = '';
  #held: ReadonlySet<string> = new Set();

  constructor(digest: Digest, state: UserState) {
    this.#digest = digest;
    this.#state = state;
    this.#disposable = state.onDidChange(() => {
      this.#take();
    });
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  /** Holds the keys that papers have now. */
  hold(papers: readonly Paper[]): void {
    const known = new Set(Array.from(this.#held, (id) => this.#digest.find(id)?.id));
    const fresh = papers.filter(({ id }) => !known.has(id));
    if (fresh.length === 0 || papers.length > maxHeld) return;
    this.#state.apply(
      fresh.map((paper) => ({ id: paper.id, field: 'citationKey', value: this.#digest.citationKey(paper) })),
    );
  }

  /** Of several keys for one paper, as two machines may give, the last counts. */
  #take(): void {
    const keys = new Map(
      [...this.#state.valuesOf('citationKey')].reverse().map(([id, key]) => [id, isKey(key) ? key : '']),
    );
    const signature = JSON.stringify([...keys]);
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.#held = new Set([...keys].flatMap(([id, key]) => (key === '' ? [] : [id])));
    this.#digest.holdCitationKeys(keys);
  }
}

function isKey(key: unknown): key is string {
  return typeof key === 'string' && /^[a-z0-9]{1,100}$/.test(key);
}
