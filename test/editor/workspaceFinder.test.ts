import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Digest } from '../../src/core/digest';
import type { DigestSource } from '../../src/editor/common/digestSource';
import { ShardFiles } from '../../src/editor/common/shardFiles';
import { WorkspaceFinder } from '../../src/editor/search';
import { startNodeWorker } from '../../src/editor/search/nodeWorker';
import type { WorkerPort } from '../../src/editor/search/wordWorker';
import { dump, entry } from '../core/support';
import { modelOf, otherAreas } from '../core/topics/smallModel';
import { abstractOn, logInto, read, until, write } from './support';

const minute = 60_000;
const subjects = ['kites', 'pond ripples', 'harbour bells', 'moss gardens', 'tin whistles', 'river gauges'];

/** The papers of a library of the test's own, so that the extension's search does not take its changes. */
class InventedSource implements DigestSource {
  readonly digest = new Digest({ version: 1, areas: otherAreas(3) }, modelOf([]));
  readonly loaded = true;
  readonly sampleOpen = false;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#onDidChange.event;
  readonly onDidStartWork = new vscode.EventEmitter<Promise<void>>().event;

  /** A dump of 150 papers, more than the index is given at once. */
  add(path: string): void {
    const papers = Array.from({ length: 150 }, (_, i) =>
      entry(
        `${path} ${String(i)}: On ${subjects[i % subjects.length] ?? ''}`,
        abstractOn(`${path} number ${String(i)}`),
      ),
    );
    this.digest.update([dump(path, ...papers)]);
    this.#onDidChange.fire();
  }

  load(): Promise<void> {
    return Promise.resolve();
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  setSampleOpen(): Promise<void> {
    return Promise.resolve();
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }
}

describe('the search of a workspace', () => {
  let script: vscode.Uri;
  let folder: vscode.Uri;
  const disposables: vscode.Disposable[] = [];
  before(() => {
    const extension = vscode.extensions.getExtension('paper-digest.paper-digest');
    assert.ok(extension);
    script = vscode.Uri.joinPath(extension.extensionUri, 'dist', 'searchWorker.js');
  });
  beforeEach(async () => {
    folder = vscode.Uri.joinPath(vscode.Uri.file(await mkdtemp(join(tmpdir(), 'paper-digest-terms-'))), 'terms');
  });
  afterEach(async () => {
    for (const disposable of disposables.splice(0)) disposable.dispose();
    await rm(join(folder.fsPath, '..'), { recursive: true, maxRetries: 5 });
  });

  function sourceOf(...paths: string[]): InventedSource {
    const source = new InventedSource();
    disposables.push(source);
    for (const path of paths) source.add(path);
    return source;
  }

  function finderOf(
    source: DigestSource,
    lines: string[],
    { startWorker = () => startNodeWorker(script), remembers = true, now = () => performance.now() } = {},
  ): WorkspaceFinder {
    const finder = new WorkspaceFinder(source, {
      startWorker,
      files: remembers ? new ShardFiles(folder, 'terms') : null,
      rest: 50,
      is: () => false,
      tagsOf: () => [],
      log: logInto(lines),
      now,
    });
    disposables.push(finder);
    return finder;
  }

  async function found(finder: WorkspaceFinder): Promise<string[]> {
    return (await finder.search('ripples', { limit: 100 })).papers.map(({ paper }) => paper.id);
  }

  const names = async (): Promise<string[]> =>
    (await vscode.workspace.fs.readDirectory(folder).then(undefined, () => [])).map(([name]) => name).sort();
  const shardNames = async (): Promise<string[]> => (await names()).filter((name) => name.endsWith('.terms'));
  const shardsTold = ([line = '']: string[]): string => /\d+ of \d+ shards/.exec(line)?.[0] ?? line;

  /** Has the terms of two dumps written; what a search finds there, and the files' names. */
  async function remembering(): Promise<{ ids: string[]; files: string[] }> {
    const source = sourceOf('ash');
    const lines: string[] = [];
    const finder = finderOf(source, lines);
    await finder.load();
    assert.equal(shardsTold(lines), '0 of 0 shards');
    await until('the first file', async () => (await shardNames()).length === 1);
    source.add('birch');
    await until('the second file', async () => (await shardNames()).length === 2);
    const ids = await found(finder);
    assert.equal(ids.length, 50);
    assert.deepEqual(lines.slice(1), []);
    return { ids, files: await names() };
  }

  describe('remembers the terms of papers', () => {
    it('in files that the next one reads', async () => {
      const { ids, files } = await remembering();
      assert.ok(
        files.every((name) => name.endsWith('.terms')),
        files.join(),
      );
      const lines: string[] = [];
      const finder = finderOf(sourceOf('ash', 'birch'), lines);
      await finder.load();
      assert.equal(shardsTold(lines), '2 of 2 shards');
      assert.deepEqual(await found(finder), ids);
    });

    it('and makes those of a damaged file anew', async () => {
      const { ids, files } = await remembering();
      const damaged = vscode.Uri.joinPath(folder, files[0] ?? '');
      const text = await read(damaged);
      await write(damaged, text.slice(0, text.length / 2));
      const lines: string[] = [];
      const finder = finderOf(sourceOf('ash', 'birch'), lines);
      await finder.load();
      assert.equal(shardsTold(lines), '1 of 2 shards');
      assert.deepEqual(await found(finder), ids);
      await until('the file to be mended', () =>
        read(damaged).then(
          (now) => now === text,
          () => false,
        ),
      );
      assert.deepEqual(await names(), files);
      assert.deepEqual(lines.slice(1), []);
    });

    it('whatever else is in the folder, and whatever is not', async () => {
      const { ids, files } = await remembering();
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, files[0] ?? ''));
      await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder, 'folder.terms'));
      await write(vscode.Uri.joinPath(folder, 'half.terms.new'), 'half');
      const lines: string[] = [];
      const finder = finderOf(sourceOf('ash', 'birch'), lines);
      await finder.load();
      assert.equal(shardsTold(lines), '1 of 1 shards');
      assert.deepEqual(await found(finder), ids);
      await until('the file again', async () => (await names()).includes(files[0] ?? ''));
    });

    it('or not, where it cannot', async () => {
      await write(folder, 'This is no folder.');
      const lines: string[] = [];
      const finder = finderOf(sourceOf('ash'), lines);
      await finder.load();
      await until('the warning', () => lines.length > 1);
      assert.match(lines[1] ?? '', /^warn: The search's terms could not be written: /);
      assert.equal((await found(finder)).length, 25);
    });
  });

  describe('starts a worker anew', () => {
    /** Starts workers and keeps the way to each. */
    function keeping(ports: WorkerPort[]): () => Promise<WorkerPort> {
      return async () => {
        const port = await startNodeWorker(script);
        ports.push(port);
        return port;
      };
    }

    /** Has a worker stop, by a message that it cannot take. */
    async function crash(port: WorkerPort | undefined): Promise<void> {
      assert.ok(port);
      const stopped = new Promise((resolve) => {
        port.onStop(resolve);
      });
      port.post(null as never);
      await stopped;
    }

    it('that has stopped, twice, and answers as before', async () => {
      const ports: WorkerPort[] = [];
      const lines: string[] = [];
      const source = sourceOf('ash');
      const finder = finderOf(source, lines, { startWorker: keeping(ports) });
      await finder.load();
      const ids = await found(finder);
      assert.equal(ids.length, 25);
      for (let starts = 2; starts <= 3; starts++) {
        await crash(ports.at(-1));
        await finder.load();
        await until('all papers in the index', () => finder.waiting === 0);
        assert.deepEqual(await found(finder), ids);
        assert.equal(ports.length, starts);
      }
      assert.equal(lines.filter((line) => line.startsWith("error: The search's worker stopped: ")).length, 2);
      source.add('birch');
      await until('the papers that came', () => finder.waiting === 0);
      assert.equal((await found(finder)).length, 50);

      await crash(ports.at(-1));
      await assert.rejects(
        () => found(finder),
        /^Error: The search stopped too often; reload the window to start it anew\. \S/,
      );
      assert.equal(ports.length, 3);
    });

    it('however often, where the crashes are far apart, and again some minutes after it gave up', async () => {
      const ports: WorkerPort[] = [];
      let time = 0;
      const source = sourceOf('ash');
      const finder = finderOf(source, [], { startWorker: keeping(ports), now: () => time });
      await finder.load();
      const ids = await found(finder);
      const restarted = async (): Promise<void> => {
        await finder.load();
        await until('all papers in the index', () => finder.waiting === 0);
        assert.deepEqual(await found(finder), ids);
      };
      for (let crashes = 1; crashes <= 5; crashes++) {
        await crash(ports.at(-1));
        await restarted();
        assert.equal(ports.length, crashes + 1);
        time += 3 * minute;
      }
      for (let crashes = 1; crashes <= 2; crashes++) {
        await crash(ports.at(-1));
        if (crashes < 2) await restarted();
      }
      await assert.rejects(() => found(finder), /^Error: The search stopped too often/);
      time += 6 * minute;
      await restarted();
    });

    it('that could not be started, once it can be', async () => {
      const ports: WorkerPort[] = [];
      const start = keeping(ports);
      let isPossible = false;
      const finder = finderOf(sourceOf('ash'), [], {
        startWorker: () => (isPossible ? start() : Promise.reject(new Error('There are no threads.'))),
        remembers: false,
      });
      await finder.load();
      isPossible = true;
      await finder.load();
      await until('all papers in the index', () => finder.waiting === 0);
      assert.equal((await found(finder)).length, 25);
    });

    it('and fails what the stopped one was asked', async () => {
      const ports: WorkerPort[] = [];
      const finder = finderOf(sourceOf('ash'), [], { startWorker: keeping(ports), remembers: false });
      await finder.load();
      const ids = await found(finder);
      const [port] = ports;
      assert.ok(port);
      port.post(null as never);
      await assert.rejects(() => found(finder));
      await finder.load();
      await until('all papers in the index', () => finder.waiting === 0);
      assert.deepEqual(await found(finder), ids);
    });

    it('that stopped while it was given terms', async () => {
      await remembering();
      let starts = 0;
      const startWorker = async (): Promise<WorkerPort> => {
        const port = await startNodeWorker(script);
        if (++starts === 1) port.post(null as never);
        return port;
      };
      const finder = finderOf(sourceOf('ash', 'birch'), [], { startWorker });
      await finder.load();
      await until('all papers in the index', () => finder.waiting === 0);
      assert.equal((await found(finder)).length, 50);
      assert.equal(starts, 2);
    });

    it('unless it cannot be started at all', async () => {
      const lines: string[] = [];
      const finder = finderOf(sourceOf('ash'), lines, {
        startWorker: () => Promise.reject(new Error('There are no threads.')),
      });
      await finder.load();
      await assert.rejects(() => found(finder), /There are no threads/);
      assert.deepEqual(lines, ['error: There are no threads.']);
    });
  });
});
