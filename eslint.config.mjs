import js from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';
import { undocumentedFiles } from './eslint.undocumented.mjs';

/** What is overridden or implements an interface is described there. */
const publicMethods =
  'ClassDeclaration[implements.length=0] > ClassBody > MethodDefinition[kind!="constructor"][override!=true]' +
  ' > FunctionExpression';

const codeStyle = [
  {
    selector: 'PropertyDefinition[accessibility="private"], MethodDefinition[accessibility="private"]',
    message: 'Use #private instead.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel files: import from where the name lives.' },
  { selector: 'TSModuleBlock > ImportDeclaration', message: 'The layer rules do not see this import.' },
];

/** What shows texts, or makes what shows them: only src/editor/common/sinks, which escapes them, may use it. */
const sinks = [
  'show(?:Information|Warning|Error)Message',
  'showQuickPick|createQuickPick|showInputBox|createInputBox|showWorkspaceFolderPick|showSaveDialog|showOpenDialog',
  'withProgress|setStatusBarMessage|createStatusBarItem|createTreeView|registerTreeDataProvider',
  'MarkdownString|Hover|CompletionItem|DocumentSymbol|SymbolInformation|CodeAction|Diagnostic|InlayHint|CodeLens',
].join('|');
const trust = 'isTrusted|supportHtml|supportThemeIcons';
const noSinks = [
  `MemberExpression[property.name=/^(?:${sinks})$/]`,
  `MemberExpression[computed=true][property.value=/^(?:${sinks})$/]`,
  `ObjectPattern > Property[key.name=/^(?:${sinks})$/]`,
  'ImportDeclaration[source.value="vscode"][importKind!="type"] > ImportSpecifier[importKind!="type"]',
  `AssignmentExpression[left.property.name=/^(?:${trust})$/]`,
  `Property[key.name=/^(?:${trust})$/]`,
  'AssignmentExpression[left.property.name="title"][left.object.name="panel"]',
  'AssignmentExpression[left.property.name="title"][left.object.property.name="panel"]',
  'CallExpression[callee.property.name="createWebviewPanel"][arguments.1.value!=""]',
].map((selector) => ({ selector, message: 'Go through src/editor/common/sinks: it escapes what files bring.' }));
const limitedTrust = [
  'AssignmentExpression[left.property.name="isTrusted"]:not([right.type="ObjectExpression"])',
  'AssignmentExpression[left.property.name=/^support(?:Html|ThemeIcons)$/]',
].map((selector) => ({ selector, message: 'Trust named commands, and neither HTML nor icons.' }));

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      'no-restricted-syntax': ['error', ...codeStyle],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-control-regex': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['{src,tools}/**/*.ts'],
    ignores: ['**/*.d.ts', ...undocumentedFiles],
    plugins: { jsdoc },
    rules: {
      'jsdoc/informative-docs': 'error',
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: { esm: true, cjs: false, window: false },
          require: { ClassDeclaration: true },
          enableFixer: false,
          contexts: [
            'TSEnumDeclaration',
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            'VariableDeclaration',
            publicMethods,
          ],
        },
      ],
    },
  },
  {
    files: ['src/*.ts', 'src/editor/**/*.ts'],
    ignores: ['src/editor/common/sinks/**'],
    rules: { 'no-restricted-syntax': ['error', ...codeStyle, ...noSinks] },
  },
  {
    files: ['src/editor/common/sinks/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...codeStyle, ...limitedTrust] },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
    rules: { 'no-restricted-syntax': 'off' },
  },
);
