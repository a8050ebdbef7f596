import * as vscode from 'vscode';
import type { Way } from '../../core/readerMessages';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import { paperOf } from '../common/paperOf';
import { showMessage } from '../common/sinks/window';
import { PlainAbstracts } from './plainText';
import type { Reader } from './reader';

export { Reader } from './reader';

/** Registers the commands of the reader, for the panel that is active. */
export function registerReader(source: DigestSource, reader: Reader): vscode.Disposable {
  const plain = new PlainAbstracts(source);
  const go = (command: string, way: Way): vscode.Disposable =>
    vscode.commands.registerCommand(command, () => {
      reader.active?.go(way);
    });
  return vscode.Disposable.from(
    plain,
    go(commands.nextPaper, 'next'),
    go(commands.previousPaper, 'previous'),
    go(commands.goBack, 'back'),
    go(commands.goForward, 'forward'),
    vscode.commands.registerCommand(commands.toggleRaw, () => {
      reader.active?.toggleRaw();
    }),
    vscode.commands.registerCommand(commands.openAsText, async (argument: unknown) => {
      await source.load();
      const paper = paperOf(source.digest, argument, () => reader.activePaper);
      if (paper) await plain.open(paper);
    }),
    reader.onDidFail(async (panel) => {
      const asText = vscode.l10n.t('Open as Text');
      const chosen = await showMessage(
        'warning',
        vscode.l10n.t('The abstract cannot be shown here as a page.'),
        asText,
      );
      if (chosen === asText && panel.paper) await plain.open(panel.paper);
    }),
  );
}
