import * as vscode from 'vscode';
import { settings } from '../common/ids';

/** A folder in which dumps are looked for. */
export interface Root {
  readonly uri: vscode.Uri;
  /** The settings' scope; null where the built-in patterns count. */
  readonly folder: vscode.WorkspaceFolder | null;
}

/** All files under the roots that may be dumps by the patterns of the settings. */
export async function findCandidates(roots: readonly Root[], token?: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const found = await Promise.all(roots.map((root) => findIn(root, token)));
  return found.flat();
}

async function findIn({ uri, folder }: Root, token?: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const { include, exclude } = folder ? patterns(folder) : { include: ['*.txt'], exclude: [] };
  const excluded = exclude.length === 0 ? undefined : new vscode.RelativePattern(uri, anyOf(exclude));
  const found = await Promise.all(
    include.map((glob) => vscode.workspace.findFiles(new vscode.RelativePattern(uri, glob), excluded, undefined, token)),
  );
  return found.flat();
}

function patterns(folder: vscode.WorkspaceFolder): { include: string[]; exclude: string[] } {
  const configuration = vscode.workspace.getConfiguration(settings.section, folder);
  const strings = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item.trim() !== '') : [];
  return { include: strings(configuration.get(settings.include)), exclude: strings(configuration.get(settings.exclude)) };
}

function anyOf(globs: readonly string[]): string {
  return globs.length === 1 ? (globs[0] ?? '') : `{${globs.join(',')}}`;
}
