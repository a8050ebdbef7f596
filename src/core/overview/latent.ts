import type { Steps } from '../steps';
import { hash32 } from '../text/hash';
import { randomNumbers } from './random';
import type { TermVectors } from './termVectors';

/** Papers as points of a few dimensions: `values[i * dimensions + d]`. The dimensions stand in the order of how much they tell. */
export interface Latent {
  readonly height: number;
  readonly dimensions: number;
  readonly values: Float32Array;
}

const passes = 4;
/** The axes are found by so many papers at the most. */
const mostSampled = 10_000;
/** How many multiplications are done between two pauses. */
const workPerStep = 300_000;
const wordsPerStep = 1000;
const sweeps = 12;

/**
 * Latent semantic analysis: the papers in the space of the leading singular vectors of their term vectors, found by randomised
 * subspace iteration (Halko, Martinsson and Tropp 2011), turned to the principal axes of the papers around their mean, the
 * axis of most variance first. Of many papers, a sample tells the space (Frieze, Kannan and Vempala 2004). Sample and start depend
 * on each paper and each word by itself, so that one paper more turns little; an axis points to where its values are skewed to.
 *
 * @param ids By row, what tells the paper from others.
 * @param most How many dimensions there are at the most.
 */
export function* latentSpace(rows: TermVectors, ids: readonly string[], most: number): Steps<Latent> {
  const dimensions = Math.min(most, rows.width, rows.height);
  const sample = sampled(ids);
  let basis = new Float64Array(rows.width * dimensions);
  for (const [column, word] of rows.words.entries()) {
    const random = randomNumbers(hash32(word));
    for (let d = 0; d < dimensions; d++) basis[column * dimensions + d] = random() - 0.5;
    if (column % wordsPerStep === 0) yield;
  }
  for (let pass = 0; pass < passes; pass++) {
    yield* orthonormalize(basis, dimensions);
    basis = yield* timesTransposed(rows, yield* times(rows, basis, dimensions, sample), dimensions, sample);
  }
  yield* orthonormalize(basis, dimensions);
  const points = yield* times(rows, basis, dimensions, ids.keys());
  const values = yield* turned(points, yield* principalAxes(points, dimensions), dimensions);
  return { height: rows.height, dimensions, values };
}

/** The rows of a sample: all, or those of the smallest hashes. */
function sampled(ids: readonly string[]): Uint32Array {
  const all = Uint32Array.from(ids.keys());
  if (ids.length <= mostSampled) return all;
  const hashes = ids.map(hash32);
  return all
    .sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0) || a - b)
    .slice(0, mostSampled)
    .sort();
}

/** Some of the rows (n × m) times a matrix (m × k): n × k, 0 in the other rows. */
function times(
  rows: TermVectors,
  matrix: Float64Array,
  k: number,
  some: Iterable<number>,
): Steps<Float64Array<ArrayBuffer>> {
  return multiply(rows, matrix, k, some, false);
}

/** Some of the rows (n × m), transposed, times those of a matrix (n × k): m × k. */
function timesTransposed(
  rows: TermVectors,
  matrix: Float64Array,
  k: number,
  some: Iterable<number>,
): Steps<Float64Array<ArrayBuffer>> {
  return multiply(rows, matrix, k, some, true);
}

function* multiply(
  { height, width, starts, columns, values }: TermVectors,
  matrix: Float64Array,
  k: number,
  some: Iterable<number>,
  transposed: boolean,
): Steps<Float64Array<ArrayBuffer>> {
  const product = new Float64Array((transposed ? width : height) * k);
  let work = 0;
  for (const i of some) {
    const end = starts[i + 1] ?? 0;
    for (let j = starts[i] ?? 0; j < end; j++) {
      const value = values[j] ?? 0;
      const column = columns[j] ?? 0;
      const to = (transposed ? column : i) * k;
      const from = (transposed ? i : column) * k;
      for (let c = 0; c < k; c++) product[to + c] = (product[to + c] ?? 0) + value * (matrix[from + c] ?? 0);
      work += k;
    }
    if (work < workPerStep) continue;
    work = 0;
    yield;
  }
  return product;
}

/** Makes the columns of an n × k matrix orthonormal (modified Gram–Schmidt); one that depends on others becomes 0. */
function* orthonormalize(matrix: Float64Array, k: number): Steps<void> {
  let work = 0;
  for (let c = 0; c < k; c++) {
    for (let d = 0; d <= c; d++) {
      let product = 0;
      for (let i = 0; i < matrix.length; i += k) product += (matrix[i + c] ?? 0) * (matrix[i + d] ?? 0);
      if (d < c)
        for (let i = 0; i < matrix.length; i += k)
          matrix[i + c] = (matrix[i + c] ?? 0) - product * (matrix[i + d] ?? 0);
      else {
        const scale = product > 1e-18 ? 1 / Math.sqrt(product) : 0;
        for (let i = 0; i < matrix.length; i += k) matrix[i + c] = scale * (matrix[i + c] ?? 0);
      }
      work += (2 * matrix.length) / k;
      if (work > workPerStep) {
        work = 0;
        yield;
      }
    }
  }
}

/** The eigenvectors of the covariance of points, that of the greatest eigenvalue first: k × k, each in a column. */
function* principalAxes(points: Float64Array, k: number): Steps<Float64Array> {
  const mean = new Float64Array(k);
  const height = points.length / Math.max(1, k);
  for (let start = 0; start < points.length; start += k)
    for (let c = 0; c < k; c++) mean[c] = (mean[c] ?? 0) + (points[start + c] ?? 0) / height;
  const covariance = new Float64Array(k * k);
  let work = 0;
  for (let start = 0; start < points.length; start += k) {
    for (let c = 0; c < k; c++) {
      const value = (points[start + c] ?? 0) - (mean[c] ?? 0);
      for (let d = 0; d < k; d++)
        covariance[c * k + d] = (covariance[c * k + d] ?? 0) + value * ((points[start + d] ?? 0) - (mean[d] ?? 0));
    }
    work += k * k;
    if (work > workPerStep) {
      work = 0;
      yield;
    }
  }
  const vectors = yield* eigenvectors(covariance, k);
  const order = Array.from({ length: k }, (_, c) => c).sort(
    (a, b) => (covariance[b * k + b] ?? 0) - (covariance[a * k + a] ?? 0) || a - b,
  );
  const axes = new Float64Array(k * k);
  for (const [to, from] of order.entries()) for (let i = 0; i < k; i++) axes[i * k + to] = vectors[i * k + from] ?? 0;
  return axes;
}

/** The eigenvectors of a symmetric k × k matrix, in columns; its eigenvalues are left on its diagonal (Jacobi's method, cyclic). */
function* eigenvectors(matrix: Float64Array, k: number): Steps<Float64Array> {
  const vectors = new Float64Array(k * k);
  for (let i = 0; i < k; i++) vectors[i * k + i] = 1;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let p = 0; p < k; p++) {
      for (let q = p + 1; q < k; q++) {
        const off = matrix[p * k + q] ?? 0;
        if (Math.abs(off) < 1e-15) continue;
        const theta = ((matrix[q * k + q] ?? 0) - (matrix[p * k + p] ?? 0)) / (2 * off);
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const cosine = 1 / Math.sqrt(tangent * tangent + 1);
        const sine = tangent * cosine;
        rotate(matrix, p, q, k, cosine, sine);
        rotate(matrix, p * k, q * k, 1, cosine, sine);
        rotate(vectors, p, q, k, cosine, sine);
      }
      yield;
    }
  }
  return vectors;
}

/** Turns two lines of a k × k matrix, rows or columns, by the angle of a cosine and a sine; `stride` is from one value of a line to the next. */
function rotate(matrix: Float64Array, p: number, q: number, stride: number, cosine: number, sine: number): void {
  const length = Math.sqrt(matrix.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [matrix[p + i * stride] ?? 0, matrix[q + i * stride] ?? 0];
    matrix[p + i * stride] = cosine * a - sine * b;
    matrix[q + i * stride] = sine * a + cosine * b;
  }
}

/** Points times axes, each axis with the sign by which its values are skewed to the right. */
function* turned(points: Float64Array, axes: Float64Array, k: number): Steps<Float32Array> {
  const values = new Float32Array(points.length);
  const cubes = new Float64Array(k);
  let work = 0;
  for (let start = 0; start < points.length; start += k) {
    for (let c = 0; c < k; c++) {
      let value = 0;
      for (let d = 0; d < k; d++) value += (points[start + d] ?? 0) * (axes[d * k + c] ?? 0);
      values[start + c] = value;
      cubes[c] = (cubes[c] ?? 0) + value ** 3;
    }
    work += k * k;
    if (work > workPerStep) {
      work = 0;
      yield;
    }
  }
  for (let i = 0; i < values.length; i++) if ((cubes[i % k] ?? 0) < 0) values[i] = -(values[i] ?? 0);
  return values;
}
