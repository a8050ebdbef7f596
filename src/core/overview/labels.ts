/** A text that is to stand near a place of a picture. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the middle of a label stands. */
export interface Placed {
  readonly x: number;
  readonly y: number;
}

/** In which directions a label may give way, in its heights. */
const shifts = [0, -1, 1, -2, 2];

/**
 * Places labels greedily so that none overlaps another and all are within a picture; one that finds no room near its place is
 * left out. Those that stand first are placed first.
 *
 * @returns For each label where it stands, or null.
 */
export function placeLabels(labels: readonly Label[], width: number, height: number): (Placed | null)[] {
  const taken: Label[] = [];
  return labels.map((label) => {
    const x = Math.min(Math.max(label.x, label.width / 2), width - label.width / 2);
    if (label.width > width) return null;
    for (const shift of shifts) {
      const placed = {
        ...label,
        x,
        y: Math.min(Math.max(label.y, label.height / 2), height - label.height / 2) + shift * label.height,
      };
      const isInside = placed.y >= label.height / 2 && placed.y <= height - label.height / 2;
      if (!isInside || taken.some((other) => overlaps(placed, other))) continue;
      taken.push(placed);
      return { x: placed.x, y: placed.y };
    }
    return null;
  });
}

function overlaps(a: Label, b: Label): boolean {
  return 2 * Math.abs(a.x - b.x) < a.width + b.width && 2 * Math.abs(a.y - b.y) < a.height + b.height;
}

/** A stretch of a picture where places lie close. */
export interface Cluster extends Placed {
  readonly places: number;
}

/** Of more places, so many at even distances are asked for what lies around them. */
const mostAsked = 100;

/** The middle of the places that lie within a distance of the one around which most lie, and how many they are; null for no places. */
export function densest(places: readonly Placed[], radius: number): Cluster | null {
  const step = Math.max(1, places.length / mostAsked);
  let best: Cluster | null = null;
  for (let at = 0; at < places.length; at += step) {
    const centre = places[Math.floor(at)];
    if (!centre) break;
    let [count, right, down] = [0, 0, 0];
    for (const { x, y } of places) {
      const [dx, dy] = [x - centre.x, y - centre.y];
      if (dx * dx + dy * dy > radius * radius) continue;
      count++;
      right += dx;
      down += dy;
    }
    if (count > (best?.places ?? 0)) best = { x: centre.x + right / count, y: centre.y + down / count, places: count };
  }
  return best;
}
