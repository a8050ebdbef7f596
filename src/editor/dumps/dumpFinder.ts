import * as vscode from 'vscode';
import { stringsOf } from '../common/configuration';
import { settings } from '../common/ids';

/** All files in the workspace's folders that may be dumps by the patterns of the settings. */
export async function findCandidates(folders: readonly vscode.WorkspaceFolder[]): Promise<vscode.Uri[]> {
  const found = await Promise.all(folders.map((folder) => findIn(folder)));
  return found.flat();
}

async function findIn(folder: vscode.WorkspaceFolder): Promise<vscode.Uri[]> {
  const exclude = stringsOf(settings.exclude, folder);
  const excluded = exclude.length === 0 ? undefined : new vscode.RelativePattern(folder, anyOf(exclude));
  const found = await Promise.all(
    stringsOf(settings.include, folder).map((glob) => vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), excluded)),
  );
  return found.flat();
}

function anyOf(globs: readonly string[]): string {
  return globs.length === 1 ? (globs[0] ?? '') : `{${globs.join(',')}}`;
}
