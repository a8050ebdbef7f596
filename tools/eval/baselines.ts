import { normalWords } from '../../src/core/topics/tokens';
import { normalWord } from '../../src/core/text/words';
import { randomNumbers } from '../random';

/** Rows of numbers of which most are 0: row i holds `values[j]` in column `columns[j]` for j from `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  readonly height: number;
  readonly width: number;
  readonly starts: Uint32Array;
  readonly columns: Uint16Array;
  readonly values: Float64Array;
}

export interface Text {
  readonly title: string;
  readonly abstract: string;
}

const titleWeight = 3;
const leastPapers = 3;
const mostShare = 0.5;
const mostTerms = 4000;
const restarts = 3;
const mostIterations = 60;
/** What is taken for 0 beside values of about 1. */
const tiny = 1e-12;
/** English words that tell nothing of a subject. */
const stopWords = new Set(
  (
    'an and are as at be been but by can could do does each for from had has have how however if in into is it its may more most no nor not of on one only or other our over ' +
    'same should show some such than that the their them then there these they this those through thus to two under up upon use used using very via was we were what when where ' +
    'whether which while who whose will with within without would you your all also among any because being between both during further here many much new several so too well'
  )
    .split(' ')
    .map(normalWord),
);

/**
 * TF-IDF of texts, a row for each, of length 1: (1 + ln tf) · (1 + ln((1 + n) / (1 + df))) over the at most 4,000 most
 * frequent words, stop words left out, that are in at least 3 texts and at most half of them; a word of the title counts three times.
 */
export function tfidf(texts: readonly Text[]): SparseRows {
  const frequencies = new Map<string, number>();
  const counts = texts.map(({ title, abstract }) => {
    const found = new Map<string, number>();
    for (const [text, weight] of [
      [title, titleWeight],
      [abstract, 1],
    ] as const) {
      for (const word of normalWords(text))
        if (word.length > 1 && !stopWords.has(word)) found.set(word, (found.get(word) ?? 0) + weight);
    }
    for (const word of found.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    return found;
  });
  const terms = [...frequencies]
    .filter(([, papers]) => papers >= leastPapers && papers <= mostShare * texts.length)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, mostTerms);
  const columnOf = new Map(terms.map(([word], column) => [word, column]));
  const rows = counts.map((found) => {
    const row: [column: number, value: number][] = [];
    for (const [word, count] of found) {
      const column = columnOf.get(word);
      if (column !== undefined)
        row.push([
          column,
          (1 + Math.log(count)) * (1 + Math.log((1 + texts.length) / (1 + (frequencies.get(word) ?? 0)))),
        ]);
    }
    const norm = Math.sqrt(row.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
    return row.map(([column, value]) => [column, value / norm] as const);
  });
  const starts = new Uint32Array(rows.length + 1);
  for (const [i, row] of rows.entries()) starts[i + 1] = (starts[i] ?? 0) + row.length;
  const cells = rows.flat();
  return {
    height: rows.length,
    width: terms.length,
    starts,
    columns: Uint16Array.from(cells, ([column]) => column),
    values: Float64Array.from(cells, ([, value]) => value),
  };
}

/**
 * Spherical k-means (Dhillon and Modha 2001) with k-means++ seeds (Arthur and Vassilvitskii 2007): the cluster of
 * each row, from 0 to k − 1, of the best of three runs. Rows have length 1, or 0. The same rows give the same clusters.
 */
export function kMeans(rows: SparseRows, k: number): Uint16Array {
  const random = randomNumbers(11);
  let best = { clusters: new Uint16Array(rows.height), objective: -Infinity };
  for (let run = 0; run < restarts; run++) {
    const found = kMeansOnce(rows, Math.min(k, rows.height), random);
    if (found.objective > best.objective) best = found;
  }
  return best.clusters;
}

function kMeansOnce(
  rows: SparseRows,
  k: number,
  random: () => number,
): { clusters: Uint16Array<ArrayBuffer>; objective: number } {
  const { height, width } = rows;
  const centres = new Float64Array(k * width);
  const clusters = new Uint16Array(height);
  const nearness = seed(rows, k, centres, random);
  let objective = -Infinity;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    let sum = 0;
    for (let i = 0; i < height; i++) {
      let highest = -Infinity;
      for (let c = 0; c < k; c++) {
        const cosine = dot(rows, i, centres, c * width);
        if (cosine > highest) {
          highest = cosine;
          clusters[i] = c;
        }
      }
      nearness[i] = highest;
      sum += highest;
    }
    if (sum <= objective + 1e-6 * height) return { clusters, objective: sum };
    objective = sum;
    fillEmpty(clusters, k, nearness);
    centres.fill(0);
    for (let i = 0; i < height; i++) addRow(rows, i, centres, (clusters[i] ?? 0) * width);
    for (let c = 0; c < k; c++) normalize(centres.subarray(c * width, (c + 1) * width));
  }
  return { clusters, objective };
}

/** Makes rows that are far from each other the first centres; returns each row's highest cosine with one of them. */
function seed(rows: SparseRows, k: number, centres: Float64Array, random: () => number): Float64Array {
  const nearness = new Float64Array(rows.height).fill(-1);
  for (let c = 0; c < k; c++) {
    let rest = random() * nearness.reduce((sum, cosine) => sum + 1 - cosine, 0);
    let chosen = rows.height - 1;
    for (const [i, cosine] of nearness.entries()) {
      rest -= 1 - cosine;
      if (rest <= 0) {
        chosen = i;
        break;
      }
    }
    addRow(rows, chosen, centres, c * rows.width);
    for (let i = 0; i < rows.height; i++)
      nearness[i] = Math.min(1, Math.max(nearness[i] ?? -1, dot(rows, i, centres, c * rows.width)));
  }
  return nearness;
}

/** Gives each cluster without a row the row that is farthest from its own centre. */
function fillEmpty(clusters: Uint16Array, k: number, nearness: Float64Array): void {
  const present = new Set(clusters);
  for (let c = 0; c < k; c++) {
    if (present.has(c)) continue;
    const farthest = nearness.reduce((least, cosine, i) => (cosine < (nearness[least] ?? 0) ? i : least), 0);
    clusters[farthest] = c;
    nearness[farthest] = 1;
  }
}

/**
 * Non-negative matrix factorization by hierarchical alternating least squares (Cichocki and Phan 2009) from random
 * starts: of the best of three runs, for each row the factor that it loads on most, from 0 to k − 1.
 */
export function nmf(rows: SparseRows, k: number): Uint16Array {
  const random = randomNumbers(23);
  let best = { clusters: new Uint16Array(rows.height), objective: -Infinity };
  for (let run = 0; run < restarts; run++) {
    const found = nmfOnce(rows, k, random);
    if (found.objective > best.objective) best = found;
  }
  return best.clusters;
}

/** The objective is ‖X‖² − ‖X − WH‖², which grows as the fit improves. */
function nmfOnce(
  rows: SparseRows,
  k: number,
  random: () => number,
): { clusters: Uint16Array<ArrayBuffer>; objective: number } {
  const { height, width } = rows;
  const scale = Math.sqrt(rows.values.reduce((sum, value) => sum + value, 0) / (height * Math.max(1, width) * k));
  const loads = Float64Array.from({ length: height * k }, () => scale * random());
  const factors = Float64Array.from({ length: width * k }, () => scale * random());
  let objective = -Infinity;
  for (let iteration = 0; iteration < mostIterations; iteration++) {
    descend(loads, times(rows, factors, k), gram(factors, k), k);
    const product = timesTransposed(rows, loads, k);
    const loadsGram = gram(loads, k);
    descend(factors, product, loadsGram, k);
    const fit = 2 * inner(factors, product) - inner(gram(factors, k), loadsGram);
    if (fit <= objective + 1e-4 * Math.abs(fit)) break;
    objective = fit;
  }
  const lengths = gram(factors, k);
  const clusters = new Uint16Array(height);
  for (let i = 0; i < height; i++) {
    let highest = -Infinity;
    for (let c = 0; c < k; c++) {
      const load = (loads[i * k + c] ?? 0) * Math.sqrt(lengths[c * k + c] ?? 0);
      if (load > highest) {
        highest = load;
        clusters[i] = c;
      }
    }
  }
  return { clusters, objective };
}

/** One sweep: each column of `matrix` (n × k) in turn becomes the best non-negative one beside the others. */
function descend(matrix: Float64Array, product: Float64Array, other: Float64Array, k: number): void {
  for (let start = 0; start < matrix.length; start += k) {
    for (let c = 0; c < k; c++) {
      let rest = product[start + c] ?? 0;
      for (let d = 0; d < k; d++) rest -= (matrix[start + d] ?? 0) * (other[d * k + c] ?? 0);
      matrix[start + c] = Math.max(0, (matrix[start + c] ?? 0) + rest / Math.max(tiny, other[c * k + c] ?? 0));
    }
  }
}

/**
 * Latent semantic analysis: rows in the space of the leading right singular vectors, found by subspace iteration
 * (Halko, Martinsson and Tropp 2011), made of length 1. Turned in that space, which k-means does not see.
 */
export function lsa(rows: SparseRows, dimensions = 50): SparseRows {
  const random = randomNumbers(31);
  const size = Math.min(dimensions, rows.width, rows.height);
  let basis = Float64Array.from({ length: rows.width * size }, () => random() - 0.5);
  for (let iteration = 0; iteration < 8; iteration++) {
    orthonormalize(basis, size);
    basis = timesTransposed(rows, times(rows, basis, size), size);
  }
  orthonormalize(basis, size);
  const values = times(rows, basis, size);
  for (let i = 0; i < rows.height; i++) normalize(values.subarray(i * size, (i + 1) * size));
  return {
    height: rows.height,
    width: size,
    starts: Uint32Array.from({ length: rows.height + 1 }, (_, i) => i * size),
    columns: Uint16Array.from(values, (_, i) => i % size),
    values,
  };
}

/** Makes the columns of an n × k matrix orthonormal (modified Gram–Schmidt). */
function orthonormalize(matrix: Float64Array, k: number): void {
  for (let c = 0; c < k; c++) {
    for (let d = 0; d <= c; d++) {
      let product = 0;
      for (let i = 0; i < matrix.length; i += k) product += (matrix[i + c] ?? 0) * (matrix[i + d] ?? 0);
      if (d === c) product = Math.sqrt(product) || 1;
      for (let i = 0; i < matrix.length; i += k)
        matrix[i + c] =
          d === c ? (matrix[i + c] ?? 0) / product : (matrix[i + c] ?? 0) - product * (matrix[i + d] ?? 0);
    }
  }
}

/** Rows (n × m) times a matrix (m × k): n × k. */
function times(
  { height, starts, columns, values }: SparseRows,
  matrix: Float64Array,
  k: number,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(height * k);
  for (let i = 0; i < height; i++) {
    for (let j = starts[i] ?? 0; j < (starts[i + 1] ?? 0); j++) {
      const [value, from] = [values[j] ?? 0, (columns[j] ?? 0) * k];
      for (let c = 0; c < k; c++) product[i * k + c] = (product[i * k + c] ?? 0) + value * (matrix[from + c] ?? 0);
    }
  }
  return product;
}

/** Rows (n × m), transposed, times a matrix (n × k): m × k. */
function timesTransposed(
  { height, width, starts, columns, values }: SparseRows,
  matrix: Float64Array,
  k: number,
): Float64Array<ArrayBuffer> {
  const product = new Float64Array(width * k);
  for (let i = 0; i < height; i++) {
    for (let j = starts[i] ?? 0; j < (starts[i + 1] ?? 0); j++) {
      const [value, to] = [values[j] ?? 0, (columns[j] ?? 0) * k];
      for (let c = 0; c < k; c++) product[to + c] = (product[to + c] ?? 0) + value * (matrix[i * k + c] ?? 0);
    }
  }
  return product;
}

/** The products of the columns of an n × k matrix with each other: k × k. */
function gram(matrix: Float64Array, k: number): Float64Array {
  const product = new Float64Array(k * k);
  for (let start = 0; start < matrix.length; start += k) {
    for (let c = 0; c < k; c++) {
      const value = matrix[start + c] ?? 0;
      if (value === 0) continue;
      for (let d = 0; d < k; d++) product[c * k + d] = (product[c * k + d] ?? 0) + value * (matrix[start + d] ?? 0);
    }
  }
  return product;
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

function dot({ starts, columns, values }: SparseRows, row: number, dense: Float64Array, offset: number): number {
  let sum = 0;
  const end = starts[row + 1] ?? 0;
  for (let j = starts[row] ?? 0; j < end; j++) sum += (values[j] ?? 0) * (dense[offset + (columns[j] ?? 0)] ?? 0);
  return sum;
}

function addRow({ starts, columns, values }: SparseRows, row: number, dense: Float64Array, offset: number): void {
  for (let j = starts[row] ?? 0; j < (starts[row + 1] ?? 0); j++) {
    const at = offset + (columns[j] ?? 0);
    dense[at] = (dense[at] ?? 0) + (values[j] ?? 0);
  }
}

function normalize(values: Float64Array): void {
  const norm = Math.sqrt(inner(values, values)) || 1;
  for (const [i, value] of values.entries()) values[i] = value / norm;
}
