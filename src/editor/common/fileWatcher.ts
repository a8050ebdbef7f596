import * as vscode from 'vscode';
import type { GlobsIn } from './findFiles';

/** What happened on disk since the last batch. */
export interface DiskChange {
  /** Files that were written. */
  readonly written: readonly vscode.Uri[];
  /** Whether files or folders came or went, so that the list of files must be made anew. */
  readonly listChanged: boolean;
}

const quiet = 150;
const longestDelay = 600;

/** What is watched. */
export interface Watched {
  /** Which files matter. */
  readonly globsIn: GlobsIn;
  /** Fires when others do. */
  readonly onDidChangeGlobs: vscode.Event<void>;
  /** Whether a file has been looked at before. */
  readonly isKnown: (uri: vscode.Uri) => boolean;
  /** Whether files that matter were found below a folder. */
  readonly holdsKnown: (folder: vscode.Uri) => boolean;
}

/**
 * Watches the workspace folders and reports in batches: a burst of events becomes one, and paths that cannot
 * matter are passed over.
 */
export class FileWatcher implements vscode.Disposable {
  readonly #disposables: vscode.Disposable[] = [];
  readonly #watchers: vscode.Disposable[] = [];
  readonly #onDidChange = new vscode.EventEmitter<DiskChange>();
  readonly #watched: Watched;
  readonly #written = new Map<string, vscode.Uri>();
  #listChanged = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first event of the batch came. */
  #since: number | null = null;

  /** Fires when a batch is complete. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#watch();
    this.#disposables.push(
      this.#onDidChange,
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#watch();
        this.#noteListChange();
      }),
      watched.onDidChangeGlobs(() => {
        this.#watch();
        this.#noteListChange();
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
          if (this.#watched.isKnown(uri)) this.#noteWritten(uri);
          else void this.#noteIfFolder(uri);
        }),
        everything.onDidCreate((uri) => {
          if (this.#watched.isKnown(uri)) this.#noteWritten(uri);
          else void this.#noteIfFolder(uri);
        }),
        everything.onDidDelete((uri) => {
          if (this.#watched.isKnown(uri) || this.#watched.holdsKnown(uri)) this.#noteListChange();
        }),
      );
      for (const glob of this.#watched.globsIn(folder)) {
        const matching = vscode.workspace.createFileSystemWatcher(
          new vscode.RelativePattern(folder, glob),
          false,
          true,
          true,
        );
        this.#watchers.push(
          matching,
          matching.onDidCreate(() => {
            this.#noteListChange();
          }),
        );
      }
    }
  }

  /** A folder can come with files in it that are not reported. */
  async #noteIfFolder(uri: vscode.Uri): Promise<void> {
    if (!couldBeFolder(uri)) return;
    const stat = await vscode.workspace.fs.stat(uri).then(undefined, () => null);
    if (stat && (stat.type & vscode.FileType.Directory) !== 0) this.#noteListChange();
  }

  #noteWritten(uri: vscode.Uri): void {
    this.#written.set(uri.toString(), uri);
    this.#schedule();
  }

  #noteListChange(): void {
    this.#listChanged = true;
    this.#schedule();
  }

  /** Waits until the events pause, but not long if they do not. */
  #schedule(): void {
    const now = Date.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#report();
      },
      Math.min(quiet, Math.max(0, this.#since + longestDelay - now)),
    );
  }

  #report(): void {
    const change = { written: [...this.#written.values()], listChanged: this.#listChanged };
    this.#since = null;
    this.#written.clear();
    this.#listChanged = false;
    this.#onDidChange.fire(change);
  }
}

/** Whether a path does not end as files usually do: `notes`, `2026.01`, `papers.archive`. */
function couldBeFolder(uri: vscode.Uri): boolean {
  return !/\.[a-z][a-z0-9]{0,4}$/i.test(uri.path);
}
