import type * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper, PaperId } from '../../core/paper';

const key = 'paperDigest.citationKeys';
/** An export of more papers is no list of what a text cites. */
const mostHeld = 2_000;

/** The citation keys that were given out, so that a paper keeps its key when another one of the same name comes. Remembered for the workspace. */
export class HeldKeys {
  readonly #digest: Digest;
  readonly #memento: vscode.Memento;
  #keys: ReadonlyMap<PaperId, string>;

  constructor(digest: Digest, memento: vscode.Memento) {
    this.#digest = digest;
    this.#memento = memento;
    this.#keys = sound(memento.get<unknown>(key));
    digest.holdCitationKeys(this.#keys);
  }

  /** Holds the keys that papers have now. */
  hold(papers: readonly Paper[]): void {
    const fresh = papers.filter(({ id }) => !this.#keys.has(id));
    if (fresh.length === 0 || papers.length > mostHeld) return;
    this.#keys = new Map([
      ...this.#keys,
      ...fresh.map((paper) => [paper.id, this.#digest.citationKey(paper)] as const),
    ]);
    this.#digest.holdCitationKeys(this.#keys);
    void this.#memento.update(key, Object.fromEntries(this.#keys));
  }
}

/** What was remembered, as far as it is of use. */
function sound(value: unknown): ReadonlyMap<PaperId, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([id, held]: [string, unknown]) =>
      typeof held === 'string' && /^[a-z0-9]+$/.test(held) ? [[id, held] as const] : [],
    ),
  );
}
