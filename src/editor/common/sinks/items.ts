import * as vscode from 'vscode';
import { escapeLabel, escapePlainText } from './text';

declare const safe: unique symbol;

/** An item of a tree that went through `safeTreeItem`. */
export type SafeTreeItem = vscode.TreeItem & { readonly [safe]: true };

/** Makes all texts of a tree's item such that they are shown as they are, on one line. */
export function safeTreeItem(item: vscode.TreeItem): SafeTreeItem {
  const { label, description, accessibilityInformation } = item;
  if (typeof label === 'string') item.label = escapePlainText(label);
  if (typeof description === 'string') item.description = escapePlainText(description);
  if (accessibilityInformation)
    item.accessibilityInformation = {
      ...accessibilityInformation,
      label: escapePlainText(accessibilityInformation.label),
    };
  return item as SafeTreeItem;
}

/** A completion whose label has no icons. What it inserts is not changed. */
export class SafeCompletionItem extends vscode.CompletionItem {
  constructor(label: string, kind: vscode.CompletionItemKind, description?: string) {
    super(
      {
        label: escapeLabel(label),
        ...(description === undefined ? {} : { description: escapeLabel(description) }),
      },
      kind,
    );
  }
}

/** A symbol of a document; Go to Symbol would make icons of its name. */
export function documentSymbol(
  { name, detail }: { readonly name: string; readonly detail: string },
  kind: vscode.SymbolKind,
  range: vscode.Range,
  selectionRange: vscode.Range,
): vscode.DocumentSymbol {
  return new vscode.DocumentSymbol(escapeLabel(name), escapeLabel(detail), kind, range, selectionRange);
}

/** A symbol of the workspace; Go to Symbol would make icons of its name. */
export function workspaceSymbol(
  { name, detail }: { readonly name: string; readonly detail: string },
  kind: vscode.SymbolKind,
  location: vscode.Location,
): vscode.SymbolInformation {
  return new vscode.SymbolInformation(escapeLabel(name), kind, escapeLabel(detail), location);
}

/** A problem; the status bar would make icons of its message. */
export function problem(range: vscode.Range, message: string, severity: vscode.DiagnosticSeverity): vscode.Diagnostic {
  const result = new vscode.Diagnostic(range, escapeLabel(message), severity);
  result.source = 'Paper Digest';
  return result;
}

/** A code action. */
export function codeAction(title: string, kind: vscode.CodeActionKind): vscode.CodeAction {
  return new vscode.CodeAction(escapeLabel(title), kind);
}
