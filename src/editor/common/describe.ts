import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Metadata, Paper, PaperDate, Source } from '../../core/paper';
import { readable, readableTitle } from '../../core/text/readable';
import { firstSentences, visible } from '../../core/text/prose';
import { unsorted } from '../../core/topics/taxonomy';

/** A paper's title as it is shown: readable, on one line, never empty. */
export function titleText({ title }: Pick<Paper, 'title'>): string {
  return readableTitle(title) || vscode.l10n.t('(no title)');
}

/** The first sentences of a paper's abstract, readable, in at most `limit` UTF-16 code units. */
export function firstSentencesOf(paper: Paper, limit: number): string {
  return firstSentences(readable(paper.abstract.slice(0, 4 * limit)), limit);
}

/** What a listing tells about a paper, each detail in words: organisation, authors, date, count. */
export function details(paper: Metadata): string[] {
  const { organization, authorCount, date, count } = paper;
  const words: string[] = [];
  if (organization) words.push(visible(organization.name));
  if (authorCount !== null)
    words.push(authorCount === 1 ? vscode.l10n.t('1 author') : vscode.l10n.t('{0} authors', authorCount));
  if (date) words.push(dateText(date));
  if (count !== null) words.push(vscode.l10n.t('{0} on the page', count));
  return words;
}

/** A date in the editor's language; says when the year is inferred, and leaves out one that is unknown. */
export function dateText({ iso, yearInferred }: PaperDate): string {
  const [year = '', month = '1', day = '1'] = iso.split('-');
  const known = /^\d+$/.test(year);
  const date = new Date(Date.UTC(known ? Number(year) : 2000, Number(month) - 1, Number(day)));
  const text = dateFormat(known ? 'dayOfYear' : 'day').format(date);
  return yearInferred ? vscode.l10n.t('{0} (year inferred)', text) : text;
}

/** The name of a topic's id. */
export function topicName(digest: Digest, id: string): string {
  if (id === unsorted) return vscode.l10n.t('Unsorted');
  return digest.topics.find((topic) => topic.id === id)?.name ?? id;
}

/** Area and finer topic of a paper: "Computer Vision › Segmentation". */
export function topicPath(digest: Digest, paper: Paper): string {
  const { topic, subtopic } = digest.topicOf(paper);
  const names = [topicName(digest, topic)];
  if (subtopic !== null) names.push(topicName(digest, subtopic));
  return names.join(' › ');
}

/** The phrases that decided a paper's topic: "because of segmentation, masks"; empty where there are none. */
export function whyText(digest: Digest, paper: Paper): string {
  if (digest.movedTo(paper)) return vscode.l10n.t('moved here by you');
  const { why } = digest.topicOf(paper);
  return why.length === 0 ? '' : vscode.l10n.t('because of {0}', why.join(', '));
}

/** The other areas that a paper belongs to: "also Video"; empty where there are none. */
export function alsoText(digest: Digest, paper: Paper): string {
  const names = digest.topicOf(paper).topics.map((topic) => topicName(digest, topic));
  return names.length === 0 ? '' : vscode.l10n.t('also {0}', names.join(', '));
}

/** Where a copy stands: "line 37 of listing.txt". */
export function sourceText({ path, line }: Source): string {
  return vscode.l10n.t('line {0} of {1}', line, dumpName(path));
}

/** The path of a dump as a reader knows it. */
export function dumpName(path: string): string {
  return visible(vscode.workspace.asRelativePath(vscode.Uri.parse(path)));
}

/** "September 2025"; "September, year unknown" of a month like `XXXX-09`. */
export function monthText(iso: string): string {
  const [year = '', month = '1'] = iso.split('-');
  const known = /^\d+$/.test(year);
  const text = dateFormat(known ? 'monthOfYear' : 'month').format(
    new Date(Date.UTC(known ? Number(year) : 2000, Number(month) - 1, 1)),
  );
  return known ? text : vscode.l10n.t('{0}, year unknown', text);
}

const dateForms = {
  day: { day: 'numeric', month: 'short' },
  dayOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long' },
  monthOfYear: { month: 'long', year: 'numeric' },
} as const;
const dateFormats = new Map<keyof typeof dateForms, Intl.DateTimeFormat>();

/** How dates of a form are written in the editor's language. Each is made once: making one takes longer than a hundred uses. */
function dateFormat(form: keyof typeof dateForms): Intl.DateTimeFormat {
  let format = dateFormats.get(form);
  if (!format)
    dateFormats.set(
      form,
      (format = new Intl.DateTimeFormat(vscode.env.language, { ...dateForms[form], timeZone: 'UTC' })),
    );
  return format;
}

let numberFormat: Intl.NumberFormat | undefined;

/** A count in the editor's language. */
export function number(count: number): string {
  return (numberFormat ??= new Intl.NumberFormat(vscode.env.language)).format(count);
}

/** "1 paper", "405 papers". */
export function paperCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 paper') : vscode.l10n.t('{0} papers', number(count));
}
