import * as vscode from 'vscode';
import { linkTarget } from '../../core/notes/insertion';
import type { Paper } from '../../core/paper';

/** A link, as Markdown takes it, from a file to the paper's place in a dump of the same file system; null where there is none. */
export function dumpLink(from: vscode.Uri, { sources }: Paper): string | null {
  for (const { path, line } of sources) {
    const to = vscode.Uri.parse(path);
    if (to.scheme === from.scheme && to.authority === from.authority) return linkTarget(from.path, to.path, line);
  }
  return null;
}
