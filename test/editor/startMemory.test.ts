import { strict as assert } from 'node:assert';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Digest } from '../../src/core/digest';
import { builtInTaxonomy } from '../../src/core/topics/taxonomy';
import { builtInModel } from '../../src/core/topics/termModel';
import { StartMemory } from '../../src/editor/dumps/startMemory';
import { WorkspaceDigest } from '../../src/editor/dumps/workspaceDigest';
import { abstractOn, compactDump, inWorkspace, logInto, remove, until, write } from './support';

describe('what is remembered for the next start', () => {
  let folder: string;
  const added = (): vscode.Uri => inWorkspace('remembered.txt');
  const disposables: vscode.Disposable[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-digest-memory-'));
  });
  afterEach(async () => {
    for (const disposable of disposables.splice(0)) disposable.dispose();
    await remove(added()).catch(() => undefined);
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  /** What a start finds in the workspace, and the files whose beginning it read. */
  async function start(): Promise<{ found: unknown; read: string[]; lines: string[] }> {
    const read: string[] = [];
    const lines: string[] = [];
    const log = logInto(lines);
    const digest = new Digest(builtInTaxonomy, builtInModel);
    const memory = new StartMemory(digest, vscode.Uri.file(folder), log, 20);
    const readPrefix = async (uri: vscode.Uri): Promise<Uint8Array> => {
      read.push(uri.path.split('/').at(-1) ?? '');
      return vscode.workspace.fs.readFile(uri);
    };
    const onDidChange = new vscode.EventEmitter<void>();
    const noTopics = { topics: [], onDidChange: onDidChange.event, load: () => Promise.resolve() };
    const source = new WorkspaceDigest(digest, noTopics, readPrefix, memory, [], log);
    disposables.push(onDidChange, source, memory);
    await source.load();
    const found = Array.from(digest.papers.values(), (paper) => ({ paper, topic: digest.topicOf(paper) })).sort(
      (a, b) => (a.paper.id < b.paper.id ? -1 : 1),
    );
    return { found, read: read.sort(), lines };
  }

  async function written(ending: string): Promise<string[]> {
    const entries = await vscode.workspace.fs
      .readDirectory(vscode.Uri.file(join(folder, ending)))
      .then(undefined, () => []);
    return entries.map(([name]) => name).filter((name) => name.endsWith(`.${ending}`));
  }

  const isWritten = async (): Promise<boolean> =>
    (await written('dumps')).length > 0 && (await written('topics')).length > 0;

  it('is found again without reading the dumps', async () => {
    const first = await start();
    assert.ok(first.read.length > 0);
    await until('the files', isWritten);
    const next = await start();
    assert.deepEqual(next.found, first.found);
    assert.deepEqual(next.read, []);
    assert.ok(
      next.lines.some((line) => line.includes('1 of 1 shards of dumps and 1 of 1 of topics')),
      next.lines.join('\n'),
    );
  });

  it('does not keep a dump that changed, nor what is damaged', async () => {
    await write(added(), compactDump([['Looms of the Harbour', abstractOn('looms')]]));
    await start();
    await until('the files', isWritten);
    await write(
      added(),
      compactDump([
        ['Looms of the Harbour', abstractOn('looms')],
        ['Kites over Ponds', abstractOn('kites')],
      ]),
    );
    const changed = await start();
    assert.deepEqual(changed.read, ['remembered.txt']);
    assert.match(JSON.stringify(changed.found), /Kites over Ponds/);
    await until('the second file', async () => (await written('dumps')).length === 2);
    for (const ending of ['dumps', 'topics']) {
      for (const name of await written(ending)) await write(vscode.Uri.file(join(folder, ending, name)), 'damaged');
    }
    const next = await start();
    assert.deepEqual(next.found, changed.found);
    assert.ok(next.read.length > 1);
  });
});
