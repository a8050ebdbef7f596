import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../host/paths';
import { temporaryFolder } from '../host/temporary';

/** Bundles `entry.js` of a folder with these files, and returns the notices of what is in the bundle. */
async function noticesOf(files: Readonly<Record<string, string>>): Promise<string> {
  const { thirdPartyNotices } = await import('../../thirdPartyNotices.mjs');
  const { path, remove } = await temporaryFolder('notices');
  try {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), text);
    }
    const { metafile } = await build({
      absWorkingDir: path,
      entryPoints: ['entry.js'],
      bundle: true,
      metafile: true,
      write: false,
      outdir: 'out',
    });
    return await thirdPartyNotices([metafile], path);
  } finally {
    await remove();
  }
}

const manifestOf = (name: string, license: unknown = 'MIT'): string =>
  JSON.stringify({ name, version: '1.2.3', license, main: 'index.js', sideEffects: false });
const entry = "import { loom } from 'loom';\nconsole.log(loom);\n";
const loom = {
  'node_modules/loom/package.json': manifestOf('loom'),
  'node_modules/loom/index.js': 'export const loom = 1;\n',
};

describe('the third-party notices', () => {
  it('have the license of each package in the bundles, also in nested folders and scopes, and of no other', async () => {
    const text = await noticesOf({
      'entry.js': "import { loom } from 'loom';\nimport { kelp } from 'kelp';\nconsole.log(loom);\n",
      'node_modules/loom/package.json': manifestOf('loom'),
      'node_modules/loom/index.js': "import { weft } from '@moss/weft';\nexport const loom = () => weft(1);\n",
      'node_modules/loom/LICENSE': 'The terms of Loom.\n',
      'node_modules/loom/node_modules/@moss/weft/package.json': manifestOf('@moss/weft', 'Apache-2.0'),
      'node_modules/loom/node_modules/@moss/weft/index.js': 'export const weft = (of) => [of, of];\n',
      'node_modules/loom/node_modules/@moss/weft/LICENSE-APACHE.md': 'The terms of Weft.\n',
      'node_modules/loom/node_modules/@moss/weft/NOTICE': 'Weft was woven by Moss.\n',
      'node_modules/kelp/package.json': manifestOf('kelp'),
      'node_modules/kelp/index.js': 'export const kelp = 1;\n',
      'node_modules/kelp/LICENSE': 'The terms of Kelp.\n',
    });
    assert.match(text, /^loom 1\.2\.3 \(MIT\)\n\nThe terms of Loom\.$/m);
    assert.match(text, /^@moss\/weft 1\.2\.3 \(Apache-2\.0\)\n\nThe terms of Weft\.\n\nWeft was woven by Moss\.$/m);
    assert.doesNotMatch(text, /kelp/i);
  });

  it('cannot be made when a package in the bundles has no license', async () => {
    const error = /loom 1\.2\.3 has no license/;
    await assert.rejects(noticesOf({ 'entry.js': entry, ...loom }), error);
    await assert.rejects(noticesOf({ 'entry.js': entry, ...loom, 'node_modules/loom/LICENSE': ' \n' }), error);
    await assert.rejects(noticesOf({ 'entry.js': entry, ...loom, 'node_modules/loom/NOTICE': 'By Moss.' }), error);
    const unnamed = { 'node_modules/loom/package.json': manifestOf('loom', null) };
    await assert.rejects(
      noticesOf({ 'entry.js': entry, ...loom, 'node_modules/loom/LICENSE': 'Terms.', ...unnamed }),
      error,
    );
  });

  it('are shipped, with the license of every package in them', async () => {
    execFileSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: ROOT });
    const text = await readFile(join(ROOT, 'dist', 'ThirdPartyNotices.txt'), 'utf8');
    const { bundles } = await import('../../esbuild.mjs');
    const built = await Promise.all(
      bundles({ production: true }).map((options) =>
        build({ absWorkingDir: ROOT, ...options, write: false, metafile: true }),
      ),
    );
    const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    const folders = new Map(
      built.flatMap(({ metafile }) =>
        Object.values(metafile.outputs)
          .flatMap(({ inputs }) => Object.entries(inputs))
          .flatMap(([path, { bytesInOutput }]) => {
            if (bytesInOutput === 0) return [];
            const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)(?=\/)/.exec(path) ?? [];
            return folder === undefined || name === undefined ? [] : [[name, folder] as const];
          }),
      ),
    );
    for (const name of Object.keys(dependencies)) assert.ok(folders.has(name), `${name} is in no bundle`);
    for (const [name, path] of folders) {
      const folder = join(ROOT, path);
      const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
      assert.ok(text.includes(`\n${name} ${version} (`), name);
      const licenses = await Promise.all(
        ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map((file) => readFile(join(folder, file), 'utf8').catch(() => null)),
      );
      const license = licenses.find((found) => found !== null);
      assert.ok(license, name);
      assert.ok(text.includes(license.trim()), name);
    }
  });
});
