/** Places in the plane: point i is at `places[2 * i]`, `places[2 * i + 1]`. */
export type Places = Float64Array;

/** Left, top, right and bottom of some points; all 0 for none. */
export function boundsOf(places: Places, some: Iterable<number>): [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of some) {
    const [x, y] = [places[2 * i] ?? 0, places[2 * i + 1] ?? 0];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left <= right ? [left, top, right, bottom] : [0, 0, 0, 0];
}
