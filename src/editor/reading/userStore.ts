import * as vscode from 'vscode';
import { FileStorage } from '../../core/reading/fileStorage';
import { MementoStorage } from '../../core/reading/mementoStorage';
import type { PaperIdentities } from '../../core/reading/readingMemory';
import { memoryOfDefaults, pruneRecords, type ReadingRecords } from '../../core/reading/records';
import { removeLeftOvers, type FolderFiles } from '../../core/reading/replaceFile';
import { StoreSync } from '../../core/reading/storeSync';
import { Reports } from './reports';
import { reporting, StateStore } from './stateStore';
import type { StateHome } from './stateHome';

const key = 'paperDigest.reading';
const file = 'user-state.json';

/**
 * What the user remembers in all workspaces: in a file of the extension's storage, which several windows can change at
 * the same time without losing anything, and in VS Code's storage, which Settings Sync takes to other machines. Each is
 * given what it lacks.
 */
export class UserStore extends StateStore implements vscode.Disposable {
  readonly #folder: vscode.Uri;
  readonly #memento: MementoStorage;
  readonly #files: FolderFiles;
  #watcher: vscode.Disposable | undefined;

  constructor(papers: PaperIdentities, home: Pick<StateHome, 'globalState' | 'globalStorageUri' | 'files' | 'lock'>) {
    const reports = new Reports();
    const files = home.files(home.globalStorageUri);
    const memento = new MementoStorage(home.globalState, key);
    const select = (records: ReadingRecords): ReadingRecords => pruneRecords(records, Date.now() - memoryOfDefaults);
    super(papers, (memory) => {
      const inFile = new StoreSync(memory, new FileStorage(files, file, home.lock('user')), {
        followsReverts: false,
        select,
        repair: async ({ kind }) => {
          if (kind === 'newerVersion') return false;
          await files.rename(file, `${file}.bak`);
          return true;
        },
      });
      const inMemento = new StoreSync(memory, memento, { followsReverts: false, select });
      return [
        reporting(inFile, (problem, error) => {
          if (problem !== null) reports.newerVersion();
          else if (error !== null) reports.error(error);
          else reports.clear();
        }),
        reporting(inMemento, (problem, error) => {
          if (problem !== null) reports.newerVersion();
          else if (error !== null) reports.error(error);
        }),
      ];
    });
    this.#folder = home.globalStorageUri;
    this.#memento = memento;
    this.#files = files;
    home.globalState.setKeysForSync([key]);
  }

  /** Takes what VS Code's storage has. */
  begin(): void {
    this.merge(this.#memento.peek().records);
  }

  /** Follows the file from now on. */
  async watch(): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.#folder);
    await removeLeftOvers(this.#files, file);
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.#folder, file));
    const sync = (): void => void this.sync();
    this.#watcher = vscode.Disposable.from(watcher, watcher.onDidChange(sync), watcher.onDidCreate(sync));
  }

  override dispose(): void {
    this.#watcher?.dispose();
    super.dispose();
  }
}
