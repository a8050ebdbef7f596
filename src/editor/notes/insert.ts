import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/paper';
import type { DigestSource } from '../common/digestSource';
import type { HeldKeys } from '../common/heldKeys';
import { commands } from '../common/ids';
import { paperOf, papersOf, type SelectedPapers } from '../common/paperOf';
import { showMessage } from '../common/sinks/window';
import { insertionsAt } from './insertion';
import type { NoteMentions } from './noteMentions';

/** Lets the user choose a paper; `title` says what for. */
export type ChoosePaper = (title: string) => Promise<PaperId | undefined>;

/** What the commands need of others. */
export interface InsertNeeds {
  readonly keys: HeldKeys;
  readonly choose: ChoosePaper;
  readonly selected: SelectedPapers;
}

/** Registers the commands that put papers where the cursors of a note are: one that is chosen, or those that are selected. */
export function registerInsert(
  source: DigestSource,
  mentions: NoteMentions,
  { keys, choose, selected }: InsertNeeds,
): vscode.Disposable {
  const { digest } = source;
  let last = vscode.window.activeTextEditor;
  const put = async (editor: vscode.TextEditor, papers: readonly Paper[]): Promise<void> => {
    await insert(source, editor, papers);
    keys.hold(papers);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor && mentions.isNote(editor.document)) last = editor;
    }),
    vscode.commands.registerCommand(commands.insertPaper, async () => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) {
        tellThatNoNoteIsOpen();
        return;
      }
      const id = await choose(vscode.l10n.t('Insert Paper'));
      const paper = id === undefined ? undefined : digest.find(id);
      if (paper) await put(editor, [paper]);
    }),
    vscode.commands.registerCommand(commands.insertIntoNote, async (node: unknown, nodes: unknown) => {
      await source.load();
      const papers = papersOf(digest, node, nodes, selected);
      const open = [last, ...vscode.window.visibleTextEditors].find(
        (editor) => editor && !editor.document.isClosed && mentions.isNote(editor.document),
      );
      if (!open) tellThatNoNoteIsOpen();
      else if (papers.length > 0) await put(open, papers);
    }),
    vscode.commands.registerCommand(commands.holdCitationKey, (id: unknown) => {
      const paper = paperOf(digest, id);
      if (paper) keys.hold([paper]);
    }),
  );
}

function tellThatNoNoteIsOpen(): void {
  void showMessage('information', vscode.l10n.t('Open a note to insert a paper into it.'));
}

async function insert({ digest }: DigestSource, editor: vscode.TextEditor, papers: readonly Paper[]): Promise<void> {
  const { document, selections, viewColumn } = editor;
  if (document.isClosed) return;
  const isShown = vscode.window.visibleTextEditors.includes(editor);
  const target = isShown
    ? editor
    : await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
  const insertions = await insertionsAt(digest, document, papers, selections);
  await target.edit((edit) => {
    for (const { range, text } of insertions) edit.replace(range, text);
  });
}
