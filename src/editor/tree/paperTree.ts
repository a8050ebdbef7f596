import * as vscode from 'vscode';
import { arrange, sortPlaced, withinGroup, type Group } from '../../core/arrangement';
import type { Paper } from '../../core/paper';
import { drainInSlices } from '../../core/steps';
import { escapeMarkdown } from '../../core/text/prose';
import { leastToSplit, subgroups } from '../../core/topics/subgroups';
import { unsorted } from '../../core/topics/taxonomy';
import { alsoText, details, dumpName, firstSentencesOf, monthText, number, paperCount, sourceText, titleText, topicName, topicPath, whyText } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import type { ViewOptions } from './viewOptions';
import type { Visits } from './visits';

/** A node of the tree: a group of papers, or a paper. */
export type Node = GroupNode | PaperNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly group: Group;
  readonly parent: GroupNode | undefined;
}

export interface PaperNode {
  readonly kind: 'paper';
  readonly paper: Paper;
  /** Whether it stands here only because it also belongs here. */
  readonly also: boolean;
  readonly parent: GroupNode;
}

const tooltipSentences = 400;
const sourcesShown = 5;
/** While a filter leaves no more papers than these, all groups are open. */
const mostOpened = 300;
const labelsKey = 'paperDigest.subgroups';

/** The papers in groups, as the view's options say. */
export class PaperTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #source: DigestSource;
  readonly #options: ViewOptions;
  readonly #visits: Visits;
  readonly #memento: vscode.Memento;
  readonly #onDidChangeTreeData = new vscode.EventEmitter<undefined>();
  /** While the editor waits for the topics, it needs no word of changes: it will be given what is there then. */
  #waiting = false;
  #roots: { readonly revision: number; readonly nodes: readonly GroupNode[]; readonly papers: number } | null = null;
  #split = new WeakMap<Group, Promise<readonly Group[]>>();
  #labels: Record<string, readonly string[]>;

  readonly onDidChangeTreeData = this.#onDidChangeTreeData.event;

  constructor(source: DigestSource, options: ViewOptions, visits: Visits, memento: vscode.Memento) {
    this.#source = source;
    this.#options = options;
    this.#visits = visits;
    this.#memento = memento;
    this.#labels = soundLabels(memento.get<unknown>(labelsKey));
  }

  dispose(): void {
    this.#onDidChangeTreeData.dispose();
  }

  /** Shows what the digest holds now, arranged as the options say now. */
  refresh(): void {
    this.#roots = null;
    if (!this.#waiting) this.#onDidChangeTreeData.fire(undefined);
  }

  /** How many different papers the tree shows. */
  get size(): number {
    return this.#arranged().papers;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node?.kind === 'paper') return [];
    if (node) return this.#childrenOf(node);
    await this.#firstPapers();
    return [...this.#arranged().nodes];
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'group' ? this.#groupItem(node) : this.#paperItem(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    item.tooltip = node.kind === 'group' ? this.#groupTooltip(node) : this.#paperTooltip(node);
    return item;
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

  #arranged(): { readonly nodes: readonly GroupNode[]; readonly papers: number } {
    const { digest } = this.#source;
    if (this.#roots?.revision !== digest.revision) {
      const groups = arrange(digest.papers.values(), digest.topics, (paper) => digest.topicOf(paper), this.#options.arrangement);
      const nodes = groups.map((group): GroupNode => ({ kind: 'group', group, parent: undefined }));
      this.#roots = { revision: digest.revision, nodes, papers: papersIn(groups).size };
    }
    return this.#roots;
  }

  async #childrenOf(node: GroupNode): Promise<Node[]> {
    const groups = [...node.group.groups, ...(await this.#subgroupsOf(node.group))];
    const children = groups.map((group): GroupNode => ({ kind: 'group', group, parent: node }));
    if (groups.length > node.group.groups.length) return children;
    const papers = sortPlaced(node.group.papers, this.#options.arrangement.sorting, (paper) => this.#source.digest.topicOf(paper));
    return [...children, ...papers.map(({ paper, also }): PaperNode => ({ kind: 'paper', paper, also, parent: node }))];
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

  #groupItem({ group }: GroupNode): vscode.TreeItem {
    const name = this.#nameOf(group);
    const isOpen = this.#options.filter !== '' && this.size <= mostOpened;
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(name, isOpen ? Expanded : Collapsed);
    item.id = isOpen ? `open:${group.id}` : group.id;
    const count = this.#newIn(group);
    const added = count > 0 ? [vscode.l10n.t('{0} new', number(count))] : [];
    item.description = [number(group.size), ...added].join(' · ');
    item.contextValue = group.kind === 'topic' ? (group.key === unsorted ? 'topic unsorted' : 'topic') : 'group';
    item.accessibilityInformation = { label: [name, paperCount(group.size), ...added].join(', ') };
    return item;
  }

  #nameOf({ kind, key, parent }: Group): string {
    switch (kind) {
      case 'topic': return topicName(this.#source.digest, key);
      case 'dump': return dumpName(key);
      case 'date': return key === 'unknown' ? vscode.l10n.t('No date') : monthText(key);
      case 'subgroup': return key === '' ? vscode.l10n.t('Other {0}', parent ? this.#nameOf(parent) : '') : key;
    }
  }

  #newIn(group: Group): number {
    let count = 0;
    for (const paper of papersIn([group])) if (this.#visits.isNew(paper)) count++;
    return count;
  }

  #paperItem(node: PaperNode): vscode.TreeItem {
    const { paper, parent } = node;
    const title = titleText(paper);
    const item = new vscode.TreeItem(this.#signOf(node) + title, vscode.TreeItemCollapsibleState.None);
    item.id = `${parent.group.id}/${paper.id}`;
    const isMoved = this.#source.digest.movedTo(paper) !== null;
    item.contextValue = isMoved ? 'paper moved' : 'paper';
    const marks = this.#marksOf(node, isMoved);
    if (marks.length > 0) item.description = marks.join(' · ');
    item.command = { command: commands.openAbstract, title: vscode.l10n.t('Open Abstract'), arguments: [paper.id] };
    item.accessibilityInformation = { label: [title, ...marks, ...details(paper)].join(', ') };
    return item;
  }

  /** What stands before the title, where it is seen however narrow the view is. */
  #signOf({ paper, also }: PaperNode): string {
    return (this.#visits.isNew(paper) ? '● ' : '') + (also ? '↪ ' : '');
  }

  #marksOf({ paper, also }: PaperNode, isMoved: boolean): string[] {
    const marks: string[] = [];
    if (this.#visits.isNew(paper)) marks.push(vscode.l10n.t('new'));
    if (also) marks.push(vscode.l10n.t('also in {0}', topicName(this.#source.digest, this.#source.digest.topicOf(paper).topic)));
    if (isMoved && !also) marks.push(vscode.l10n.t('moved'));
    return marks;
  }

  #groupTooltip({ group }: GroupNode): vscode.MarkdownString {
    const lines = [`**${escapeMarkdown(this.#nameOf(group))}** — ${escapeMarkdown(paperCount(group.size))}`];
    if (group.kind === 'topic') lines.push(escapeMarkdown(this.#definitionOf(group.key)));
    if (group.kind === 'subgroup' && group.key !== '') lines.push(escapeMarkdown(vscode.l10n.t('Papers of this topic that speak of “{0}”.', group.key)));
    return new vscode.MarkdownString(lines.filter((line) => line !== '').join('\n\n'));
  }

  #definitionOf(id: string): string {
    if (id === unsorted) return vscode.l10n.t('Papers in which no topic was recognised.');
    return this.#source.digest.topics.find((topic) => topic.id === id)?.definition ?? '';
  }

  #paperTooltip({ paper }: PaperNode): vscode.MarkdownString {
    const { digest } = this.#source;
    const topic = [topicPath(digest, paper), whyText(digest, paper), alsoText(digest, paper)].filter((part) => part !== '').join(' — ');
    const sources = paper.sources.slice(0, sourcesShown).map(sourceText);
    if (paper.sources.length > sourcesShown) sources.push(vscode.l10n.t('{0} more', paper.sources.length - sourcesShown));
    const blocks = [
      `**${escapeMarkdown(titleText(paper))}**`,
      escapeMarkdown(details(paper).join(' · ')),
      escapeMarkdown(topic),
      escapeMarkdown(firstSentencesOf(paper, tooltipSentences)),
      escapeMarkdown(sources.join(' · ')),
    ];
    return new vscode.MarkdownString(blocks.filter((block) => block !== '').join('\n\n'));
  }
}

/** All different papers of groups and of the groups in them. */
function papersIn(groups: readonly Group[], found = new Set<Paper>()): Set<Paper> {
  for (const group of groups) {
    for (const { paper } of group.papers) found.add(paper);
    papersIn(group.groups, found);
  }
  return found;
}

/** The labels that were remembered, as far as they are of use. */
function soundLabels(value: unknown): Record<string, readonly string[]> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, labels]) =>
      Array.isArray(labels) ? [[id, labels.filter((label): label is string => typeof label === 'string')] as const] : [],
    ),
  );
}

