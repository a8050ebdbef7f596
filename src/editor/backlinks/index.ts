import * as vscode from 'vscode';
import type { NotePlace } from '../../core/backlinks/backlinks';
import { commands } from '../common/ids';
import { openPlace } from './openPlace';

export { openPlace } from './openPlace';
export { WorkspaceBacklinks } from './workspaceBacklinks';

/** Registers the command by which the view goes to a place in a note; anything else it is called with is ignored. */
export function registerBacklinks(): vscode.Disposable {
  return vscode.commands.registerCommand(commands.openMention, async (place: unknown) => {
    if (isNotePlace(place)) await openPlace(place);
  });
}

function isNotePlace(value: unknown): value is NotePlace {
  if (typeof value !== 'object' || value === null) return false;
  const { note, cell, line, character, endLine, endCharacter } = value as Partial<Record<keyof NotePlace, unknown>>;
  const offsets = [...(cell === null ? [] : [cell]), line, character, endLine, endCharacter];
  return isUri(note) && offsets.every((offset) => Number.isSafeInteger(offset) && Number(offset) >= 0);
}

function isUri(value: unknown): value is string {
  try {
    return typeof value === 'string' && vscode.Uri.parse(value, true).scheme !== '';
  } catch {
    return false;
  }
}
