import { firstWordLength } from './textFeatures';

/** Lines that are longer were not wrapped to a width. */
export const maxWrappedLine = 220;
const minWrapWidth = 30;
const minRun = 3;

/**
 * The width at which lines were wrapped, 0 where they were not. A line that was wrapped to a width is no
 * longer than it, and has no room for the next line's first word; the width is the one for which this is true
 * most often.
 *
 * @param lines Lines that follow one another, none longer than `maxWrappedLine`.
 */
export function inferWrapWidth(lines: readonly string[]): number {
  if (lines.length < minRun) return 0;
  const changes = new Int32Array(2 * maxWrappedLine);
  for (let i = 0; i + 1 < lines.length; i++) {
    const length = lines[i]?.length ?? 0;
    const room = length + firstWordLength(lines[i + 1] ?? '');
    changes[length] = (changes[length] ?? 0) + 1;
    changes[room + 1] = (changes[room + 1] ?? 0) - 1;
  }
  let [width, support, best] = [0, 0, 0];
  for (let candidate = 0; candidate < changes.length; candidate++) {
    support += changes[candidate] ?? 0;
    if (support > best) [width, best] = [candidate, support];
  }
  return width >= minWrapWidth && best >= Math.max(2, 0.55 * (lines.length - 1)) ? width : 0;
}

/** Whether a line of this length was broken only because the next line's first word did not fit. */
export function fillsLine(length: number, nextWordLength: number, width: number): boolean {
  return width > 0 && length <= width && length + 1 + nextWordLength > width;
}
