import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { noteEdits, tagEdits } from '../../src/core/reading/reading';
import { visible } from '../../src/core/text/prose';
import { commands } from '../../src/editor/common/ids';
import { assertInert, hostileTexts } from './hostileTexts';
import { HostileWorkspace, problemText, treeTexts } from './hostileWorkspace';
import { inWorkspace, markdownOf, remove, until, write } from './support';

describe('hostile text of queries, topics, tags and notes in what VS Code shows', () => {
  const hostile = new HostileWorkspace();
  const topicsFile = inWorkspace('paper-digest.topics.json');

  it('from queries is text below the search box, in the tree and in its message', async () => {
    for (const text of hostileTexts) {
      const word = text.replaceAll(' ', '');
      for (const field of ['is', 'year', 'topic', 'nofield']) {
        const query = `${field}:${word}`;
        const search = await hostile.pickerOf(commands.searchPapers, query);
        await until('the results', () => hostile.running.search()?.shownFor === query);
        search.hide();
        hostile.check('query');
      }
      await hostile.running.searches.add(`is:${word}`);
      hostile.running.options.filter = `is:${word}`;
      assert.ok(String(hostile.running.view.message).includes(visible(`is:${word}`)));
      hostile.check('saved query', [
        { sink: 'view message', kind: 'plain', text: String(hostile.running.view.message) },
      ]);
      hostile.running.options.filter = '';
      const [node] = hostile.running.tree.searches;
      assert.ok(node);
      const item = hostile.running.tree.getTreeItem(node);
      await until(
        'the tooltip',
        () => markdownOf(hostile.running.tree.resolveTreeItem(item, node).tooltip).value !== '',
      );
      assertInert(markdownOf(hostile.running.tree.resolveTreeItem(item, node).tooltip), 0);
      hostile.check('saved query', treeTexts(item));
      await hostile.running.searches.remove(`is:${word}`);
    }
  });

  it('from the topics file is text in messages, quick picks, the tree and problems', async () => {
    const topics = hostileTexts.map((text, i) => ({
      id: `hostile-${String(i)}`,
      name: `${text}\nKelp${String(i)}`,
      definition: `Papers on ${text}\nand kelp`,
      phrases: [`kelp ${text}`, `kelp${String(i)}`],
      [text]: [],
    }));
    await write(topicsFile, JSON.stringify({ topics }));
    await hostile.running.topics.load();
    await until('the topics', () => hostile.running.digest.topics.some(({ id }) => id === 'hostile-13'));
    const paper = hostile.first;
    for (const { id } of topics) {
      const name = hostile.running.digest.topics.find((topic) => topic.id === id)?.name ?? '';
      await vscode.commands.executeCommand(commands.moveToTopic, paper.id, id);
      await until('the message', () => hostile.window.texts('information message').length > 0);
      hostile.checkRecorded('topics file', name, ['information message']);
      (await hostile.pickerOf(commands.moveToTopic, paper.id)).hide();
      hostile.checkRecorded('topics file', name, ['quick pick placeholder']);
      hostile.window.answers.pick = (rows) => rows.slice(0, 2);
      await vscode.commands.executeCommand(commands.teachTopic, paper.id);
      hostile.checkRecorded('topics file', name, ['quick pick title', 'information message']);
      hostile.window.answers.pick = () => undefined;
      const group = await hostile.groupOf(paper);
      const item = hostile.running.tree.getTreeItem(group);
      hostile.check('topics file', treeTexts(item));
      assertInert(markdownOf(hostile.running.tree.resolveTreeItem(item, group).tooltip), 0);
      await vscode.commands.executeCommand(commands.hideTopic, group);
      await until('the message', () => hostile.window.texts('information message').length > 0);
      hostile.checkRecorded('topics file', name, ['information message']);
      await vscode.commands.executeCommand(commands.showHiddenTopics);
      hostile.checkRecorded('topics file', name, ['quick pick label']);
      await hostile.running.options.update({ hidden: [] });
      await hostile.running.moves.undo();
    }
    for (const { id } of hostile.papers.slice(0, 2)) (await hostile.pickerOf(commands.moveToTopic, id)).hide();
    for (const { id } of topics)
      hostile.checkShown(
        'quick pick label',
        hostile.running.digest.topics.find((topic) => topic.id === id)?.name ?? '?',
      );
    for (const text of hostileTexts.slice(0, 4)) hostile.checkShown('quick pick detail', `Papers on ${text} and kelp`);
    hostile.check('topics file');
    const problems = vscode.languages.getDiagnostics(topicsFile);
    assert.ok(problems.length >= hostileTexts.length);
    hostile.check('topics file', problems.map(problemText));
    await remove(topicsFile);
    await until('the topics are gone', () => hostile.running.topics.topics.length === 0);
  });

  it('from tags and notes is text in quick picks and in the tree', async () => {
    const paper = hostile.first;
    for (const text of hostileTexts) {
      hostile.running.reading.edit([...tagEdits([paper.id], text, true), ...noteEdits([paper.id], text)]);
      (await hostile.pickerOf(commands.editTags, paper.id)).hide();
      const search = await hostile.pickerOf(commands.searchPapers, 'tag:');
      await until('the results', () => hostile.running.search()?.shownFor === 'tag:');
      search.hide();
      hostile.checkRecorded('tag', hostile.running.reading.of(paper).tags[0] ?? '?', ['quick pick label']);
      const node = await hostile.nodeOf(paper);
      const item = hostile.running.tree.getTreeItem(node);
      hostile.check('tag', treeTexts(item));
      assertInert(markdownOf(hostile.running.tree.resolveTreeItem(item, node).tooltip), 0);
      hostile.running.reading.edit([...tagEdits([paper.id], text, false), ...noteEdits([paper.id], '')]);
    }
  });
});
