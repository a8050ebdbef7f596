import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { PaperId } from '../../core/paper';
import { topicEdits, type ReadingEdit } from '../../core/reading/reading';
import { contextKeys } from '../common/ids';
import type { UserState } from '../common/userState';

const maxUndone = 50;

/** Where the user moved papers; part of the user state. Each change can be undone. */
export class Moves implements vscode.Disposable {
  readonly #digest: Digest;
  readonly #state: UserState;
  readonly #disposable: vscode.Disposable;
  readonly #undo: (readonly ReadingEdit[])[] = [];
  #moves: ReadonlyMap<string, string> = new Map();

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

  /** How many papers are moved. */
  get size(): number {
    const topics = new Map([...this.#moves].map(([id, topic]) => [this.#digest.find(id)?.id ?? id, topic]));
    return [...topics.values()].filter((topic) => topic !== '').length;
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  /**
   * Moves papers to an area or subtopic; null takes back what was moved before.
   *
   * @returns What undoes this move alone, whatever was moved since.
   */
  async move(ids: readonly PaperId[], topic: string | null): Promise<() => Promise<void>> {
    const inverse = this.#change(topicEdits(ids, topic ?? ''));
    return async () => {
      this.#change(inverse);
    };
  }

  /** Undoes the last move that was not undone yet. */
  async undo(): Promise<void> {
    const inverse = this.#undo.pop();
    if (!inverse) return;
    this.#state.apply(inverse);
    this.#setContext();
  }

  #change(edits: readonly ReadingEdit[]): readonly ReadingEdit[] {
    const inverse = this.#state.apply(edits);
    if (inverse.length === 0) return inverse;
    this.#undo.push(inverse);
    this.#undo.splice(0, this.#undo.length - maxUndone);
    this.#setContext();
    return inverse;
  }

  #setContext(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.canUndoMove, this.canUndo);
  }

  #take(): void {
    const values = [...this.#state.valuesOf('topic')];
    const moves = new Map(values.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    if (isSameMap(moves, this.#moves)) return;
    this.#moves = moves;
    this.#digest.setMoves(moves);
  }
}

function isSameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  const others = [...b];
  return a.size === b.size && [...a].every(([id, topic], i) => others[i]?.[0] === id && others[i][1] === topic);
}
