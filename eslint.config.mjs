import { builtinModules } from 'node:module';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const nodeBuiltins = builtinModules.flatMap((name) => [name, `node:${name}`]);
const noNode = { paths: nodeBuiltins.map((name) => ({ name, message: 'Go through vscode.workspace.fs and URIs.' })) };

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'PropertyDefinition[accessibility="private"], MethodDefinition[accessibility="private"]',
          message: 'Use #private instead.',
        },
        { selector: 'ExportDefaultDeclaration', message: 'Use a named export.' },
        { selector: 'ExportAllDeclaration', message: 'No barrel files: import from where the name lives.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-control-regex': 'off',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', noNode], 'no-console': 'error' },
  },
  {
    files: ['src/worker/node.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [...noNode.paths, { name: 'vscode', message: 'The core knows papers, not editors.' }],
          patterns: [
            {
              group: ['**/editor/**', '**/webview/**', '**/worker/**'],
              message: 'An arrow never points out of the core.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/editor/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          ...noNode,
          patterns: [
            { regex: '^\\./(?!common/)', message: 'Surfaces do not know each other: extension.ts joins them.' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/editor/common/*.ts', 'src/editor/dumps/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          ...noNode,
          patterns: [{ regex: '^\\.\\./(?!common/|\\.\\./core/)', message: 'What surfaces share knows no surface.' }],
        },
      ],
    },
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
