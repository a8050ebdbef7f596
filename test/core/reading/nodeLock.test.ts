import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeLock } from '../../../src/editor/reading/nodeLock';
import { temporaryFolder } from '../../host/temporary';

const script = `
const { readFileSync, writeFileSync } = require('node:fs');
const [lockFile, folder, count] = process.argv.slice(1);
const lock = require(lockFile).nodeLock(folder + '/locks', 'count');
const countOn = async () => {
  const before = Number(readFileSync(count, 'utf8'));
  await new Promise((resolve) => setImmediate(resolve));
  writeFileSync(count, String(before + 1));
};
(async () => {
  for (let i = 0; i < 20; i++) await lock.run(countOn);
})();
`;

describe('nodeLock', function () {
  this.timeout(120_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder('lock');
  });
  afterEach(() => folder.remove());

  it('lets several processes do their work one after another', async () => {
    const count = join(folder.path, 'count');
    await writeFile(count, '0');
    const lockFile = join(__dirname, '../../../src/editor/reading/nodeLock.ts');
    const codes = await Promise.all(
      [1, 2, 3].map(
        () =>
          new Promise<number | null>((resolve) => {
            const args = ['--import', 'tsx', '-e', script, lockFile, folder.path, count];
            spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).once('close', resolve);
          }),
      ),
    );
    assert.deepEqual(codes, [0, 0, 0]);
    assert.equal(await readFile(count, 'utf8'), '60');
  });

  it('is given back after work that fails', async () => {
    const lock = nodeLock(folder.path, 'one');
    await assert.rejects(
      lock.run(() => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await lock.run(() => Promise.resolve(5)), 5);
  });

  it('is taken over from a process that was killed', async () => {
    const left = join(folder.path, 'one.lock');
    await writeFile(left, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(left, longAgo, longAgo);
    assert.equal(await nodeLock(folder.path, 'one').run(() => Promise.resolve(5)), 5);
  });
});
