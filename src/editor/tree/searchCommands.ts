import * as vscode from 'vscode';
import type { DigestSource } from '../common/digestSource';
import { commands, viewId } from '../common/ids';
import { calledFor } from '../common/paperOf';
import { showInputBox } from '../common/sinks/quickInput';
import { isNode, type Node, type SearchNode } from './nodes';
import type { PaperTree } from './paperTree';
import { foldedQuery, type SavedSearches } from './savedSearches';
import type { ViewOptions } from './viewOptions';

/** What it takes to save a search and to show it. */
export interface SavingParts {
  readonly source: DigestSource;
  readonly searches: SavedSearches;
  readonly options: ViewOptions;
  readonly tree: PaperTree;
  readonly view: vscode.TreeView<Node>;
}

/** Saves a query, asks for one where none was given, and shows its papers in the tree; a filter that hides it is cleared. */
export async function saveSearch(
  { source, searches, options, tree, view }: SavingParts,
  argument: unknown,
): Promise<void> {
  const query = foldedQuery(typeof argument === 'string' ? argument : ((await askForQuery()) ?? ''));
  if (query === '') return;
  await searches.add(query);
  await source.load();
  options.filter = '';
  const node = tree.searches.find((search) => search.query === query);
  if (node) await view.reveal(node, { expand: true, select: true, focus: false });
  else await vscode.commands.executeCommand(`${viewId}.focus`);
}

/** Removes the search of a node, or those of all selected nodes. */
export async function removeSearch(searches: SavedSearches, node: unknown, others: unknown): Promise<void> {
  for (const { query } of calledFor(node, others).filter(isSearch)) await searches.remove(query);
}

/** Opens the search with the query of a node. */
export async function repeatSearch(node: unknown): Promise<void> {
  if (isSearch(node)) await vscode.commands.executeCommand(commands.searchPapers, node.query);
}

function askForQuery(): Thenable<string | undefined> {
  return showInputBox({
    title: vscode.l10n.t('Save Search to Sidebar'),
    placeHolder: vscode.l10n.t('Words of a title or an abstract, or filters such as topic:agents'),
  });
}

function isSearch(node: unknown): node is SearchNode {
  return isNode(node) && node.kind === 'search';
}
