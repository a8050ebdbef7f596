import * as vscode from 'vscode';
import { guarded, textBy } from './guard';
import type { SafeTreeItem } from './items';
import { escapeLabel, escapePlainText } from './text';

const show = {
  information: (text: string, actions: readonly string[]) => vscode.window.showInformationMessage(text, ...actions),
  warning: (text: string, actions: readonly string[]) => vscode.window.showWarningMessage(text, ...actions),
  error: (text: string, actions: readonly string[]) => vscode.window.showErrorMessage(text, ...actions),
};

/** Shows a notification; answers the action that was chosen, or undefined. No text in it is a link. */
export async function showMessage<T extends string>(
  kind: keyof typeof show,
  text: string,
  ...actions: readonly T[]
): Promise<T | undefined> {
  const labels = actions.map(escapeLabel);
  const chosen = await show[kind](escapeLabel(text), labels);
  return chosen === undefined ? undefined : actions[labels.indexOf(chosen)];
}

/** Shows a text in the status bar for a time, in milliseconds. */
export function setStatusBarMessage(text: string, forMs: number): vscode.Disposable {
  return vscode.window.setStatusBarMessage(escapeLabel(text), forMs);
}

/** Shows that something is being done, with texts that are no links and no icons. */
export function withProgress<R>(
  options: vscode.ProgressOptions,
  task: (progress: vscode.Progress<{ message?: string; increment?: number }>) => Thenable<R>,
): Thenable<R> {
  const { title } = options;
  return vscode.window.withProgress(
    { ...options, ...(title === undefined ? {} : { title: escapeLabel(title) }) },
    (progress) =>
      task({
        report: ({ message, ...step }) => {
          progress.report({ ...step, ...(message === undefined ? {} : { message: escapeLabel(message) }) });
        },
      }),
  );
}

/** Asks for a file to write to. */
export function showSaveDialog(options: vscode.SaveDialogOptions): Thenable<vscode.Uri | undefined> {
  const { title } = options;
  return vscode.window.showSaveDialog({ ...options, ...(title === undefined ? {} : { title: escapeLabel(title) }) });
}

/** The options of a tree whose items were made safe. */
export interface SafeTreeOptions<T> extends vscode.TreeViewOptions<T> {
  readonly treeDataProvider: vscode.TreeDataProvider<T> & { getTreeItem(element: T): SafeTreeItem };
}

/** Makes a tree view; its message, which may have several lines, and its description are shown as they are. */
export function createTreeView<T>(viewId: string, options: SafeTreeOptions<T>): vscode.TreeView<T> {
  const lines = (text: string): string => text.split('\n').map(escapePlainText).join('\n');
  return guarded(vscode.window.createTreeView(viewId, options), {
    message: textBy(lines),
    title: textBy(escapePlainText),
    description: textBy(escapePlainText),
  });
}

/** Names the tab of a panel. VS Code shows that name in its list of editors too, where it may have icons. */
export function setPanelTitle(panel: vscode.WebviewPanel, title: string): void {
  panel.title = escapeLabel(title);
}
