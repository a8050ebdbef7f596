import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import { ROOT } from '../host/paths';
import { temporaryFolder } from '../host/temporary';

const kilobyte = 1024;

describe('the package', () => {
  before(() => {
    execFileSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: ROOT });
  });

  it('holds what is shipped and nothing else', async () => {
    const files = await listFiles({ cwd: ROOT, packageManager: PackageManager.None });
    assert.deepEqual(
      files.map((file) => file.replaceAll('\\', '/')).sort(),
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'dist/ThirdPartyNotices.txt',
        'dist/extension.js',
        'dist/searchWorker.js',
        'dist/taxonomy.json',
        'dist/termModel.json',
        'dist/topics.schema.json',
        'dist/web/extension.js',
        'dist/web/searchWorker.js',
        'dist/webview/overview.js',
        'dist/webview/reader.js',
        'media/activity.svg',
        'media/glance.png',
        'media/icon.png',
        'media/markdownPreview.css',
        'media/overview.css',
        'media/overview.png',
        'media/overview.svg',
        'media/reader.css',
        'media/reader.svg',
        'media/sample/daily-papers-2026-03-12.txt',
        'media/sample/reading-notes.md',
        'media/sample/saved-search-state-space.txt',
        'media/sample/weekend-reading.txt',
        'package.json',
        'package.nls.json',
      ].sort(),
    );
  });

  it('is small', async () => {
    assert.ok(statSync(join(ROOT, 'dist', 'extension.js')).size < 400 * kilobyte);
    const { path, remove } = await temporaryFolder('package');
    try {
      const packagePath = join(path, 'paper-digest.vsix');
      await createVSIX({
        cwd: ROOT,
        packagePath,
        dependencies: false,
        allowMissingRepository: true,
        rewriteRelativeLinks: false,
      });
      assert.ok(statSync(packagePath).size < 1024 * kilobyte);
    } finally {
      await remove();
    }
  });
});
