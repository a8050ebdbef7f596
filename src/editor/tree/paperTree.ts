import * as vscode from 'vscode';
import type { Paper } from '../core/paper';
import { fold } from '../core/text/fold';
import { escapeMarkdown } from '../core/text/prose';
import { unsorted } from '../core/topics/taxonomy';
import { details, firstSentencesOf, paperCount, sourceText, titleText, topicName, topicPath, whyText } from './common/describe';
import type { DigestSource } from './common/digestSource';
import { commands, viewId } from './common/ids';

/** A node of the tree: a topic with its papers, or a paper. */
export type Node = TopicNode | PaperNode;

export interface TopicNode {
  readonly kind: 'topic';
  readonly topic: string;
  readonly papers: readonly Paper[];
}

export interface PaperNode {
  readonly kind: 'paper';
  readonly paper: Paper;
  readonly parent: TopicNode;
}

const tooltipSentences = 400;
const sourcesShown = 5;

/** The papers by topic. Topics are in the taxonomy's order with "Unsorted" last, papers by title. */
export class PaperTree implements vscode.TreeDataProvider<Node> {
  readonly #source: DigestSource;
  readonly #onDidChangeTreeData = new vscode.EventEmitter<undefined>();
  /** While the editor waits for the topics, it needs no word of changes: it will be given what is there then. */
  #waiting = false;
  #topics: { readonly revision: number; readonly nodes: readonly TopicNode[] } | null = null;

  readonly onDidChangeTreeData = this.#onDidChangeTreeData.event;

  constructor(source: DigestSource) {
    this.#source = source;
  }

  dispose(): void {
    this.#onDidChangeTreeData.dispose();
  }

  /** Shows what the digest holds now. */
  refresh(): void {
    if (!this.#waiting) this.#onDidChangeTreeData.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node?.kind === 'paper') return [];
    if (node) return this.#paperNodes(node);
    await this.#firstPapers();
    return [...this.#topicNodes()];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'paper' ? node.parent : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'topic' ? this.#topicItem(node) : this.#paperItem(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: Node): vscode.TreeItem {
    item.tooltip = node.kind === 'topic' ? this.#topicTooltip(node) : this.#paperTooltip(node.paper);
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

  #topicNodes(): readonly TopicNode[] {
    const { digest } = this.#source;
    if (this.#topics?.revision === digest.revision) return this.#topics.nodes;
    const papers = new Map<string, Paper[]>();
    for (const paper of digest.papers.values()) {
      const { topic } = digest.topicOf(paper);
      const list = papers.get(topic);
      if (list) list.push(paper);
      else papers.set(topic, [paper]);
    }
    const order = [...digest.topics.filter((topic) => topic.parent === null).map((topic) => topic.id), unsorted];
    const nodes = order.flatMap((topic): TopicNode[] => {
      const members = papers.get(topic);
      return members ? [{ kind: 'topic', topic, papers: members }] : [];
    });
    this.#topics = { revision: digest.revision, nodes };
    return nodes;
  }

  #paperNodes(parent: TopicNode): PaperNode[] {
    return parent.papers
      .map((paper) => ({ paper, key: fold(paper.title).replace(/^[^\p{L}\p{N}]+/u, '') }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ paper }) => ({ kind: 'paper', paper, parent }));
  }

  #topicItem(node: TopicNode): vscode.TreeItem {
    const name = topicName(this.#source.digest, node.topic);
    const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = node.topic;
    item.description = node.papers.length.toLocaleString(vscode.env.language);
    item.contextValue = 'topic';
    item.accessibilityInformation = { label: `${name}, ${paperCount(node.papers.length)}` };
    return item;
  }

  #paperItem({ paper, parent }: PaperNode): vscode.TreeItem {
    const title = titleText(paper);
    const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
    item.id = `${parent.topic}/${paper.id}`;
    item.contextValue = 'paper';
    item.command = { command: commands.openAbstract, title: vscode.l10n.t('Open Abstract'), arguments: [paper.id] };
    item.accessibilityInformation = { label: [title, ...details(paper)].join(', ') };
    return item;
  }

  #topicTooltip({ topic, papers }: TopicNode): vscode.MarkdownString {
    const definition =
      topic === unsorted
        ? vscode.l10n.t('Papers in which no topic was recognised.')
        : (this.#source.digest.topics.find(({ id }) => id === topic)?.definition ?? '');
    const name = topicName(this.#source.digest, topic);
    return new vscode.MarkdownString(
      `**${escapeMarkdown(name)}** — ${escapeMarkdown(paperCount(papers.length))}\n\n${escapeMarkdown(definition)}`,
    );
  }

  #paperTooltip(paper: Paper): vscode.MarkdownString {
    const { digest } = this.#source;
    const topic = [topicPath(digest, paper), whyText(digest, paper)].filter((part) => part !== '').join(' — ');
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

/** Registers the view of the papers by topic. */
export function registerTree(source: DigestSource): { disposable: vscode.Disposable; tree: PaperTree; view: vscode.TreeView<Node> } {
  const tree = new PaperTree(source);
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true });
  const showState = (): void => {
    view.description = source.digest.papers.size > 0 ? paperCount(source.digest.papers.size) : '';
    view.message = source.sampleOpen ? vscode.l10n.t('With the sample digest of invented papers.') : '';
  };
  const disposable = vscode.Disposable.from(
    tree,
    view,
    source.onDidChange(() => {
      showState();
      tree.refresh();
    }),
    source.onDidStartWork((work) => {
      void vscode.window.withProgress({ location: { viewId } }, () => work.then(showState));
    }),
  );
  return { disposable, tree, view };
}
