import * as vscode from 'vscode';
import { stringsOf } from './configuration';
import { settings } from './ids';

/** Glob patterns of files in a folder of the workspace. */
export type GlobsIn = (folder: vscode.WorkspaceFolder) => readonly string[];

/** All files in the workspace's folders that match, but for those that the settings exclude. */
export async function findFiles(globsIn: GlobsIn): Promise<vscode.Uri[]> {
  const found = await Promise.all(
    (vscode.workspace.workspaceFolders ?? []).map((folder) => findIn(folder, globsIn(folder))),
  );
  return [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()];
}

async function findIn(folder: vscode.WorkspaceFolder, globs: readonly string[]): Promise<vscode.Uri[]> {
  const exclude = stringsOf(settings.exclude, folder);
  const excluded = exclude.length === 0 ? undefined : new vscode.RelativePattern(folder, anyOf(exclude));
  const found = await Promise.all(
    globs.map((glob) => vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), excluded)),
  );
  return found.flat();
}

/** One glob pattern for several. */
export function anyOf(globs: readonly string[]): string {
  return globs.length === 1 ? (globs[0] ?? '') : `{${globs.join(',')}}`;
}
