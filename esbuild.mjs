import { build, context } from 'esbuild';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { thirdPartyNotices } from './thirdPartyNotices.mjs';

/**
 * What is built to be shipped: the extension with its data beside it and the search's worker, both for
 * Node and for a browser, where the data are inside; the scripts of the reader and of the overview for
 * their webviews; and the schema of topics files.
 *
 * @param {{ production?: boolean }} [options] `production` minifies and leaves the source maps out.
 * @returns {import('esbuild').BuildOptions[]}
 */
export function bundles({ production = false } = {}) {
  /** @type {import('esbuild').BuildOptions} */
  const shared = {
    bundle: true,
    minify: production,
    sourcemap: !production,
    legalComments: 'none',
    logLevel: 'warning',
    mainFields: ['module', 'main'],
  };
  return [
    {
      ...shared,
      entryPoints: { extension: 'src/node.ts' },
      outdir: 'dist',
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      external: ['vscode'],
      plugins: [dataBeside],
    },
    {
      ...shared,
      entryPoints: { searchWorker: 'src/worker/node.ts' },
      outdir: 'dist',
      format: 'cjs',
      platform: 'node',
      target: 'node20',
    },
    {
      ...shared,
      entryPoints: { extension: 'src/web.ts' },
      outdir: 'dist/web',
      format: 'cjs',
      platform: 'browser',
      target: 'es2022',
      external: ['vscode'],
      plugins: [dataAsText],
    },
    {
      ...shared,
      entryPoints: { searchWorker: 'src/worker/web.ts' },
      outdir: 'dist/web',
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    },
    {
      ...shared,
      entryPoints: { reader: 'src/webview/reader.ts', overview: 'src/webview/overview.ts' },
      outdir: 'dist/webview',
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
    },
    {
      entryPoints: { 'topics.schema': 'src/core/topics/ownTopics.schema.json' },
      outdir: 'dist',
      plugins: [topicsSchema],
    },
  ];
}

const largeData = /\/(?:taxonomy|termModel)\.json$/;

/**
 * Leaves the large data of the topics out of the bundle and puts it beside, where Node reads it as JSON:
 * it need not be parsed as code.
 *
 * @type {import('esbuild').Plugin}
 */
const dataBeside = {
  name: 'data-beside',
  setup({ onResolve, onEnd }) {
    const copied = new Map();
    onResolve({ filter: largeData }, ({ path, resolveDir }) => {
      copied.set(basename(path), join(resolveDir, path));
      return { path: `./${basename(path)}`, external: true, watchFiles: [join(resolveDir, path)] };
    });
    onEnd(async () => {
      for (const [name, source] of copied)
        await writeFile(join('dist', name), JSON.stringify(JSON.parse(await readFile(source, 'utf8'))));
    });
  },
};

/**
 * Puts the large data of the topics into the bundle as text that is parsed as JSON, which is faster than
 * to parse it as code.
 *
 * @type {import('esbuild').Plugin}
 */
const dataAsText = {
  name: 'data-as-text',
  setup({ onLoad }) {
    onLoad({ filter: largeData }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: 'js' };
    });
  },
};

/**
 * Writes the ids of the built-in topics into the schema of topics files, so that the editor offers them.
 *
 * @type {import('esbuild').Plugin}
 */
const topicsSchema = {
  name: 'topics-schema',
  setup({ onLoad }) {
    onLoad({ filter: /ownTopics\.schema\.json$/ }, async ({ path }) => {
      const taxonomyPath = join(path, '..', 'taxonomy.json');
      const schema = JSON.parse(await readFile(path, 'utf8'));
      /** @type {{ areas: { id: string, name: string, topics: { id: string, name: string }[] }[] }} */
      const { areas } = JSON.parse(await readFile(taxonomyPath, 'utf8'));
      const topics = areas.flatMap((area) => [area, ...area.topics]);
      for (const [definition, entries] of Object.entries({ builtInId: topics, builtInArea: areas })) {
        schema.definitions[definition].enum = entries.map(({ id }) => id);
        schema.definitions[definition].enumDescriptions = entries.map(({ name }) => name);
      }
      return { contents: JSON.stringify(schema), loader: 'copy', watchFiles: [path, taxonomyPath] };
    });
  },
};

/**
 * Builds everything, and writes the licenses of the packages that the bundles contain beside it.
 *
 * @param {{ production?: boolean }} options
 */
async function buildAll(options) {
  const results = await Promise.all(bundles(options).map((bundle) => build({ ...bundle, metafile: true })));
  const root = fileURLToPath(new URL('.', import.meta.url));
  const text = await thirdPartyNotices(
    results.map(({ metafile }) => metafile),
    root,
  );
  await writeFile(join('dist', 'ThirdPartyNotices.txt'), text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const production = process.argv.includes('--production');
  await rm('dist', { recursive: true, force: true });
  if (process.argv.includes('--watch')) {
    for (const options of bundles()) await (await context({ ...options, logLevel: 'info' })).watch();
  } else {
    await buildAll({ production });
  }
}
