import type { Steps } from '../steps';
import type { Latent } from './latent';

/** For each paper its nearest ones, nearest first: those of paper i stand in `papers` from `starts[i]` to `starts[i + 1]`. */
export interface Neighbours {
  readonly starts: Uint32Array;
  readonly papers: Uint32Array;
}

/** Up to so many papers are all compared with each other. */
const fewPapers = 1500;
/** In how many cells, those whose centres are nearest, a paper's neighbours are looked for. */
const probes = 8;
const rounds = 4;
/** The centres are found by about so many papers at the most. */
const mostSampled = 5000;
const comparisonsPerStep = 20_000;

/**
 * The nearest papers of each in latent space, by the cosine. They are looked for in the cells of k-means whose centres are
 * nearest (inverted file; Jégou, Douze and Schmid 2011), so that time grows as n^1.5. A paper at the origin has no neighbours
 * and is none.
 */
export function* nearestPapers(latent: Latent, most: number): Steps<Neighbours> {
  const points = normalized(latent);
  const { height, dimensions: k } = latent;
  const cells = yield* partition(points, height, k);
  const nearCells = new TopList(probes);
  const nearest = new TopList(most);
  const starts = new Uint32Array(height + 1);
  const papers = new Uint32Array(height * most);
  let end = 0;
  let work = 0;
  for (let i = 0; i < height; i++) {
    nearCells.clear();
    for (let cell = 0; cell < cells.count; cell++)
      nearCells.offer(cell, dot(points, i * k, cells.centres, cell * k, k));
    nearest.clear();
    for (let n = 0; n < nearCells.size; n++) {
      const cell = nearCells.items[n] ?? 0;
      const last = cells.starts[cell + 1] ?? 0;
      for (let at = cells.starts[cell] ?? 0; at < last; at++) {
        const other = cells.papers[at] ?? 0;
        if (other === i) continue;
        const cosine = dot(points, i * k, points, other * k, k);
        if (cosine > 0) nearest.offer(other, cosine);
      }
      work += last - (cells.starts[cell] ?? 0);
    }
    for (let n = 0; n < nearest.size; n++) papers[end++] = nearest.items[n] ?? 0;
    starts[i + 1] = end;
    if (work < comparisonsPerStep) continue;
    work = 0;
    yield;
  }
  return { starts, papers: papers.subarray(0, end) };
}

/** Papers by cells: those of a cell stand in `papers` from `starts[cell]` to `starts[cell + 1]`. */
interface Cells {
  readonly count: number;
  readonly centres: Float32Array;
  readonly starts: Uint32Array;
  readonly papers: Uint32Array;
}

/** Spherical k-means (Dhillon and Modha 2001) with papers at even distances in their order as first centres. */
function* partition(points: Float32Array, height: number, k: number): Steps<Cells> {
  const count = height <= fewPapers ? 1 : Math.round(Math.sqrt(height));
  const centres = new Float32Array(count * k);
  for (let cell = 0; cell < count; cell++) {
    const from = k * Math.floor((cell * height) / count);
    centres.set(points.subarray(from, from + k), cell * k);
  }
  const cellOf = new Uint32Array(height);
  let work = 0;
  for (let round = 0; round < rounds && count > 1; round++) {
    const isLast = round === rounds - 1;
    const step = isLast ? 1 : Math.ceil(height / mostSampled);
    for (let i = 0; i < height; i += step) {
      let best = -Infinity;
      for (let cell = 0; cell < count; cell++) {
        const cosine = dot(points, i * k, centres, cell * k, k);
        if (cosine <= best) continue;
        best = cosine;
        cellOf[i] = cell;
      }
      work += count;
      if (work > comparisonsPerStep) {
        work = 0;
        yield;
      }
    }
    if (isLast) break;
    centres.fill(0);
    for (let i = 0; i < height; i += step) {
      const to = k * (cellOf[i] ?? 0);
      for (let d = 0; d < k; d++) centres[to + d] = (centres[to + d] ?? 0) + (points[i * k + d] ?? 0);
    }
    normalize(centres, k);
  }
  const starts = new Uint32Array(count + 1);
  for (const cell of cellOf) starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
  for (let cell = 0; cell < count; cell++) starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0);
  const next = starts.slice();
  const papers = new Uint32Array(height);
  for (const [i, cell] of cellOf.entries()) {
    const at = next[cell] ?? 0;
    papers[at] = i;
    next[cell] = at + 1;
  }
  return { count, centres, starts, papers };
}

/** The items of highest score, highest first; the one that was offered first where they are equal. */
class TopList {
  readonly items: Uint32Array;
  readonly #scores: Float64Array;
  size = 0;

  constructor(most: number) {
    this.items = new Uint32Array(most);
    this.#scores = new Float64Array(most);
  }

  clear(): void {
    this.size = 0;
  }

  offer(item: number, score: number): void {
    const most = this.items.length;
    if (this.size === most && score <= (this.#scores[most - 1] ?? 0)) return;
    let at = this.size < most ? this.size++ : most - 1;
    for (; at > 0 && score > (this.#scores[at - 1] ?? 0); at--) {
      this.items[at] = this.items[at - 1] ?? 0;
      this.#scores[at] = this.#scores[at - 1] ?? 0;
    }
    this.items[at] = item;
    this.#scores[at] = score;
  }
}

function dot(a: Float32Array, from: number, b: Float32Array, other: number, k: number): number {
  let sum = 0;
  for (let d = 0; d < k; d++) sum += (a[from + d] ?? 0) * (b[other + d] ?? 0);
  return sum;
}

function normalized({ values, dimensions }: Latent): Float32Array {
  const points = values.slice();
  normalize(points, dimensions);
  return points;
}

/** Makes points of length 1; those of length 0 stay. */
function normalize(points: Float32Array, k: number): void {
  for (let start = 0; start < points.length; start += k) {
    const length = Math.sqrt(dot(points, start, points, start, k)) || 1;
    for (let d = 0; d < k; d++) points[start + d] = (points[start + d] ?? 0) / length;
  }
}
