import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Parts } from '../../src/extension';
import { Tier } from '../../src/core/search/searchIndex';
import type { SearchItem } from '../../src/editor/search/items';
import type { SearchPicker } from '../../src/editor/search';
import { inWorkspace, loadedParts, until } from './support';

describe('the search picker', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
  });
  afterEach(async () => {
    running.search()?.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function open(query: string): Promise<SearchPicker> {
    await vscode.commands.executeCommand('paperDigest.searchPapers', query);
    const search = running.search();
    assert.ok(search);
    await until('the search to settle', () => !search.picker.busy && search.shownFor === query);
    return search;
  }

  const papersOf = (search: SearchPicker): SearchItem[] => search.picker.items.filter(({ id }) => id !== null);

  async function search(query: string): Promise<string[]> {
    return papersOf(await open(query)).map((item) => item.label);
  }

  /** Types as a user does, in place of what is there. */
  async function type(search: SearchPicker, query: string): Promise<void> {
    search.picker.value = query;
    await until('the search to settle', () => !search.picker.busy && search.shownFor === query);
  }

  it('lists the papers when nothing is typed, the newest first', async () => {
    const labels = await search('');
    assert.equal(labels.length, 12);
    assert.match(labels[0] ?? '', /^Möbius Tokens/);
  });

  it('puts a title before abstracts, and keeps that order in the picker', async () => {
    const labels = await search('agent');
    assert.match(labels[0] ?? '', /Agent/);
    const picker = running.search()?.picker;
    assert.ok(picker && labels.length > 2);
    await until('the first item to be active', () => picker.activeItems.length > 0);
    assert.equal(picker.activeItems[0]?.label, labels[0]);
    assert.equal((picker as unknown as { sortByLabel: boolean }).sortByLabel, false);
  });

  it('names the topic, and shows the abstract around the match', async () => {
    await search('rhyme');
    const [item] = running.search()?.picker.items ?? [];
    assert.match(item?.label ?? '', /^Stanza by Stanza/);
    assert.ok(item?.description);
    assert.match(item.detail ?? '', /Rhyme/);
  });

  it('finds TeX titles without their TeX, and misspelt words', async () => {
    assert.match((await search('A2Gloss'))[0] ?? '', /Gloss/);
    assert.match((await search('kaleidoscpoes'))[0] ?? '', /^Möbius/);
  });

  it('opens the active paper', async () => {
    await search('tollhedge');
    const picker = running.search()?.picker;
    assert.ok(picker);
    await until('an active item', () => picker.activeItems.length > 0);
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await until('the reader', () => running.reader.shown?.startsWith('tollhedge') === true);
  });

  it('runs in a worker, on the engine that this VS Code has best', async () => {
    const hasSqlite = process.getBuiltinModule('node:sqlite') !== undefined;
    assert.equal(await running.finder.engine(), hasSqlite ? 'SQLite FTS5' : 'MiniSearch');
  });

  it('has the order of the search itself, whatever is typed', async () => {
    const picker = await open('');
    for (const query of ['model', 'a model for', 'agent', 'agents that', 'learning']) {
      await type(picker, query);
      const { papers } = await running.finder.search(query, { limit: 100 });
      assert.deepEqual(
        papersOf(picker).map(({ id }) => id),
        papers.map(({ paper }) => paper.id),
        query,
      );
      const tiers = papers.map(({ tier }) => tier);
      assert.deepEqual(
        tiers,
        tiers.toSorted((a, b) => a - b),
        query,
      );
    }
  });

  it('follows what is typed to the last letter', async () => {
    const picker = await open('');
    const [wanted] = [...running.digest.papers.values()].filter(({ title }) => title.startsWith('Tollhedge'));
    assert.ok(wanted);
    for (let length = 1; length <= 20; length++) picker.picker.value = wanted.title.slice(0, length);
    await type(picker, wanted.title);
    assert.equal(papersOf(picker)[0]?.id, wanted.id);
    assert.equal((await running.finder.search(wanted.title, { limit: 1 })).papers[0]?.tier, Tier.WholeTitle);
  });

  it('narrows by fields, and says in words what it does not understand', async () => {
    const all = (await search('model')).length;
    const [paper] = (await running.finder.search('model', { limit: 1, strict: true })).papers;
    assert.ok(paper && all > 0);
    const topic = running.digest.topicOf(paper.paper).topic;
    const narrowed = await running.finder.search(`model topic:${topic}`, { limit: 100, strict: true });
    assert.ok(
      narrowed.papers.length > 0 &&
        narrowed.papers.every((found) =>
          [running.digest.topicOf(found.paper).topic, ...running.digest.topicOf(found.paper).topics].includes(topic),
        ),
    );
    const picker = await open('year:19x4 model');
    assert.match(String((picker.picker as { prompt?: string }).prompt ?? picker.picker.title), /19x4/);
  });

  it('completes fields and topics', async () => {
    const picker = await open('top');
    const [field] = picker.picker.items;
    assert.equal(field?.query, 'topic:');
    await type(picker, 'topic:');
    assert.ok(picker.picker.items.some(({ query }) => query?.startsWith('topic:') === true && query !== 'topic:'));
  });

  it('shows the abstract of the row one goes to, keeps the focus, and puts the editor back on Esc', async () => {
    const notes = await vscode.workspace.openTextDocument(inWorkspace('notes', 'notes.md'));
    await vscode.window.showTextDocument(notes);
    const picker = await open('model');
    await until('an active item', () => picker.picker.activeItems.length > 0);
    const second = papersOf(picker)[1];
    assert.ok(second);
    assert.equal(running.reader.shown, null);
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await until('the preview', () => running.reader.shown === second.id);
    assert.equal(picker.picker.activeItems[0]?.id, second.id);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await until('the reader to be gone', () => running.reader.shown === null);
    await until('the note to be back', () => vscode.window.activeTextEditor?.document === notes);
  });

  it('stays at the row one went to when the papers are told of anew, and when one of them is starred', async () => {
    const picker = await open('model');
    await until('an active item', () => picker.picker.activeItems.length > 0);
    const second = papersOf(picker)[1];
    assert.ok(second?.id);
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await until('the second row to be active', () => picker.picker.activeItems[0]?.id === second.id);
    const [other] = (await running.finder.search('tollhedge', { limit: 1 })).papers;
    assert.ok(other && !papersOf(picker).some(({ id }) => id === other.paper.id));
    await vscode.commands.executeCommand('paperDigest.star', other.paper.id);
    await until('the search to settle', () => !picker.picker.busy);
    assert.equal(picker.picker.activeItems[0]?.id, second.id);
    await vscode.commands.executeCommand('paperDigest.star', second.id);
    await until('the star to show', () => papersOf(picker)[1]?.buttons?.[1] !== second.buttons?.[1]);
    await until('the second row to be active again', () => picker.picker.activeItems[0]?.id === second.id);
    for (const id of [second.id, other.paper.id]) await vscode.commands.executeCommand('paperDigest.unstar', id);
  });

  it('remembers searches by which a paper was opened', async () => {
    await search('tollhedge');
    await until('an active item', () => (running.search()?.picker.activeItems.length ?? 0) > 0);
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await until('the reader', () => running.reader.shown?.startsWith('tollhedge') === true);
    const picker = await open('');
    assert.ok(picker.picker.items.some(({ query }) => query === 'tollhedge'));
  });

  it('finds starred papers, and copies a citation', async () => {
    const [paper] = (await running.finder.search('tollhedge', { limit: 1 })).papers;
    assert.ok(paper);
    await vscode.commands.executeCommand('paperDigest.star', paper.paper.id);
    assert.deepEqual(
      (await running.finder.search('is:starred', { limit: 9 })).papers.map((found) => found.paper.id),
      [paper.paper.id],
    );
    await vscode.commands.executeCommand('paperDigest.unstar', paper.paper.id);
    assert.deepEqual((await running.finder.search('is:starred', { limit: 9 })).papers, []);
    await vscode.commands.executeCommand('paperDigest.copyCitation', paper.paper.id);
    assert.match(await vscode.env.clipboard.readText(), /^@misc\{tollhedge/);
  });

  it('names papers that are near to one, with what they share', async () => {
    const [paper] = (await running.finder.search('tollhedge', { limit: 1 })).papers;
    assert.ok(paper);
    const similar = await running.finder.similar(paper.paper, 5);
    assert.ok(
      similar.every(
        ({ paper: other, score, terms }) => other.id !== paper.paper.id && score > 0 && score <= 1 && terms.length > 0,
      ),
    );
  });
});
