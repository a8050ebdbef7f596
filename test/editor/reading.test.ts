import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { readlink, symlink, unlink } from 'node:fs/promises';
import type { Paper } from '../../src/core/paper';
import type { PaperNode } from '../../src/editor/tree';
import type { Parts } from '../../src/extension';
import { allPapers, inWorkspace, loadedParts, read, remove, until, withSetting, write } from './support';

const file = inWorkspace('paper-digest.json');

describe('what is remembered of papers', () => {
  let running: Parts;
  let nodes: PaperNode[];
  before(async () => {
    running = await loadedParts();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    nodes = await allPapers(running);
    for (let left = 100; left > 0; left--) await vscode.commands.executeCommand('paperDigest.undoMark');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
  afterEach(async () => {
    running.options.filter = '';
    const marked = [...running.reading.readings]
      .filter(([, { state, starred, hidden }]) => state !== 'unread' || starred || hidden)
      .map(([id]) => id);
    for (const id of marked)
      for (const command of ['unstar', 'unhide', 'markUnread'])
        await vscode.commands.executeCommand(`paperDigest.${command}`, id);
    await remove(file).catch(() => undefined);
  });

  const of = (paper: Paper | undefined): string => {
    assert.ok(paper);
    const { state, starred, hidden } = running.reading.of(paper);
    return [state, ...(starred ? ['starred'] : []), ...(hidden ? ['hidden'] : [])].join(' ');
  };
  const rootLabels = async (): Promise<string[]> =>
    (await running.tree.getChildren()).map((node) => String(running.tree.getTreeItem(node).label));

  it('is set on the selected papers together, and undone together', async () => {
    const [first, second] = nodes;
    assert.ok(first && second);
    await vscode.commands.executeCommand('paperDigest.readLater', first, [first, second]);
    assert.deepEqual([of(first.paper), of(second.paper)], ['queued', 'queued']);
    await vscode.commands.executeCommand('paperDigest.star', first);
    assert.equal(of(first.paper), 'queued starred');
    await vscode.commands.executeCommand('paperDigest.undoMark');
    await vscode.commands.executeCommand('paperDigest.undoMark');
    assert.deepEqual([of(first.paper), of(second.paper)], ['unread', 'unread']);
  });

  it('stands in groups of its own above the topics, in signs and in words', async () => {
    const [first, second] = nodes;
    assert.ok(first && second);
    await vscode.commands.executeCommand('paperDigest.readLater', first);
    await vscode.commands.executeCommand('paperDigest.star', second);
    assert.deepEqual((await rootLabels()).slice(0, 2), ['To Read', 'Starred']);
    const [toRead] = await running.tree.getChildren();
    assert.ok(toRead);
    const [node] = await running.tree.getChildren(toRead);
    assert.ok(node?.kind === 'paper');
    const item = running.tree.getTreeItem(node);
    assert.equal(node.paper.id, first.paper.id);
    assert.match(String(item.label), /^(?:● )?◷ /);
    assert.match(String(item.description), /to read/);
    assert.match(item.contextValue ?? '', /^paper queued/);
  });

  it('counts what is unread in a group once something was read', async () => {
    const [first] = nodes;
    assert.ok(first?.parent.kind === 'group');
    const { group } = first.parent;
    await vscode.commands.executeCommand('paperDigest.markRead', first);
    const [parent] = (await running.tree.getChildren()).filter(
      (node) => node.kind === 'group' && node.group.id === group.id,
    );
    assert.ok(parent);
    assert.match(
      String(running.tree.getTreeItem(parent).description),
      group.size === 1 ? /all read/ : new RegExp(`${String(group.size - 1)} unread`),
    );
  });

  it('leaves hidden papers out, unless they alone are shown', async () => {
    const [first] = nodes;
    assert.ok(first);
    const there = async (): Promise<boolean> =>
      (await allPapers(running)).some(({ paper }) => paper.id === first.paper.id);
    await vscode.commands.executeCommand('paperDigest.hide', first);
    assert.equal(await there(), false);
    running.options.filter = 'is:hidden';
    assert.deepEqual(
      (await allPapers(running)).map(({ paper }) => paper.id),
      [first.paper.id],
    );
  });

  it('is asked for in searches', async () => {
    const [first, second] = nodes;
    assert.ok(first && second);
    await vscode.commands.executeCommand('paperDigest.markRead', first);
    await vscode.commands.executeCommand('paperDigest.readLater', second);
    const found = async (query: string): Promise<string[]> =>
      (await running.finder.search(query, { limit: 100 })).papers.map(({ paper }) => paper.id);
    assert.deepEqual(await found('is:read'), [first.paper.id]);
    assert.deepEqual(await found('is:queued'), [second.paper.id]);
    assert.equal((await found('is:unread')).length, running.digest.papers.size - 1);
  });

  it('takes an unread paper for read when it was open for as long as the setting says, and no other', async () => {
    const [first, second] = nodes;
    assert.ok(first && second);
    await withSetting('reading.markReadAfter', 0.05, async () => {
      await vscode.commands.executeCommand('paperDigest.readLater', second);
      await vscode.commands.executeCommand('paperDigest.openAbstract', second.paper.id);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await vscode.commands.executeCommand('paperDigest.openAbstract', first.paper.id);
      await until('the paper to be read', () => of(first.paper) === 'read');
      assert.equal(of(second.paper), 'queued');
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is not saved in the folder because a workspace says so', async () => {
    const [first] = nodes;
    assert.ok(first);
    const ofWorkspace = inWorkspace('.vscode', 'settings.json');
    const seen = (): unknown => vscode.workspace.getConfiguration('paperDigest').get('notes.comments');
    await write(ofWorkspace, '{ "paperDigest.reading.keepIn": "workspace", "paperDigest.notes.comments": true }');
    await until('the settings of the workspace', () => seen() === true);
    await vscode.commands.executeCommand('paperDigest.star', first);
    await running.reading.flush();
    assert.equal(of(first.paper), 'unread starred');
    await assert.rejects(read(file));
    await remove(inWorkspace('.vscode'));
    await until('the settings of the user', () => seen() === false);
  });

  describe('saved in the folder because the user says so', () => {
    const inFolder = (test: () => Promise<void>): Promise<void> =>
      withSetting('reading.keepIn', 'workspace', test, vscode.ConfigurationTarget.Global);
    const text = (): Promise<string> => read(file).catch(() => '');
    const isShown = async (): Promise<boolean> => {
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return (await text()) !== '';
    };
    afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

    it('is written only after the user agreed, one paper a line, and taken from there', async () => {
      const [first, second] = nodes;
      assert.ok(first && second);
      await vscode.commands.executeCommand('paperDigest.star', second);
      await inFolder(async () => {
        await vscode.commands.executeCommand('paperDigest.star', first);
        await running.reading.flush();
        assert.equal(await text(), '');
        assert.equal(of(first.paper), 'unread starred');
        await until('the file once the user agreed', isShown);
        await until('both papers in it', async () => {
          const lines = (await text()).split('\n').filter((line) => /"starred":\[true,\d+\]/.test(line));
          return lines.length === 2 && lines.some((line) => line.startsWith(`, "${first.paper.id}~`));
        });
        const now = String(Date.now() + 1_000);
        await write(
          file,
          (await text()).replace(
            '"$version": 1',
            `"$version": 1\n, ${JSON.stringify(second.paper.id)}: {"state":["read",${now}]}`,
          ),
        );
        await until('what stands in the file', () => of(second.paper) === 'read starred');
      });
      await until('the user’s own state', () => of(second.paper) === 'unread starred');
    });

    it('is not written over a damaged or empty file, and loses nothing', async () => {
      const [first] = nodes;
      assert.ok(first);
      const conflict = '{ "$version": 1\n<<<<<<< ours\n, "looms": {"starred":[true,5]}\n=======\n>>>>>>> theirs\n}\n';
      for (const damaged of [conflict, ''])
        await inFolder(async () => {
          await write(file, damaged);
          await vscode.commands.executeCommand('paperDigest.star', first);
          await running.reading.flush();
          assert.equal(await read(file), damaged);
          assert.equal(of(first.paper), 'unread starred');
          await write(file, '{ "$version": 1\n, "looms": {"starred":[true,5]}\n}\n');
          await until('both in the file', async () => {
            const now = await text();
            return now.includes('"looms"') && now.includes(`"${first.paper.id}~`);
          });
          await remove(file);
          await running.reading.refresh();
          assert.equal(of(first.paper), 'unread');
        });
    });

    it('stays reverted when the file is reverted', async () => {
      const [first, second] = nodes;
      assert.ok(first && second);
      await inFolder(async () => {
        await write(file, '{ "$version": 1\n, "looms": {"starred":[true,5]}\n}\n');
        const before = await read(file);
        await vscode.commands.executeCommand('paperDigest.star', first);
        await until('the mark in the file', async () => (await text()).includes(first.paper.id));
        await write(file, before);
        await until('the paper without its mark', () => of(first.paper) === 'unread');
        await vscode.commands.executeCommand('paperDigest.star', second);
        await until('the next mark in the file', async () => (await text()).includes(second.paper.id));
        assert.ok(!(await text()).includes(first.paper.id));
      });
    });

    it('is never written through a symbolic link', async () => {
      const [first] = nodes;
      assert.ok(first);
      const target = inWorkspace('..', 'outside.json');
      await symlink(target.fsPath, file.fsPath);
      await inFolder(async () => {
        await vscode.commands.executeCommand('paperDigest.star', first);
        await running.reading.flush();
        await assert.rejects(read(target));
        assert.equal(of(first.paper), 'unread starred');
      });
      assert.equal(await readlink(file.fsPath), target.fsPath);
      await unlink(file.fsPath);
    });
  });
});
