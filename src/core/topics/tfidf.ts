const remembered = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(count));

/** How much a term counts in a text in which it stands so often, at least once (sublinear term frequency, 1 + ln n). */
export function sublinear(count: number): number {
  return count < remembered.length ? (remembered[count] ?? 0) : 1 + Math.log(count);
}
