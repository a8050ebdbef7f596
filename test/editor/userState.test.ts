import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { Digest } from '../../src/core/digest';
import type { Paper } from '../../src/core/paper';
import type { Lock } from '../../src/core/reading/fileStorage';
import { flagEdits, topicEdits } from '../../src/core/reading/reading';
import { builtInTaxonomy } from '../../src/core/topics/taxonomy';
import { builtInModel } from '../../src/core/topics/termModel';
import { HeldKeys } from '../../src/editor/common/heldKeys';
import { NodeFolderFiles } from '../../src/editor/reading/nodeFiles';
import { nodeLock } from '../../src/editor/reading/nodeLock';
import { WorkspaceReading } from '../../src/editor/reading/workspaceReading';
import { Moves } from '../../src/editor/topics/moves';
import { SavedSearches } from '../../src/editor/tree/savedSearches';
import { ViewOptions } from '../../src/editor/tree/viewOptions';
import type { Parts } from '../../src/extension';
import { inWorkspace, loadedParts, read, remove, until, withSetting, write } from './support';

const file = inWorkspace('paper-digest.json');

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
    const files = ({ fsPath }: vscode.Uri): NodeFolderFiles => new NodeFolderFiles(fsPath);
    const home = { globalState, workspaceState, globalStorageUri: folder, files, lock };
    const reading = new WorkspaceReading(running.digest, home);
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
