import { idfScale, titleRepeats, weightScale, type TermModelData } from '../../src/core/topics/termModel';
import { randomNumbers } from '../random';

/** A paper made ready for training. */
export interface Example {
  /** Words in their normal form. */
  readonly title: readonly string[];
  readonly abstract: readonly string[];
  /** By area, the evidence of the taxonomy's phrases. */
  readonly phraseScores: ArrayLike<number>;
  /** By area, how far the paper belongs to it; 1 in sum. */
  readonly target: Readonly<Record<number, number>>;
}

export interface Settings {
  readonly terms: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  readonly leastWeight: number;
  readonly leastLength: number;
}

const stopWords = new Set(
  (
    'a an and are as at be been but by can for from has have in into is it its of on or our such than that the their ' +
    'then there these they this to was we were which while will with also both each however not more most only other ' +
    'over some through under using use used via when where who how what about between during all any do does if no new'
  ).split(' '),
);

/** The words and pairs of neighbouring words that may become terms, with their weighted counts. */
export function termCounts(title: readonly string[], abstract: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (words: readonly string[], step: number): void => {
    for (const [i, word] of words.entries()) {
      if (!mayStand(word)) continue;
      counts.set(word, (counts.get(word) ?? 0) + step);
      const next = words[i + 1] ?? '';
      if (mayStand(next)) counts.set(`${word} ${next}`, (counts.get(`${word} ${next}`) ?? 0) + step);
    }
  };
  add(title, 1 + titleRepeats);
  add(abstract, 1);
  return counts;
}

function mayStand(word: string): boolean {
  return word.length > 1 && !stopWords.has(word) && !/^\d+$/.test(word);
}

/** A vocabulary: terms that tell areas apart, with their inverse document frequencies. */
export interface Vocabulary {
  readonly terms: readonly string[];
  readonly idf: readonly number[];
}

const leastPapers = 4;

/**
 * Chooses the terms that depend most on the area (highest chi-squared statistic of any area, Yang and
 * Pedersen 1997).
 *
 * @param frequencies In how many of `papers` papers each candidate stands.
 */
export function chooseTerms(
  examples: readonly Example[],
  areas: number,
  frequencies: ReadonlyMap<string, number>,
  papers: number,
  count: number,
): Vocabulary {
  const sizes = new Float64Array(areas);
  const byTerm = new Map<string, Float64Array>();
  for (const { title, abstract, target } of examples) {
    const area = mainArea(target);
    sizes[area] = (sizes[area] ?? 0) + 1;
    for (const term of termCounts(title, abstract).keys()) {
      let counts = byTerm.get(term);
      if (!counts) byTerm.set(term, (counts = new Float64Array(areas)));
      counts[area] = (counts[area] ?? 0) + 1;
    }
  }
  const scored: { term: string; score: number }[] = [];
  for (const [term, counts] of byTerm) {
    const total = counts.reduce((a, b) => a + b, 0);
    if (total < leastPapers || (frequencies.get(term) ?? 0) < leastPapers) continue;
    let score = 0;
    for (let area = 0; area < areas; area++)
      score = Math.max(score, chiSquared(counts[area] ?? 0, total, sizes[area] ?? 0, examples.length));
    scored.push({ term, score });
  }
  const terms = scored
    .sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1))
    .slice(0, count)
    .map(({ term }) => term)
    .sort();
  return { terms, idf: terms.map((term) => quantizedIdf(Math.log(papers / (frequencies.get(term) ?? 1)))) };
}

function mainArea(target: Example['target']): number {
  return Number(Object.entries(target).sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0);
}

function chiSquared(both: number, term: number, area: number, all: number): number {
  const difference = all * both - term * area;
  if (difference <= 0) return 0;
  return (all * difference * difference) / (term * area * (all - term) * (all - area) || 1);
}

function quantizedIdf(idf: number): number {
  return Math.min(255, Math.max(1, Math.round(idf * idfScale))) / idfScale;
}

/** A paper's terms as the model will see them, see `TermModel.evidence`. */
export function vectorOf(
  example: Pick<Example, 'title' | 'abstract'>,
  places: ReadonlyMap<string, number>,
  { idf }: Vocabulary,
  leastLength: number,
): { terms: Int32Array; shares: Float64Array } {
  const terms: number[] = [];
  const shares: number[] = [];
  for (const [term, count] of termCounts(example.title, example.abstract)) {
    const place = places.get(term);
    if (place === undefined) continue;
    terms.push(place);
    shares.push((1 + Math.log(count)) * (idf[place] ?? 0));
  }
  const length = Math.hypot(leastLength, ...shares);
  return { terms: Int32Array.from(terms), shares: Float64Array.from(shares, (share) => share / length) };
}

/** A trained model with all its weights. */
export interface Weights {
  readonly bias: Float64Array;
  /** By term and area. */
  readonly matrix: Float32Array;
  /** What the logarithm of an area's phrase score adds to its score. */
  readonly phraseFactor: number;
}

/** Multinomial logistic regression by stochastic gradient descent with Adagrad's steps (Duchi, Hazan and Singer 2011). */
export function learn(
  examples: readonly Example[],
  areas: number,
  vocabulary: Vocabulary,
  settings: Settings,
): Weights {
  const { terms } = vocabulary;
  const places = new Map(terms.map((term, i) => [term, i]));
  const vectors = examples.map((example) => vectorOf(example, places, vocabulary, settings.leastLength));
  const matrix = new Float32Array(terms.length * areas);
  const squares = new Float32Array(terms.length * areas).fill(1e-3);
  const bias = new Float64Array(areas);
  const biasSquares = new Float64Array(areas).fill(1);
  let phraseFactor = 0.3;
  let factorSquares = 100;
  const order = examples.map((_, i) => i);
  const random = randomNumbers(1);
  const evidence = examples.map((example) => phraseLogarithms(example.phraseScores));
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    for (const i of order) {
      const example = examples[i];
      const vector = vectors[i];
      const phrases = evidence[i];
      if (!example || !vector || !phrases) continue;
      const scores = scoresOf(vector, phrases, { bias, matrix, phraseFactor }, areas);
      const gradient = softmax(scores);
      for (const [area, share] of Object.entries(example.target))
        gradient[Number(area)] = (gradient[Number(area)] ?? 0) - share;
      let factorGradient = 0;
      for (let area = 0; area < areas; area++) {
        const g = gradient[area] ?? 0;
        biasSquares[area] = (biasSquares[area] ?? 0) + g * g;
        bias[area] = (bias[area] ?? 0) - (settings.rate * g) / Math.sqrt(biasSquares[area] ?? 1);
        factorGradient += g * (phrases[area] ?? 0);
      }
      factorSquares += factorGradient * factorGradient;
      phraseFactor -= (settings.rate * factorGradient) / Math.sqrt(factorSquares);
      for (let k = 0; k < vector.terms.length; k++) {
        const base = (vector.terms[k] ?? 0) * areas;
        const x = vector.shares[k] ?? 0;
        for (let area = 0; area < areas; area++) {
          const at = base + area;
          const g = x * (gradient[area] ?? 0) + settings.decay * (matrix[at] ?? 0);
          const sum = (squares[at] ?? 0) + g * g;
          squares[at] = sum;
          matrix[at] = (matrix[at] ?? 0) - (settings.rate * g) / Math.sqrt(sum);
        }
      }
    }
  }
  return { bias, matrix, phraseFactor };
}

/** The logarithms of phrase scores, as the model weighs them; what speaks against an area counts as nothing. */
export function phraseLogarithms(scores: ArrayLike<number>): Float64Array {
  return Float64Array.from(scores, (score) => Math.log1p(Math.max(0, score)));
}

/** By area, the logarithm of its odds, up to a constant. */
export function scoresOf(
  vector: { terms: Int32Array; shares: Float64Array },
  phrases: Float64Array,
  { bias, matrix, phraseFactor }: Weights,
  areas: number,
): Float64Array {
  const scores = new Float64Array(areas);
  for (let area = 0; area < areas; area++) {
    scores[area] = (bias[area] ?? 0) + phraseFactor * (phrases[area] ?? 0);
  }
  for (let k = 0; k < vector.terms.length; k++) {
    const base = (vector.terms[k] ?? 0) * areas;
    const x = vector.shares[k] ?? 0;
    for (let area = 0; area < areas; area++) scores[area] = (scores[area] ?? 0) + x * (matrix[base + area] ?? 0);
  }
  return scores;
}

function softmax(scores: Float64Array): Float64Array {
  const highest = Math.max(...scores);
  const values = scores.map((score) => Math.exp(score - highest));
  const total = values.reduce((a, b) => a + b, 0);
  return values.map((value) => value / total);
}

/** The model as it is shipped: small weights left out, the others in one byte. */
export function pack(
  { terms, idf }: Vocabulary,
  weights: Weights,
  areas: readonly string[],
  settings: Settings,
): TermModelData {
  const kept: string[] = [];
  const keptIdf: number[] = [];
  const counts: number[] = [];
  const weightAreas: number[] = [];
  const values: number[] = [];
  for (const [term, text] of terms.entries()) {
    let count = 0;
    for (let area = 0; area < areas.length; area++) {
      const weight = weights.matrix[term * areas.length + area] ?? 0;
      const value = Math.min(127, Math.max(-128, Math.round(weight * weightScale)));
      if (Math.abs(weight) < settings.leastWeight || value === 0) continue;
      count++;
      weightAreas.push(area);
      values.push(value + 128);
    }
    if (count === 0) continue;
    kept.push(text);
    keptIdf.push(Math.round((idf[term] ?? 0) * idfScale));
    counts.push(count);
  }
  const base64 = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64');
  const rounded = (value: number): number => Number(value.toFixed(3));
  return {
    version: 1,
    areas,
    bias: Array.from(weights.bias, rounded),
    phraseFactor: rounded(weights.phraseFactor),
    leastLength: settings.leastLength,
    terms: kept.join('\n'),
    idf: base64(keptIdf),
    counts: base64(counts),
    weightAreas: base64(weightAreas),
    weights: base64(values),
  };
}
