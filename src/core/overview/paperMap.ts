import type { Paper, PaperId } from '../paper';
import type { Steps } from '../steps';
import { latentSpace, type Latent } from './latent';
import { layOut } from './layout';
import { nearestPapers, type Neighbours } from './neighbours';
import { boundsOf, type Places } from './places';
import { spread } from './spread';
import { termVectors } from './termVectors';

/** Where a paper lies on the map, from 0 to 1 in both directions; the longer side of the map is 1 long. */
export interface MapPoint {
  readonly id: PaperId;
  readonly x: number;
  readonly y: number;
}

const dimensions = 40;
const neighbours = 10;
/** The standard deviation along the first axis at the start. */
const startSpread = 3;
const golden = Math.PI * (3 - Math.sqrt(5));

/**
 * A map on which papers lie near each other that tell of the same things: their TF-IDF vectors in latent space, the nearest
 * there as neighbours, laid out from the first two principal axes (Kobak and Linderman 2021). Papers that share no telling word
 * with another lie around the others. The map is a function of the papers, whatever their order, and no two have the same place;
 * it is turned as the axes are, so that it looks about the same when some papers come or go.
 *
 * Takes time as n^1.5 and memory in proportion to the length of the texts, both for about 10,000 papers or more.
 *
 * @returns The points in the order of their ids.
 */
export function* paperMap(papers: Iterable<Paper>): Steps<readonly MapPoint[]> {
  const ordered = [...papers].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const ids = ordered.map(({ id }) => id);
  const latent = yield* latentSpace(yield* termVectors(ordered), ids, dimensions);
  const edges = yield* nearestPapers(latent, neighbours);
  const first = start(latent);
  const places = first.slice();
  yield* layOut(places, edges);
  turnTowards(places, first);
  setAround(places, edges);
  yield* spread(places);
  return fitted(places, ids);
}

function start({ values, dimensions: k, height }: Latent): Places {
  const places = new Float64Array(2 * height);
  let squares = 0;
  for (let i = 0; i < height; i++) squares += (values[i * k] ?? 0) ** 2;
  const scale = startSpread / (Math.sqrt(squares / Math.max(1, height)) || 1);
  for (let i = 0; i < height; i++) {
    if (k > 0) places[2 * i] = scale * (values[i * k] ?? 0);
    if (k > 1) places[2 * i + 1] = scale * (values[i * k + 1] ?? 0);
  }
  return places;
}

/** Turns places, and mirrors them if need be, so that they lie as near as can be to where others do (orthogonal Procrustes problem). */
function turnTowards(places: Places, others: Places): void {
  const count = Math.max(1, places.length / 2);
  const meanOf = (some: Places, coordinate: 0 | 1): number =>
    some.reduce((sum, value, i) => (i % 2 === coordinate ? sum + value : sum), 0) / count;
  const mean = { x: meanOf(places, 0), y: meanOf(places, 1) };
  const otherMean = { x: meanOf(others, 0), y: meanOf(others, 1) };
  let [xx, xy, yx, yy] = [0, 0, 0, 0];
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [(places[i] ?? 0) - mean.x, (places[i + 1] ?? 0) - mean.y];
    const [u, v] = [(others[i] ?? 0) - otherMean.x, (others[i + 1] ?? 0) - otherMean.y];
    xx += x * u;
    xy += x * v;
    yx += y * u;
    yy += y * v;
  }
  const mirror = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx) ? -1 : 1;
  const angle = Math.atan2(xy - mirror * yx, xx + mirror * yy);
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [(places[i] ?? 0) - mean.x, mirror * ((places[i + 1] ?? 0) - mean.y)];
    places[i] = cosine * x - sine * y;
    places[i + 1] = sine * x + cosine * y;
  }
}

/** Sets the points without neighbours around the others, evenly on a spiral (Vogel 1979). */
function setAround(places: Places, { starts, papers }: Neighbours): void {
  const isTied = new Uint8Array(places.length / 2);
  for (const other of papers) isTied[other] = 1;
  for (let i = 0; i < isTied.length; i++) if ((starts[i + 1] ?? 0) > (starts[i] ?? 0)) isTied[i] = 1;
  const tied = Array.from(isTied.keys()).filter((i) => isTied[i] === 1);
  const [left, top, right, bottom] = boundsOf(places, tied);
  const [width, height] = [right - left, bottom - top];
  const inner = tied.length === 0 ? 0 : 0.55 * Math.hypot(width, height);
  const area = tied.length === 0 ? 1 : Math.max(0.05, (width * height) / tied.length);
  let count = 0;
  for (const [i, tie] of isTied.entries()) {
    if (tie === 1) continue;
    const radius = Math.sqrt(inner * inner + (area * count) / Math.PI);
    places[2 * i] = (left + right) / 2 + radius * Math.cos(golden * count);
    places[2 * i + 1] = (top + bottom) / 2 + radius * Math.sin(golden * count);
    count++;
  }
}

function fitted(places: Places, ids: readonly PaperId[]): MapPoint[] {
  const [left, top, right, bottom] = boundsOf(places, ids.keys());
  const side = Math.max(right - left, bottom - top);
  const at = (place: number, from: number, length: number): number =>
    side === 0 ? 0.5 : (place - from) / side + (side - length) / side / 2;
  return ids.map((id, i) => ({
    id,
    x: at(places[2 * i] ?? 0, left, right - left),
    y: at(places[2 * i + 1] ?? 0, top, bottom - top),
  }));
}
