import { readFooter, type Footer } from './footer';
import type { Line } from './lines';
import { firstWordLength, isScrap } from './textFeatures';
import { inferWrapWidth, maxWrappedLine } from './wrapping';

/** A line or a paragraph of a page. */
export interface TextBlock {
  readonly kind: 'text';
  /** Trimmed; the lines of a paragraph are joined by `\n`. */
  readonly text: string;
  /** The first line, counted from 1. */
  readonly line: number;
  readonly precededByBlank: boolean;
  /** Whether it stands in a section that separates its texts by blank lines. */
  readonly blankSeparated: boolean;
}

/** A stretch of a page: text that belongs together, or a footer. */
export type Block = TextBlock | { readonly kind: 'footer'; readonly footer: Footer };

/** From this length on a line is more likely an abstract than a title, in UTF-16 code units. */
export const longLine = 250;
const stepSize = 2_000;

/**
 * Joins a page's lines to blocks: footers, paragraphs where a section separates its texts by blank lines,
 * and single lines elsewhere. Pauses at each `yield`.
 */
export function* toBlocks(lines: readonly Line[]): Generator<void, Block[]> {
  const separated = yield* findBlankSeparated(lines);
  const blocks: Block[] = [];
  for (let i = 0, pause = stepSize; i < lines.length;) {
    if (i >= pause) {
      pause = i + stepSize;
      yield;
    }
    const footer = readFooter(lines, i);
    if (footer) {
      blocks.push({ kind: 'footer', footer: footer.footer });
      i = footer.end;
      continue;
    }
    const blankSeparated = separated[i] === 1;
    const end = blankSeparated ? paragraphEnd(lines, separated, i) : i + 1;
    const line = lines[i];
    if (!line) break;
    if (end > i + 1) for (const block of splitParagraph(lines.slice(i, end))) blocks.push(block);
    else blocks.push(textBlock(line, line.text.trim(), blankSeparated));
    i = end;
  }
  return blocks;
}

const tightCost = 1;
const wrappedCost = 1 / 30;
const switchCost = 3;

/**
 * Finds the sections in which blank lines separate titles and abstracts: the cheapest sequence of two
 * states, by the Viterbi algorithm. A section with blank lines pays for a title and an abstract that follow one another
 * without one, and a little for each line break within a paragraph; a section without pays for each
 * blank line.
 *
 * @returns for each line 1 where it stands in a section with blank lines, else 0.
 */
function* findBlankSeparated(lines: readonly Line[]): Generator<void, Uint8Array> {
  const from = [new Uint8Array(lines.length), new Uint8Array(lines.length)] as const;
  let [tight, spaced] = [0, 0];
  for (let i = 1; i < lines.length; i++) {
    if (i % (10 * stepSize) === 0) yield;
    const [previous, line] = [lines[i - 1], lines[i]];
    if (!previous || !line) break;
    const isBoundary = previous.text.length >= longLine !== line.text.length >= longLine;
    if (spaced + switchCost < tight) [tight, from[0][i]] = [spaced + switchCost, 1];
    else if (tight + switchCost < spaced) [spaced, from[1][i]] = [tight + switchCost, 1];
    if (line.gap) tight += 1;
    else spaced += isBoundary ? tightCost : wrappedCost;
  }
  const result = new Uint8Array(lines.length);
  let state: 0 | 1 = spaced < tight ? 1 : 0;
  for (let i = lines.length - 1; i >= 0; i--) {
    result[i] = state;
    if (from[state][i] === 1) state = state === 0 ? 1 : 0;
  }
  return result;
}

/** The index after the last line that may belong to the paragraph that begins at `start`. */
function paragraphEnd(lines: readonly Line[], separated: Uint8Array, start: number): number {
  const isLong = (lines[start]?.text.length ?? 0) >= longLine;
  let end = start + 1;
  for (let line = lines[end]; line && !line.gap && separated[end] === 1; line = lines[++end]) {
    if (line.text.length >= longLine !== isLong || readFooter(lines, end)) break;
  }
  return end;
}

/** Two lines are not enough to infer a width; they are hardly wrapped to fewer or more characters. */
const [minPairWidth, maxPairWidth] = [60, 130];

/**
 * Splits the lines of a paragraph where one ends although the next line's first word would have fitted into it:
 * that break was not made by wrapping. Lines without a common width are one paragraph; scraps and repeated lines
 * never belong to one.
 */
function splitParagraph(lines: readonly Line[]): TextBlock[] {
  const texts = lines.map((line) => line.text.trim());
  const width = texts.some((text) => text.length > maxWrappedLine)
    ? 0
    : lines.length === 2
      ? Math.max(minPairWidth, ...texts.map((text) => text.length))
      : inferWrapWidth(texts);
  const blocks: TextBlock[] = [];
  let start = 0;
  for (let i = 1; i <= texts.length; i++) {
    const [text, next] = [texts[i - 1] ?? '', texts[i]];
    if (next !== undefined && next !== text && !isScrap(next) && !isScrap(text)) {
      const isWhole = texts.length === 2 && (text.length > maxPairWidth || /[.!?]$|^[^\s:]+:\/\/\S+$/.test(text));
      if (!isWhole && text.length + 1 + firstWordLength(next) > width) continue;
    }
    const line = lines[start];
    if (line) blocks.push(textBlock(line, texts.slice(start, i).join('\n'), true));
    start = i;
  }
  return blocks;
}

function textBlock({ number, gap }: Line, text: string, blankSeparated: boolean): TextBlock {
  return { kind: 'text', text, line: number, precededByBlank: gap, blankSeparated };
}
