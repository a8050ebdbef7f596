import { strict as assert } from 'node:assert';
import { mkdtemp, readdir, readFile, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  IncompleteWriteError,
  isTemporaryNameFor,
  FileTooLargeError,
  maxFileSize,
  removeLeftOvers,
  replaceFile,
  SymbolicLinkError,
  temporaryNameFor,
  type FolderFiles,
} from '../../../src/core/reading/replaceFile';
import { NodeFolderFiles } from '../../../src/editor/reading/nodeFiles';

const methodsOf = (files: FolderFiles): FolderFiles => ({
  read: (name) => files.read(name),
  write: (name, content) => files.write(name, content),
  rename: (from, to) => files.rename(from, to),
  remove: (name) => files.remove(name),
  list: () => files.list(),
});
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('replaceFile', () => {
  const name = 'paper-digest.json';
  let folder: string;
  let files: FolderFiles;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-digest-replace-'));
    files = new NodeFolderFiles(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));
  const state = async (): Promise<string[]> =>
    Promise.all((await readdir(folder)).map(async (one) => `${one}: ${await readFile(join(folder, one), 'utf8')}`));
  const replace = async (given: FolderFiles, text: string): Promise<boolean> =>
    replaceFile(given, name, temporaryNameFor(name), bytes(text), await files.read(name));

  it('makes a file, and replaces it', async () => {
    await replace(files, 'one');
    await replace(files, 'two');
    assert.deepEqual(await state(), [`${name}: two`]);
  });

  it('does not write over what somebody else wrote meanwhile', async () => {
    await replace(files, 'one');
    for (const before of [null, bytes('other')])
      assert.equal(await replaceFile(files, name, temporaryNameFor(name), bytes('two'), before), false);
    assert.deepEqual(await state(), [`${name}: one`]);
    assert.equal(await replaceFile(files, name, temporaryNameFor(name), bytes('two'), bytes('one')), true);
    assert.deepEqual(await state(), [`${name}: two`]);
  });

  it('leaves the file as it was, and nothing else, when the disk is full', async () => {
    await replace(files, 'one');
    const full: FolderFiles = { ...methodsOf(files), write: (one, content) => files.write(one, content.slice(0, 2)) };
    await assert.rejects(replace(full, 'twotwo'), (error) => {
      assert.ok(error instanceof IncompleteWriteError);
      assert.deepEqual([error.written, error.expected], [2, 6]);
      return true;
    });
    assert.deepEqual(await state(), [`${name}: one`]);
  });

  it('notices that other bytes were written', async () => {
    await replace(files, 'one');
    const broken: FolderFiles = {
      ...methodsOf(files),
      write: (one, content) =>
        files.write(
          one,
          content.map(() => 0),
        ),
    };
    await assert.rejects(replace(broken, 'two'), IncompleteWriteError);
    assert.deepEqual(await state(), [`${name}: one`]);
  });

  it('writes in place where a file cannot be renamed over another', async () => {
    await replace(files, 'one');
    const unable: FolderFiles = { ...methodsOf(files), rename: () => Promise.reject(new Error('no')) };
    await replace(unable, 'two');
    assert.deepEqual(await state(), [`${name}: two`]);
  });

  it('puts the file back when that fails, and keeps the new content beside it', async () => {
    await replace(files, 'one');
    const unable: FolderFiles = {
      ...methodsOf(files),
      rename: () => Promise.reject(new Error('no')),
      write: (one, content) => files.write(one, one === name && content.length > 3 ? content.slice(0, 1) : content),
    };
    await assert.rejects(replace(unable, 'two two'), IncompleteWriteError);
    const [temporary = '', target] = await state();
    assert.equal(target, `${name}: one`);
    assert.match(temporary, /tmp: two two$/);
    assert.ok(isTemporaryNameFor(name, temporary.split(':')[0] ?? ''));
  });

  it('knows its temporary files from others', () => {
    assert.ok(isTemporaryNameFor(name, temporaryNameFor(name)));
    for (const other of [name, `.${name}.tmp`, `.${name}.abcdefgh.txt`, '.other.json.abcdefgh.tmp'])
      assert.ok(!isTemporaryNameFor(name, other), other);
  });

  it('neither reads a symbolic link nor writes to where it leads', async () => {
    const target = join(folder, 'target');
    await symlink(target, join(folder, name));
    await assert.rejects(files.read(name), SymbolicLinkError);
    await assert.rejects(replaceFile(files, name, temporaryNameFor(name), bytes('one'), null), SymbolicLinkError);
    assert.deepEqual(await readdir(folder), [name]);
  });

  it('reads no file of any size', async () => {
    await writeFile(join(folder, name), '');
    await truncate(join(folder, name), maxFileSize + 1);
    await assert.rejects(files.read(name), FileTooLargeError);
  });

  it('removes temporary files that were left over, and no others', async () => {
    const [old, fresh] = [temporaryNameFor(name), temporaryNameFor(name)];
    for (const one of [name, old, fresh, 'notes.tmp']) await writeFile(join(folder, one), 'x');
    const longAgo = new Date(Date.now() - 3_600_000);
    for (const one of [name, old, 'notes.tmp']) await utimes(join(folder, one), longAgo, longAgo);
    await removeLeftOvers(files, name);
    assert.deepEqual((await readdir(folder)).sort(), [name, fresh, 'notes.tmp'].sort());
  });
});
