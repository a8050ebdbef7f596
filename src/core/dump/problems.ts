import type { Problem, ProblemKind } from '../paper';

/** What to tell about a problem, in English; `{0}` stands for the excerpt. */
export const problemMessages: Readonly<Record<ProblemKind, string>> = {
  noAbstract: 'This paper has no abstract: {0}',
  noTitle: 'This text stands below no title: {0}',
  noPaper: 'These details of a paper stand below no paper.',
  strayText: 'This text does not belong to a paper: {0}',
  repeatedText: 'This text repeats the text above it: {0}',
  secondAbstract: 'This paragraph may belong to another paper, whose title is missing: {0}',
  unreadDate: 'This is not a date that could be read: {0}',
  nulCharacter: 'This line contains NUL characters.',
  undecodable: 'Some characters could not be decoded.',
  unreadable: 'This file looks like a listing, but no papers could be read from it.',
};

const excerptLength = 80;
/** How much of a text is looked at, however long it is. */
const lookedAt = 10 * excerptLength;

/** A problem at a line, with the beginning of the text in question. */
export function problemAt(line: number, kind: ProblemKind, text = ''): Problem {
  const flat = text.slice(0, lookedAt).replace(/\s+/g, ' ').trim();
  return { line, kind, excerpt: flat.length > excerptLength ? `${flat.slice(0, excerptLength - 1)}…` : flat };
}
