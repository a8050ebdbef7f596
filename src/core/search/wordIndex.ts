import type { PaperId } from '../paper';
import { termsOf, type PaperText } from './prepare';
import type { SearchIndex, WordHits, WordSearch } from './searchIndex';
import type { Similarity } from './similar';

/** The index of words as those see it who do not know where it is: in this thread or in another. */
export interface WordIndex {
  search(search: WordSearch): Promise<WordHits>;
  /** The papers that may be near to one, itself left out. */
  candidates(paper: PaperText, limit: number): Promise<readonly PaperId[]>;
  /** How near others are to a paper, in their order. */
  compare(paper: PaperText, others: readonly PaperText[]): Promise<readonly Similarity[]>;
}

/** An index in this thread. */
export class LocalWordIndex implements WordIndex {
  readonly index: SearchIndex;

  constructor(index: SearchIndex) {
    this.index = index;
  }

  /** Puts papers in, in place of those with the same ids. */
  put(papers: readonly PaperText[]): void {
    this.index.put(papers.map((text) => ({ text, terms: termsOf(text) })));
  }

  search(search: WordSearch): Promise<WordHits> {
    return Promise.resolve(this.index.search(search));
  }

  candidates(paper: PaperText, limit: number): Promise<readonly PaperId[]> {
    return Promise.resolve(this.index.candidates(paper, limit));
  }

  compare(paper: PaperText, others: readonly PaperText[]): Promise<readonly Similarity[]> {
    return Promise.resolve(this.index.compare(paper, others));
  }
}
