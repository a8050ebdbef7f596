import type * as vscode from 'vscode';
import type { Lock } from '../../core/reading/fileStorage';

/** VS Code's storage for the user. */
export type UserMemento = vscode.ExtensionContext['globalState'];

/** Where user state is kept, and how it is locked. */
export interface StateHome {
  readonly globalState: UserMemento;
  readonly workspaceState: vscode.Memento;
  readonly globalStorageUri: vscode.Uri;
  /** A lock between all windows, by its name of letters and digits. */
  readonly lock: (name: string) => Lock;
}
