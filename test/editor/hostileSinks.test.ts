import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { titleText } from '../../src/editor/common/describe';
import { commands } from '../../src/editor/common/ids';
import { hostileNames, hostileTexts, seen } from './hostileTexts';
import { HostileWorkspace } from './hostileWorkspace';
import { until } from './support';

describe('hostile text of listings in what VS Code shows', () => {
  const hostile = new HostileWorkspace();

  it('from titles is text in messages, and in the boxes that commands open', async () => {
    for (const paper of hostile.papers) {
      const title = titleText(paper);
      await vscode.commands.executeCommand(commands.moveToTopic, paper.id, 'quantum');
      await until('the message', () => hostile.window.texts('information message').length > 0);
      hostile.checkRecorded('title', title, ['information message']);
      await hostile.running.moves.undo();
      (await hostile.pickerOf(commands.moveToTopic, paper.id)).hide();
      hostile.checkRecorded('title', title, ['quick pick title']);
      (await hostile.pickerOf(commands.editTags, paper.id)).hide();
      hostile.checkRecorded('title', title, ['quick pick title']);
      for (const [command, sink] of [
        [commands.editNote, 'input box title'],
        [commands.searchOnWeb, 'quick pick title'],
        [commands.openInDump, 'quick pick title'],
      ] as const) {
        await vscode.commands.executeCommand(command, paper.id);
        hostile.checkRecorded('title', title, [sink]);
      }
    }
  });

  it('from titles, abstracts and dates is text in the search and among similar papers', async () => {
    for (const paper of hostile.papers) {
      const title = titleText(paper);
      const search = await hostile.pickerOf(commands.searchPapers, title);
      await until('the paper', () => search.items.some(({ label }) => seen(label) === title));
      search.hide();
      hostile.checkRecorded('title', title, ['quick pick label']);
      const similar = await hostile.pickerOf(commands.showSimilar, paper.id);
      await until('similar papers', () => !similar.busy);
      assert.ok(similar.items.length > 0);
      similar.hide();
      hostile.checkRecorded('title', title, ['quick pick title']);
    }
    const abstracts = await hostile.pickerOf(commands.searchPapers, 'we look at kelp');
    await until('the abstracts', () => abstracts.items.filter(({ detail }) => detail?.includes('kelp')).length > 10);
    for (const text of hostileTexts.slice(0, 4)) hostile.checkShown('quick pick detail', text);
    abstracts.hide();
    hostile.check('abstract');
  });
  it('from organizations, file names and folder names is text in what the search completes', async () => {
    for (const [field, source, part] of [
      ['org:', 'organization', 'Group'],
      ['in:', 'listing file and folder name', '.txt'],
    ] as const) {
      const search = await hostile.pickerOf(commands.searchPapers, field);
      await until('the completions', () => hostile.running.search()?.shownFor === field);
      search.hide();
      hostile.checkShown('quick pick label', part);
      hostile.check(source);
    }
  });

  it('from names of files and folders is text in quick picks and messages', async () => {
    const paper = hostile.first;
    await vscode.commands.executeCommand(commands.openInDump, paper.id);
    for (const [i, name] of hostileNames.slice(0, -1).entries())
      hostile.checkShown('quick pick label', `hostile $(trash) [x](command:a)/${String(i)} ${name}.txt`);
    hostile.check('listing file and folder name');
    for (const name of hostileNames) {
      const note = vscode.Uri.joinPath(hostile.folder, `${name}.md`).toString();
      const place = { note, cell: null, line: 1, character: 0, endLine: 1, endCharacter: 1, ids: [], excerpt: '' };
      await vscode.commands.executeCommand(commands.openMention, place);
      await until('the message', () => hostile.window.texts('error message').length > 0);
      hostile.check('note file name');
    }
  });
});
