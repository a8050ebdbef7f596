import * as vscode from 'vscode';
import type { PaperState } from '../../core/search/query';
import { showQuickPick } from '../common/sinks/quickInput';
import type { ViewOptions } from './viewOptions';

/** Lets the user choose which papers the tree shows, by what was done with them; the filter then says so. */
export async function showOnly(options: ViewOptions): Promise<void> {
  const choice = (label: string, state: PaperState | null): vscode.QuickPickItem & { readonly filter: string } => {
    const filter = state === null ? '' : `is:${state}`;
    return { label, description: filter, filter };
  };
  const items = [
    choice(vscode.l10n.t('All papers'), null),
    choice(vscode.l10n.t('New papers'), 'new'),
    choice(vscode.l10n.t('Unread papers'), 'unread'),
    choice(vscode.l10n.t('Papers to read'), 'queued'),
    choice(vscode.l10n.t('Read papers'), 'read'),
    choice(vscode.l10n.t('Starred papers'), 'starred'),
    choice(vscode.l10n.t('Hidden papers'), 'hidden'),
  ];
  const chosen = await showQuickPick(items, {
    title: vscode.l10n.t('Show Only'),
    placeHolder: vscode.l10n.t('Which papers the view shows'),
  });
  if (chosen) options.filter = chosen.filter;
}
