import * as vscode from 'vscode';
import { readerViewType } from '../common/ids';

/** A text in front of a panel. */
export interface Cover {
  readonly uri: vscode.Uri;
  readonly isPreview: boolean;
  readonly hadFocus: boolean;
}

/** Whether the user pinned a panel's tab. */
export function isPinned(panel: vscode.WebviewPanel): boolean {
  const tabs = groupOf(panel)?.tabs ?? [];
  return tabs.some(
    (tab) =>
      tab.isPinned &&
      tab.label === panel.title &&
      tab.input instanceof vscode.TabInputWebview &&
      tab.input.viewType.endsWith(readerViewType),
  );
}

/** The text in front of a panel; null where the panel itself or no text is there. */
export function coverOf(panel: vscode.WebviewPanel): Cover | null {
  const group = groupOf(panel);
  const tab = group?.activeTab;
  if (panel.visible || !group || !tab || !(tab.input instanceof vscode.TabInputText)) return null;
  return { uri: tab.input.uri, isPreview: tab.isPreview, hadFocus: group.isActive };
}

/** Brings a text back in front of a panel, unless something else is there by now. */
export async function bringToFront({ uri, isPreview, hadFocus }: Cover, panel: vscode.WebviewPanel): Promise<void> {
  const group = groupOf(panel);
  const input = group?.activeTab?.input;
  const isInFront = input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
  if (!group || !(panel.visible || isInFront)) return;
  try {
    await vscode.window.showTextDocument(uri, {
      viewColumn: group.viewColumn,
      preserveFocus: !(hadFocus && group.isActive),
      preview: isPreview,
    });
  } catch {
    // The text is no more.
  }
}

function groupOf({ viewColumn }: vscode.WebviewPanel): vscode.TabGroup | undefined {
  return vscode.window.tabGroups.all.find((group) => group.viewColumn === viewColumn);
}
