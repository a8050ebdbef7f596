import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { citedDetails, type CitedDate } from './details';
import { printEach, type PrintContext } from './printing';

/** The papers as CSL-JSON of schema 1.0.2, one item for each, of the type `document`, which BibTeX's `@misc` is there. */
export function* printCsl(papers: Iterable<Paper>, context: PrintContext): Steps<string> {
  const items = yield* printEach(papers, (paper) =>
    JSON.stringify(cslItem(paper, context), null, 2).replace(/^/gm, '  '),
  );
  return items.length === 0 ? '[]\n' : `[\n${items.join(',\n')}\n]\n`;
}

function cslItem(paper: Paper, { keyOf, abstracts }: PrintContext): object {
  const { author, title, date, notes, abstract } = citedDetails(paper);
  const key = keyOf(paper);
  return {
    id: key,
    type: 'document',
    'citation-key': key,
    ...(author === '' ? {} : { author: [{ literal: author }] }),
    ...(title === '' ? {} : { title }),
    ...(date === null ? {} : { issued: { 'date-parts': [dateParts(date)] } }),
    ...(notes.length === 0 ? {} : { note: notes.join(', ') }),
    ...(abstracts && abstract.length > 0 ? { abstract: abstract.join('\n\n') } : {}),
  };
}

function dateParts({ year, month, day }: CitedDate): number[] {
  return [year, month, day].filter((part) => part !== null);
}
