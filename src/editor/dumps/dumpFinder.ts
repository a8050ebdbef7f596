import * as vscode from 'vscode';
import { stringsOf } from '../common/configuration';
import { settings } from '../common/ids';

/** A folder in which dumps are looked for. */
export interface Root {
  readonly uri: vscode.Uri;
  /** The settings' scope; null where the built-in patterns count. */
  readonly folder: vscode.WorkspaceFolder | null;
}

/** All files under the roots that may be dumps by the patterns of the settings. */
export async function findCandidates(roots: readonly Root[]): Promise<vscode.Uri[]> {
  const found = await Promise.all(roots.map((root) => findIn(root)));
  return found.flat();
}

async function findIn({ uri, folder }: Root): Promise<vscode.Uri[]> {
  const include = folder ? stringsOf(settings.include, folder) : ['*.txt'];
  const exclude = folder ? stringsOf(settings.exclude, folder) : [];
  const excluded = exclude.length === 0 ? undefined : new vscode.RelativePattern(uri, anyOf(exclude));
  const found = await Promise.all(
    include.map((glob) => vscode.workspace.findFiles(new vscode.RelativePattern(uri, glob), excluded)),
  );
  return found.flat();
}

function anyOf(globs: readonly string[]): string {
  return globs.length === 1 ? (globs[0] ?? '') : `{${globs.join(',')}}`;
}
