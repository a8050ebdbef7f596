import * as vscode from 'vscode';
import { commands } from '../../src/editor/common/ids';
import { hostileTexts } from './hostileTexts';
import { HostileWorkspace } from './hostileWorkspace';
import { inWorkspace, remove, until, withSetting, write } from './support';

describe('hostile text of paper-digest.json in what VS Code shows', () => {
  const hostile = new HostileWorkspace();

  it('is text in messages', async () => {
    const file = inWorkspace('paper-digest.json');
    const { id } = hostile.first;
    hostile.window.answers.message = (_, actions) => actions.find((action) => action === 'Save in Folder');
    const test = async (): Promise<void> => {
      for (const text of hostileTexts) {
        await write(file, JSON.stringify({ $version: 1, x: { state: text } }));
        await vscode.commands.executeCommand(commands.star, id);
        await vscode.commands.executeCommand(commands.unstar, id);
        await until('the message', () => hostile.window.texts('error message').length > 0);
        hostile.check('annotations file');
      }
      await remove(file);
      await hostile.running.reading.flush();
    };
    await withSetting('reading.keepIn', 'workspace', test, vscode.ConfigurationTarget.Global);
    hostile.window.answers.message = () => undefined;
  });
});
