import { build, context } from 'esbuild';
import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/**
 * The two bundles that are shipped: the extension for VS Code's extension host and the reader's
 * script for the webview.
 *
 * @param {{ production?: boolean }} [options] `production` minifies and leaves the source maps out.
 * @returns {import('esbuild').BuildOptions[]}
 */
export function bundles({ production = false } = {}) {
  /** @type {import('esbuild').BuildOptions} */
  const shared = { bundle: true, minify: production, sourcemap: !production, legalComments: 'none', logLevel: 'warning' };
  return [
    {
      ...shared,
      entryPoints: { extension: 'src/extension.ts' },
      outdir: 'dist',
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      external: ['vscode'],
    },
    {
      ...shared,
      entryPoints: { reader: 'src/webview/reader.ts' },
      outdir: 'dist/webview',
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    },
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const production = process.argv.includes('--production');
  await rm('dist', { recursive: true, force: true });
  if (process.argv.includes('--watch')) {
    for (const options of bundles()) await (await context({ ...options, logLevel: 'info' })).watch();
  } else {
    await Promise.all(bundles({ production }).map((options) => build(options)));
  }
}
