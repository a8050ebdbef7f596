import * as vscode from 'vscode';
import { guarded, textBy, type Escape } from './guard';
import { escapeLabel, escapeRowText } from './text';

/** A row of a quick pick. Its texts are shown as they are; an icon before the label is named by `icon`. */
export interface PickItem extends vscode.QuickPickItem {
  readonly icon?: 'add' | 'blank' | 'check';
}

const label = textBy(escapeLabel);
const boxTexts: Readonly<Record<string, Escape>> = {
  title: label,
  placeholder: label,
  prompt: label,
  validationMessage: validationMessage,
};

function validationMessage(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'message' in value
    ? { ...value, message: label(value.message) }
    : label(value);
}

/** A quick pick that shows all texts given to it as they are. It gives back copies of the items it was given. */
export function createQuickPick<T extends PickItem>(): vscode.QuickPick<T> {
  const escaped = new WeakMap<T, T>();
  const row = (item: T): T => {
    let copy = escaped.get(item);
    if (!copy) {
      copy = escapedRow(item);
      escaped.set(item, copy).set(copy, copy);
    }
    return copy;
  };
  const rows: Escape = (items) => (items as readonly T[]).map(row);
  return guarded(vscode.window.createQuickPick<T>(), {
    ...boxTexts,
    items: rows,
    activeItems: rows,
    selectedItems: rows,
  });
}

/** An input box that shows all texts given to it as they are. */
export function createInputBox(): vscode.InputBox {
  return guarded(vscode.window.createInputBox(), boxTexts);
}

/** What a quick pick says beside its rows. */
export interface PickTexts {
  readonly title?: string;
  readonly placeHolder?: string;
}

/** Lets the user choose one of several rows; answers the row that was given, or undefined. */
export async function showQuickPick<T extends PickItem>(items: readonly T[], texts: PickTexts): Promise<T | undefined> {
  const rows = new Map(items.map((item) => [escapedRow(item), item]));
  const chosen = await vscode.window.showQuickPick([...rows.keys()], escapedTexts(texts));
  return chosen && rows.get(chosen);
}

/** Lets the user choose any of several rows; answers the rows that were given, or undefined. */
export async function showMultiPick<T extends PickItem>(
  items: readonly T[],
  texts: PickTexts,
): Promise<readonly T[] | undefined> {
  const rows = new Map(items.map((item) => [escapedRow(item), item]));
  const chosen = await vscode.window.showQuickPick([...rows.keys()], { ...escapedTexts(texts), canPickMany: true });
  return chosen?.flatMap((row) => rows.get(row) ?? []);
}

/** Lets the user choose one of the workspace's folders. VS Code's own list makes icons of their names. */
export async function showWorkspaceFolderPick(placeHolder: string): Promise<vscode.WorkspaceFolder | undefined> {
  const items = (vscode.workspace.workspaceFolders ?? []).map((folder) => ({
    label: folder.name,
    description: folder.uri.fsPath,
    folder,
  }));
  return (await showQuickPick(items, { placeHolder }))?.folder;
}

/** What an input box says, and the text to begin with, which is not changed. */
export interface InputTexts extends PickTexts {
  readonly prompt?: string;
  readonly value?: string;
}

/** Lets the user type a text. */
export function showInputBox({ prompt, value, ...texts }: InputTexts): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    ...escapedTexts(texts),
    ...(prompt === undefined ? {} : { prompt: escapeLabel(prompt) }),
    ...(value === undefined ? {} : { value }),
  });
}

function escapedTexts({ title, placeHolder }: PickTexts): PickTexts {
  return {
    ...(title === undefined ? {} : { title: escapeLabel(title) }),
    ...(placeHolder === undefined ? {} : { placeHolder: escapeLabel(placeHolder) }),
  };
}

function escapedRow<T extends PickItem>(item: T): T {
  const { description, detail, icon } = item;
  return {
    ...item,
    label: (icon === undefined ? '' : `$(${icon}) `) + escapeLabel(item.label),
    ...(description === undefined ? {} : { description: escapeRowText(description) }),
    ...(detail === undefined ? {} : { detail: escapeRowText(detail) }),
  };
}
