import * as vscode from 'vscode';
import type { Dump, Paper } from '../../core/paper';
import type { Remembered } from '../../core/arrangement';
import { isInState } from '../../core/reading/readingFilter';
import { dumpName, number, paperCount } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands, viewId } from '../common/ids';
import type { PaperBacklinks } from '../common/paperBacklinks';
import type { PaperFinder } from '../common/paperFinder';
import type { PaperReadings } from '../common/paperReadings';
import type { RowFocus } from '../common/rowFocus';
import { escapePlainText } from '../common/sinks/text';
import { createTreeView, withProgress } from '../common/sinks/window';
import type { UserState } from '../common/userState';
import { arrangeByQuickPick } from './arrangePicker';
import { askForFilter } from './filterBox';
import { hideTopic, showHiddenTopics } from './hiddenTopics';
import type { Node } from './nodes';
import { PaperItems } from './paperItems';
import { PaperTree } from './paperTree';
import { SavedSearches } from './savedSearches';
import { ReadDecorations } from './readDecorations';
import { TreeRowFocus } from './rowFocus';
import { removeSearch, repeatSearch, saveSearch } from './searchCommands';
import { SearchResults } from './searchResults';
import { showOnly } from './showOnly';
import { ViewOptions } from './viewOptions';
import { Visits } from './visits';

export type { GroupNode, Node, PaperNode, SearchNode } from './nodes';
export type { PaperTree } from './paperTree';
export type { SavedSearches } from './savedSearches';
export type { ViewOptions } from './viewOptions';

export interface TreeParts {
  readonly disposable: vscode.Disposable;
  readonly tree: PaperTree;
  readonly view: vscode.TreeView<Node>;
  readonly options: ViewOptions;
  readonly searches: SavedSearches;
  readonly rowFocus: RowFocus;
  /** What queries ask of the user's doings. */
  readonly remembered: Remembered;
}

/** What the view needs of others. */
export interface TreeNeeds {
  readonly source: DigestSource;
  readonly memento: vscode.Memento;
  readonly state: UserState;
  readonly readings: PaperReadings;
  readonly finder: PaperFinder;
  readonly backlinks: PaperBacklinks;
  readonly log: vscode.LogOutputChannel;
}

/** Registers the view of the papers and the commands that arrange it, and those of the searches saved in it. */
export function registerTree({ source, memento, state, readings, finder, backlinks, log }: TreeNeeds): TreeParts {
  const options = new ViewOptions(state);
  const visits = new Visits(memento);
  const isNew = (paper: Paper): boolean => visits.isNew(paper);
  const searches = new SavedSearches(state);
  const results = new SearchResults(source, finder, log);
  const remembered: Remembered = {
    is: (state, paper) => (state === 'new' ? isNew(paper) : isInState(state, readings.of(paper))),
    tagsOf: (paper) => readings.of(paper).tags,
  };
  const tree = new PaperTree({
    source,
    options,
    searches,
    results,
    backlinks,
    readings,
    items: new PaperItems(source, results, { backlinks, readings, isNew }),
    memento,
    remembered,
  });
  const view = createTreeView(viewId, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
  });
  const rowFocus = new TreeRowFocus(tree, view);
  const showState = (): void => {
    const total = source.digest.papers.size;
    view.description = total > 0 ? paperCount(total) : '';
    const added = [...source.digest.papers.values()].filter(isNew).length;
    view.badge =
      added > 0
        ? {
            value: added,
            tooltip: added === 1 ? vscode.l10n.t('1 new paper') : vscode.l10n.t('{0} new papers', number(added)),
          }
        : undefined;
    view.message = messages(source, tree, options).map(escapePlainText).join('\n');
  };
  const see = (): void => {
    if (!source.loaded || !view.visible) return;
    void visits.see(source.digest.papers);
    void backlinks.load();
  };
  const refresh = (): void => {
    tree.refresh();
    showState();
  };
  const disposable = vscode.Disposable.from(
    options,
    searches,
    results,
    tree,
    view,
    view.onDidChangeVisibility(see),
    options.onDidChange(refresh),
    source.onDidChange(refresh),
    source.onDidStartWork((work) => {
      void withProgress({ location: { viewId } }, () =>
        work.then(() => {
          showState();
          see();
        }),
      );
    }),
    vscode.window.registerFileDecorationProvider(new ReadDecorations()),
    vscode.commands.registerCommand(commands.showOnly, () => showOnly(options)),
    vscode.commands.registerCommand(commands.arrange, () => arrangeByQuickPick(options)),
    vscode.commands.registerCommand(commands.filter, () => askForFilter(source, tree, options)),
    vscode.commands.registerCommand(commands.clearFilter, () => {
      options.filter = '';
    }),
    vscode.commands.registerCommand(commands.hideTopic, (node: unknown) =>
      hideTopic(source.digest, options, rowFocus, node),
    ),
    vscode.commands.registerCommand(commands.showHiddenTopics, () => showHiddenTopics(source.digest, options)),
    vscode.commands.registerCommand(commands.markSeen, async () => {
      await visits.markSeen(source.digest.papers);
      results.renew();
      refresh();
    }),
    vscode.commands.registerCommand(commands.saveSearch, (query: unknown) =>
      saveSearch({ source, searches, options, tree, view }, query),
    ),
    vscode.commands.registerCommand(commands.removeSearch, (node: unknown, others: unknown) =>
      rowFocus.keep(node, others, () => removeSearch(searches, node, others)),
    ),
    vscode.commands.registerCommand(commands.repeatSearch, repeatSearch),
  );
  return { disposable, tree, view, options, searches, rowFocus, remembered };
}

/** How the tree differs from what it is at first. */
function arrangementText({ arrangement: { grouping, sorting } }: ViewOptions): string[] {
  const groupings = { topic: '', dump: vscode.l10n.t('By dump'), date: vscode.l10n.t('By date') };
  const sortings = {
    title: '',
    date: vscode.l10n.t('newest first'),
    count: vscode.l10n.t('highest count first'),
    relevance: vscode.l10n.t('most relevant first'),
  };
  const text = [groupings[grouping] || (sorting === 'title' ? '' : vscode.l10n.t('By topic')), sortings[sorting]]
    .filter((part) => part !== '')
    .join(', ');
  return text === '' ? [] : [`${text}.`];
}

function filterText(size: number, filter: string): string {
  if (size === 0) return vscode.l10n.t('No paper matches “{0}”.', filter);
  return size === 1
    ? vscode.l10n.t('1 paper matches “{0}”.', filter)
    : vscode.l10n.t('{0} match “{1}”.', paperCount(size), filter);
}

/** Which files look like listings although no papers could be read from them. */
function unreadableText({ digest }: DigestSource): string[] {
  const isUnreadable = ({ problems }: Dump): boolean => problems.some(({ kind }) => kind === 'unreadable');
  const [first, ...others] = [...digest.dumps.values()].filter(isUnreadable);
  if (!first) return [];
  const name = dumpName(first.path);
  if (others.length === 0) return [vscode.l10n.t('No papers could be read from {0}.', name)];
  return [vscode.l10n.t('No papers could be read from {0} and {1} more.', name, number(others.length))];
}

function messages(source: DigestSource, tree: PaperTree, options: ViewOptions): string[] {
  const { filter, hidden } = options;
  const lines = arrangementText(options);
  if (filter !== '') lines.push(filterText(tree.size, filter));
  if (hidden.length > 0)
    lines.push(
      hidden.length === 1
        ? vscode.l10n.t('1 topic is hidden.')
        : vscode.l10n.t('{0} topics are hidden.', hidden.length),
    );
  lines.push(...unreadableText(source));
  if (source.sampleOpen) lines.push(vscode.l10n.t('With the sample digest of invented papers.'));
  return lines;
}
