import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Parts } from '../../src/extension';
import { loadedParts, until } from './support';

describe('the search picker', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
  });
  afterEach(async () => {
    running.search()?.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function search(query: string): Promise<string[]> {
    await vscode.commands.executeCommand('paperDigest.searchPapers', query);
    const picker = running.search()?.picker;
    assert.ok(picker);
    await until('the search to settle', () => !picker.busy);
    return picker.items.map((item) => item.label);
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
});
