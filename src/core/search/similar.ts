import type { Paper, PaperId } from '../paper';
import { tokenize } from './tokens';

/** A paper near another one. */
export interface SimilarPaper {
  readonly id: PaperId;
  /** The cosine of the two papers' vectors, from 0 to 1. */
  readonly score: number;
  /** The shared terms that tie the two, strongest first. */
  readonly terms: readonly string[];
}

const titleWeight = 3;
const termsShown = 5;
const leastScore = 0.05;

/**
 * Nearest papers by the cosine of their TF-IDF vectors: sublinear term frequency, smoothed inverse
 * document frequency, the title counting three times (Salton and Buckley, 1988).
 */
export class SimilarPapers {
  readonly #vectors = new Map<PaperId, ReadonlyMap<string, number>>();
  readonly #postings = new Map<string, PaperId[]>();

  /** @param papers All papers that may be compared. */
  constructor(papers: Iterable<Paper>) {
    const counts = new Map<PaperId, Map<string, number>>();
    for (const paper of papers) {
      const terms = countTerms(paper);
      counts.set(paper.id, terms);
      for (const term of terms.keys()) {
        const posting = this.#postings.get(term);
        if (posting) posting.push(paper.id);
        else this.#postings.set(term, [paper.id]);
      }
    }
    for (const [id, terms] of counts) this.#vectors.set(id, this.#vector(terms, counts.size));
  }

  /** The papers nearest to one, nearest first; none for an unknown id. */
  to(id: PaperId, limit: number): SimilarPaper[] {
    const vector = this.#vectors.get(id) ?? new Map<string, number>();
    const scores = new Map<PaperId, number>();
    for (const [term, weight] of vector) {
      for (const other of this.#postings.get(term) ?? []) {
        scores.set(other, (scores.get(other) ?? 0) + weight * (this.#vectors.get(other)?.get(term) ?? 0));
      }
    }
    scores.delete(id);
    return [...scores]
      .filter(([, score]) => score >= leastScore)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([other, score]) => ({ id: other, score, terms: this.#sharedTerms(vector, other) }));
  }

  #vector(counts: ReadonlyMap<string, number>, papers: number): Map<string, number> {
    const vector = new Map<string, number>();
    let norm = 0;
    for (const [term, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.log((1 + papers) / (this.#postings.get(term)?.length ?? 1));
      vector.set(term, weight);
      norm += weight * weight;
    }
    for (const [term, weight] of vector) vector.set(term, weight / (Math.sqrt(norm) || 1));
    return vector;
  }

  #sharedTerms(vector: ReadonlyMap<string, number>, other: PaperId): string[] {
    const theirs = this.#vectors.get(other);
    return [...vector]
      .map(([term, weight]): [string, number] => [term, weight * (theirs?.get(term) ?? 0)])
      .filter(([, weight]) => weight > 0)
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, termsShown)
      .map(([term]) => term);
  }
}

function countTerms({ title, abstract }: Paper): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const { terms } of tokenize(text)) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + weight);
  };
  add(title, titleWeight);
  add(abstract, 1);
  return counts;
}
