import type { Paper } from '../paper';
import type { Steps } from '../steps';

/** What a format needs to know of papers beyond their own details, and what of them is wanted. */
export interface PrintContext {
  /** The key by which texts cite a paper, see `CitationKeys`. */
  keyOf(paper: Paper): string;
  /** The name of a paper's topic. */
  topicOf(paper: Paper): string;
  readonly abstracts: boolean;
  /** Whether papers stand under their topics, where the format has headings. */
  readonly byTopic: boolean;
}

/** Prints one paper after the other, pausing at each `yield`. */
export function* printEach(papers: Iterable<Paper>, print: (paper: Paper) => string): Steps<string[]> {
  const printed: string[] = [];
  for (const paper of papers) {
    printed.push(print(paper));
    yield;
  }
  return printed;
}
