import * as vscode from 'vscode';
import type { NotePlace } from '../../core/backlinks/backlinks';
import { messageOf } from '../../core/messageOf';
import { placeText, rangeOfPlace } from '../common/places';
import { showMessage } from '../common/sinks/window';

/** Opens a note where it names a paper; says so where that cannot be done. */
export async function openPlace(place: NotePlace): Promise<void> {
  const uri = vscode.Uri.parse(place.note);
  try {
    if (place.cell === null) {
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { selection: document.validateRange(rangeOfPlace(place)) });
    } else {
      const cell = new vscode.NotebookRange(place.cell, place.cell + 1);
      await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(uri), {
        selections: [cell],
      });
    }
  } catch (error) {
    const reason = messageOf(error);
    void showMessage('error', vscode.l10n.t('Cannot go to {0}: {1}', placeText(place), reason));
  }
}
