import * as vscode from 'vscode';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import type { PaperFinder } from '../common/paperFinder';
import { SearchPicker, type PickerTargets } from './picker';
import { RecentSearches } from './recentSearches';

export { registerSimilar } from './similarPicker';
export { WorkspaceFinder } from './workspaceFinder';
export type { SearchPicker } from './picker';
export type { WorkerPort } from './wordWorker';

/** Registers the search command. */
export function registerSearch(
  source: DigestSource,
  finder: PaperFinder,
  memento: vscode.Memento,
  targets: PickerTargets,
): { disposable: vscode.Disposable; current: () => SearchPicker | undefined } {
  const recent = new RecentSearches(memento);
  let current: SearchPicker | undefined;
  const disposable = vscode.commands.registerCommand(commands.searchPapers, async (query?: unknown) => {
    current?.dispose();
    const search = new SearchPicker(source, finder, recent, targets);
    current = search;
    if (typeof query === 'string') search.picker.value = query;
    await search.show();
  });
  return { disposable: vscode.Disposable.from(disposable, new vscode.Disposable(() => current?.dispose())), current: () => current };
}
