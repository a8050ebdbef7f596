import * as vscode from 'vscode';
import type { PaperId } from '../../core/paper';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import type { PaperFinder } from '../common/paperFinder';
import { SearchPicker, type PickerTargets } from './picker';
import { RecentSearches } from './recentSearches';

export { registerSimilar } from './similarPicker';
export { WorkspaceFinder } from './workspaceFinder';
export type { SearchPicker } from './picker';
export type { WorkerPort } from './wordWorker';

/** A search's command, and its picker for others. */
export interface Search {
  readonly disposable: vscode.Disposable;
  readonly current: () => SearchPicker | undefined;
  /** Lets the user search for a paper and choose it; undefined where none was chosen. The abstracts shown on the way are gone then. */
  readonly choose: (title: string) => Promise<PaperId | undefined>;
}

/** Registers the search command. */
export function registerSearch(
  source: DigestSource,
  finder: PaperFinder,
  memento: vscode.Memento,
  targets: PickerTargets,
): Search {
  const recent = new RecentSearches(memento);
  let current: SearchPicker | undefined;
  const begin = (its: PickerTargets): SearchPicker => {
    current?.dispose();
    return (current = new SearchPicker(source, finder, recent, its));
  };
  const choose = (title: string): Promise<PaperId | undefined> =>
    new Promise((resolve) => {
      let chosen: PaperId | undefined;
      const open: PickerTargets['open'] = (id, toSide, matcher, order) => {
        if (toSide) targets.open(id, toSide, matcher, order);
        else chosen = id;
      };
      const search = begin({
        ...targets,
        title,
        open,
        beginPreview: () => ({ ...targets.beginPreview(), keep: () => undefined }),
      });
      search.onDidClose(() => {
        resolve(chosen);
      });
      void search.show();
    });
  const disposable = vscode.commands.registerCommand(commands.searchPapers, async (query?: unknown) => {
    const search = begin(targets);
    if (typeof query === 'string') search.picker.value = query;
    await search.show();
  });
  return {
    disposable: vscode.Disposable.from(disposable, new vscode.Disposable(() => current?.dispose())),
    current: () => current,
    choose,
  };
}
