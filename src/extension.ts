import * as vscode from 'vscode';
import { Digest } from './core/digest';
import type { Paper, PaperId } from './core/paper';
import type { WordMatcher } from './core/search/wordMatcher';
import { builtInModel } from './core/topics/termModel';
import { builtInTaxonomy } from './core/topics/taxonomy';
import { openPlace, registerBacklinks, WorkspaceBacklinks } from './editor/backlinks';
import { openSource, registerCommands } from './editor/commands';
import type { PrefixReader } from './editor/dumps/dumpReader';
import { StartMemory } from './editor/dumps/startMemory';
import { WorkspaceDigest } from './editor/dumps/workspaceDigest';
import type { DigestSource } from './editor/common/digestSource';
import { ShardFiles } from './editor/common/shardFiles';
import { registerMarkdownPreview, type MarkdownPreview } from './editor/markdownPreview';
import { registerNotes, type Notes } from './editor/notes';
import { registerProblems } from './editor/problems';
import { Reader } from './editor/reader';
import { registerSearch, registerSimilar, WorkspaceFinder, type SearchPicker, type WorkerPort } from './editor/search';
import { registerStars, Stars } from './editor/stars';
import { registerSymbols } from './editor/symbols';
import { registerMoves } from './editor/topics/moveCommands';
import { Moves } from './editor/topics/moves';
import { registerTopicsFile, TopicsFiles } from './editor/topics/topicsFiles';
import { registerTree, type Node, type PaperTree, type SavedSearches, type ViewOptions } from './editor/tree';

/** The parts of the running extension. For the tests and VS Code's Markdown preview; other extensions should not rely on it. */
export interface Parts extends Pick<MarkdownPreview, 'extendMarkdownIt'> {
  readonly digest: Digest;
  readonly source: DigestSource;
  readonly tree: PaperTree;
  readonly view: vscode.TreeView<Node>;
  readonly options: ViewOptions;
  readonly reader: Reader;
  readonly topics: TopicsFiles;
  readonly moves: Moves;
  readonly stars: Stars;
  readonly finder: WorkspaceFinder;
  readonly searches: SavedSearches;
  readonly notes: Notes;
  readonly backlinks: WorkspaceBacklinks;
  readonly search: () => SearchPicker | undefined;
}

/** What is done in one way on Node and in another in a browser. */
export interface Platform {
  readonly readPrefix: PrefixReader;
  /** Starts the search's worker. */
  readonly startWorker: () => Promise<WorkerPort>;
}

/** By name, since not every file system that an extension can lie on tells what is in a folder. */
const sampleDumps = ['daily-papers-2026-03-12.txt', 'saved-search-state-space.txt', 'weekend-reading.txt'];

/** Builds the parts and joins them. Nothing is read before a view, a hover, a note that is seen, a command or Go to Symbol in Workspace asks for it. */
export function start({ extensionUri, storageUri, subscriptions, workspaceState }: vscode.ExtensionContext, { readPrefix, startWorker }: Platform): Parts {
  const log = vscode.window.createOutputChannel('Paper Digest', { log: true });
  const sampleFolder = vscode.Uri.joinPath(extensionUri, 'media', 'sample');
  const sampleNotes = vscode.Uri.joinPath(sampleFolder, 'reading-notes.md');
  const filesOf = (cache: string): ShardFiles | null => (storageUri ? new ShardFiles(vscode.Uri.joinPath(storageUri, cache), cache) : null);
  const digest = new Digest(builtInTaxonomy, builtInModel);
  const topics = new TopicsFiles(builtInTaxonomy, log);
  const memory = new StartMemory(digest, storageUri ?? null, log);
  const source = new WorkspaceDigest(digest, topics, readPrefix, memory, sampleDumps.map((name) => vscode.Uri.joinPath(sampleFolder, name)), log);
  const moves = new Moves(digest, workspaceState);

  const stars = new Stars(digest, workspaceState);
  const finder = new WorkspaceFinder(source, {
    startWorker,
    files: filesOf('terms'),
    is: (state, paper) => (state === 'starred' ? stars.has(paper) : isNew(paper)),
    log,
  });

  const backlinks = new WorkspaceBacklinks(source, {
    mentionsIn: (document) => notes.mentions.of(document),
    files: filesOf('backlinks'),
    sampleNotes: [sampleNotes],
    log,
  });
  const { disposable: treeDisposable, tree, view, options, searches, isNew } = registerTree({
    source,
    memento: workspaceState,
    isStarred: (paper) => stars.has(paper),
    finder,
    backlinks,
    log,
  });
  const reader = new Reader({
    source,
    backlinks,
    extensionUri,
    openSource: (paper, index) => void openSource(paper, index),
    openPlace: (place) => void openPlace(place),
    similar: (paper, limit) => finder.similar(paper, limit),
  });
  const openAbstract = (id: PaperId, toSide: boolean, matcher: WordMatcher | null = null): void => {
    void reader.open(id, toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active, { matcher });
  };
  const search = registerSearch(source, finder, workspaceState, {
    open: openAbstract,
    beginPreview: () => reader.beginPreview(),
    isStarred: (id) => {
      const paper = digest.find(id);
      return paper !== undefined && stars.has(paper);
    },
  });
  const commands = registerCommands(source, {
    openAbstract: (id, column) => reader.open(id, column),
    sampleNotes,
  });
  const notes = registerNotes(source, finder, backlinks, search.choose, log);
  const preview = registerMarkdownPreview(source, log);
  const selected = (): Paper[] => view.selection.flatMap((node) => (node.kind === 'paper' ? [node.paper] : []));

  subscriptions.push(
    log,
    source,
    memory,
    topics,
    topics.onDidChange(() => {
      options.hiddenByFile = topics.hidden;
    }),
    moves,
    moves.onDidChange(() => {
      source.announce();
    }),
    stars,
    stars.onDidChange(() => {
      source.announce();
    }),
    finder,
    backlinks,
    registerBacklinks(),
    treeDisposable,
    reader,
    search.disposable,
    commands,
    notes.disposable,
    preview.disposable,
    registerProblems(source),
    registerSymbols(source, finder, backlinks, sampleFolder),
    registerTopicsFile(topics),
    registerStars(source, stars, selected),
    registerSimilar(source, finder, openAbstract),
    registerMoves(source, moves, topics, selected),
  );
  return { digest, source, tree, view, options, reader, topics, moves, stars, finder, searches, notes, backlinks, search: search.current, extendMarkdownIt: preview.extendMarkdownIt };
}
