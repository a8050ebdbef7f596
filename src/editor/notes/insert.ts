import * as vscode from 'vscode';
import type { PaperId } from '../../core/paper';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import { insertionsInto } from './insertion';

/** Lets the user choose a paper; `title` says what for. */
export type ChoosePaper = (title: string) => Promise<PaperId | undefined>;

/** Registers the command that puts a paper where the cursors of the active editor are. */
export function registerInsert({ digest }: DigestSource, choose: ChoosePaper): vscode.Disposable {
  return vscode.commands.registerCommand(commands.insertPaper, async () => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a note to insert a paper into it.'));
      return;
    }
    const { document, selections, viewColumn } = editor;
    const id = await choose(vscode.l10n.t('Insert Paper'));
    const paper = id === undefined ? undefined : digest.find(id);
    if (!paper || document.isClosed) return;
    const isShown = vscode.window.visibleTextEditors.includes(editor);
    const target = isShown ? editor : await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
    const [text = ''] = await insertionsInto(digest, document, [paper], false);
    await target.edit((edit) => {
      for (const selection of selections) edit.replace(selection, text);
    });
  });
}
