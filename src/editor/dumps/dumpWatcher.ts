import * as vscode from 'vscode';
import { settings } from '../common/ids';

/** What happened on disk since the last batch. */
export interface DiskChange {
  /** Files that were written. */
  readonly written: readonly vscode.Uri[];
  /** Whether files or folders came or went, so that the list of files must be made anew. */
  readonly listChanged: boolean;
}

const quiet = 150;
const longestDelay = 600;
const unrelatedDelay = 3_000;

/**
 * Watches the workspace folders and reports in batches: a burst of events becomes one, and events about
 * paths that cannot matter are put off.
 */
export class DumpWatcher implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[] = [];
  readonly #watchers: vscode.Disposable[] = [];
  readonly #onDidChange = new vscode.EventEmitter<DiskChange>();
  readonly #isKnown: (uri: vscode.Uri) => boolean;
  readonly #holdsDumps: (folder: vscode.Uri) => boolean;
  readonly #written = new Map<string, vscode.Uri>();
  #listChanged = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first event of the batch came that cannot wait. */
  #urgentSince: number | null = null;

  /** Fires when a batch is complete. */
  readonly onDidChange = this.#onDidChange.event;

  /**
   * @param isKnown Whether a file has been looked at before.
   * @param holdsDumps Whether dumps were found below a folder.
   */
  constructor(isKnown: (uri: vscode.Uri) => boolean, holdsDumps: (folder: vscode.Uri) => boolean) {
    this.#isKnown = isKnown;
    this.#holdsDumps = holdsDumps;
    this.#watch();
    this.#disposables.push(
      this.#onDidChange,
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#watch();
        this.#noteListChange(true);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(`${settings.section}.files`)) return;
        this.#watch();
        this.#noteListChange(true);
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables, ...this.#watchers).dispose();
  }

  #watch(): void {
    vscode.Disposable.from(...this.#watchers.splice(0)).dispose();
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const everything = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
      this.#watchers.push(
        everything,
        everything.onDidChange((uri) => {
          if (this.#isKnown(uri)) this.#noteWritten(uri);
          else if (couldBeFolder(uri)) this.#noteListChange(true);
        }),
        everything.onDidCreate((uri) => {
          if (this.#isKnown(uri)) this.#noteWritten(uri);
          this.#noteListChange(couldBeFolder(uri));
        }),
        everything.onDidDelete((uri) => {
          if (this.#isKnown(uri) || this.#holdsDumps(uri)) this.#noteListChange(true);
        }),
      );
      const include = vscode.workspace.getConfiguration(settings.section, folder).get<unknown>(settings.include);
      for (const glob of Array.isArray(include) ? include : []) {
        if (typeof glob !== 'string' || glob === '') continue;
        const matching = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, glob), false, true, true);
        this.#watchers.push(
          matching,
          matching.onDidCreate(() => {
            this.#noteListChange(true);
          }),
        );
      }
    }
  }

  #noteWritten(uri: vscode.Uri): void {
    this.#written.set(uri.toString(), uri);
    this.#schedule(true);
  }

  #noteListChange(urgent: boolean): void {
    this.#listChanged = true;
    this.#schedule(urgent);
  }

  /** Urgent events are reported when they pause, though soon even if they do not; others some time later. */
  #schedule(urgent: boolean): void {
    if (!urgent && this.#timer !== undefined) return;
    const now = Date.now();
    if (urgent) this.#urgentSince ??= now;
    const delay = this.#urgentSince === null ? unrelatedDelay : Math.min(quiet, Math.max(0, this.#urgentSince + longestDelay - now));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#report();
    }, delay);
  }

  #report(): void {
    const change = { written: [...this.#written.values()], listChanged: this.#listChanged };
    this.#timer = undefined;
    this.#urgentSince = null;
    this.#written.clear();
    this.#listChanged = false;
    this.#onDidChange.fire(change);
  }
}

/** A path without a file name extension may be a folder, which can come with files in it that are not reported. */
function couldBeFolder(uri: vscode.Uri): boolean {
  return !uri.path.slice(uri.path.lastIndexOf('/') + 1).includes('.');
}
