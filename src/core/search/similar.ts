import type { PaperText } from './prepare';
import { tokenize } from './tokens';

/** How near two papers are. */
export interface Similarity {
  /** The cosine of the two papers' vectors, from 0 to 1. */
  readonly score: number;
  /** The shared terms that tie the two, strongest first, as the other paper writes them. */
  readonly terms: readonly string[];
}

const titleWeight = 3;
const termsShown = 5;

/** How often a paper has each of its terms, and how it writes it first; the title counts three times. */
interface Counted {
  readonly count: number;
  readonly written: string;
}

type Vector = ReadonlyMap<string, Counted & { readonly weight: number }>;

/** Tells how much a term says: its inverse document frequency. */
type Rarity = (term: string) => number;

/** The terms that tell most of a paper, most telling first. */
export function tellingTerms(paper: PaperText, rarity: Rarity, limit: number): string[] {
  return [...vectorOf(paper, rarity)]
    .sort(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([term]) => term);
}

/**
 * How near each of other papers is to one: the cosine of their TF-IDF vectors, with sublinear term frequency and the
 * title counting three times (Salton and Buckley, 1988).
 */
export function similarities(paper: PaperText, others: readonly PaperText[], rarity: Rarity): Similarity[] {
  const vector = vectorOf(paper, rarity);
  return others.map((other) => {
    const theirs = vectorOf(other, rarity);
    const shared: { written: string; weight: number }[] = [];
    let score = 0;
    for (const [term, { weight }] of vector) {
      const same = theirs.get(term);
      if (!same) continue;
      score += weight * same.weight;
      shared.push({ written: same.written, weight: weight * same.weight });
    }
    const terms = shared.sort((a, b) => b.weight - a.weight || (a.written < b.written ? -1 : 1)).slice(0, termsShown);
    return { score, terms: terms.map(({ written }) => written) };
  });
}

/** A paper's terms with their weights; the vector's length is 1. */
function vectorOf({ title, abstract }: PaperText, rarity: Rarity): Vector {
  const counts = new Map<string, Counted>();
  const add = (text: string, weight: number): void => {
    for (const { terms, joined, start, end } of tokenize(text)) {
      const written = text.slice(start, end);
      for (const [i, term] of terms.entries()) {
        const known = counts.get(term);
        counts.set(term, {
          count: (known?.count ?? 0) + weight,
          written: known?.written ?? (joined && i > 0 ? term : lowered(written)),
        });
      }
    }
  };
  add(title, titleWeight);
  add(abstract, 1);
  let squares = 0;
  const weighed = [...counts].map(([term, counted]) => {
    const weight = (1 + Math.log(counted.count)) * rarity(term);
    squares += weight * weight;
    return [term, { ...counted, weight }] as const;
  });
  const length = Math.sqrt(squares) || 1;
  return new Map(weighed.map(([term, counted]) => [term, { ...counted, weight: counted.weight / length }]));
}

/** A word as it stands within a sentence: with its capital only where that is not just the first letter. */
function lowered(word: string): string {
  return word.slice(1) === word.slice(1).toLowerCase() ? word.toLowerCase() : word;
}
