import { builtinModules } from 'node:module';
import { bundles } from './esbuild.mjs';

/**
 * The layers of `src`, the one place that declares them. `imports` are the files of other layers that a layer may
 * import, `packages` the packages. A new layer, package or entry is added here.
 *
 * @type {readonly { name: string, files: string, imports: string[], packages: string[] }[]}
 */
const layers = [
  { name: 'core', files: '^src/core/', imports: [], packages: ['jsonc-parser', 'minisearch'] },
  {
    name: 'editor',
    files: '^src/editor/',
    imports: ['^src/core/', '^src/worker/messages\\.ts$'],
    packages: ['vscode', 'markdown-it'],
  },
  { name: 'webview', files: '^src/webview/', imports: ['^src/core/'], packages: ['temml'] },
  { name: 'worker', files: '^src/worker/', imports: ['^src/core/'], packages: [] },
  { name: 'root', files: '^src/[^/]+$', imports: ['^src/core/', '^src/editor/'], packages: ['vscode'] },
];

/** The files that may use Node: what only a desktop host can do comes in through `Platform`. */
const nodeFiles = [
  '^src/editor/dumps/prefix\\.ts$',
  '^src/editor/reading/nodeFiles\\.ts$',
  '^src/editor/reading/nodeLock\\.ts$',
  '^src/editor/search/nodeWorker\\.ts$',
  '^src/worker/node\\.ts$',
];
const nodeModules = `^(node:.+|${builtinModules.join('|')})$`;

const entries = bundles()
  .flatMap(({ entryPoints }) => Object.values(entryPoints ?? {}))
  .map((entry) => (typeof entry === 'string' ? entry : entry.in))
  .map((file) => `^${file.replaceAll('.', '\\.')}$`);

/** @param {string} name */
const packageFiles = (name) => `(^|/node_modules/|^node_modules/)(@types/)?${name}(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Move what both files need to a third one. Cycles of types count, too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...layers.flatMap(
      ({ name, files, imports, packages }) =>
        /** @type {import('dependency-cruiser').IForbiddenRuleType[]} */ ([
          {
            name: `${name}-imports`,
            comment: `Files of this layer import only each other${imports.map((path) => ` and ${path}`).join('')}.`,
            severity: 'error',
            from: { path: files },
            to: { path: '^src/', pathNot: [files, ...imports] },
          },
          {
            name: `${name}-packages`,
            comment: `Files of this layer use only these packages: ${packages.join(', ') || 'none'}.`,
            severity: 'error',
            from: { path: files },
            to: { pathNot: ['^src/', nodeModules, ...packages.map(packageFiles)] },
          },
        ]),
    ),
    {
      name: 'known-layer',
      comment: 'A folder of src is a layer. Declare it.',
      severity: 'error',
      from: { path: '^src/', pathNot: layers.map(({ files }) => files) },
      to: {},
    },
    {
      name: 'no-node',
      comment: `Use vscode.workspace.fs and URIs: the extension runs in browsers, too. Exempt: ${nodeFiles.join(', ')}.`,
      severity: 'error',
      from: { path: '^src/', pathNot: nodeFiles },
      to: { path: nodeModules },
    },
    {
      name: 'no-dev-package',
      comment: 'What is bundled is listed under "dependencies". Types may come from elsewhere.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: packageFiles('vscode') },
    },
    {
      name: 'no-feature-imports-feature',
      comment: 'A file or folder of src/editor is a feature. Share through common, or join in extension.ts.',
      severity: 'error',
      from: { path: '^src/editor/([^/.]+)' },
      to: { path: '^src/editor/', pathNot: '^src/editor/($1|common)[/.]' },
    },
    {
      name: 'no-entry-import',
      comment: 'An entry is started by its host and imported by nobody.',
      severity: 'error',
      from: {},
      to: { path: entries },
    },
    {
      name: 'no-composition-import',
      comment: 'extension.ts joins the features. Only the entries of the extension import it.',
      severity: 'error',
      from: { pathNot: '^src/(node|web)\\.ts$' },
      to: { path: '^src/extension\\.ts$' },
    },
    {
      name: 'no-orphan',
      comment: 'Every file is reached from an entry. Exempt: ambient types, and the schema that taxonomy.json names.',
      severity: 'error',
      from: { path: entries },
      to: {
        path: '^src/',
        pathNot: [...entries, '\\.d\\.ts$', '^src/core/topics/taxonomy\\.schema\\.json$'],
        reachable: false,
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6', 'cjs', 'tsd'],
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
  },
};
