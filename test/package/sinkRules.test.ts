import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { ROOT } from '../host/paths';

const eslint = new ESLint({ cwd: ROOT });

/** The messages of `no-restricted-syntax` for a statement in a file that imports vscode. */
async function complaints(
  path: string,
  statement: string,
  imports = "import * as vscode from 'vscode';",
): Promise<string[]> {
  const text = `${imports}\ndeclare const text: string;\ndeclare const panel: vscode.WebviewPanel;\n${statement}\n`;
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, path) });
  assert.ok(result);
  assert.deepEqual(
    result.messages.filter(({ fatal }) => fatal),
    [],
  );
  return result.messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').map(({ message }) => message);
}

const raw = [
  'void vscode.window.showInformationMessage(text);',
  'void vscode.window.showWarningMessage(text);',
  'void vscode.window.showErrorMessage(text);',
  'void vscode.window.showQuickPick([text]);',
  'vscode.window.createQuickPick().title = text;',
  'void vscode.window.showInputBox({ prompt: text });',
  'vscode.window.createInputBox().prompt = text;',
  'void vscode.window.showWorkspaceFolderPick();',
  'void vscode.window.showSaveDialog({ title: text });',
  'void vscode.window.showOpenDialog({ title: text });',
  'void vscode.window.withProgress({ location: 15, title: text }, () => Promise.resolve());',
  'vscode.window.setStatusBarMessage(text, 1);',
  'vscode.window.createStatusBarItem().text = text;',
  "vscode.window.createTreeView('x', { treeDataProvider: { getTreeItem: (x: string) => ({ label: x }), getChildren: () => [] } });",
  "vscode.window['showInformationMessage'](text);",
  'const { showErrorMessage } = vscode.window; void showErrorMessage(text);',
  'const { window } = vscode; void window.showErrorMessage(text);',
  'export const markdown = new vscode.MarkdownString(text);',
  'export const trusted = (markdown: vscode.MarkdownString): void => { markdown.isTrusted = true; };',
  'export const html = (markdown: vscode.MarkdownString): void => { markdown.supportHtml = true; };',
  'export const icons = { supportThemeIcons: true };',
  'export const hover = new vscode.Hover(text);',
  'export const item = new vscode.CompletionItem(text);',
  'export class Item extends vscode.CompletionItem {}',
  'export const action = new vscode.CodeAction(text);',
  'export const problem = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 0), text);',
  'panel.title = text;',
  "vscode.window.createWebviewPanel('x', text, 1);",
];

describe('the lint rules for what VS Code shows', () => {
  for (const statement of raw)
    it(`forbid outside of the sinks: ${statement}`, async () => {
      for (const path of ['src/editor/bad.ts', 'src/editor/tree/bad.ts', 'src/editor/common/bad.ts', 'src/bad.ts'])
        assert.ok(
          (await complaints(path, statement)).some((message) => message.includes('common/sinks')),
          path,
        );
    });

  it('forbid names imported from vscode, and let types pass', async () => {
    const path = 'src/editor/bad.ts';
    const statement = 'void window.activeTextEditor;';
    assert.equal((await complaints(path, statement, "import { window } from 'vscode';")).length, 1);
    assert.deepEqual(await complaints(path, '', "import type { Hover } from 'vscode';"), []);
    assert.deepEqual(await complaints(path, 'export type Shown = vscode.Hover | vscode.MarkdownString;'), []);
  });

  it('let the sinks pass, and trust there named commands alone', async () => {
    const path = 'src/editor/common/sinks/good.ts';
    assert.deepEqual(await complaints(path, 'void vscode.window.showInformationMessage(text);'), []);
    const trusting = (value: string): string =>
      `export const trust = (markdown: vscode.MarkdownString): void => { markdown.isTrusted = ${value}; };`;
    assert.deepEqual(await complaints(path, trusting("{ enabledCommands: ['a'] }")), []);
    assert.equal((await complaints(path, trusting('true'))).length, 1);
    assert.equal(
      (await complaints(path, trusting('{ enabledCommands: [] }').replace('isTrusted', 'supportHtml'))).length,
      1,
    );
  });

  it('keep private members, default exports and barrel files away there too', async () => {
    for (const path of ['src/editor/bad.ts', 'src/editor/common/sinks/bad.ts'])
      assert.deepEqual(await complaints(path, 'export default text;'), ['Use a named export.']);
  });
});
