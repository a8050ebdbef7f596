import * as vscode from 'vscode';
import type { ReadingEdit } from '../../core/reading/reading';
import { ReadingMemory, type PaperIdentities } from '../../core/reading/readingMemory';
import { viewKey, type ReadingRecords } from '../../core/reading/records';
import type { StoreSync } from '../../core/reading/storeSync';

/** What is remembered in one place, and what keeps it in step with its storages. */
export class StateStore {
  readonly memory: ReadingMemory;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #onDidChangeView = new vscode.EventEmitter<void>();
  readonly #syncs: readonly (() => Promise<void>)[];

  /** Fires when anything about papers is other than before. */
  readonly onDidChange = this.#onDidChange.event;
  /** Fires when anything about the tree is other than before. */
  readonly onDidChangeView = this.#onDidChangeView.event;

  /**
   * @param syncsWith Gives, for the memory, what brings each storage in step with it; see `StoreSync.sync`.
   */
  constructor(papers: PaperIdentities, syncsWith: (memory: ReadingMemory) => readonly (() => Promise<void>)[]) {
    this.memory = new ReadingMemory(papers);
    this.#syncs = syncsWith(this.memory);
  }

  /** Changes what is remembered; returns the edits that take it back, none where nothing changed. */
  edit(edits: readonly ReadingEdit[]): readonly ReadingEdit[] {
    return this.#noticing(() => this.memory.edit(edits, Date.now()));
  }

  /** Takes in what is remembered elsewhere. */
  merge(records: ReadingRecords): void {
    this.#noticing(() => this.memory.merge(records));
  }

  /** Brings memory and storages in step. */
  async sync(): Promise<void> {
    for (const sync of this.#syncs) {
      const before = this.memory.records;
      await sync();
      this.#notice(before);
    }
  }

  /** Stops the events. */
  dispose(): void {
    vscode.Disposable.from(this.#onDidChange, this.#onDidChangeView).dispose();
  }

  #noticing<T>(work: () => T): T {
    const before = this.memory.records;
    const result = work();
    this.#notice(before);
    return result;
  }

  #notice(before: ReadingRecords): void {
    const { records } = this.memory;
    if (records === before) return;
    if (records.get(viewKey) !== before.get(viewKey)) this.#onDidChangeView.fire();
    const isSame = ([id, record]: readonly [string, unknown]): boolean => id === viewKey || before.get(id) === record;
    const papersIn = (all: ReadingRecords): number => all.size - (all.has(viewKey) ? 1 : 0);
    if (papersIn(records) !== papersIn(before) || ![...records].every(isSame)) this.#onDidChange.fire();
  }
}

/** A sync that reports what keeps its storage from being written. */
export function reporting<Problem>(
  sync: StoreSync<Problem>,
  report: (problem: Problem | null, error: unknown) => void | Promise<void>,
): () => Promise<void> {
  return async () => {
    try {
      await report(await sync.sync(), null);
    } catch (error) {
      await report(null, error);
    }
  };
}
