import * as vscode from 'vscode';
import { number, paperCount } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import type { PaperTree } from './paperTree';
import type { ViewOptions } from './viewOptions';

const settlesAfter = 120;

/** Lets the user type a filter, which the tree follows; Enter keeps it, Esc brings the earlier one back. */
export async function askForFilter(source: DigestSource, tree: PaperTree, options: ViewOptions): Promise<void> {
  await source.load();
  const before = options.filter;
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter Papers');
  box.placeholder = vscode.l10n.t('Words in title, organisation or topic');
  box.value = before;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isKept = false;
  const apply = (): void => {
    clearTimeout(timer);
    options.filter = box.value.trim();
    box.prompt = options.filter === '' ? '' : vscode.l10n.t('{0} of {1}', number(tree.size), paperCount(source.digest.papers.size));
  };
  apply();
  box.onDidChangeValue(() => {
    clearTimeout(timer);
    timer = setTimeout(apply, settlesAfter);
  });
  box.onDidAccept(() => {
    apply();
    isKept = true;
    box.hide();
  });
  box.onDidHide(() => {
    clearTimeout(timer);
    if (!isKept) options.filter = before;
    box.dispose();
  });
  box.show();
}
