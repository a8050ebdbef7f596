import * as vscode from 'vscode';
import { Digest } from './core/digest';
import type { Paper, PaperId } from './core/paper';
import { stateEdits } from './core/reading/reading';
import type { MarkName } from './core/readerMessages';
import type { WordMatcher } from './core/search/wordMatcher';
import { builtInModel } from './core/topics/termModel';
import { builtInTaxonomy } from './core/topics/taxonomy';
import { openPlace, registerBacklinks, WorkspaceBacklinks } from './editor/backlinks';
import { openSource, registerCommands } from './editor/commands';
import type { PrefixReader } from './editor/dumps/dumpReader';
import { StartMemory } from './editor/dumps/startMemory';
import { WorkspaceDigest } from './editor/dumps/workspaceDigest';
import type { DigestSource } from './editor/common/digestSource';
import { numberOf } from './editor/common/configuration';
import { commands as commandIds, settings, viewId } from './editor/common/ids';
import { HeldKeys } from './editor/common/heldKeys';
import { ShardFiles } from './editor/common/shardFiles';
import { registerExports, type ExportScope } from './editor/exports';
import { registerMarkdownPreview, type MarkdownPreview } from './editor/markdownPreview';
import { registerNotes, type Notes } from './editor/notes';
import { Overview } from './editor/overview';
import { registerProblems } from './editor/problems';
import { Reader, registerReader } from './editor/reader';
import { registerReading, WorkspaceReading, type StateAccess } from './editor/reading';
import { registerSearch, registerSimilar, WorkspaceFinder, type SearchPicker, type WorkerPort } from './editor/search';
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
  readonly overview: Overview;
  readonly topics: TopicsFiles;
  readonly moves: Moves;
  readonly reading: WorkspaceReading;
  readonly finder: WorkspaceFinder;
  readonly searches: SavedSearches;
  readonly notes: Notes;
  readonly backlinks: WorkspaceBacklinks;
  readonly search: () => SearchPicker | undefined;
}

/** What is done in one way on Node and in another in a browser. */
export interface Platform extends StateAccess {
  readonly readPrefix: PrefixReader;
  /** Starts the search's worker. */
  readonly startWorker: () => Promise<WorkerPort>;
}

const markCommands: Readonly<Record<MarkName, string>> = {
  star: commandIds.toggleStar,
  later: commandIds.toggleLater,
  read: commandIds.toggleRead,
  hide: commandIds.toggleHidden,
};

/** By name, since not every file system that an extension can lie on tells what is in a folder. */
const sampleDumps = ['daily-papers-2026-03-12.txt', 'saved-search-state-space.txt', 'weekend-reading.txt'];

/** Builds the parts and joins them. Nothing is read before a view, a hover, a note that is seen, a command or Go to Symbol in Workspace asks for it. */
export function start(
  { extensionUri, globalState, globalStorageUri, storageUri, subscriptions, workspaceState }: vscode.ExtensionContext,
  { readPrefix, startWorker, files, lock }: Platform,
): Parts {
  const log = vscode.window.createOutputChannel('Paper Digest', { log: true });
  const sampleFolder = vscode.Uri.joinPath(extensionUri, 'media', 'sample');
  const sampleNotes = vscode.Uri.joinPath(sampleFolder, 'reading-notes.md');
  const filesOf = (cache: string): ShardFiles | null =>
    storageUri ? new ShardFiles(vscode.Uri.joinPath(storageUri, cache), cache) : null;
  const digest = new Digest(builtInTaxonomy, builtInModel);
  const topics = new TopicsFiles(builtInTaxonomy, log);
  const memory = new StartMemory(digest, storageUri ?? null, log);
  const source = new WorkspaceDigest(
    digest,
    topics,
    readPrefix,
    memory,
    sampleDumps.map((name) => vscode.Uri.joinPath(sampleFolder, name)),
    log,
  );
  const reading = new WorkspaceReading(digest, { globalState, workspaceState, globalStorageUri, files, lock });
  const moves = new Moves(digest, reading);
  const keys = new HeldKeys(digest, reading);
  const finder = new WorkspaceFinder(source, {
    startWorker,
    files: filesOf('terms'),
    is: (state, paper) => remembered.is(state, paper),
    tagsOf: (paper) => remembered.tagsOf(paper),
    log,
  });

  const backlinks = new WorkspaceBacklinks(source, {
    mentionsIn: (document) => notes.mentions.of(document),
    files: filesOf('backlinks'),
    sampleNotes: [sampleNotes],
    log,
  });
  const {
    disposable: treeDisposable,
    tree,
    view,
    options,
    searches,
    rowFocus,
    remembered,
  } = registerTree({
    source,
    memento: workspaceState,
    state: reading,
    readings: reading,
    finder,
    backlinks,
    log,
  });
  const reader = new Reader({
    source,
    backlinks,
    readings: reading,
    extensionUri,
    openSource: (paper, index) => void openSource(paper, index),
    openPlace: (place) => void openPlace(place),
    toggleMark: (paper, mark) => void vscode.commands.executeCommand(markCommands[mark], paper.id),
    seen: (paper) => {
      if (reading.of(paper).state === 'unread') reading.edit(stateEdits([paper.id], 'read'));
    },
    seenAfter: () => numberOf(settings.readingAfter),
    similar: (paper, limit) => finder.similar(paper, limit),
  });
  const openAbstract = (
    id: PaperId,
    toSide: boolean,
    matcher: WordMatcher | null = null,
    order: readonly PaperId[] = [],
  ): void => {
    void reader.open(id, toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active, { matcher, order });
  };
  const overview = new Overview(source, {
    extensionUri,
    readStateOf: (paper) => reading.of(paper).state,
    filter: (query) => {
      options.filter = query;
      void vscode.commands.executeCommand(`${viewId}.focus`);
    },
    open: (id) => {
      openAbstract(id, true);
    },
    log,
  });
  const search = registerSearch(source, finder, workspaceState, {
    open: openAbstract,
    beginPreview: () => reader.beginPreview(),
    isStarred: (id) => {
      const paper = digest.find(id);
      return paper !== undefined && reading.of(paper).starred;
    },
    tags: () => reading.tags(),
  });
  const commands = registerCommands(source, {
    openAbstract: async (id, column, node) => reader.open(id, column, { order: await tree.orderAround(node) }),
    keys,
    sampleNotes,
    shown: () => reader.activePaper,
  });
  const notes = registerNotes(source, finder, {
    backlinks,
    keys,
    choose: search.choose,
    selected: () => selected(),
    log,
  });
  const preview = registerMarkdownPreview(source, log);
  const inTree = (): Paper[] => view.selection.flatMap((node) => (node.kind === 'paper' ? [node.paper] : []));
  const selected = (): Paper[] => (reader.activePaper ? [reader.activePaper] : inTree());

  const scopes = async (): Promise<ExportScope[]> => {
    return [
      { label: vscode.l10n.t('The paper that is open'), papers: reader.activePaper ? [reader.activePaper] : [] },
      { label: vscode.l10n.t('Selected in the view'), papers: await tree.papersBelow(view.selection) },
      {
        label: vscode.l10n.t('Starred'),
        papers: [...digest.papers.values()].filter((paper) => reading.of(paper).starred),
      },
      { label: vscode.l10n.t('All that the view shows'), papers: await tree.papersShown() },
    ];
  };

  subscriptions.push(
    log,
    source,
    memory,
    topics,
    topics.onDidChange(() => {
      options.hiddenByFile = topics.hidden;
    }),
    moves,
    keys,
    reading,
    source.onDidStartWork(() => void reading.load()),
    reading.onDidChange(() => {
      source.announce();
    }),
    finder,
    backlinks,
    registerBacklinks(),
    treeDisposable,
    reader,
    registerReader(source, reader),
    overview,
    search.disposable,
    commands,
    notes.disposable,
    preview.disposable,
    registerExports(source, {
      keys,
      papersBelow: (nodes) => tree.papersBelow(nodes),
      scopes,
      shown: () => reader.activePaper,
    }),
    registerProblems(source),
    registerSymbols(source, finder, backlinks, sampleFolder),
    registerTopicsFile(topics),
    registerReading(source, reading, { inTree, anywhere: selected, rowFocus }),
    registerSimilar(source, finder, { open: openAbstract, shown: () => reader.activePaper }),
    registerMoves(source, moves, topics, selected, rowFocus),
  );
  return {
    digest,
    source,
    tree,
    view,
    options,
    reader,
    overview,
    topics,
    moves,
    reading,
    finder,
    searches,
    notes,
    backlinks,
    search: search.current,
    extendMarkdownIt: preview.extendMarkdownIt,
  };
}
