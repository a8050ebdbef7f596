import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { CACHE, ROOT } from '../host/paths';
import { testFiles } from './files';

/** The folder the tests for the extension host are bundled into. */
export const EDITOR_TESTS = join(ROOT, 'out', 'test', 'editor');

/** Builds the bundles that are shipped, as they are for development. */
export async function buildExtension(): Promise<void> {
  const { bundles } = await import('../../esbuild.mjs');
  await Promise.all(bundles().map((options) => build({ absWorkingDir: ROOT, ...options })));
}

/** Bundles the tests that run inside VS Code, and mocha's entry beside them. */
export async function buildEditorTests(): Promise<void> {
  const source = join(ROOT, 'test', 'editor');
  await rm(EDITOR_TESTS, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: [join(source, 'index.ts'), ...(await testFiles(source))],
    outbase: source,
    outdir: EDITOR_TESTS,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: ['vscode', 'mocha', 'fast-check'],
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** Makes ready what the launch configuration "Extension Tests" needs: the bundles, and a copy of the fixture to work on. */
async function prepare(): Promise<void> {
  const workspace = join(CACHE, 'workspace');
  await rm(workspace, { recursive: true, force: true });
  await cp(join(ROOT, 'test', 'fixtures', 'workspace'), workspace, { recursive: true });
  await Promise.all([buildExtension(), buildEditorTests()]);
}

if (require.main === module) {
  prepare().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
