import * as vscode from 'vscode';
import { insertionOf, insertStyles, linkTarget } from '../../core/notes/insertion';
import type { Paper } from '../../core/paper';
import { choiceOf } from '../common/configuration';
import { settings } from '../common/ids';

/** What is put into a document for a paper, by its language and the setting. */
export function insertionInto(document: vscode.TextDocument, paper: Paper, inBrackets: boolean): string {
  const { languageId, uri } = document;
  const style = choiceOf(settings.noteInsertAs, insertStyles, 'auto', document);
  return insertionOf(paper, { language: languageId, style, inBrackets, target: targetIn(uri, paper) });
}

/** A link from a file to the paper's place in a dump of the same file system. */
function targetIn(from: vscode.Uri, { sources }: Paper): string | null {
  for (const { path, line } of sources) {
    const to = vscode.Uri.parse(path);
    if (to.scheme === from.scheme && to.authority === from.authority) return linkTarget(from.path, to.path, line);
  }
  return null;
}
