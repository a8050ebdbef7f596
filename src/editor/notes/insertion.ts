import type * as vscode from 'vscode';
import { insertionOf, insertStyles } from '../../core/notes/insertion';
import type { Paper } from '../../core/paper';
import { choiceOf } from '../common/configuration';
import { dumpLink } from '../common/dumpLink';
import { settings } from '../common/ids';

/** What is put into a document for a paper, by its language and the setting. */
export function insertionInto(document: vscode.TextDocument, paper: Paper, inBrackets: boolean): string {
  const { languageId, uri } = document;
  const style = choiceOf(settings.noteInsertAs, insertStyles, 'auto', document);
  return insertionOf(paper, { language: languageId, style, inBrackets, target: dumpLink(uri, paper) });
}
