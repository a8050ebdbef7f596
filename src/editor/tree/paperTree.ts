import * as vscode from 'vscode';
import {
  arrangeInSteps,
  sortPlaced,
  stateGroup,
  withinGroup,
  type Group,
  type Remembered,
} from '../../core/arrangement';
import type { Paper, PaperId } from '../../core/paper';
import { drain, drainInSlices, pause, type Steps } from '../../core/steps';
import { isInState } from '../../core/reading/readingFilter';
import { leastToSplit, subgroups } from '../../core/topics/subgroups';
import type { DigestSource } from '../common/digestSource';
import type { PaperBacklinks } from '../common/paperBacklinks';
import type { PaperReadings } from '../common/paperReadings';
import type { SafeTreeItem } from '../common/sinks/items';
import {
  createNode,
  isNode,
  papersIn,
  type GroupNode,
  type Node,
  type PaperNode,
  type PlaceNode,
  type SearchNode,
} from './nodes';
import type { PaperItems } from './paperItems';
import type { SavedSearches } from './savedSearches';
import type { SearchResults } from './searchResults';
import type { ViewOptions } from './viewOptions';

/** While a filter leaves no more papers than these, all groups are open. */
const mostOpened = 300;
const labelsKey = 'paperDigest.subgroups';

/** The parts that a tree shows. */
export interface PaperTreeParts {
  readonly source: DigestSource;
  readonly options: ViewOptions;
  readonly searches: SavedSearches;
  readonly results: SearchResults;
  readonly backlinks: PaperBacklinks;
  readonly readings: PaperReadings;
  readonly items: PaperItems;
  readonly memento: vscode.Memento;
  /** What filters ask of the user's doings. */
  readonly remembered: Remembered;
}

/** The groups of the tree, and how many different papers are in them. */
interface Roots {
  /** When they were arranged, see `PaperTree.#time`. */
  readonly time: number;
  /** The papers to read and the starred ones, where there are some. */
  readonly states: readonly GroupNode[];
  readonly nodes: readonly GroupNode[];
  readonly papers: number;
}

/** The saved searches, and the papers in groups as the view's options say. */
export class PaperTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #source: DigestSource;
  readonly #options: ViewOptions;
  readonly #searches: SavedSearches;
  readonly #results: SearchResults;
  readonly #backlinks: PaperBacklinks;
  readonly #readings: PaperReadings;
  readonly #items: PaperItems;
  readonly #memento: vscode.Memento;
  readonly #remembered: Remembered;
  readonly #onDidChangeTreeData = new vscode.EventEmitter<Node | undefined>();
  readonly #disposable: vscode.Disposable;
  /** While the editor waits for the topics, it needs no word of changes: it will be given what is there then. */
  #waiting = false;
  #roots: Roots | null = null;
  #arranging: Promise<void> | null = null;
  #refreshes = 0;
  #searchNodes = new Map<string, SearchNode>();
  #split = new WeakMap<Group, Promise<readonly Group[]>>();
  #labels: Record<string, readonly string[]>;

  readonly onDidChangeTreeData = this.#onDidChangeTreeData.event;

  constructor({ source, options, searches, results, backlinks, readings, items, memento, remembered }: PaperTreeParts) {
    this.#source = source;
    this.#options = options;
    this.#searches = searches;
    this.#results = results;
    this.#backlinks = backlinks;
    this.#readings = readings;
    this.#items = items;
    this.#memento = memento;
    this.#remembered = remembered;
    this.#labels = soundLabels(memento.get<unknown>(labelsKey));
    this.#disposable = vscode.Disposable.from(
      this.#onDidChangeTreeData,
      searches.onDidChange(() => {
        results.keep(searches.queries);
        this.#fire();
      }),
      backlinks.onDidChange(() => {
        this.#fire();
      }),
      results.onDidChange((query) => {
        const node = this.#searchNodes.get(query);
        if (node) this.#fire(node);
      }),
    );
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  /** Shows what the digest holds now, arranged as the options say now. */
  refresh(): void {
    this.#refreshes++;
    this.#fire();
  }

  /** How many different papers the tree shows in its groups. */
  get size(): number {
    return this.#arranged.papers;
  }

  /** The nodes of the saved searches, in their order; none while a filter is set or there are no papers. */
  get searches(): readonly SearchNode[] {
    if (this.#options.filter !== '' || this.#source.digest.papers.size === 0) return [];
    const nodes = this.#searches.queries.map(
      (query) => this.#searchNodes.get(query) ?? createNode<SearchNode>({ kind: 'search', query, parent: undefined }),
    );
    this.#searchNodes = new Map(nodes.map((node) => [node.query, node]));
    return nodes;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) await pause();
    switch (node?.kind) {
      case 'group':
        return this.#childrenOf(node);
      case 'search':
        return this.#foundBy(node);
      case 'paper':
        return this.#backlinks
          .of(node.paper)
          .map((place) => createNode<PlaceNode>({ kind: 'place', place, parent: node }));
      case 'place':
        return [];
      case undefined:
        await this.#firstPapers();
        await this.#arrangeAhead();
        return [...this.searches, ...this.#arranged.states, ...this.#arranged.nodes];
    }
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  /** The papers beside the one of a node, with it, in the order in which they stand; none where it is no node of a paper. */
  async orderAround(node: unknown): Promise<PaperId[]> {
    if (!isPaperNode(node)) return [];
    const siblings = await this.getChildren(node.parent);
    return siblings.flatMap((sibling) => (sibling.kind === 'paper' ? [sibling.paper.id] : []));
  }

  /** The papers that the tree shows in its groups, each once, in the order in which they stand. */
  papersShown(): Promise<Paper[]> {
    return this.papersBelow(this.#arranged.nodes);
  }

  /** The papers of nodes and below them, each once, in the order in which they stand. */
  async papersBelow(nodes: readonly unknown[]): Promise<Paper[]> {
    const found = new Set<Paper>();
    const walk = async (node: Node): Promise<void> => {
      if (node.kind === 'paper') found.add(node.paper);
      else for (const child of await this.getChildren(node)) await walk(child);
    };
    for (const node of nodes) if (isNode(node)) await walk(node);
    return [...found];
  }

  getTreeItem(node: Node): SafeTreeItem {
    return this.#items.item(node, this.#options.filter !== '' && this.size <= mostOpened);
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    item.tooltip = this.#items.tooltip(node);
    return item;
  }

  #fire(node?: Node): void {
    if (!this.#waiting) this.#onDidChangeTreeData.fire(node);
  }

  /** Waits until there is something to show, or nothing to come. */
  async #firstPapers(): Promise<void> {
    if (this.#source.loaded || this.#source.digest.papers.size > 0) return;
    this.#waiting = true;
    let listener: vscode.Disposable | undefined;
    const changed = new Promise<void>((resolve) => {
      listener = this.#source.onDidChange(resolve);
    });
    try {
      await Promise.race([this.#source.load(), changed]);
    } finally {
      this.#waiting = false;
      listener?.dispose();
    }
  }

  /** The groups of now; arranged at once where that was not done ahead. */
  get #arranged(): Roots {
    if (this.#roots?.time !== this.#time) this.#roots = drain(this.#arrange());
    return this.#roots;
  }

  /** Arranges the groups in slices; several calls share one run. */
  #arrangeAhead(): Promise<void> {
    const arranging = async (): Promise<void> => {
      while (this.#roots?.time !== this.#time) this.#roots = await drainInSlices(this.#arrange());
    };
    return (this.#arranging ??= arranging().finally(() => {
      this.#arranging = null;
    }));
  }

  *#arrange(): Steps<Roots> {
    const { digest } = this.#source;
    const time = this.#time;
    const shown = [...digest.papers.values()].filter((paper) => this.#isShown(paper));
    const groups = yield* arrangeInSteps(
      shown,
      digest.topics,
      (paper) => digest.topicOf(paper),
      this.#options.arrangement,
      this.#remembered,
    );
    const nodeOf = (group: Group): GroupNode => createNode({ kind: 'group', group, parent: undefined });
    const papers = new Set<Paper>();
    for (const group of groups) {
      papersIn([group], undefined, papers);
      yield;
    }
    const states = (this.#options.filter === '' ? (['queued', 'starred'] as const) : [])
      .map((state) =>
        stateGroup(
          state,
          shown.filter((paper) => isInState(state, this.#readings.of(paper))),
        ),
      )
      .filter(({ size }) => size > 0);
    return { time, states: states.map(nodeOf), nodes: groups.map(nodeOf), papers: papers.size };
  }

  /** Whether a paper may be shown: a hidden one only where the filter asks for hidden ones. */
  #isShown(paper: Paper): boolean {
    return !this.#readings.of(paper).hidden || /\bis:hidden\b/i.test(this.#options.filter);
  }

  /** Grows with every change after which the groups may be others. */
  get #time(): number {
    return this.#refreshes + this.#source.digest.revision;
  }

  async #childrenOf(node: GroupNode): Promise<Node[]> {
    const groups = [...node.group.groups, ...(await this.#subgroupsOf(node.group))];
    const children = groups.map((group) => createNode<GroupNode>({ kind: 'group', group, parent: node }));
    if (groups.length > node.group.groups.length) return children;
    const papers = sortPlaced(node.group.papers, this.#options.arrangement.sorting, (paper) =>
      this.#source.digest.topicOf(paper),
    );
    return [
      ...children,
      ...papers.map(({ paper, also }) => createNode<PaperNode>({ kind: 'paper', paper, also, parent: node })),
    ];
  }

  /** The papers that a search found, as far as that is known: the tree does not wait for it, and is told when it comes. */
  #foundBy(node: SearchNode): PaperNode[] {
    const { papers } = this.#source.digest;
    const found = this.#results.of(node.query)?.papers ?? [];
    return found
      .flatMap(({ id }) => papers.get(id) ?? [])
      .map((paper) => createNode<PaperNode>({ kind: 'paper', paper, also: false, parent: node }));
  }

  /** The named parts of a large topic, found once for each arrangement; none for other groups, or while a filter is set. */
  #subgroupsOf(group: Group): Promise<readonly Group[]> {
    const isLarge = group.kind === 'topic' && group.papers.length >= leastToSplit && this.#options.filter === '';
    if (!isLarge) return Promise.resolve([]);
    let split = this.#split.get(group);
    if (!split) {
      split = this.#splitUp(group);
      this.#split.set(group, split);
    }
    return split;
  }

  async #splitUp(group: Group): Promise<readonly Group[]> {
    const papers = group.papers.map(({ paper }) => paper);
    const found = await drainInSlices(subgroups(papers, this.#labels[group.id] ?? []));
    if (found.length < 2) return [];
    const labels = found.map(({ label }) => label).filter((label) => label !== '');
    if (labels.join('\n') !== this.#labels[group.id]?.join('\n')) {
      this.#labels = { ...this.#labels, [group.id]: labels };
      void this.#memento.update(labelsKey, this.#labels);
    }
    return withinGroup(group, found);
  }
}

function isPaperNode(node: unknown): node is PaperNode {
  return isNode(node) && node.kind === 'paper';
}

/** The labels that were remembered, as far as they are of use. */
function soundLabels(value: unknown): Record<string, readonly string[]> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, labels]) =>
      Array.isArray(labels)
        ? [[id, labels.filter((label): label is string => typeof label === 'string')] as const]
        : [],
    ),
  );
}
