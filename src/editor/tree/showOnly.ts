import * as vscode from 'vscode';
import { showings, type Showing, type ViewOptions } from './viewOptions';

/** Which papers a choice shows, in words. */
export function showingText(showing: Showing): string {
  switch (showing) {
    case 'all': return vscode.l10n.t('All papers');
    case 'unread': return vscode.l10n.t('Unread papers only');
    case 'queued': return vscode.l10n.t('Papers to read only');
    case 'read': return vscode.l10n.t('Read papers only');
    case 'starred': return vscode.l10n.t('Starred papers only');
    case 'hidden': return vscode.l10n.t('Hidden papers only');
  }
}

/** Lets the user choose which papers the tree shows, by what was done with them. */
export async function showOnly(options: ViewOptions): Promise<void> {
  const items = showings.map((showing) => ({ label: showingText(showing), showing, ...(showing === options.showing ? { description: vscode.l10n.t('shown now') } : {}) }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Show Only'), placeHolder: vscode.l10n.t('Which papers the view shows') });
  if (chosen) await options.update({ showing: chosen.showing });
}
