import * as vscode from 'vscode';
import type { Group } from '../../core/arrangement';
import type { Paper } from '../../core/paper';
import { queryProblemMessages } from '../../core/search/query';
import { visible } from '../../core/text/prose';
import { unsorted } from '../../core/topics/taxonomy';
import {
  alsoText,
  details,
  dumpName,
  firstSentencesOf,
  monthText,
  number,
  paperCount,
  sourceText,
  titleText,
  topicName,
  topicPath,
  whyText,
} from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import type { PaperBacklinks } from '../common/paperBacklinks';
import type { PaperReadings } from '../common/paperReadings';
import { noteName, placeText } from '../common/places';
import { titleBlock } from '../common/preview';
import { safeTreeItem, type SafeTreeItem } from '../common/sinks/items';
import { joinMarkdown, markdownBlocks, markdownString, markdownText, strongText } from '../common/sinks/markdown';
import { contextValues, paperContextValue } from './contextValues';
import { papersIn, type GroupNode, type Node, type PaperNode, type PlaceNode, type SearchNode } from './nodes';
import type { SearchFound, SearchResults } from './searchResults';

const tooltipSentences = 400;
/** Names papers that are read, for `ReadDecorations`. */
export const readUri = vscode.Uri.from({ scheme: 'paper-digest-state', path: '/read' });

const sourcesShown = 5;
const notesShown = 3;

/** What is told of papers beside what the dumps say. */
export interface AboutPapers {
  readonly backlinks: PaperBacklinks;
  readonly readings: PaperReadings;
  /** Whether a paper came since the last visit. */
  readonly isNew: (paper: Paper) => boolean;
}

/** How the nodes of the tree look and what they tell. */
export class PaperItems {
  readonly #source: DigestSource;
  readonly #results: SearchResults;
  readonly #about: AboutPapers;

  constructor(source: DigestSource, results: SearchResults, about: AboutPapers) {
    this.#source = source;
    this.#results = results;
    this.#about = about;
  }

  /**
   * A node's item, without its tooltip.
   *
   * @param isOpen Whether groups are open at first.
   */
  item(node: Node, isOpen: boolean): SafeTreeItem {
    return safeTreeItem(this.#item(node, isOpen));
  }

  #item(node: Node, isOpen: boolean): vscode.TreeItem {
    switch (node.kind) {
      case 'group':
        return this.#groupItem(node, isOpen);
      case 'search':
        return this.#searchItem(node);
      case 'paper':
        return this.#paperItem(node);
      case 'place':
        return placeItem(node);
    }
  }

  tooltip(node: Node): vscode.MarkdownString {
    switch (node.kind) {
      case 'group':
        return this.#groupTooltip(node);
      case 'search':
        return this.#searchTooltip(node);
      case 'paper':
        return this.#paperTooltip(node);
      case 'place':
        return placeTooltip(node);
    }
  }

  #groupItem({ group }: GroupNode, isOpen: boolean): vscode.TreeItem {
    const name = this.#nameOf(group);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(name, isOpen ? Expanded : Collapsed);
    item.id = isOpen ? `open:${group.id}` : group.id;
    const count = this.#newIn(group);
    const unread = this.#unreadIn(group);
    const added = [
      ...(count > 0 ? [vscode.l10n.t('{0} new', number(count))] : []),
      ...(unread === group.size
        ? []
        : [unread === 0 ? vscode.l10n.t('all read') : vscode.l10n.t('{0} unread', number(unread))]),
    ];
    item.description = [number(group.size), ...added].join(' · ');
    item.contextValue = contextValues[group.kind !== 'topic' ? 'group' : group.key === unsorted ? 'unsorted' : 'topic'];
    item.accessibilityInformation = { label: [name, paperCount(group.size), ...added].join(', ') };
    return item;
  }

  #nameOf({ kind, key, parent }: Group): string {
    switch (kind) {
      case 'topic':
        return topicName(this.#source.digest, key);
      case 'dump':
        return dumpName(key);
      case 'date':
        return key === 'unknown' ? vscode.l10n.t('No date') : monthText(key);
      case 'state':
        return key === 'queued' ? vscode.l10n.t('To Read') : vscode.l10n.t('Starred');
      case 'subgroup':
        return key === '' ? vscode.l10n.t('Other {0}', parent ? this.#nameOf(parent) : '') : key;
    }
  }

  #newIn(group: Group): number {
    return papersIn([group], (paper) => this.#about.isNew(paper)).size;
  }

  /** How many different papers of a group are not read. */
  #unreadIn(group: Group): number {
    return papersIn([group], (paper) => this.#about.readings.of(paper).state !== 'read').size;
  }

  #searchItem(node: SearchNode): vscode.TreeItem {
    const query = visible(node.query);
    const item = new vscode.TreeItem(query, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = searchId(node);
    item.iconPath = new vscode.ThemeIcon('search');
    item.contextValue = contextValues.search;
    const found = this.#results.of(node.query);
    if (found) item.description = number(found.papers.length) + (found.hasMore ? '+' : '');
    item.accessibilityInformation = {
      label: found ? vscode.l10n.t('Search {0}, {1}', query, countText(found)) : vscode.l10n.t('Search {0}', query),
    };
    return item;
  }

  #paperItem(node: PaperNode): vscode.TreeItem {
    const { paper } = node;
    const title = titleText(paper);
    const { Collapsed, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(this.#signOf(node) + title, this.#about.backlinks.has(paper) ? Collapsed : None);
    item.id = paperItemId(node);
    const isMoved = this.#source.digest.movedTo(paper) !== null;
    const reading = this.#about.readings.of(paper);
    item.contextValue = paperContextValue(reading, isMoved);
    if (reading.state === 'read') {
      item.resourceUri = readUri;
      item.iconPath = new vscode.ThemeIcon('check', new vscode.ThemeColor('descriptionForeground'));
    }
    const marks = this.#marksOf(node, isMoved);
    if (marks.length > 0) item.description = marks.join(' · ');
    item.command = { command: commands.openAbstract, title: vscode.l10n.t('Open Abstract'), arguments: [node] };
    item.accessibilityInformation = { label: [title, ...marks, ...details(paper)].join(', ') };
    return item;
  }

  /** What stands before the title, where it is seen however narrow the view is. */
  #signOf({ paper, also }: PaperNode): string {
    const { state, starred } = this.#about.readings.of(paper);
    return (
      (this.#about.isNew(paper) ? '● ' : '') +
      (starred ? '★ ' : '') +
      (state === 'queued' ? '◷ ' : '') +
      (also ? '↪ ' : '')
    );
  }

  #marksOf({ paper, also }: PaperNode, isMoved: boolean): string[] {
    const { state, starred, hidden, tags } = this.#about.readings.of(paper);
    const marks: string[] = [];
    if (this.#about.isNew(paper)) marks.push(vscode.l10n.t('new'));
    if (starred) marks.push(vscode.l10n.t('starred'));
    if (state === 'queued') marks.push(vscode.l10n.t('to read'));
    if (state === 'read') marks.push(vscode.l10n.t('read'));
    if (hidden) marks.push(vscode.l10n.t('hidden'));
    marks.push(...tags.map((tag) => `#${tag}`));
    if (also)
      marks.push(
        vscode.l10n.t('also in {0}', topicName(this.#source.digest, this.#source.digest.topicOf(paper).topic)),
      );
    if (isMoved && !also) marks.push(vscode.l10n.t('moved'));
    return marks;
  }

  #groupTooltip({ group }: GroupNode): vscode.MarkdownString {
    const lines = [joinMarkdown([strongText(this.#nameOf(group)), markdownText(paperCount(group.size))], ' — ')];
    if (group.kind === 'topic') lines.push(markdownText(this.#definitionOf(group.key)));
    if (group.kind === 'subgroup' && group.key !== '')
      lines.push(markdownText(vscode.l10n.t('Papers of this topic that speak of “{0}”.', group.key)));
    return markdownString(markdownBlocks(...lines));
  }

  #searchTooltip({ query }: SearchNode): vscode.MarkdownString {
    const found = this.#results.of(query);
    const lines = [joinMarkdown([strongText(query), ...(found ? [markdownText(countText(found))] : [])], ' — ')];
    if (found?.hasMore)
      lines.push(markdownText(vscode.l10n.t('Only the first {0} are shown.', paperCount(found.papers.length))));
    for (const { kind, excerpt } of found?.problems ?? [])
      lines.push(markdownText(vscode.l10n.t(queryProblemMessages[kind], visible(excerpt))));
    return markdownString(markdownBlocks(...lines));
  }

  #definitionOf(id: string): string {
    if (id === unsorted) return vscode.l10n.t('Papers in which no topic was recognised.');
    return this.#source.digest.topics.find((topic) => topic.id === id)?.definition ?? '';
  }

  #paperTooltip({ paper }: PaperNode): vscode.MarkdownString {
    const { digest } = this.#source;
    const topic = [topicPath(digest, paper), whyText(digest, paper), alsoText(digest, paper)]
      .filter((part) => part !== '')
      .join(' — ');
    const sources = atMost(sourcesShown, paper.sources.map(sourceText));
    const notes = new Set(this.#about.backlinks.of(paper).map(noteName));
    const mentioned =
      notes.size === 0 ? '' : vscode.l10n.t('Mentioned in {0}', atMost(notesShown, [...notes]).join(', '));
    return markdownString(
      markdownBlocks(
        titleBlock(paper),
        markdownText(details(paper).join(' · ')),
        markdownText(topic),
        markdownText(firstSentencesOf(paper, tooltipSentences)),
        markdownText(sources.join(' · ')),
        markdownText(mentioned),
        markdownText(this.#about.readings.of(paper).note),
      ),
    );
  }
}

function paperItemId({ paper, parent }: PaperNode): string {
  return `${parent.kind === 'group' ? parent.group.id : searchId(parent)}/${paper.id}`;
}

function placeItem({ place, parent }: PlaceNode): vscode.TreeItem {
  const name = noteName(place);
  const item = new vscode.TreeItem(name.slice(name.lastIndexOf('/') + 1));
  item.id = `${paperItemId(parent)}/${place.note}/${[place.cell, place.line, place.character].join('.')}`;
  item.iconPath = new vscode.ThemeIcon('note');
  item.description = [place.cell === null ? number(place.line + 1) : placeText(place), place.excerpt]
    .filter((part) => part !== '')
    .join('  ');
  item.contextValue = contextValues.place;
  item.command = { command: commands.openMention, title: vscode.l10n.t('Open Note'), arguments: [place] };
  item.accessibilityInformation = { label: [placeText(place), place.excerpt].filter((part) => part !== '').join(', ') };
  return item;
}

function placeTooltip({ place }: PlaceNode): vscode.MarkdownString {
  return markdownString(markdownBlocks(markdownText(placeText(place)), markdownText(place.excerpt)));
}

/** The first of several texts, and how many more there are. */
function atMost(limit: number, texts: readonly string[]): string[] {
  return texts.length <= limit
    ? [...texts]
    : [...texts.slice(0, limit), vscode.l10n.t('{0} more', texts.length - limit)];
}

function searchId({ query }: SearchNode): string {
  return `search:${query}`;
}

/** "12 papers", "more than 500 papers". */
function countText({ papers, hasMore }: SearchFound): string {
  const count = paperCount(papers.length);
  return hasMore ? vscode.l10n.t('more than {0}', count) : count;
}
