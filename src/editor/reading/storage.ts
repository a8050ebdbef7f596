import * as vscode from 'vscode';
import { decode } from '../../core/dump/decode';
import { parseReadingFile, printReadingFile, readingMessages } from '../../core/reading/readingFile';
import { storeFromObject, storeToObject, type ReadingStore } from '../../core/reading/readingStore';
import { memoryOfDefaults, pruneRecords } from '../../core/reading/records';

/** What a storage has. */
export interface Stored extends ReadingStore {
  /** What keeps the storage from being written; null where nothing does. */
  readonly obstacle: Obstacle | null;
}

/** A place that has to be mended before anything can be written. */
export interface Obstacle {
  readonly text: string;
  /** Where it is; null where it is in no file. */
  readonly location: vscode.Location | null;
}

/** Where what the user remembers is kept. */
export interface ReadingStorage {
  read(): Promise<Stored>;
  /** @throws when it cannot be written. */
  write(store: ReadingStore): Promise<void>;
}

const key = 'paperDigest.reading';

/** VS Code's memory for the user. */
export type UserMemento = vscode.ExtensionContext['globalState'];

/** Keeps what is remembered in VS Code's memory for the user, which Settings Sync takes to other machines. */
export class UserStorage implements ReadingStorage {
  readonly #memento: UserMemento;

  constructor(memento: UserMemento) {
    this.#memento = memento;
    memento.setKeysForSync([key]);
  }

  read(): Promise<Stored> {
    const { isWhole, ...store } = storeFromObject(this.#memento.get<unknown>(key));
    const text = vscode.l10n.t('What a newer version of Paper Digest remembers cannot be changed by this one.');
    return Promise.resolve({ ...store, obstacle: isWhole ? null : { text, location: null } });
  }

  async write({ records, extras }: ReadingStore): Promise<void> {
    await this.#memento.update(
      key,
      storeToObject({ records: pruneRecords(records, Date.now() - memoryOfDefaults), extras }),
    );
  }
}

/** Keeps what is remembered in a file of the workspace, which can be committed. */
export class FileStorage implements ReadingStorage {
  readonly #uri: vscode.Uri;
  #eol = '\n';

  constructor(uri: vscode.Uri) {
    this.#uri = uri;
  }

  async read(): Promise<Stored> {
    const bytes = await vscode.workspace.fs.readFile(this.#uri).then(undefined, (error: unknown) => {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
      throw error;
    });
    const text = bytes ? decode(bytes) : '';
    this.#eol = text.includes('\r\n') ? '\r\n' : '\n';
    const { problems, isWhole, ...store } = parseReadingFile(text);
    const [problem] = isWhole ? [] : problems.filter(({ kind }) => kind !== 'unknownValue');
    if (!problem) return { ...store, obstacle: null };
    const { line } = problem;
    const where = `${vscode.workspace.asRelativePath(this.#uri)}:${String(line)}`;
    const told = vscode.l10n.t(readingMessages[problem.kind], problem.excerpt);
    return {
      ...store,
      obstacle: {
        text: `${where}: ${told}`,
        location: new vscode.Location(this.#uri, new vscode.Position(line - 1, 0)),
      },
    };
  }

  async write(store: ReadingStore): Promise<void> {
    await vscode.workspace.fs.writeFile(this.#uri, new TextEncoder().encode(printReadingFile(store, this.#eol)));
  }
}
