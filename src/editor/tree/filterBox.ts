import * as vscode from 'vscode';
import { prepareFilter } from '../../core/arrangement';
import { drainInSlices } from '../../core/steps';
import { number, paperCount } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { createInputBox } from '../common/sinks/quickInput';
import type { PaperTree } from './paperTree';
import type { ViewOptions } from './viewOptions';

const settlesAfter = 120;

/** Lets the user type a filter, which the tree follows; Enter keeps it, Esc brings the earlier one back. */
export async function askForFilter(source: DigestSource, tree: PaperTree, options: ViewOptions): Promise<void> {
  await source.load();
  const before = options.filter;
  const box = createInputBox();
  box.title = vscode.l10n.t('Filter Papers');
  box.placeholder = vscode.l10n.t('Words in title, organisation or topic, or fields such as topic:agents or year:2025');
  box.value = before;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isKept = false;
  const ready = drainInSlices(prepareFilter([...source.digest.papers.values()]));
  const apply = async (): Promise<void> => {
    clearTimeout(timer);
    await ready;
    options.filter = box.value.trim();
    box.prompt =
      options.filter === ''
        ? ''
        : vscode.l10n.t('{0} of {1}', number(tree.size), paperCount(source.digest.papers.size));
  };
  void apply();
  box.onDidChangeValue(() => {
    clearTimeout(timer);
    timer = setTimeout(() => void apply(), settlesAfter);
  });
  box.onDidAccept(async () => {
    await apply();
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
