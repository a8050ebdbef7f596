import { strict as assert } from 'node:assert';
import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  abstractOn,
  compactDump,
  hasTitle,
  inWorkspace,
  loadedParts,
  read,
  remove,
  until,
  withSetting,
  write,
} from './support';
import type { Parts } from '../../src/extension';

const kites: [string, string] = ['Kite Strings: Long Tethers for Light Policies', abstractOn('kites on long strings')];
const ponds: [string, string] = ['Pond Ripples as a Clock for Recurrent Networks', abstractOn('ripples on ponds')];

describe('following the files', () => {
  let running: Parts;
  const folder = inWorkspace('incoming');
  before(async () => {
    running = await loadedParts();
  });
  afterEach(async () => {
    await remove(folder).then(undefined, () => undefined);
    await until('the twelve papers of the workspace', () => running.digest.papers.size === 12);
  });

  it('takes a new dump in, follows its changes and takes it out', async () => {
    const file = vscode.Uri.joinPath(folder, 'a.txt');
    await write(file, compactDump([kites]));
    await until('the new paper', () => hasTitle(running, kites[0]));
    await write(file, compactDump([ponds]));
    await until('the changed dump', () => hasTitle(running, ponds[0]) && !hasTitle(running, kites[0]));
    await remove(file);
    await until('the removal', () => !hasTitle(running, ponds[0]));
  });

  it('follows a renamed and a deleted folder', async () => {
    await write(vscode.Uri.joinPath(folder, 'deep', 'a.txt'), compactDump([kites]));
    await write(vscode.Uri.joinPath(folder, 'deep', 'b.txt'), compactDump([ponds]));
    await until('both papers', () => hasTitle(running, kites[0]) && hasTitle(running, ponds[0]));
    const id = [...running.digest.papers.values()].find((paper) => paper.title === kites[0])?.id;
    await vscode.workspace.fs.rename(vscode.Uri.joinPath(folder, 'deep'), vscode.Uri.joinPath(folder, 'deeper'));
    await until('the new place', () => running.digest.find(id ?? '')?.sources[0]?.path.includes('/deeper/') === true);
    await remove(folder);
    await until('the removal', () => !hasTitle(running, kites[0]) && !hasTitle(running, ponds[0]));
  });

  it('follows a folder that is moved in from elsewhere, whatever its name', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'paper-digest-elsewhere-'));
    writeFileSync(join(elsewhere, 'a.txt'), compactDump([kites]));
    await vscode.workspace.fs.createDirectory(folder);
    renameSync(elsewhere, vscode.Uri.joinPath(folder, '2026.01').fsPath);
    await until('the paper in it', () => hasTitle(running, kites[0]));
  });

  it('takes many files in as few changes', async () => {
    let changes = 0;
    const counting = running.source.onDidChange(() => changes++);
    const titles = Array.from({ length: 30 }, (_, i) => `Thirty Files at Once, Number ${String(i)}`);
    await Promise.all(
      titles.map((title, i) =>
        write(vscode.Uri.joinPath(folder, `${String(i)}.txt`), compactDump([[title, abstractOn(`file ${String(i)}`)]])),
      ),
    );
    await until('all of them', () => titles.every((title) => hasTitle(running, title)));
    counting.dispose();
    assert.ok(changes <= 10, `${String(changes)} changes`);
  });

  it('does nothing when a dump is written again as it was', async () => {
    const file = inWorkspace('papers', 'search-world-models.txt');
    await running.source.refresh();
    let changes = 0;
    const counting = running.source.onDidChange(() => changes++);
    const revision = running.digest.revision;
    await write(file, await read(file));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    counting.dispose();
    assert.equal(changes, 0);
    assert.equal(running.digest.revision, revision);
  });

  it('passes over text files that are no dumps', () => {
    assert.ok(![...running.digest.dumps.keys()].some((path) => path.endsWith('plain.txt')));
  });

  it('reports what could not be placed on the dump’s line', async () => {
    const file = vscode.Uri.joinPath(folder, 'gap.txt');
    await write(file, compactDump([kites, ['A Title that Lost Its Abstract', ''], ponds]).replace('\n\n', '\n'));
    await until('the diagnostic', () => vscode.languages.getDiagnostics(file).length > 0);
    const [diagnostic] = vscode.languages.getDiagnostics(file);
    assert.equal(diagnostic?.range.start.line, 4);
    assert.match(diagnostic.message, /no abstract: A Title that Lost Its Abstract/);
    await remove(file);
    await until('no diagnostic', () => vscode.languages.getDiagnostics(file).length === 0);
  });

  it('says which files look like listings but cannot be read', async () => {
    const message = (): string => running.view.message ?? '';
    const file = vscode.Uri.joinPath(folder, 'broken.txt');
    const header = compactDump([]).replace('Subscribe', '');
    await write(file, `${header}3 authors\n---\n`);
    await until('the message', () => message().includes('No papers could be read from incoming/broken.txt.'));
    const [diagnostic] = vscode.languages.getDiagnostics(file);
    assert.match(diagnostic?.message ?? '', /looks like a listing, but no papers could be read/);
    await write(vscode.Uri.joinPath(folder, 'damaged.txt'), `${header}${'\0\u0001x'.repeat(400)}`);
    await until('the number of the others', () => message().includes('and 1 more'));
    await write(file, compactDump([kites]));
    await until('the papers', () => hasTitle(running, kites[0]) && !message().includes('broken.txt'));
    assert.match(message(), /No papers could be read from incoming\/damaged\.txt\./);
    await remove(folder);
    await until('no message', () => !message().includes('could be read'));
  });

  it('reads a listing whose sections are laid out differently, below a line of the user', async () => {
    const blocks = [...ponds, 'Gulls at Noon: A Census of Shadows', abstractOn('gulls and shadows')].join('\n\n');
    const compact = [...kites, 'Moss on Northern Walls', abstractOn('moss on walls')].join('\n');
    await write(vscode.Uri.joinPath(folder, 'list.txt'), `My reading list\n${compact}\n\n${blocks}\n`);
    const titles = [kites[0], ponds[0], 'Gulls at Noon: A Census of Shadows', 'Moss on Northern Walls'];
    await until('all papers', () => titles.every((title) => hasTitle(running, title)));
  });

  it('follows the glob settings at once', async () => {
    await write(vscode.Uri.joinPath(folder, 'kites.saved'), compactDump([kites]));
    await withSetting('files.include', ['**/*.txt', '**/*.saved'], async () => {
      await until('the file with the other ending', () => hasTitle(running, kites[0]));
      await withSetting('files.exclude', ['**/incoming/**'], async () => {
        await until('the excluded folder to go', () => !hasTitle(running, kites[0]));
      });
      await until('the folder to come back', () => hasTitle(running, kites[0]));
    });
    await until('the old patterns', () => !hasTitle(running, kites[0]));
  });

  it('reads UTF-16 and Windows-1252', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(compactDump([kites]), 'utf16le')]);
    await write(vscode.Uri.joinPath(folder, 'utf16.txt'), utf16);
    const cafe: [string, string] = ['Caf\u00e9 Conversations as Training Data', abstractOn('caf\u00e9s')];
    await write(vscode.Uri.joinPath(folder, 'latin.txt'), Buffer.from(compactDump([cafe]), 'latin1'));
    await until('both', () => hasTitle(running, kites[0]) && hasTitle(running, cafe[0]));
  });
});
