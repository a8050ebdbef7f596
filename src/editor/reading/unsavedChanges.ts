import type * as vscode from 'vscode';
import { storeFromObject, storeToObject } from '../../core/reading/readingStore';
import type { ReadingRecords } from '../../core/reading/records';
import { maxClockSkew } from '../../core/reading/stamped';

const key = 'paperDigest.unsaved';
/** Of how many files changes are kept. */
const maxFiles = 20;

/** Keeps changes that could not be written to a file, over a restart too. */
export class UnsavedChanges {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** The changes that wait for a file. */
  of(file: vscode.Uri): ReadingRecords {
    return storeFromObject(this.#stored()[file.toString()], Date.now() + maxClockSkew).records;
  }

  /** Keeps these changes for a file instead of those before. */
  async set(file: vscode.Uri, records: ReadingRecords): Promise<void> {
    const { [file.toString()]: before, ...others } = this.#stored();
    if (before === undefined && records.size === 0) return;
    const own = records.size === 0 ? [] : [[file.toString(), storeToObject({ records, extras: new Map() })] as const];
    const all = [...Object.entries(others), ...own].slice(-maxFiles);
    await this.#memento.update(key, all.length === 0 ? undefined : Object.fromEntries<unknown>(all));
  }

  #stored(): Readonly<Record<string, unknown>> {
    const stored = this.#memento.get<unknown>(key);
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  }
}
