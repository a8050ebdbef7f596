import { firstWhere } from '../firstWhere';
import type { Mention } from '../mentions/mention';
import type { PaperId } from '../paper';
import { truncate, visible } from '../text/prose';
import { trimEndOf } from '../text/trimming';

/** Where a note names a paper, as editors count: lines and UTF-16 code units from 0. */
export interface Place {
  /** The papers that may be meant; more than one where they share the title. */
  readonly ids: readonly PaperId[];
  /** The cell of a notebook, counted from 0; null in other notes. */
  readonly cell: number | null;
  readonly line: number;
  readonly character: number;
  readonly endLine: number;
  readonly endCharacter: number;
  /** What the note says there, with `…` in place of the paper's name; empty where it says nothing. */
  readonly excerpt: string;
}

const longestBefore = 60;
const longestExcerpt = 160;
/** How far the lines below one that only names a paper are looked at. */
const linesBelow = 3;

/** The places of mentions in a text, in their order. */
export function placesOf(text: string, mentions: readonly Mention[], cell: number | null = null): Place[] {
  if (mentions.length === 0) return [];
  const starts = lineStarts(text);
  const lineOf = (offset: number): number => firstWhere(starts.length, (line) => (starts[line] ?? 0) > offset) - 1;
  const textOf = (line: number): string => text.slice(starts[line] ?? text.length, starts[line + 1] ?? text.length);
  const named = new Set(mentions.map(({ start }) => lineOf(start)));
  return mentions.map(({ ids, start, end }) => {
    const [line, endLine] = [lineOf(start), lineOf(end)];
    const [character, endCharacter] = [start - (starts[line] ?? 0), end - (starts[endLine] ?? 0)];
    const around = excerptOf(textOf(line).slice(0, character), textOf(endLine).slice(endCharacter));
    return {
      ids,
      cell,
      line,
      character,
      endLine,
      endCharacter,
      excerpt: around || below(textOf, line, endLine, named),
    };
  });
}

/** The offsets at which lines begin; a line ends with CR, LF or both. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** Marks of a list, a heading, a quotation or of emphasis, as they stand at the ends of a line. */
const leadingMarks = /^(?:[\s>*\-+#%;|=_"“”„«»`'[\]]|\d+[.)]\s)+/;
const trailingMark = /[\s*_"“”„«»`'[\]|=:]/;

function withoutMarks(text: string): string {
  return trimEndOf(visible(text).replace(leadingMarks, ''), trailingMark);
}

function excerptOf(before: string, after: string): string {
  const [left, right] = [withoutMarks(before), withoutMarks(after)];
  if (!/[\p{L}\p{N}]/u.test(left + right)) return '';
  const cut =
    left.length <= longestBefore ? left : `…${left.slice(-longestBefore).replace(/^\S*\s|^[\udc00-\udfff]/, '')}`;
  const joint = /^[,.;:!?)]/.test(right) || right === '' ? '' : ' ';
  return truncate(`${cut}${cut === '' ? '' : ' '}…${joint}${right}`, longestExcerpt);
}

const heading = /^\s*(?:#|={2,}|\\(?:sub)*section)/;
const item = /^(\s*)(?:[-*+•]|\d+[.)])\s/;

/**
 * The first line with letters below lines that only name a paper, unless it is a heading, an item beside theirs, or names
 * another paper.
 */
function below(textOf: (line: number) => string, first: number, last: number, named: ReadonlySet<number>): string {
  const indent = item.exec(textOf(first))?.[1]?.length;
  for (let next = last + 1; next <= last + linesBelow; next++) {
    const text = textOf(next);
    const nextIndent = item.exec(text)?.[1]?.length;
    const isBeside = indent !== undefined && nextIndent !== undefined && nextIndent <= indent;
    if (isBeside || named.has(next) || heading.test(text)) return '';
    const told = withoutMarks(text);
    if (/[\p{L}\p{N}]/u.test(told)) return truncate(told, longestExcerpt);
  }
  return '';
}
