import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { readlink, symlink, unlink } from 'node:fs/promises';
import { Digest } from '../../src/core/digest';
import type { Paper } from '../../src/core/paper';
import type { Lock } from '../../src/core/reading/fileStorage';
import { flagEdits, topicEdits } from '../../src/core/reading/reading';
import { builtInTaxonomy } from '../../src/core/topics/taxonomy';
import { builtInModel } from '../../src/core/topics/termModel';
import { HeldKeys } from '../../src/editor/common/heldKeys';
import { nodeLock } from '../../src/editor/reading/nodeLock';
import { WorkspaceReading } from '../../src/editor/reading/workspaceReading';
import { Moves } from '../../src/editor/topics/moves';
import { SavedSearches } from '../../src/editor/tree/savedSearches';
import { ViewOptions } from '../../src/editor/tree/viewOptions';
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
          await until('the state of the missing file', () => of(first.paper) === 'unread');
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

describe('user state', () => {
  let running: Parts;
  let paper: Paper;
  let folder: vscode.Uri;
  const opened: WorkspaceReading[] = [];
  before(async () => {
    running = await loadedParts();
    const [first] = running.digest.papers.values();
    assert.ok(first);
    paper = first;
  });
  beforeEach(() => {
    folder = vscode.Uri.joinPath(inWorkspace('..'), `storage-${String(opened.length)}`);
  });
  afterEach(async () => {
    for (const reading of opened) reading.dispose();
    await remove(folder).catch(() => undefined);
  });

  function mementoWith(values: ReadonlyMap<string, unknown> = new Map()): vscode.Memento & { setKeysForSync(): void } {
    const all = new Map(values);
    return {
      keys: () => [...all.keys()],
      get: (name: string): undefined => all.get(name) as undefined,
      update: async (name, value) => {
        all.set(name, JSON.parse(JSON.stringify(value ?? null)));
      },
      setKeysForSync: () => undefined,
    };
  }
  /** The state of a window on a folder of its own, with a storage of the user's that other windows may share. */
  const open = (globalState = mementoWith(), workspaceState = mementoWith()): WorkspaceReading => {
    const lock = (name: string): Lock => nodeLock(folder.fsPath, name);
    const reading = new WorkspaceReading(running.digest, {
      globalState,
      workspaceState,
      globalStorageUri: folder,
      lock,
    });
    opened.push(reading);
    return reading;
  };

  it('has moves, citation keys, saved searches and hidden topics, which survive another name of the folder', async () => {
    const globalState = mementoWith();
    const before = open(globalState);
    before.apply([...topicEdits([paper.id], 'quantum'), { id: paper.id, field: 'citationKey', value: 'mine' }]);
    await new SavedSearches(before).add('looms');
    await new ViewOptions(before).update({ hidden: ['robotics'], grouping: 'date' });
    await before.flush();
    for (const home of [globalState, mementoWith()]) {
      const after = open(home);
      const digest = new Digest(builtInTaxonomy, builtInModel);
      digest.update([...running.digest.dumps.values()]);
      const [moves, keys] = [new Moves(digest, after), new HeldKeys(digest, after)];
      await after.load();
      const same = digest.find(paper.id);
      assert.ok(same);
      assert.equal(digest.movedTo(same)?.id, 'quantum');
      assert.equal(moves.size, 1);
      assert.equal(digest.citationKey(same), 'mine');
      assert.deepEqual(new SavedSearches(after).queries, ['looms']);
      const options = new ViewOptions(after);
      assert.deepEqual([options.hidden, options.arrangement.grouping], [['robotics'], 'date']);
      for (const one of [moves, keys, options]) one.dispose();
    }
  });

  it('is given to both storages of the user, each of which may have lost it', async () => {
    const globalState = mementoWith();
    const first = open(globalState);
    first.edit(flagEdits([paper.id], 'starred', true));
    await first.flush();
    await remove(vscode.Uri.joinPath(folder, 'user-state.json'));
    const second = open(globalState);
    await second.load();
    assert.equal(second.of(paper).starred, true);
    assert.match(await read(vscode.Uri.joinPath(folder, 'user-state.json')), /"starred":\[true/);
  });

  it('has the marks of both windows that mark at once, also for a window that opens later', async () => {
    const [here, there] = [open(), open()];
    await Promise.all([here.load(), there.load()]);
    here.edit(flagEdits([paper.id], 'starred', true));
    there.edit(flagEdits([paper.id], 'hidden', true));
    await Promise.all([here.flush(), there.flush()]);
    const later = open();
    await later.load();
    assert.deepEqual([later.of(paper).starred, later.of(paper).hidden], [true, true]);
    await until('the other window’s mark', () => here.of(paper).hidden && there.of(paper).starred);
  });

  it('goes on when its own file is damaged, of which a copy is kept', async () => {
    const own = vscode.Uri.joinPath(folder, 'user-state.json');
    await write(own, '{ "$version": 1\n, "loo');
    const reading = open();
    reading.edit(flagEdits([paper.id], 'starred', true));
    await reading.flush();
    assert.match(await read(own), /"starred":\[true/);
    assert.equal(await read(vscode.Uri.joinPath(folder, 'user-state.json.bak')), '{ "$version": 1\n, "loo');
  });

  it('that could not be written to the folder waits for it over a restart', async () => {
    const agreed = (): ReturnType<typeof mementoWith> =>
      mementoWith(new Map([['paperDigest.saveInFolder', { [inWorkspace().toString()]: 'new' }]]));
    const globalState = mementoWith();
    await withSetting(
      'reading.keepIn',
      'workspace',
      async () => {
        await write(file, '');
        const first = open(globalState, agreed());
        first.edit(flagEdits([paper.id], 'starred', true));
        await first.flush();
        assert.equal(await read(file), '');
        first.dispose();
        await remove(file);
        const second = open(globalState, agreed());
        await second.load();
        assert.equal(second.of(paper).starred, true);
        assert.match(await read(file), /"starred":\[true/);
        assert.equal(globalState.get('paperDigest.unsaved'), null);
      },
      vscode.ConfigurationTarget.Global,
    );
    await remove(file);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('stays private where the user said so', async () => {
    const answer = { [inWorkspace().toString()]: 'private' };
    await withSetting(
      'reading.keepIn',
      'workspace',
      async () => {
        const reading = open(mementoWith(), mementoWith(new Map([['paperDigest.saveInFolder', answer]])));
        reading.edit(flagEdits([paper.id], 'starred', true));
        await reading.flush();
        await assert.rejects(read(file));
      },
      vscode.ConfigurationTarget.Global,
    );
  });
});
