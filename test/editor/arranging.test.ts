import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/common/ids';
import type { GroupNode, Node } from '../../src/editor/tree';
import type { Parts } from '../../src/extension';
import { abstractOn, allPapers, compactDump, inWorkspace, loadedParts, remove, until, write } from './support';

describe('arranging the tree', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
  });
  afterEach(async () => {
    running.options.filter = '';
    await running.options.update({
      grouping: 'topic',
      sorting: 'title',
      granularity: 'areas',
      secondary: false,
      hidden: [],
    });
  });

  const groups = async (parent?: Node): Promise<GroupNode[]> =>
    (await running.tree.getChildren(parent)).filter((node) => node.kind === 'group');
  const labelOf = (node: Node): string => String(running.tree.getTreeItem(node).label);

  it('groups by dump, and puts a paper with two copies under both', async () => {
    await running.options.update({ grouping: 'dump' });
    const names = (await groups()).map(labelOf);
    assert.deepEqual(names, ['papers/daily-2025-11-21.txt', 'papers/search-world-models.txt', ...names.slice(2)]);
    const places = (await allPapers(running)).filter(({ paper }) => paper.title.startsWith('Keelhold'));
    assert.equal(places.length, 2);
    assert.equal(new Set(places.map((node) => running.tree.getTreeItem(node).id)).size, 2);
  });

  it('groups by date, the newest month first and papers without a date last', async () => {
    await running.options.update({ grouping: 'date' });
    const names = (await groups()).map(labelOf);
    assert.equal(names[0], 'November 2025');
    assert.equal(names.at(-1), 'No date');
  });

  it('shows finer topics in areas when asked', async () => {
    assert.ok((await groups()).every(({ group }) => group.groups.length === 0));
    await running.options.update({ granularity: 'topics' });
    const finer = (await Promise.all((await groups()).map((area) => groups(area)))).flat();
    assert.ok(finer.length >= 5);
    for (const node of finer) {
      const topic = running.digest.topics.find(({ id }) => id === node.group.key);
      assert.equal(topic?.parent, node.parent?.group.key);
    }
    assert.equal(new Set((await allPapers(running)).map(({ paper }) => paper.id)).size, 12);
  });

  it('shows papers also under their other topics when asked, and says so', async () => {
    await running.options.update({ secondary: true });
    const also = (await allPapers(running)).filter((node) => node.also);
    for (const node of also) assert.match(String(running.tree.getTreeItem(node).description), /also in /);
    assert.ok((await allPapers(running)).length === 12 + also.length);
  });

  it('sorts by count and by date', async () => {
    await running.options.update({ grouping: 'dump', sorting: 'count' });
    const [daily] = await groups();
    assert.ok(daily);
    const counts = (await running.tree.getChildren(daily)).map((node) =>
      node.kind === 'paper' ? (node.paper.count ?? -1) : NaN,
    );
    assert.deepEqual(
      counts,
      [...counts].sort((a, b) => b - a),
    );
    assert.ok(new Set(counts).size > 1);
  });

  it('filters by words of titles and of topics, opens what is left, and closes it again', async () => {
    running.options.filter = 'keelhold';
    const [only, ...others] = await running.tree.getChildren();
    assert.ok(only && others.length === 0);
    const open = running.tree.getTreeItem(only);
    assert.equal(open.collapsibleState, vscode.TreeItemCollapsibleState.Expanded);
    assert.match(running.view.message ?? '', /1 paper match(?:es)? “keelhold”/);
    assert.equal((await allPapers(running)).length, 1);
    await vscode.commands.executeCommand(commands.clearFilter);
    assert.equal((await allPapers(running)).length, 12);
    const [first] = await running.tree.getChildren();
    assert.ok(first);
    assert.equal(running.tree.getTreeItem(first).collapsibleState, vscode.TreeItemCollapsibleState.Collapsed);
    assert.notEqual(running.tree.getTreeItem(first).id, open.id);
    running.options.filter = 'no paper has these words';
    assert.equal((await running.tree.getChildren()).length, 0);
    assert.match(running.view.message ?? '', /No paper matches/);
  });

  it('hides a topic until it is shown again', async () => {
    const [first] = await groups();
    assert.ok(first);
    void vscode.commands.executeCommand(commands.hideTopic, first);
    await until(
      'the topic is hidden',
      async () => !(await groups()).some(({ group }) => group.key === first.group.key),
    );
    assert.match(running.view.message ?? '', /1 topic is hidden/);
    await running.options.update({ hidden: [] });
    assert.ok((await groups()).some(({ group }) => group.key === first.group.key));
  });

  it('keeps the arrangement when dumps change', async () => {
    await running.options.update({ grouping: 'date', sorting: 'count' });
    const file = inWorkspace('incoming-arranged', 'one.txt');
    await write(file, compactDump([['Wicker Baskets for Loose Gradients', abstractOn('wicker baskets')]]));
    await until('the new paper', async () => (await allPapers(running)).length > 12);
    assert.equal(running.options.arrangement.grouping, 'date');
    await remove(inWorkspace('incoming-arranged'));
    await until('the twelve papers', () => running.digest.papers.size === 12);
  });

  it('splits a large topic into named parts, and keeps their names when papers come', async () => {
    const subjects = ['gated recurrent kernels', 'ternary weight search', 'sparse voxel grids'];
    const papers = Array.from({ length: 90 }, (_, i): [string, string] => {
      const subject = subjects[i % 3] ?? '';
      return [
        `Case ${String(100 + i)}: ${subject.replace(/\b\w/g, (letter) => letter.toUpperCase())} for Object Detection`,
        `${abstractOn(`object detection with ${subject} number ${String(i)}`)} An object detector finds boxes.`,
      ];
    });
    const file = inWorkspace('incoming-many', 'many.txt');
    await write(file, compactDump(papers));
    await until('ninety papers', () => running.digest.papers.size === 102);
    const parts = async (): Promise<string[]> => {
      const large = (await groups()).find(({ group }) => group.papers.length > 60);
      assert.ok(large, 'a topic of more than sixty papers');
      const children = await groups(large);
      const inside = await Promise.all(children.map((child) => running.tree.getChildren(child)));
      assert.equal(inside.flat().length, large.group.size);
      return children.map(labelOf);
    };
    const before = await parts();
    assert.ok(before.length >= 3, before.join(', '));
    const more: [string, string][] = [
      [
        'Sparse Voxel Grids without Empty Cells in Object Detection',
        `${abstractOn('object detection with sparse voxel grids')} An object detector finds boxes.`,
      ],
    ];
    await write(file, compactDump([...papers, ...more]));
    await until('one paper more', () => running.digest.papers.size === 103);
    assert.deepEqual((await parts()).sort(), [...before].sort());
    await remove(inWorkspace('incoming-many'));
    await until('the twelve papers', () => running.digest.papers.size === 12);
  });
});
