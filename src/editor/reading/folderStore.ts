import * as vscode from 'vscode';
import { FileStorage } from '../../core/reading/fileStorage';
import type { PaperIdentities } from '../../core/reading/readingMemory';
import type { ReadingRecords } from '../../core/reading/records';
import { removeLeftOvers, type FolderFiles } from '../../core/reading/replaceFile';
import { StoreSync } from '../../core/reading/storeSync';
import { hash32 } from '../../core/text/hash';
import { Reports } from './reports';
import { reporting, StateStore } from './stateStore';
import { UnsavedChanges } from './unsavedChanges';
import type { StateHome } from './stateHome';

/** The name of the file that keeps the state of a folder's papers. */
export const stateFile = 'paper-digest.json';

/** What is remembered of the papers of a folder, in a file of that folder, which can be committed. */
export class FolderStore extends StateStore implements vscode.Disposable {
  readonly #folder: vscode.Uri;
  readonly #files: FolderFiles;
  readonly #unsaved: UnsavedChanges;
  #watcher: vscode.Disposable | undefined;

  constructor(papers: PaperIdentities, folder: vscode.Uri, home: Pick<StateHome, 'globalState' | 'files' | 'lock'>) {
    const reports = new Reports();
    const files = home.files(folder);
    const uri = vscode.Uri.joinPath(folder, stateFile);
    const unsaved = new UnsavedChanges(home.globalState);
    const { run, isExclusive } = home.lock(hash32(uri.toString()).toString(36));
    super(papers, (memory) => {
      const lock = { run, isExclusive: isExclusive && folder.scheme === 'file' };
      let mayReplace = false;
      const sync = new StoreSync(memory, new FileStorage(files, stateFile, lock), {
        followsReverts: true,
        repair: async () => {
          if (!mayReplace) return false;
          mayReplace = false;
          await files.rename(stateFile, `${stateFile}.bak`);
          return true;
        },
      });
      const replace = (): void => {
        mayReplace = true;
        void this.sync();
      };
      return [
        reporting(sync, async (problem, error) => {
          await unsaved.set(uri, sync.unsaved);
          if (problem && sync.unsaved.size > 0) reports.problem(uri, problem, replace);
          else if (error !== null) reports.error(error);
          else if (!problem) reports.clear();
        }),
      ];
    });
    this.#folder = folder;
    this.#files = files;
    this.#unsaved = unsaved;
  }

  /** Whether a folder has such a file. */
  static async exists(folder: vscode.Uri): Promise<boolean> {
    return vscode.workspace.fs.stat(vscode.Uri.joinPath(folder, stateFile)).then(
      () => true,
      () => false,
    );
  }

  /**
   * Takes what could not be written at an earlier time, and follows the file from now on.
   *
   * @param records What is to be written into the file besides.
   */
  begin(records: ReadingRecords): void {
    this.merge(this.#unsaved.of(vscode.Uri.joinPath(this.#folder, stateFile)));
    this.merge(records);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.#folder, stateFile));
    const sync = (): void => void this.sync();
    this.#watcher = vscode.Disposable.from(
      watcher,
      watcher.onDidChange(sync),
      watcher.onDidCreate(sync),
      watcher.onDidDelete(sync),
    );
    void removeLeftOvers(this.#files, stateFile).catch(() => undefined);
  }

  override dispose(): void {
    this.#watcher?.dispose();
    super.dispose();
  }
}
