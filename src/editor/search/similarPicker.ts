import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/paper';
import { truncate, visible } from '../../core/text/prose';
import { messageOf } from '../../core/messageOf';
import { titleText } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import type { PaperFinder } from '../common/paperFinder';
import { paperOf } from '../common/paperOf';
import { createQuickPick } from '../common/sinks/quickInput';
import { buttons, paperItem, type SearchItem } from './items';

const papersShown = 20;
const titleLength = 60;

/** What the list of similar papers needs of the reader. */
export interface SimilarTargets {
  readonly open: (id: PaperId, toSide: boolean) => void;
  /** The paper that is being read. */
  readonly shown: () => Paper | undefined;
}

/** Registers the command that lists the papers nearest to one. */
export function registerSimilar(
  source: DigestSource,
  finder: PaperFinder,
  { open, shown }: SimilarTargets,
): vscode.Disposable {
  return vscode.commands.registerCommand(commands.showSimilar, async (argument: unknown) => {
    await source.load();
    const paper = paperOf(source.digest, argument, shown);
    if (paper) showSimilar(source, finder, paper, open);
  });
}

function showSimilar(
  { digest }: DigestSource,
  finder: PaperFinder,
  paper: Paper,
  open: (id: PaperId, toSide: boolean) => void,
): void {
  const picker = createQuickPick<SearchItem>();
  const accept = (item: SearchItem | undefined, toSide: boolean): void => {
    const id = item?.id ?? null;
    if (id === null) return;
    picker.hide();
    open(id, toSide);
  };
  picker.title = vscode.l10n.t('Papers similar to “{0}”', truncate(titleText(paper), titleLength));
  picker.placeholder = vscode.l10n.t('Type to narrow the list');
  picker.matchOnDetail = true;
  picker.busy = true;
  picker.onDidAccept(() => {
    accept(picker.activeItems[0], false);
  });
  picker.onDidTriggerItemButton(({ item }) => {
    accept(item, true);
  });
  picker.onDidHide(() => {
    picker.dispose();
  });
  picker.show();
  void finder.similar(paper, papersShown).then(
    (similar) => {
      picker.busy = false;
      if (similar.length === 0) picker.placeholder = vscode.l10n.t('No paper of this workspace is near to it');
      picker.items = similar.map(({ paper: other, terms }) => ({
        ...paperItem(digest, other, false, null),
        detail: visible(vscode.l10n.t('shares: {0}', terms.join(', '))),
        alwaysShow: false,
        buttons: [buttons.toSide],
      }));
    },
    (error: unknown) => {
      picker.busy = false;
      picker.placeholder = messageOf(error);
    },
  );
}
