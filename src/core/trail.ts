/** Where one is, and where one can go back and forward to, as in a browser. The nearest place is the last one of each. */
export interface Trail<T> {
  readonly here: T;
  readonly back: readonly T[];
  readonly forward: readonly T[];
}

const longest = 50;

/** The trail of one who has just come. */
export function trailAt<T>(here: T): Trail<T> {
  return { here, back: [], forward: [] };
}

/** Goes on to another place; what one could go forward to is forgotten, and what lies far back. */
export function goOn<T>({ here, back }: Trail<T>, to: T): Trail<T> {
  return { here: to, back: [...back, here].slice(-longest), forward: [] };
}

/** Goes back to the nearest place that is still there; null where there is none. */
export function goBack<T>(trail: Trail<T>, isThere: (place: T) => boolean): Trail<T> | null {
  const index = trail.back.findLastIndex(isThere);
  const here = trail.back[index];
  return here === undefined
    ? null
    : { here, back: trail.back.slice(0, index), forward: [...trail.forward, trail.here] };
}

/** Goes forward to the nearest place that is still there; null where there is none. */
export function goForward<T>(trail: Trail<T>, isThere: (place: T) => boolean): Trail<T> | null {
  const turned = goBack({ here: trail.here, back: trail.forward, forward: trail.back }, isThere);
  return turned && { here: turned.here, back: turned.forward, forward: turned.back };
}
