import type * as vscode from 'vscode';
import type { Lock } from '../../core/reading/fileStorage';
import type { FolderFiles } from '../../core/reading/replaceFile';

/** VS Code's storage for the user. */
export type UserMemento = vscode.ExtensionContext['globalState'];

/** How user state gets to the disk, on Node and in a browser. */
export interface StateAccess {
  /** The files of a folder. */
  readonly files: (folder: vscode.Uri) => FolderFiles;
  /** A lock between all windows of the user, by its name of letters and digits. */
  readonly lock: (name: string) => Lock;
}

/** Where user state is kept. */
export interface StateHome extends StateAccess {
  readonly globalState: UserMemento;
  readonly workspaceState: vscode.Memento;
  readonly globalStorageUri: vscode.Uri;
}
