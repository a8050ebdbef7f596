import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/common/ids';
import type { PaperFinder } from '../../src/editor/common/paperFinder';
import type { ReadingEdit } from '../../src/core/reading/reading';
import { viewKey } from '../../src/core/reading/records';
import type { Node, SearchNode } from '../../src/editor/tree';
import { SavedSearches } from '../../src/editor/tree/savedSearches';
import { SearchResults } from '../../src/editor/tree/searchResults';
import type { Parts } from '../../src/extension';
import {
  abstractOn,
  compactDump,
  hasTitle,
  inWorkspace,
  loadedParts,
  logInto,
  markdownOf,
  remove,
  temporaryState,
  until,
  write,
} from './support';

const kites: [string, string] = ['A Model of Kites: Forecasts for Light Strings', abstractOn('a model of kites')];
const ponds: [string, string] = ['Pond Ripples as a Clock for Recurrent Networks', abstractOn('ripples on ponds')];

describe('searches saved in the tree', () => {
  let running: Parts;
  const folder = inWorkspace('incoming-searched');
  before(async () => {
    running = await loadedParts();
  });
  afterEach(async () => {
    running.options.filter = '';
    for (const query of running.searches.queries) await running.searches.remove(query);
    running.search()?.dispose();
    await remove(folder).then(undefined, () => undefined);
    await until('the twelve papers of the workspace', () => running.digest.papers.size === 12);
  });

  const searchNodes = async (): Promise<SearchNode[]> =>
    (await running.tree.getChildren()).filter((node) => node.kind === 'search');
  const countOf = (node: Node): string | boolean | undefined => running.tree.getTreeItem(node).description;
  const idsIn = async (node: Node): Promise<string[]> =>
    (await running.tree.getChildren(node)).map((child) => (child.kind === 'paper' ? child.paper.id : ''));
  const idsFor = async (query: string): Promise<string[]> =>
    (await running.finder.search(query, { limit: 501, strict: true })).papers.map(({ paper }) => paper.id);

  /** Saves a query by the command and waits until it is known what it finds. */
  async function saved(query: string): Promise<SearchNode> {
    await vscode.commands.executeCommand(commands.saveSearch, query);
    const [node] = await searchNodes();
    assert.ok(node);
    await until('the count', () => countOf(node) !== undefined);
    return node;
  }

  it('stand before the topics, each with its count and its papers in the order of the search', async () => {
    const topics = (await running.tree.getChildren()).length;
    const node = await saved('  model ');
    const roots = await running.tree.getChildren();
    assert.equal(roots[0], node);
    assert.equal(roots.length, topics + 1);
    assert.ok(roots.slice(1).every(({ kind }) => kind === 'group'));
    const expected = await idsFor('model');
    assert.ok(expected.length > 2);
    const item = running.tree.getTreeItem(node);
    assert.equal(item.label, 'model');
    assert.equal(item.id, 'search:model');
    assert.equal(item.contextValue, 'search');
    assert.equal(item.description, String(expected.length));
    assert.equal(item.accessibilityInformation?.label, `Search model, ${String(expected.length)} papers`);
    await running.options.update({ sorting: 'count' });
    assert.deepEqual(await idsIn(node), expected);
    await running.options.update({ sorting: 'title' });
    assert.deepEqual(await idsIn(node), expected);
    assert.equal(running.tree.size, 12);
  });

  it('are selected and open once they are saved', async () => {
    const node = await saved('model');
    await until('the selection', () => running.view.selection[0] === node);
    assert.ok(running.view.visible);
  });

  it('have ids of their own, labels for screen readers and parents', async () => {
    const nodes = [await saved('world models'), await saved('model')];
    const all: Node[] = await running.tree.getChildren();
    for (const root of [...all]) all.push(...(await running.tree.getChildren(root)));
    const items = all.map((node) => running.tree.getTreeItem(node));
    assert.equal(new Set(items.map(({ id }) => id)).size, all.length);
    assert.ok(items.every((item) => item.accessibilityInformation?.label));
    for (const node of nodes) {
      assert.equal(running.tree.getParent(node), undefined);
      const papers = await running.tree.getChildren(node);
      assert.ok(papers.length > 0 && papers.every((paper) => running.tree.getParent(paper) === node));
    }
  });

  it('tell their query, their count and what is wrong with the query in a tooltip', async () => {
    const node = await saved('model is:odd world');
    const item = running.tree.getTreeItem(node);
    assert.equal(item.tooltip, undefined);
    const text = markdownOf(running.tree.resolveTreeItem(item, node).tooltip).value.replaceAll('\\', '');
    assert.match(text, /^\*\*model is:odd world\*\* — \d+ papers?/);
    assert.match(text, /A paper can be new, unread, queued, read, starred or hidden, nothing else: odd/);
  });

  it('stay, with 0, where nothing is found', async () => {
    const node = await saved('kaleidophonic zymurgists');
    assert.equal(countOf(node), '0');
    assert.deepEqual(await running.tree.getChildren(node), []);
  });

  it('follow the papers, and only their own node is told of it once the result is there', async () => {
    const node = await saved('model');
    const before = await idsIn(node);
    const told: (Node | undefined)[] = [];
    const listening = running.tree.onDidChangeTreeData((changed) => told.push(changed));
    await write(vscode.Uri.joinPath(folder, 'a.txt'), compactDump([kites]));
    await until('the new paper', () => {
      assert.notEqual(countOf(node), undefined);
      return countOf(node) === String(before.length + 1);
    });
    listening.dispose();
    assert.ok(told.includes(node));
    assert.ok(told.every((changed) => changed === undefined || changed === node));
    const after = await idsIn(node);
    assert.deepEqual(after, await idsFor('model'));
    assert.deepEqual([...after].sort(), [...before, ...after.filter((id) => !before.includes(id))].sort());
    await remove(folder);
    await until('the earlier papers', () => countOf(node) === String(before.length));
    assert.deepEqual(await idsIn(node), before);
  });

  it('are not told of papers that they do not find', async () => {
    const node = await saved('keelhold');
    const told: (Node | undefined)[] = [];
    const listening = running.tree.onDidChangeTreeData((changed) => told.push(changed));
    await write(vscode.Uri.joinPath(folder, 'a.txt'), compactDump([ponds]));
    await until('the new paper', () => hasTitle(running, ponds[0]));
    await running.finder.load();
    await new Promise((resolve) => setTimeout(resolve, 300));
    listening.dispose();
    assert.ok(!told.includes(node));
    assert.deepEqual(await idsIn(node), await idsFor('keelhold'));
  });

  it('show five hundred papers, and say when there are more', async () => {
    const papers = Array.from({ length: 502 }, (_, i): [string, string] => [
      `Zymurgy, Number ${String(i)}`,
      abstractOn(`vat number ${String(i)}`),
    ]);
    await write(vscode.Uri.joinPath(folder, 'many.txt'), compactDump(papers));
    await until('all papers', () => running.digest.papers.size === 514);
    const node = await saved('zymurgy');
    const item = running.tree.getTreeItem(node);
    assert.equal(item.description, '500+');
    assert.equal(item.accessibilityInformation?.label, 'Search zymurgy, more than 500 papers');
    assert.match(
      markdownOf(running.tree.resolveTreeItem(item, node).tooltip).value,
      /Only the first 500 papers are shown/,
    );
    assert.equal((await running.tree.getChildren(node)).length, 500);
  });

  it('are searched for once after each change, one after another', async () => {
    await running.source.refresh();
    const searched: string[] = [];
    let [atOnce, most, waiting] = [0, 0, 1];
    const indexed = new vscode.EventEmitter<void>();
    const finder: PaperFinder = {
      get waiting() {
        return waiting;
      },
      onDidChange: indexed.event,
      load: () => {
        indexed.fire();
        return Promise.resolve();
      },
      search: async (query, options) => {
        most = Math.max(most, ++atOnce);
        searched.push(query);
        const found = await running.finder.search(query, options);
        atOnce--;
        return found;
      },
      similar: () => Promise.resolve([]),
    };
    const results = new SearchResults(running.source, finder, logInto([]));
    const queries = ['model', 'keelhold', 'is:starred'];
    const all = async (times: number): Promise<void> => {
      await until('all results', () => {
        const found = queries.map((query) => results.of(query));
        return searched.length >= 3 * times && found.every((one) => one !== undefined);
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.deepEqual(searched, Array.from({ length: times }, () => queries).flat());
    };
    await all(1);
    waiting = 0;
    results.renew();
    await all(2);
    indexed.fire();
    indexed.fire();
    await until('the third time', () => searched.length >= 9);
    results.keep(['model']);
    assert.equal(most, 1);
    assert.ok(searched.length <= 10, 'a search that was at work may run again, the others may not');
    results.dispose();
    indexed.dispose();
  });

  it('tell the log when they fail, and run again when they are asked for', async () => {
    const lines: string[] = [];
    let isBroken = true;
    const unchanging = new vscode.EventEmitter<void>();
    const finder: PaperFinder = {
      waiting: 0,
      onDidChange: unchanging.event,
      load: () => Promise.resolve(),
      search: (query, options) =>
        isBroken ? Promise.reject(new Error('The loom is broken.')) : running.finder.search(query, options),
      similar: () => Promise.resolve([]),
    };
    const results = new SearchResults(running.source, finder, logInto(lines));
    assert.equal(results.of('keelhold'), undefined);
    await until('the failure', () => lines.length > 0);
    assert.deepEqual(lines, ['error: The saved search “keelhold” failed: The loom is broken.']);
    isBroken = false;
    await until('the result', () => results.of('keelhold') !== undefined);
    assert.deepEqual(
      results.of('keelhold')?.papers.map(({ id }) => id),
      await idsFor('keelhold'),
    );
    results.dispose();
    unchanging.dispose();
  });

  it('find by what the workspace knows of papers', async () => {
    const node = await saved('topic:unsorted is:new');
    assert.deepEqual(await idsIn(node), await idsFor('topic:unsorted is:new'));
  });

  it('stand in the order in which they were saved, the newest first and none twice', async () => {
    for (const query of ['model', 'world  models', 'keelhold', ' world models']) await saved(query);
    assert.deepEqual(
      (await searchNodes()).map(({ query }) => query),
      ['world models', 'keelhold', 'model'],
    );
  });

  it('go when they are removed, several at once too', async () => {
    for (const query of ['model', 'keelhold', 'rhyme']) await saved(query);
    const [rhyme, keelhold, model] = await searchNodes();
    await vscode.commands.executeCommand(commands.removeSearch, keelhold);
    assert.deepEqual(running.searches.queries, ['rhyme', 'model']);
    await vscode.commands.executeCommand(commands.removeSearch, rhyme, [
      rhyme,
      model,
      (await running.tree.getChildren()).at(-1),
    ]);
    assert.deepEqual(await searchNodes(), []);
    await vscode.commands.executeCommand(commands.removeSearch, 'no node');
  });

  it('are repeated in the picker', async () => {
    await vscode.commands.executeCommand(commands.repeatSearch, await saved('keelhold'));
    assert.equal(running.search()?.picker.value, 'keelhold');
  });

  it('are hidden while a filter is set, which goes when another is saved', async () => {
    const node = await saved('model');
    running.options.filter = 'keelhold';
    assert.deepEqual(await searchNodes(), []);
    running.options.filter = '';
    assert.deepEqual(await searchNodes(), [node]);
    running.options.filter = 'keelhold';
    await saved('rhyme');
    assert.equal(running.options.filter, '');
    assert.equal((await searchNodes()).length, 2);
  });
});

describe('the memory of saved searches', () => {
  const saved = (field: string, value: unknown): ReadingEdit => ({ id: viewKey, field: `search:${field}`, value });

  it('brings them back, and tells of each change', async () => {
    const state = temporaryState();
    const searches = new SavedSearches(state);
    let changes = 0;
    searches.onDidChange(() => changes++);
    await searches.add('agents topic:video');
    await searches.add('"world models"');
    await searches.add('   ');
    await searches.add('moss');
    await searches.remove(' moss');
    assert.equal(changes, 4);
    assert.deepEqual(new SavedSearches(state).queries, ['"world models"', 'agents topic:video']);
    assert.deepEqual(searches.queries, ['"world models"', 'agents topic:video']);
    searches.dispose();
  });

  it('keeps what another window saved', async () => {
    const state = temporaryState([saved('moss', 1)]);
    const [here, there] = [new SavedSearches(state), new SavedSearches(state)];
    await here.add('kites');
    await there.add('ponds');
    assert.deepEqual(there.queries, ['ponds', 'kites', 'moss']);
    await here.remove('moss');
    assert.deepEqual(here.queries, ['ponds', 'kites']);
    await here.add('kites');
    assert.deepEqual(there.queries, ['kites', 'ponds']);
  });

  it('takes what is of use of whatever stands there, fifty at most', () => {
    for (const value of ['moss', -7, null, 1.5, [1]])
      assert.deepEqual(new SavedSearches(temporaryState([saved('moss', value)])).queries, []);
    const odd = [saved('', 1), saved('a  b', 2), saved(' a', 3), saved('c', 4)];
    assert.deepEqual(new SavedSearches(temporaryState(odd)).queries, ['c']);
    const many = Array.from({ length: 60 }, (_, i) => saved(`query ${String(i)}`, 60 - i));
    assert.deepEqual(
      new SavedSearches(temporaryState(many)).queries,
      Array.from({ length: 50 }, (_, i) => `query ${String(i)}`),
    );
  });

  it('lets the oldest go when there are more than fifty', async () => {
    const state = temporaryState(Array.from({ length: 50 }, (_, i) => saved(`query ${String(i)}`, 50 - i)));
    const searches = new SavedSearches(state);
    await searches.add('one more');
    assert.equal(searches.queries.length, 50);
    assert.equal(searches.queries[0], 'one more');
    assert.ok(!searches.queries.includes('query 49'));
    assert.equal(state.view.get('search:query 49')?.value, 0);
  });
});
