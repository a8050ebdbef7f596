import type { AreaEntry } from '../../../src/core/topics/taxonomy';
import { idfScale, weightScale, type TermModelData } from '../../../src/core/topics/termModel';

/** By term in its normal form, how strongly it speaks for areas where it is all that a text has. */
export type TermWeights = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The data of a small term model in which all terms are equally frequent. */
export function modelOf(
  areas: readonly string[],
  {
    phraseFactor = 1.5,
    bias = areas.map(() => 0),
    terms = {},
  }: { phraseFactor?: number; bias?: readonly number[]; terms?: TermWeights } = {},
): TermModelData {
  const known = Object.entries<Readonly<Record<string, number>>>({ neverwritten: {}, ...terms }).map(
    ([term, weights]) => ({ term, weights: Object.entries(weights) }),
  );
  const weights = known.flatMap((term) => term.weights);
  return {
    version: 1,
    areas,
    bias,
    phraseFactor,
    leastLength: 0,
    terms: known.map(({ term }) => term).join('\n'),
    idf: base64(known.map(() => idfScale)),
    counts: base64(known.map((term) => term.weights.length)),
    weightAreas: base64(weights.map(([area]) => areas.indexOf(area))),
    weights: base64(weights.map(([, weight]) => Math.round(weight * weightScale) + 128)),
  };
}

export function base64(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString('base64');
}

/** Areas that nothing speaks for, so that an area needs evidence to stand out. */
export function otherAreas(count: number): AreaEntry[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `other-${String(i)}`,
    name: `Other ${String(i)}`,
    definition: 'About nothing.',
    phrases: {},
    topics: [],
  }));
}
