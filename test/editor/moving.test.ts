import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/common/ids';
import type { PaperNode } from '../../src/editor/tree';
import type { Parts } from '../../src/extension';
import { allPapers, inWorkspace, loadedParts, markdownOf, read, remove, until } from './support';

describe('moving papers to another topic', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
  });
  const nodeOf = async (start: string): Promise<PaperNode> => {
    const node = (await allPapers(running)).find(({ paper }) => paper.title.startsWith(start));
    assert.ok(node, `${start} is in the tree`);
    return node;
  };
  const areaOf = async (start: string): Promise<string> => {
    const { parent } = await nodeOf(start);
    assert.ok(parent.kind === 'group');
    return parent.group.key;
  };

  it('puts one paper elsewhere at once, says so, and undoes it', async () => {
    const before = await areaOf('Keelhold');
    await running.moves.move([(await nodeOf('Keelhold')).paper.id], 'quantum');
    assert.equal(await areaOf('Keelhold'), 'quantum');
    const node = await nodeOf('Keelhold');
    const item = running.tree.getTreeItem(node);
    assert.equal(item.contextValue, 'paper unread moved');
    assert.match(markdownOf(running.tree.resolveTreeItem(item, node).tooltip).value, /moved here by you/);
    await vscode.commands.executeCommand(commands.undoMove);
    assert.equal(await areaOf('Keelhold'), before);
  });

  it('moves several by the command, to a finer topic too, and takes it back for one', async () => {
    const [first, second] = [await nodeOf('Keelhold'), await nodeOf('Tollhedge')];
    const before = await areaOf('Tollhedge');
    const target = running.digest.topics.find(({ parent }) => parent === 'robotics');
    assert.ok(target);
    await running.moves.move([first.paper.id, second.paper.id], target.id);
    assert.equal(await areaOf('Keelhold'), 'robotics');
    assert.equal(running.digest.topicOf((await nodeOf('Tollhedge')).paper).subtopic, target.id);
    await vscode.commands.executeCommand(commands.resetTopic, await nodeOf('Tollhedge'));
    assert.equal(await areaOf('Tollhedge'), before);
    assert.equal(await areaOf('Keelhold'), 'robotics');
    await running.moves.undo();
    await running.moves.undo();
    assert.notEqual(await areaOf('Keelhold'), 'robotics');
  });

  it('undoes one move alone, whatever was moved since', async () => {
    const [first, second] = [await nodeOf('Keelhold'), await nodeOf('Tollhedge')];
    const before = await areaOf('Keelhold');
    const undo = await running.moves.move([first.paper.id], 'quantum');
    await running.moves.move([second.paper.id], 'quantum');
    await undo();
    assert.equal(await areaOf('Keelhold'), before);
    assert.equal(await areaOf('Tollhedge'), 'quantum');
    for (let i = 0; i < 3; i++) await running.moves.undo();
    assert.equal(running.moves.size, 0);
  });

  it('asks for the topic, and moves all papers that are selected', async () => {
    const nodes = [await nodeOf('Keelhold'), await nodeOf('Tollhedge')];
    void vscode.commands.executeCommand(commands.moveToTopic, nodes[0], nodes);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await until('both papers moved', () => running.moves.size === 2);
    assert.equal(await areaOf('Keelhold'), await areaOf('Tollhedge'));
    await vscode.commands.executeCommand('notifications.clearAll');
    await running.moves.undo();
    assert.equal(running.moves.size, 0);
  });

  it('teaches similar papers only when phrases were chosen', async () => {
    const file = inWorkspace('paper-digest.topics.json');
    const node = await nodeOf('Tollhedge');
    await running.moves.move([node.paper.id], 'economics-games');
    void vscode.commands.executeCommand(commands.teachTopic, node);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.equal(running.topics.topics.length, 0);
    assert.ok(await running.topics.addPhrases({ id: 'economics-games' }, ['admission control']));
    await until('the phrase counts', () =>
      running.digest.recognisedTopicOf(node.paper).why.includes('admission control'),
    );
    assert.match(await read(file), /"admission control"/);
    await remove(file);
    await until(
      'the phrase is forgotten',
      () =>
        running.topics.topics.length === 0 &&
        !running.digest.recognisedTopicOf(node.paper).why.includes('admission control'),
    );
    await running.moves.undo();
  });
});
