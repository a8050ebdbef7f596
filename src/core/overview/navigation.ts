/** A place of a picture; y grows downwards. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The place that is nearest to another one, as its number; null if none is within a distance. */
export function nearestPlace(places: readonly Place[], { x, y }: Place, within: number): number | null {
  let nearest: number | null = null;
  let least = within * within;
  for (const [i, place] of places.entries()) {
    const square = (place.x - x) ** 2 + (place.y - y) ** 2;
    if (square > least || (square === least && nearest !== null)) continue;
    least = square;
    nearest = i;
  }
  return nearest;
}

/**
 * The place to go to from one in a direction, as its number: of the places that lie rather there than aside the nearest one,
 * where a way aside counts twice; if there is none, of those that lie in the direction at all. Null if there is none.
 */
export function nextPlace(places: readonly Place[], from: number, direction: Direction): number | null {
  const start = places[from];
  if (!start) return null;
  let [nearest, straight]: [number | null, boolean] = [null, false];
  let least = Infinity;
  for (const [i, { x, y }] of places.entries()) {
    const [right, down] = [x - start.x, y - start.y];
    const ahead = direction === 'left' ? -right : direction === 'right' ? right : direction === 'up' ? -down : down;
    const aside = Math.abs(direction === 'left' || direction === 'right' ? down : right);
    if (ahead <= 0 || i === from) continue;
    const isStraight = aside <= ahead;
    const way = ahead + 2 * aside;
    if (straight && !isStraight) continue;
    if (isStraight === straight && way >= least) continue;
    [nearest, straight, least] = [i, isStraight, way];
  }
  return nearest;
}
