/** A value, as JSON has it, and when it was given: a register of which the last writer wins. */
export interface Stamped {
  readonly value: unknown;
  /** In milliseconds since 1970, see `timeAfter`. */
  readonly at: number;
}

/** What is remembered of a paper, by field; also fields of which only later versions know the meaning. */
export type PaperRecord = ReadonlyMap<string, Stamped>;

/** The later of two; of two at the same time the one whose JSON is greater, so that it does not matter which was there first. */
export function later(a: Stamped, b: Stamped): Stamped {
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return JSON.stringify(a.value) >= JSON.stringify(b.value) ? a : b;
}

/**
 * The time to give a value that is put in the place of another: now, or just after the other where the clocks of
 * two machines disagree or one went back.
 *
 * @param last When the other was given; null where there was none.
 */
export function timeAfter(last: number | null, now: number): number {
  return Math.min(Math.max(Math.trunc(now), 0, last === null ? 0 : last + 1), Number.MAX_SAFE_INTEGER);
}

/** How far ahead of this machine's clock a time may be, in milliseconds: a day. */
export const maxClockSkew = 24 * 60 * 60 * 1000;

/**
 * Reads `[value, time]`; null where it is something else.
 *
 * @param maxTime A time after this one counts as 0, so that a value from an impossible future can be overruled, and
 *   with the same outcome whenever and wherever it is read.
 */
export function stampedOf(json: unknown, maxTime = Number.MAX_SAFE_INTEGER): Stamped | null {
  if (!Array.isArray(json) || json.length !== 2) return null;
  const [value, at] = json as readonly unknown[];
  if (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0) return null;
  return { value, at: at > maxTime ? 0 : at };
}

/** Whether two are the same value of the same time. */
export function isSameStamped(a: Stamped | undefined, b: Stamped | undefined): boolean {
  return a === b || (!!a && !!b && a.at === b.at && JSON.stringify(a.value) === JSON.stringify(b.value));
}
