import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { visible } from '../text/prose';
import { plainMarkdown } from '../text/plainMarkdown';
import { authorsText, citedDetails, yearInferredText } from './details';
import { printEach, type PrintContext } from './printing';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * The papers as a reading list: a list of titles with what is known of them, under a heading for each topic if
 * that is wanted. Topics and papers stand in the order in which they are given.
 */
export function* printMarkdown(papers: Iterable<Paper>, context: PrintContext): Steps<string> {
  const print = (paper: Paper): string => item(paper, context);
  if (!context.byTopic) return list(yield* printEach(papers, print), context);
  const topics = new Map<string, Paper[]>();
  for (const paper of papers) {
    const topic = context.topicOf(paper);
    const members = topics.get(topic);
    if (members) members.push(paper);
    else topics.set(topic, [paper]);
  }
  const parts: string[] = [];
  for (const [topic, members] of topics) {
    parts.push(`## ${plainMarkdown(visible(topic))}\n\n${list(yield* printEach(members, print), context)}`);
  }
  return parts.join('\n');
}

function list(items: readonly string[], { abstracts }: PrintContext): string {
  return items.map((one) => `${one}\n`).join(abstracts ? '\n' : '');
}

function item(paper: Paper, { keyOf, abstracts }: PrintContext): string {
  const { title, author, abstract } = citedDetails(paper);
  const { authorCount, date } = paper;
  const details = [
    ...(author === '' ? [] : [plainMarkdown(author)]),
    ...(authorCount === null ? [] : [authorsText(authorCount)]),
    ...(date === null ? [] : [dateText(date.iso) + (date.yearInferred ? ` (${yearInferredText})` : '')]),
  ];
  const line = [
    `- **${plainMarkdown(title || keyOf(paper))}**`,
    ...(details.length === 0 ? [] : [details.join(', ')]),
  ].join(' — ');
  return [line, ...(abstracts ? abstract.map((paragraph) => `  ${plainMarkdown(paragraph)}`) : [])].join('\n\n');
}

/** "23 Sep 2025"; without the year where it is unknown. */
function dateText(iso: string): string {
  const [year = '', month, day] = iso.split('-');
  return [day === undefined ? '' : String(Number(day)), months[Number(month) - 1] ?? '', /^\d+$/.test(year) ? year : '']
    .filter((part) => part !== '')
    .join(' ');
}
