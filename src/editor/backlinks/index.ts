import * as vscode from 'vscode';
import type { NotePlace } from '../../core/backlinks/backlinks';
import { commands } from '../common/ids';
import { openPlace } from './openPlace';

export { openPlace } from './openPlace';
export { WorkspaceBacklinks } from './workspaceBacklinks';

/** Registers the command by which the view goes to a place in a note. */
export function registerBacklinks(): vscode.Disposable {
  return vscode.commands.registerCommand(commands.openMention, (place: NotePlace) => openPlace(place));
}
