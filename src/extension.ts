import * as vscode from 'vscode';
import { Digest } from './core/digest';
import type { Paper } from './core/paper';
import { builtInModel } from './core/topics/termModel';
import { builtInTaxonomy } from './core/topics/taxonomy';
import { openSource, registerCommands } from './editor/commands';
import { readPrefix } from './editor/dumps/prefix';
import { WorkspaceDigest } from './editor/dumps/workspaceDigest';
import type { DigestSource } from './editor/common/digestSource';
import { registerHover } from './editor/hover';
import { registerSearch, type SearchPicker } from './editor/palette';
import { registerProblems } from './editor/problems';
import { Reader } from './editor/reader';
import { registerMoves } from './editor/topics/moveCommands';
import { Moves } from './editor/topics/moves';
import { registerTopicsFile, TopicsFiles } from './editor/topics/topicsFiles';
import { registerTree, type Node, type PaperTree, type ViewOptions } from './editor/tree';

/** The parts of the running extension. For the tests; other extensions should not rely on it. */
export interface Parts {
  readonly digest: Digest;
  readonly source: DigestSource;
  readonly tree: PaperTree;
  readonly view: vscode.TreeView<Node>;
  readonly options: ViewOptions;
  readonly reader: Reader;
  readonly topics: TopicsFiles;
  readonly moves: Moves;
  readonly search: () => SearchPicker | undefined;
}

/** Builds the parts and joins them. Nothing is read before a view, a hover or a command asks for it. */
export function activate({ extensionUri, subscriptions, workspaceState }: vscode.ExtensionContext): Parts {
  const log = vscode.window.createOutputChannel('Paper Digest', { log: true });
  const sampleFolder = vscode.Uri.joinPath(extensionUri, 'media', 'sample');
  const digest = new Digest(builtInTaxonomy, builtInModel);
  const topics = new TopicsFiles(builtInTaxonomy, log);
  const source = new WorkspaceDigest(digest, topics, readPrefix, sampleFolder, log);
  const moves = new Moves(digest, workspaceState);

  const { disposable: treeDisposable, tree, view, options } = registerTree(source, workspaceState);
  const reader = new Reader(source, extensionUri, (paper, index) => void openSource(paper, index));
  const search = registerSearch(source, (id, toSide) => {
    void reader.open(id, toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
  });
  const commands = registerCommands(source, {
    openAbstract: (id, column) => reader.open(id, column),
    sampleNotes: vscode.Uri.joinPath(sampleFolder, 'reading-notes.md'),
  });
  const selected = (): Paper[] => view.selection.flatMap((node) => (node.kind === 'paper' ? [node.paper] : []));

  subscriptions.push(
    log,
    source,
    topics,
    topics.onDidChange(() => {
      options.hiddenByFile = topics.hidden;
    }),
    moves,
    moves.onDidChange(() => {
      source.announce();
    }),
    treeDisposable,
    reader,
    search.disposable,
    commands,
    registerHover(source, log),
    registerProblems(source),
    registerTopicsFile(topics),
    registerMoves(source, moves, topics, selected),
  );
  return { digest, source, tree, view, options, reader, topics, moves, search: search.current };
}
