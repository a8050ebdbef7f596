import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper, PaperId } from '../../core/paper';
import type { Completion, CompletionDetail, CompletionSource } from '../../core/search/completions';
import type { PaperState } from '../../core/search/query';
import type { WordMatcher } from '../../core/search/wordMatcher';
import { truncate, visible } from '../../core/text/prose';
import { readable } from '../../core/text/readable';
import { dateText, dumpName, firstSentencesOf, paperCount, titleText, topicName } from '../common/describe';

/** A row of the search's picker: a paper, or a query to take over. */
export interface SearchItem extends vscode.QuickPickItem {
  readonly id: PaperId | null;
  readonly query: string | null;
}

const snippetLength = 160;
const snippetLead = 40;
const searchedForSnippet = 20_000;

export const buttons = {
  toSide: { iconPath: new vscode.ThemeIcon('split-horizontal'), tooltip: vscode.l10n.t('Open Abstract to the Side') },
  star: { iconPath: new vscode.ThemeIcon('star-empty'), tooltip: vscode.l10n.t('Star') },
  unstar: { iconPath: new vscode.ThemeIcon('star-full'), tooltip: vscode.l10n.t('Remove Star') },
  cite: { iconPath: new vscode.ThemeIcon('quote'), tooltip: vscode.l10n.t('Copy Citation (BibTeX)') },
} satisfies Record<string, vscode.QuickInputButton>;

/** The row of a paper, with the part of its abstract around the first word that was looked for. */
export function paperItem(digest: Digest, paper: Paper, isStarred: boolean, matcher: WordMatcher | null): SearchItem {
  const topic = topicName(digest, digest.topicOf(paper).topic);
  const detail =
    matcher?.isEmpty === false
      ? snippet(readable(paper.abstract.slice(0, searchedForSnippet)), matcher)
      : firstSentencesOf(paper, snippetLength);
  return {
    id: paper.id,
    query: null,
    label: titleText(paper),
    description: paper.date ? `${topic} · ${dateText(paper.date)}` : topic,
    detail: visible(detail),
    alwaysShow: true,
    buttons: [buttons.toSide, isStarred ? buttons.unstar : buttons.star, buttons.cite],
  };
}

/** The row of a search of before. */
export function recentItem(query: string): SearchItem {
  return { id: null, query, label: query, iconPath: new vscode.ThemeIcon('history'), alwaysShow: true };
}

/** The row of what the end of the query can become. */
export function completionItem({ query, label, detail }: Completion): SearchItem {
  return {
    id: null,
    query,
    label,
    description: completionText(detail),
    iconPath: new vscode.ThemeIcon('symbol-keyword'),
    alwaysShow: true,
  };
}

export function separator(label: string): SearchItem {
  return { id: null, query: null, label, kind: vscode.QuickPickItemKind.Separator };
}

/** Whether two rows look alike and do the same. */
export function isSameRow(a: SearchItem, b: SearchItem | undefined): boolean {
  const isSame = (key: 'id' | 'query' | 'label' | 'description' | 'detail' | 'kind'): boolean => a[key] === b?.[key];
  return (
    isSame('id') &&
    isSame('query') &&
    isSame('label') &&
    isSame('description') &&
    isSame('detail') &&
    isSame('kind') &&
    (a.buttons ?? []).every((button, i) => button === b?.buttons?.[i])
  );
}

function completionText(detail: CompletionDetail): string {
  if (detail.kind === 'field') {
    switch (detail.field) {
      case 'topic':
        return vscode.l10n.t('papers of a topic, such as topic:video');
      case 'title':
        return vscode.l10n.t('a word or "phrase" of the title');
      case 'org':
        return vscode.l10n.t('papers of an organisation');
      case 'in':
        return vscode.l10n.t('papers of a dump, by its name');
      case 'year':
        return vscode.l10n.t('a year, or years such as 2021..2024');
      case 'is':
        return vscode.l10n.t('papers by what you did, such as is:unread');
      case 'tag':
        return vscode.l10n.t('papers with a tag of yours');
    }
  }
  if (detail.kind === 'state') return stateText(detail.state);
  return detail.kind === 'topic' ? `${detail.name} · ${paperCount(detail.papers)}` : paperCount(detail.papers);
}

function stateText(state: PaperState): string {
  switch (state) {
    case 'new':
      return vscode.l10n.t('new since the last visit');
    case 'unread':
      return vscode.l10n.t('not read yet');
    case 'queued':
      return vscode.l10n.t('to be read');
    case 'read':
      return vscode.l10n.t('read');
    case 'starred':
      return vscode.l10n.t('starred by you');
    case 'hidden':
      return vscode.l10n.t('hidden by you');
  }
}

type CompletionsOfPapers = Omit<CompletionSource, 'tags'>;

const sources = new WeakMap<Digest, { readonly revision: number; readonly source: CompletionsOfPapers }>();

/** What there is to complete to among the papers; counted once for each state of the digest. */
export function completionSource(digest: Digest): CompletionsOfPapers {
  const { revision } = digest;
  let known = sources.get(digest);
  if (known?.revision !== revision) sources.set(digest, (known = { revision, source: countedSource(digest) }));
  return known.source;
}

function countedSource(digest: Digest): CompletionsOfPapers {
  const topics = new Map<string, number>();
  const organizations = new Map<string, number>();
  const dumps = new Map<string, number>();
  const years = new Map<number, number>();
  const count = <T>(counts: Map<T, number>, key: T): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const paper of digest.papers.values()) {
    const { topic, subtopic, topics: others } = digest.topicOf(paper);
    for (const id of [topic, ...(subtopic === null ? [] : [subtopic]), ...others]) count(topics, id);
    if (paper.organization) count(organizations, paper.organization.name);
    for (const path of new Set(paper.sources.map((source) => source.path))) count(dumps, path);
    const year = /^\d{4}/.exec(paper.date?.iso ?? '')?.[0];
    if (year !== undefined) count(years, Number(year));
  }
  return {
    topics: digest.topics.map(({ id, name }) => ({ id, name, papers: topics.get(id) ?? 0 })),
    organizations: [...organizations].map(([name, papers]) => ({ name, papers })),
    dumps: [...dumps].map(([path, papers]) => ({ name: dumpName(path), papers })),
    years: [...years].map(([year, papers]) => ({ year, papers })),
  };
}

/** The part of a text around the first match. */
function snippet(text: string, matcher: WordMatcher): string {
  const flat = visible(text);
  const match = matcher.firstIn(flat);
  if (!match || match[0] < snippetLength - snippetLead) return truncate(flat, snippetLength);
  const start = flat.indexOf(' ', match[0] - snippetLead) + 1;
  return `…${truncate(flat.slice(start), snippetLength)}`;
}
