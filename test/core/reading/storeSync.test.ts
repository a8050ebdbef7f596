import { strict as assert } from 'node:assert';
import { FileStorage, type FileProblem, type Lock } from '../../../src/core/reading/fileStorage';
import { MementoStorage } from '../../../src/core/reading/mementoStorage';
import { flagEdits } from '../../../src/core/reading/reading';
import { parseReadingFile } from '../../../src/core/reading/readingFile';
import { ReadingMemory, type PaperIdentities } from '../../../src/core/reading/readingMemory';
import { storeFromObject } from '../../../src/core/reading/readingStore';
import type { FolderFiles } from '../../../src/core/reading/replaceFile';
import { StoreSync, type StateStorage, type SyncOptions } from '../../../src/core/reading/storeSync';
import { inEveryOrder } from './interleavings';

const anyPaper: PaperIdentities = { revision: 0, find: (id) => ({ id }), reference: (id) => id };
const file = 'paper-digest.json';
const union = { followsReverts: false };
const threeWay = { followsReverts: true };

/** A folder whose operations are steps of an actor; `isAlive` ends the actor in the middle of its work. */
function filesOf(disk: Map<string, string>, step: () => Promise<void>, isAlive = (): boolean => true): FolderFiles {
  const act = async <T>(work: () => T): Promise<T> => {
    await step();
    if (!isAlive()) await new Promise(() => undefined);
    return work();
  };
  return {
    read: (name) =>
      act(() => {
        const text = disk.get(name);
        return text === undefined ? null : new TextEncoder().encode(text);
      }),
    write: (name, content) => act(() => void disk.set(name, new TextDecoder().decode(content))),
    rename: (from, to) =>
      act(() => {
        const text = disk.get(from);
        assert.ok(text !== undefined);
        disk.delete(from);
        disk.set(to, text);
      }),
    remove: (name) => act(() => void disk.delete(name)),
    list: () => act(() => [...disk.keys()].map((name) => ({ name, modified: 0 }))),
  };
}

const noLock: Lock = { isExclusive: false, run: (work) => work() };

/** A lock that is given to one after the other. */
function mutex(): Lock {
  let last: Promise<unknown> = Promise.resolve();
  return {
    isExclusive: true,
    run: (work) => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}

/** One window: what it remembers, and what keeps that and a storage in step. */
class Window<Problem> {
  readonly memory = new ReadingMemory(anyPaper);
  readonly sync: StoreSync<Problem>;

  constructor(storage: StateStorage<Problem>, options: SyncOptions<Problem> = union) {
    this.sync = new StoreSync(this.memory, storage, options);
  }

  star(id: string, now = 10): Promise<unknown> {
    this.memory.edit(flagEdits([id], 'starred', true), now);
    return this.sync.sync();
  }

  get starred(): string {
    return [...this.memory.readings]
      .flatMap(([id, { starred }]) => (starred ? [id] : []))
      .sort()
      .join(' ');
  }
}

const starredIn = (text: string | undefined): string => {
  const { records, isWhole } = parseReadingFile(text ?? '');
  assert.equal(isWhole, true);
  return [...records]
    .flatMap(([id, record]) => (record.get('starred')?.value === true ? [id] : []))
    .sort()
    .join(' ');
};

describe('two windows that mark at the same time, in every order of their steps', function () {
  this.timeout(300_000);

  it('lose a mark when they read, merge and write but once', async () => {
    let lost = 0;
    await inEveryOrder(async (turns) => {
      const disk = new Map<string, string>();
      const once = async (actor: string): Promise<void> => {
        const storage = new FileStorage(
          filesOf(disk, () => turns.step(actor)),
          file,
          noLock,
        );
        const memory = new ReadingMemory(anyPaper);
        memory.edit(flagEdits([actor], 'starred', true), 10);
        const { records, extras } = await storage.read();
        memory.merge(records);
        await storage.write({ records: memory.records, extras });
      };
      void once('a');
      void once('b');
      await turns.finish();
      if (starredIn(disk.get(file)) !== 'a b') lost++;
    });
    assert.ok(lost > 0);
  });

  for (const options of [union, threeWay])
    it(`keep both in a file without a lock when each looks again (${JSON.stringify(options)})`, async () => {
      const orders = await inEveryOrder(async (turns) => {
        const disk = new Map([[file, '{ "$version": 1\n, "c": {"starred":[true,5]}\n}\n']]);
        const windows = ['a', 'b'].map(
          (actor) =>
            new Window(
              new FileStorage(
                filesOf(disk, () => turns.step(actor)),
                file,
                noLock,
              ),
              options,
            ),
        );
        for (const [i, window] of windows.entries()) void window.star('ab'.charAt(i));
        await turns.finish();
        for (let round = 0; round < 2; round++)
          for (const { sync } of windows) {
            void sync.sync();
            await turns.finish();
          }
        assert.equal(starredIn(disk.get(file)), 'a b c');
        assert.deepEqual(
          windows.map(({ starred }) => starred),
          ['a b c', 'a b c'],
        );
        assert.deepEqual([...disk.keys()], [file]);
      });
      assert.ok(orders > 900, String(orders));
    });

  it('keep both in a file with a lock though neither looks again', async () => {
    await inEveryOrder(async (turns) => {
      const disk = new Map<string, string>();
      const lock = mutex();
      for (const actor of ['a', 'b'])
        void new Window(
          new FileStorage(
            filesOf(disk, () => turns.step(actor)),
            file,
            lock,
          ),
          threeWay,
        ).star(actor);
      await turns.finish();
      assert.equal(starredIn(disk.get(file)), 'a b');
    });
  });

  it('keep both in VS Code’s storage, where each sees late what the other wrote', async () => {
    await inEveryOrder(async (turns) => {
      let shared: unknown;
      const caches = new Map<string, unknown>();
      const mementoOf = (
        actor: string,
        other: string,
      ): { get(): unknown; update(key: string, value: unknown): Promise<void> } => ({
        get: () => caches.get(actor),
        update: async (_, value) => {
          caches.set(actor, value);
          await turns.step(actor);
          shared = value;
          void turns.step(`${actor} to ${other}`).then(() => caches.set(other, value));
        },
      });
      const windows = [
        new Window(new MementoStorage(mementoOf('a', 'b'), 'state')),
        new Window(new MementoStorage(mementoOf('b', 'a'), 'state')),
      ];
      for (const [i, window] of windows.entries())
        void turns.step('ab'.charAt(i)).then(() => window.star('ab'.charAt(i)));
      await turns.finish();
      for (let round = 0; round < 3; round++)
        for (const { sync } of windows) {
          void sync.sync();
          await turns.finish();
        }
      const { records } = storeFromObject(shared);
      assert.deepEqual([...records.keys()].sort(), ['a', 'b']);
      assert.deepEqual(
        windows.map(({ starred }) => starred),
        ['a b', 'a b'],
      );
    });
  });

  it('lose nothing that was written, and leave a whole file, whenever one of them is killed', async () => {
    for (let lifetime = 0; lifetime < 8; lifetime++)
      await inEveryOrder(async (turns) => {
        const disk = new Map([[file, '{ "$version": 1\n, "c": {"starred":[true,5]}\n}\n']]);
        let steps = 0;
        const dying = filesOf(
          disk,
          () => turns.step('a'),
          () => steps++ < lifetime,
        );
        void new Window(new FileStorage(dying, file, noLock)).star('a');
        const second = new Window(
          new FileStorage(
            filesOf(disk, () => turns.step('b')),
            file,
            noLock,
          ),
        );
        void second.star('b');
        await turns.finish();
        void second.sync.sync();
        await turns.finish();
        assert.match(starredIn(disk.get(file)), /^(?:a )?b c$/);
      });
  });
});

describe('StoreSync', () => {
  const now = Promise.resolve.bind(Promise) as () => Promise<void>;
  const text = (...starred: string[]): string =>
    `{ "$version": 1\n${starred.map((id) => `, ${JSON.stringify(id)}: {"starred":[true,5]}\n`).join('')}}\n`;
  const opened = (disk: Map<string, string>, lock: Lock = mutex()): Window<FileProblem> =>
    new Window(new FileStorage(filesOf(disk, now), file, lock), threeWay);

  for (const lock of [mutex(), noLock])
    it(`does not write again what was taken back in the file, ${lock.isExclusive ? 'with' : 'without'} a lock`, async () => {
      const disk = new Map([[file, text('c')]]);
      const window = opened(disk, lock);
      await window.star('a');
      disk.set(file, text('c'));
      await window.sync.sync();
      assert.equal(window.starred, 'c');
      await window.star('b');
      assert.equal(starredIn(disk.get(file)), 'b c');
    });

  it('follows a file that went back to an earlier value', async () => {
    const disk = new Map([[file, text('c')]]);
    const window = opened(disk);
    await window.sync.sync();
    window.memory.edit(flagEdits(['c'], 'starred', false), 10);
    await window.sync.sync();
    assert.equal(starredIn(disk.get(file)), '');
    disk.set(file, text('c'));
    await window.star('a');
    assert.equal(starredIn(disk.get(file)), 'a c');
  });

  it('follows another branch of the file, and keeps what was not written yet', async () => {
    const disk = new Map([[file, text('c')]]);
    const window = opened(disk);
    await window.star('a');
    disk.set(file, text('c', 'd'));
    await window.star('b');
    assert.equal(window.starred, 'b c d');
    assert.equal(starredIn(disk.get(file)), 'b c d');
  });

  it('keeps marks until a damaged or empty file is repaired, and brings back nothing that the repair took out', async () => {
    for (const damaged of [
      '',
      text('c').slice(0, -5),
      `{ "$version": 1\n<<<<<<< a\n, "d": {"starred":[true,9]}\n=======\n>>>>>>> b\n}\n`,
    ]) {
      const disk = new Map([[file, text('c')]]);
      const window = opened(disk);
      await window.sync.sync();
      disk.set(file, damaged);
      assert.notEqual(await window.star('a'), null);
      assert.equal(disk.get(file), damaged);
      assert.deepEqual([...window.sync.unsaved.keys()], ['a']);
      disk.set(file, text('c'));
      assert.equal(await window.sync.sync(), null);
      assert.equal(starredIn(disk.get(file)), 'a c');
      assert.equal(window.sync.unsaved.size, 0);
    }
  });

  it('writes all that it knows once a damaged file was taken out of the way, and not before', async () => {
    const disk = new Map([[file, text('c')]]);
    const window = new Window(new FileStorage(filesOf(disk, now), file, mutex()), {
      ...threeWay,
      repair: async () => mayRepair && disk.delete(file),
    });
    let mayRepair = false;
    await window.sync.sync();
    disk.set(file, text('c', 'd').slice(0, -5));
    assert.notEqual(await window.star('a'), null);
    mayRepair = true;
    assert.equal(await window.sync.sync(), null);
    assert.equal(starredIn(disk.get(file)), 'a c d');
  });

  it('overrules a value from an impossible future, also where the file still has it', async () => {
    const poison = '{ "$version": 1\n, "c": {"starred":[true,9007199254740991]}\n}\n';
    const disk = new Map([[file, poison]]);
    const window = opened(disk);
    await window.sync.sync();
    assert.equal(window.starred, 'c');
    window.memory.edit(flagEdits(['c'], 'starred', false), Date.now());
    await window.sync.sync();
    assert.equal(window.starred, '');
    assert.equal(starredIn(disk.get(file)), '');
    const other = new ReadingMemory(anyPaper, window.memory.records);
    const elsewhere = new StoreSync(
      other,
      new FileStorage(filesOf(new Map([[file, poison]]), now), file, noLock),
      union,
    );
    await elsewhere.sync();
    assert.equal(other.of('c').starred, false);
  });

  it('merges what somebody wrote just before the file is replaced', async () => {
    const disk = new Map([[file, text('c')]]);
    const files = filesOf(disk, now);
    let isFirst = true;
    const write = async (name: string, content: Uint8Array): Promise<void> => {
      await files.write(name, content);
      if (isFirst) disk.set(file, text('c', 'd'));
      isFirst = false;
    };
    const window = new Window(new FileStorage({ ...files, write }, file, mutex()), threeWay);
    await window.star('a');
    assert.equal(starredIn(disk.get(file)), 'a c d');
  });

  it('does not write a file that lacks nothing', async () => {
    const disk = new Map([[file, `${text('c')} `]]);
    await opened(disk).sync.sync();
    assert.equal(disk.get(file), `${text('c')} `);
    const none = new Map<string, string>();
    await opened(none).sync.sync();
    assert.equal(none.size, 0);
  });

  it('gives up where another program writes each time', async () => {
    const disk = new Map<string, string>();
    const files = filesOf(disk, now);
    const rename = async (from: string, to: string): Promise<void> => {
      await files.rename(from, to);
      disk.set(to, text());
    };
    const window = new Window(new FileStorage({ ...files, rename }, file, noLock));
    await assert.rejects(window.star('a'), /all the time/);
    assert.equal(window.starred, 'a');
  });
});
