import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { PaperId } from '../../core/paper';
import { contextKeys } from '../common/ids';

const key = 'paperDigest.moves';
const mostUndone = 50;

/** Where the user moved papers, by their identity; remembered for the workspace. Each change can be undone. */
export class Moves implements vscode.Disposable {
  readonly #digest: Digest;
  readonly #memento: vscode.Memento;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #before: ReadonlyMap<PaperId, string>[] = [];
  #moves: ReadonlyMap<PaperId, string>;

  readonly onDidChange = this.#onDidChange.event;

  constructor(digest: Digest, memento: vscode.Memento) {
    this.#digest = digest;
    this.#memento = memento;
    this.#moves = sound(memento.get<unknown>(key));
    digest.setMoves(this.#moves);
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }

  get size(): number {
    return this.#moves.size;
  }

  get canUndo(): boolean {
    return this.#before.length > 0;
  }

  /**
   * Moves papers to an area or finer topic; null takes back what was moved before.
   *
   * @returns What undoes this move alone, whatever was moved since.
   */
  async move(ids: readonly PaperId[], topic: string | null): Promise<() => Promise<void>> {
    const before = ids.map((id) => [id, this.#moves.get(id) ?? null] as const);
    await this.#change(ids.map((id) => [id, topic]));
    return () => this.#change(before);
  }

  async #change(places: readonly (readonly [PaperId, string | null])[]): Promise<void> {
    const after = new Map(this.#moves);
    for (const [id, topic] of places) {
      if (topic === null) after.delete(id);
      else after.set(id, topic);
    }
    this.#before.push(this.#moves);
    if (this.#before.length > mostUndone) this.#before.shift();
    await this.#set(after);
  }

  /** Undoes the last move that was not undone yet. */
  async undo(): Promise<void> {
    const before = this.#before.pop();
    if (before) await this.#set(before);
  }

  async #set(moves: ReadonlyMap<PaperId, string>): Promise<void> {
    this.#moves = moves;
    this.#digest.setMoves(moves);
    void vscode.commands.executeCommand('setContext', contextKeys.canUndoMove, this.canUndo);
    this.#onDidChange.fire();
    await this.#memento.update(key, Object.fromEntries(moves));
  }
}

/** What was remembered, as far as it is of use. */
function sound(value: unknown): Map<PaperId, string> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [PaperId, string] => typeof entry[1] === 'string'));
}
