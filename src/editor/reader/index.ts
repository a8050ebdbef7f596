import * as vscode from 'vscode';
import type { Way } from '../../core/readerMessages';
import { commands } from '../common/ids';
import type { Reader } from './reader';

export { Reader } from './reader';

/** Registers the commands of the reader, for the panel that is active. */
export function registerReader(reader: Reader): vscode.Disposable {
  const go = (command: string, way: Way): vscode.Disposable =>
    vscode.commands.registerCommand(command, () => {
      reader.active?.go(way);
    });
  return vscode.Disposable.from(
    go(commands.nextPaper, 'next'),
    go(commands.previousPaper, 'previous'),
    go(commands.goBack, 'back'),
    go(commands.goForward, 'forward'),
    vscode.commands.registerCommand(commands.toggleRaw, () => {
      reader.active?.toggleRaw();
    }),
  );
}
