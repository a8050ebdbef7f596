import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper, Source } from '../../core/paper';
import type { Reading } from '../../core/reading/reading';
import type {
  ReaderLabels,
  ReaderLinks,
  ReaderMark,
  ReaderPaper,
  ReaderSimilar,
  ReaderSource,
  ReaderWay,
  ToReader,
  Way,
} from '../../core/readerMessages';
import type { SimilarFound } from '../../core/search/paperSearch';
import type { WordMatcher } from '../../core/search/wordMatcher';
import { compact } from '../../core/text/compact';
import { linksIn, type LinkKind } from '../../core/text/links';
import { linkRuns, markRuns, textOf, visible, type Run } from '../../core/text/prose';
import { readable, readableRuns, readableTitleRuns } from '../../core/text/readable';
import { alsoText, details, number, sourceText, titleText, topicPath, whyText } from '../common/describe';

/** How a paper is shown. */
export interface Manner {
  /** Finds what is marked in title and abstract. */
  readonly matcher: WordMatcher | null;
  /** Whether title and abstract are as they stand in the dump. */
  readonly raw: boolean;
  readonly reading: Reading;
  readonly ways: readonly ReaderWay[];
  /** The place among the papers that it was opened from, counted from 1, and how many they are. */
  readonly position: readonly [place: number, count: number] | null;
}

/** What the reader shows of a paper. */
export function paperView(
  digest: Digest,
  paper: Paper,
  { matcher, raw, reading, ways, position }: Manner,
): ReaderPaper {
  const titleRuns = readableTitleRuns(paper.title);
  const readableTitle = titleRuns.length > 0 ? titleRuns : [{ text: titleText(paper) }];
  const title: Run[] = raw ? [{ text: paper.title }] : readableTitle;
  const paragraphs: Run[][] = raw
    ? paragraphsOf(paper.abstract).map((text) => [{ text }])
    : readableRuns(paper.abstract);
  const marked = (runs: Run[]): Run[] => (matcher ? markRuns(runs, matcher.rangesIn(textOf(runs))) : runs);
  return {
    id: paper.id,
    ways,
    position: position ? vscode.l10n.t('{0} of {1}', ...position.map(number)) : '',
    raw,
    title: marked(title),
    details: details(paper),
    paragraphs: paragraphs.map((runs) => marked(linkRuns(runs))),
    marks: marksOf(reading),
    tags: reading.tags,
    note: reading.note,
    topic: topicPath(digest, paper),
    why: [whyText(digest, paper), alsoText(digest, paper)].filter((text) => text !== '').join('; '),
    links: linksOf(paper),
    sources: paper.sources.map((source) => sourceView(digest, paper, source)),
  };
}

function marksOf({ state, starred, hidden }: Reading): ReaderMark[] {
  return [
    { mark: 'star', label: vscode.l10n.t('Star'), isSet: starred },
    { mark: 'later', label: vscode.l10n.t('Later'), isSet: state === 'queued' },
    { mark: 'read', label: vscode.l10n.t('Read'), isSet: state === 'read' },
    { mark: 'hide', label: vscode.l10n.t('Hide'), isSet: hidden },
  ];
}

function paragraphsOf(text: string): string[] {
  return text.split('\n\n').filter((paragraph) => paragraph !== '');
}

/** The papers near one that are still there. */
export function similarView(digest: Digest, found: readonly SimilarFound[]): ReaderSimilar[] {
  return found.flatMap(({ paper, terms }): ReaderSimilar[] => {
    const known = digest.find(paper.id);
    if (!known) return [];
    const shares = terms.length === 0 ? '' : vscode.l10n.t('shares: {0}', terms.map(visible).join(', '));
    return [{ id: known.id, title: titleText(known), topic: topicPath(digest, known), shares }];
  });
}

/** What the reader says where there is no paper to show. */
export function noticeView(loaded: boolean): ToReader {
  return {
    type: 'notice',
    text: loaded
      ? vscode.l10n.t('This paper is in no dump of the workspace any more.')
      : vscode.l10n.t('Reading the dumps…'),
  };
}

function linksOf(paper: Paper): ReaderLinks[] {
  const labels: Readonly<Record<LinkKind, string>> = {
    code: vscode.l10n.t('Code'),
    page: vscode.l10n.t('Project page'),
    data: vscode.l10n.t('Data'),
    paper: vscode.l10n.t('Paper'),
  };
  const links = linksIn(readable(paper.abstract));
  return (Object.keys(labels) as LinkKind[])
    .map((kind) => ({
      label: labels[kind],
      addresses: links.filter((link) => link.kind === kind).map(({ href }) => href),
    }))
    .filter(({ addresses }) => addresses.length > 0);
}

function sourceView({ dumps }: Digest, paper: Paper, source: Source): ReaderSource {
  const entry = dumps.get(source.path)?.entries.find(({ line }) => line === source.line);
  return { where: sourceText(source), note: entry ? noteOn(entry.abstract, paper.abstract) : '' };
}

function noteOn(abstract: string, shown: string): string {
  if (abstract === shown) return '';
  if (abstract.trim() === '') return vscode.l10n.t('without the abstract');
  const [here, there] = [compact(abstract), compact(shown)];
  if (here === there) return '';
  return there.startsWith(here) ? vscode.l10n.t('its abstract is shorter') : vscode.l10n.t('its abstract differs');
}

/** The reader's fixed words. */
export function labels(): ReaderLabels {
  const waysInWords: Readonly<Record<Way, string>> = {
    back: vscode.l10n.t('Back'),
    forward: vscode.l10n.t('Forward'),
    previous: vscode.l10n.t('Previous'),
    next: vscode.l10n.t('Next'),
  };
  return {
    ways: waysInWords,
    marking: vscode.l10n.t('Marks'),
    navigation: vscode.l10n.t('Other papers'),
    topic: vscode.l10n.t('Topic'),
    links: vscode.l10n.t('Links'),
    sources: vscode.l10n.t('In the dumps'),
    noAbstract: vscode.l10n.t('The dump has no abstract for this paper.'),
    keys: [
      ['N', vscode.l10n.t('next paper')],
      ['P', vscode.l10n.t('previous paper')],
      ['Alt+←', vscode.l10n.t('back')],
      ['Alt+→', vscode.l10n.t('forward')],
      ['S', vscode.l10n.t('star')],
      ['L', vscode.l10n.t('to read')],
      ['R', vscode.l10n.t('read')],
      ['H', vscode.l10n.t('hide')],
      ['U', vscode.l10n.t('undo a mark')],
      ['T', vscode.l10n.t('text as in the dump')],
      ['D', vscode.l10n.t('open in dump')],
    ],
  };
}
