import type { Steps } from '../steps';
import { boundsOf, type Places } from './places';

/** How many cells there are for each point. */
const cellsPerPoint = 6;
const pointsPerStep = 500;

/**
 * Moves points apart that lie on each other: of the points in one cell of a fine grid the first stays, each other one goes to the
 * nearest free cell.
 */
export function* spread(places: Places): Steps<void> {
  const count = places.length / 2;
  const [left, top, right, bottom] = boundsOf(places, Array(count).keys());
  const long = Math.max(right - left, bottom - top) || 1;
  const cell = Math.sqrt(
    (Math.max(right - left, long / 4) * Math.max(bottom - top, long / 4)) / (cellsPerPoint * count),
  );
  const grid = new Grid();
  for (let i = 0; i < count; i++) {
    const column = Math.floor(((places[2 * i] ?? 0) - left) / cell);
    const row = Math.floor(((places[2 * i + 1] ?? 0) - top) / cell);
    const [right, down] = grid.take(column, row);
    places[2 * i] = (places[2 * i] ?? 0) + right * cell;
    places[2 * i + 1] = (places[2 * i + 1] ?? 0) + down * cell;
    if (i % pointsPerStep === 0) yield;
  }
}

/** The cells of an endless grid that are taken. */
class Grid {
  readonly #taken = new Set<number>();
  /** By cell, within what distance of it all others are known to be taken. */
  readonly #full = new Map<number, number>();

  /** Takes the free cell that is nearest to one, and answers how far right and down it is. */
  take(column: number, row: number): readonly [number, number] {
    const wanted = key(column, row);
    for (let ring = this.#full.get(wanted) ?? 0; ; ring++) {
      let best: readonly [number, number] | null = null;
      let least = Infinity;
      for (const [right, down] of ringOf(ring)) {
        const distance = right * right + down * down;
        if (distance >= least || this.#taken.has(key(column + right, row + down))) continue;
        best = [right, down];
        least = distance;
      }
      if (!best) continue;
      this.#full.set(wanted, ring);
      this.#taken.add(key(column + best[0], row + best[1]));
      return best;
    }
  }
}

function key(column: number, row: number): number {
  return (column + 2 ** 20) * 2 ** 21 + row + 2 ** 20;
}

/** The cells of a square ring around one, as how far right and down each is. */
function* ringOf(radius: number): Generator<readonly [number, number]> {
  if (radius === 0) {
    yield [0, 0];
    return;
  }
  for (let side = -radius; side < radius; side++) {
    yield [side, -radius];
    yield [radius, side];
    yield [-side, radius];
    yield [-radius, -side];
  }
}
