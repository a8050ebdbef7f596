import * as vscode from 'vscode';
import type { Granularity, Grouping, Sorting } from '../../core/arrangement';
import { createQuickPick, type PickItem } from '../common/sinks/quickInput';
import type { ViewOptions } from './viewOptions';

interface Choice extends PickItem {
  readonly name: string;
  readonly apply?: () => Promise<void>;
}

/** Lets the user choose grouping, sorting and depth of the tree, which follows at once; the list stays open until it is left. */
export function arrangeByQuickPick(options: ViewOptions): void {
  const picker = createQuickPick<Choice>();
  picker.title = vscode.l10n.t('Arrange Papers');
  picker.placeholder = vscode.l10n.t('Enter changes the tree at once; Esc closes this list');
  const show = (): void => {
    const active = picker.activeItems[0]?.name;
    picker.items = choices(options);
    const [first] = picker.items.filter(({ apply }) => apply);
    picker.activeItems = [picker.items.find(({ name }) => name === active) ?? first].filter(
      (item) => item !== undefined,
    );
  };
  show();
  picker.onDidAccept(async () => {
    await picker.activeItems[0]?.apply?.();
    show();
  });
  picker.onDidHide(() => {
    picker.dispose();
  });
  picker.show();
}

function choices(options: ViewOptions): Choice[] {
  const { grouping, sorting, granularity, secondary } = options.arrangement;
  const separator = (label: string): Choice => ({
    name: '',
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const choice = (isChosen: boolean, label: string, description: string, apply: () => Promise<void>): Choice => ({
    name: label,
    icon: isChosen ? 'check' : 'blank',
    label,
    description,
    apply,
  });
  const group = (value: Grouping, label: string, description = ''): Choice =>
    choice(grouping === value, label, description, () => options.update({ grouping: value }));
  const depth = (value: Granularity, label: string, description: string): Choice =>
    choice(grouping === 'topic' && granularity === value, label, description, () =>
      options.update({ grouping: 'topic', granularity: value }),
    );
  const sort = (value: Sorting, label: string, description = ''): Choice =>
    choice(sorting === value, label, description, () => options.update({ sorting: value }));
  return [
    separator(vscode.l10n.t('Group by')),
    group('topic', vscode.l10n.t('Topic')),
    group('dump', vscode.l10n.t('Dump'), vscode.l10n.t('the file a paper stands in')),
    group('date', vscode.l10n.t('Date'), vscode.l10n.t('month by month')),
    separator(vscode.l10n.t('Topics')),
    depth('areas', vscode.l10n.t('Areas only'), vscode.l10n.t('large ones in parts')),
    depth('topics', vscode.l10n.t('Areas and finer topics'), ''),
    choice(secondary, vscode.l10n.t('Show papers also under their other topics'), '', () =>
      options.update({ grouping: 'topic', secondary: !secondary }),
    ),
    separator(vscode.l10n.t('Sort by')),
    sort('title', vscode.l10n.t('Title')),
    sort('date', vscode.l10n.t('Date, newest first')),
    sort('count', vscode.l10n.t('Count on the page, highest first')),
    sort('relevance', vscode.l10n.t('Relevance to the topic')),
  ];
}
