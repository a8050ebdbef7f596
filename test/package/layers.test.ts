import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import { ROOT } from '../host/paths';
import { temporaryFolder } from '../host/temporary';

/** Checks the layers of the `src` below a folder by the rules of the project. */
async function cruiseSources(folder: string): Promise<ICruiseResult> {
  const { cruise } = await import('dependency-cruiser');
  const { default: ruleSet } = await import('../../.dependency-cruiser.mjs');
  const { output } = await cruise(['src'], { ...ruleSet.options, baseDir: folder, ruleSet, validate: true });
  assert.ok(typeof output !== 'string');
  return output;
}

/** The sources of a small extension that keeps every rule. */
const validSources: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    dependencies: { 'jsonc-parser': '*', minisearch: '*', temml: '*' },
    devDependencies: { 'markdown-it': '*' },
  }),
  'node_modules/jsonc-parser/index.js': '',
  'node_modules/minisearch/index.js': '',
  'node_modules/temml/index.js': '',
  'node_modules/markdown-it/index.js': '',
  'node_modules/@types/vscode/package.json': JSON.stringify({ name: '@types/vscode', types: 'index.d.ts' }),
  'node_modules/@types/vscode/index.d.ts': '',
  'src/core/paper.ts': 'export interface Paper { readonly title: string }',
  'src/core/index.ts': "import 'minisearch'; import 'jsonc-parser'; import type { Paper } from './paper';",
  'src/editor/common/ids.ts': "import 'vscode';",
  'src/editor/dumps/prefix.ts': "export const open = () => import('node:fs/promises');",
  'src/editor/search/nodeWorker.ts':
    "import 'node:worker_threads'; import type { Request } from '../../worker/messages';",
  'src/editor/tree/index.ts': "import '../../core/index'; import '../common/ids'; import './items';",
  'src/editor/tree/items.ts': "import 'vscode'; import type { Token } from 'markdown-it';",
  'src/extension.ts':
    "import './editor/dumps/prefix'; import './editor/search/nodeWorker'; import './editor/tree/index';",
  'src/node.ts': "import './extension';",
  'src/web.ts': "import './extension';",
  'src/webview/overview.ts': "import '../core/paper';",
  'src/webview/reader.ts': "import 'temml';",
  'src/worker/messages.ts': "import type { Paper } from '../core/paper';",
  'src/worker/node.ts': "import 'node:worker_threads'; import './messages';",
  'src/worker/web.ts': "import '../core/index'; import './messages';",
};

/** Sources that break rules, each beside the violations that are found when it is added to the valid ones. */
const invalidSources: Readonly<Record<string, readonly [source: string, ...violations: readonly string[]]>> = {
  // Every way to import counts.
  'src/core/side.ts': ["import 'vscode';", 'core-packages: vscode'],
  'src/core/types.ts': ["import type { Uri } from 'vscode';", 'core-packages: vscode'],
  'src/core/inline.ts': ["export type Uri = import('vscode').Uri;", 'core-packages: vscode'],
  'src/core/export.ts': ["export { Uri } from 'vscode';", 'core-packages: vscode'],
  'src/core/dynamic.ts': ["export const load = () => import('vscode');", 'core-packages: vscode'],
  'src/core/require.ts': ["export const api: unknown = require('vscode');", 'core-packages: vscode'],
  'src/core/equals.ts': ["import api = require('vscode');", 'core-packages: vscode'],

  'src/core/types/a.ts': ["import type { B } from './b';", 'no-cycle: src/core/types/b.ts'],
  'src/core/types/b.ts': ["export type B = import('./a').A;", 'no-cycle: src/core/types/a.ts'],

  'src/core/editor.ts': ["import '../editor/common/ids';", 'core-imports: src/editor/common/ids.ts'],
  'src/core/webview.ts': ["import type {} from '../webview/dom';", 'core-imports: src/webview/dom.ts'],
  'src/core/worker.ts': ["import type {} from '../worker/messages';", 'core-imports: src/worker/messages.ts'],
  'src/core/package.ts': ["import 'temml';", 'core-packages: temml'],
  'src/core/file.ts': ["import 'fs';", 'no-node: fs'],
  'src/core/builtin.ts': ["process.getBuiltinModule('node:sqlite');", 'no-node: node:sqlite'],
  'src/core/missing.ts': ["import './nowhere';", 'core-packages: ./nowhere'],

  'src/editor/topics.ts': ["import './tree/items';", 'no-feature-imports-feature: src/editor/tree/items.ts'],
  'src/editor/tree/topics.ts': ["import '../topics';", 'no-feature-imports-feature: src/editor/topics.ts'],
  'src/editor/common/tree.ts': ["import '../tree/items';", 'no-feature-imports-feature: src/editor/tree/items.ts'],
  'src/editor/treeOfTopics.ts': ["import './tree';", 'no-feature-imports-feature: src/editor/tree/index.ts'],
  'src/editor/webview.ts': ["import type {} from '../webview/dom';", 'editor-imports: src/webview/dom.ts'],
  'src/editor/worker.ts': ["import '../worker/search';", 'editor-imports: src/worker/search.ts'],
  'src/editor/package.ts': ["import 'minisearch';", 'editor-packages: minisearch'],
  'src/editor/markdown.ts': ["import 'markdown-it';", 'no-dev-package: markdown-it'],
  'src/editor/dumps/file.ts': ["import { open } from 'node:fs/promises';", 'no-node: fs/promises'],
  'src/editor/root.ts': [
    "import '../extension';",
    'editor-imports: src/extension.ts',
    'no-composition-import: src/extension.ts',
  ],

  'src/webview/dom.ts': ["import '../editor/common/ids';", 'webview-imports: src/editor/common/ids.ts'],
  'src/webview/api.ts': ["import 'vscode';", 'webview-packages: vscode'],
  'src/webview/file.ts': ["import 'node:path';", 'no-node: path'],
  'src/webview/start.ts': ["import './reader';", 'no-entry-import: src/webview/reader.ts'],

  'src/worker/search.ts': ["import '../editor/common/ids';", 'worker-imports: src/editor/common/ids.ts'],
  'src/worker/package.ts': ["import 'minisearch';", 'worker-packages: minisearch'],
  'src/worker/threads.ts': ["import 'node:worker_threads';", 'no-node: worker_threads'],
  'src/worker/start.ts': ["import './web';", 'no-entry-import: src/worker/web.ts'],

  'src/both.ts': ["import './node';", 'no-entry-import: src/node.ts'],
  'src/worker.ts': ["import './worker/messages';", 'root-imports: src/worker/messages.ts'],
  'src/package.ts': ["import 'temml';", 'root-packages: temml'],
  'src/tools/new.ts': ["import '../core/paper';", 'known-layer: src/core/paper.ts'],
};

/** The violations in each file that has some, in the form of `invalidSources`. */
function violations({ modules }: ICruiseResult): Map<string, string[]> {
  const found = modules.map(({ source, dependencies, rules = [] }): [string, string[]] => [
    source,
    [
      ...dependencies.flatMap(({ module, resolved, rules = [] }) =>
        rules.map(({ name }) => `${name}: ${resolved.startsWith('src/') ? resolved : module}`),
      ),
      ...rules.map(({ name }) => name),
    ].sort(),
  ]);
  return new Map(found.filter(([, names]) => names.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function cruiseFixture(sources: Readonly<Record<string, string>>): Promise<ICruiseResult> {
  const { path, remove } = await temporaryFolder('layers');
  try {
    for (const [name, text] of Object.entries(sources)) {
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), text);
    }
    return await cruiseSources(path);
  } finally {
    await remove();
  }
}

describe('the layers', () => {
  it('are checked in all sources', async () => {
    const { modules } = await cruiseSources(ROOT);
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `src/${name.replaceAll(sep, '/')}`);
    const checked = new Map(modules.map(({ source, dependencies }) => [source, dependencies]));
    assert.deepEqual(
      files.filter((file) => !checked.has(file)),
      [],
    );
    const packages = new Set(modules.flatMap(({ dependencies }) => dependencies.map(({ module }) => module)));
    for (const name of ['jsonc-parser', 'markdown-it', 'minisearch', 'temml', 'vscode', 'worker_threads'])
      assert.ok(packages.has(name), name);
    assert.ok(checked.get('src/node.ts')?.some(({ resolved }) => resolved === 'src/extension.ts'));
  });

  it('accept sources that keep every rule', async () => {
    assert.deepEqual(violations(await cruiseFixture(validSources)), new Map());
  });

  it('report each violation of each rule', async () => {
    const added = Object.entries(invalidSources).map(([file, [source]]) => [file, source] as const);
    const found = violations(await cruiseFixture({ ...validSources, ...Object.fromEntries(added) }));
    const expected = Object.entries(invalidSources).map(([file, [, ...names]]): [string, string[]] => [
      file,
      [...names, 'no-orphan'].sort(),
    ]);
    assert.deepEqual(found, new Map(expected.sort(([a], [b]) => (a < b ? -1 : 1))));
  });

  it('have no rule without a source that breaks it', async () => {
    const { default: ruleSet } = await import('../../.dependency-cruiser.mjs');
    const broken = Object.values(invalidSources).flatMap(([, ...names]) => names.map((name) => name.split(':')[0]));
    const rules = ruleSet.forbidden?.map(({ name }) => name) ?? [];
    assert.deepEqual([...rules].sort(), [...new Set([...broken, 'no-orphan'])].sort());
  });

  it('see no import in an ambient module, so ESLint forbids it', async () => {
    const text =
      "declare module 'ambient' {\n  import type { Paper } from '../core/paper';\n  export type Sheet = Paper;\n}\n";
    const results = await new ESLint({ cwd: ROOT }).lintText(text, { filePath: 'src/editor/ambient.d.ts' });
    const rules = results.flatMap(({ messages }) => messages.map(({ ruleId, line }) => [ruleId, line]));
    assert.deepEqual(rules, [['no-restricted-syntax', 2]]);
  });
});
