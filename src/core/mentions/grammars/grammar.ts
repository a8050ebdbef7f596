/**
 * What a line begins in, such as a fence of code that an earlier line opened. Two lines of the same
 * text that begin in the same state and stand before the same line have the same prose and leave the same state.
 */
export type LineState = string;

/** Tells a line's prose from the rest. */
export interface Grammar {
  /** The state that the first line begins in. */
  readonly first: LineState;
  /**
   * Masks what is no prose in a line, which may end with a line end, and gives the state of the next line.
   *
   * @param next The text of the next line, to tell what goes on there; empty for the last one.
   */
  line(line: string, state: LineState, mask: Mask, next: string): LineState;
}

/** Stands for code and the like in a masked text: a letter of no title, and a word of its own. */
export const barrier = '\u4db5';

/** Collects what is masked in a line, in any order. */
export class Mask {
  readonly #spans: { from: number; to: number; isHard: boolean }[] = [];

  /** Masks a stretch that no title goes on over. */
  hard(from: number, to: number): void {
    if (to > from) this.#spans.push({ from, to, isHard: true });
  }

  /** Masks mark-up that may stand within a title, such as the address of a link. */
  soft(from: number, to: number): void {
    if (to > from) this.#spans.push({ from, to, isHard: false });
  }

  /** The line with blanks for what was masked. */
  applyTo(line: string): string {
    if (this.#spans.length === 0) return line;
    const parts: string[] = [];
    let done = 0;
    for (const { from, to, isHard } of this.#spans.sort((a, b) => a.from - b.from || b.to - a.to)) {
      const start = Math.max(from, done);
      if (to <= start) continue;
      parts.push(line.slice(done, start), isHard ? barrier : ' ', ' '.repeat(to - start - 1));
      done = to;
    }
    parts.push(line.slice(done));
    return parts.join('');
  }
}

export const address = /(?:\b(?:https?|ftp|file|mailto|doi):|\bwww\.)[^\s<>"'`|\\^“”‘’«»\])}]+/g;

export function maskAddresses(line: string, mask: Mask, from = 0): void {
  if (!line.includes(':', from) && !line.includes('www.', from)) return;
  address.lastIndex = from;
  for (let match = address.exec(line); match; match = address.exec(line)) mask.hard(match.index, address.lastIndex);
}

/** Masks all of a line but its line end. */
export function maskWhole(line: string, mask: Mask, from = 0): void {
  mask.hard(from, /[\r\n]$/.test(line) ? line.length - 1 : line.length);
}

/** Masks what an expression matches; its first group only, where it has one that matched. */
export function maskMatches(line: string, expression: RegExp, mask: Mask): void {
  for (const match of line.matchAll(expression)) {
    const inner = match.indices?.[1];
    if (inner) mask.hard(inner[0], inner[1]);
    else mask.hard(match.index, match.index + match[0].length);
  }
}

/** The runs of backticks in a line: `close` gives, from left to right, a run's length and where a code span that it opens ends. */
export function backtickRuns(line: string): { close(at: number): { length: number; end: number } } {
  const byLength = placesOfRuns(line);
  for (const places of byLength.values()) places.reverse();
  return {
    close(at) {
      let length = 1;
      while (line.charCodeAt(at + length) === 0x60) length++;
      const places = byLength.get(length) ?? [];
      while ((places.at(-1) ?? Infinity) <= at) places.pop();
      const close = places.at(-1);
      return { length, end: close === undefined ? -1 : close + length };
    },
  };
}

/** Where the runs of backticks begin in a line, by their length. */
export function placesOfRuns(line: string): Map<number, number[]> {
  const byLength = new Map<number, number[]>();
  for (const match of line.matchAll(/`+/g)) {
    const places = byLength.get(match[0].length);
    if (places) places.push(match.index);
    else byLength.set(match[0].length, [match.index]);
  }
  return byLength;
}

/** A line with blanks before a place. */
export function blankBefore(line: string, at: number): string {
  return ' '.repeat(at) + line.slice(at);
}
