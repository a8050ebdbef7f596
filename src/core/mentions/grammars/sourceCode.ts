import type { Comments } from '../commentSyntax';
import { maskAddresses, type Grammar, type LineState, type Mask } from './grammar';

/** States: `/` and the end of the comment, or `"` and the end of the string, that is open. */
export function sourceCode({ line: lineMarks, blocks, quotes, docs, multiline }: Comments): Grammar {
  const openings = [...new Set([...docs, ...blocks.map(([open]) => open), ...lineMarks, ...multiline, ...quotes])].sort(
    (a, b) => b.length - a.length,
  );
  const expression = openings.length === 0 ? null : new RegExp(openings.map(escape).join('|'), 'g');
  return {
    first: '',
    line(line, state, mask) {
      let at = 0;
      let commentsFrom = line.length;
      if (state !== '') {
        const end = line.indexOf(state.slice(1));
        const isComment = state.startsWith('/');
        if (!isComment) mask.hard(0, end < 0 ? line.trimEnd().length : end + state.length - 1);
        else commentsFrom = 0;
        if (end < 0) {
          if (isComment) maskAddresses(line, mask);
          return state;
        }
        at = end + state.length - 1;
      }
      let next: LineState = '';
      const unclosed = new Set<string>();
      while (at < line.length && next === '') {
        if (expression) expression.lastIndex = at;
        const match = expression?.exec(line);
        const from = match?.index ?? line.length;
        maskCode(line, at, from, mask);
        if (!match) break;
        const mark = match[0];
        const inside = from + mark.length;
        const block = blocks.find(([open]) => open === mark);
        if (docs.includes(mark) && line.slice(0, from).trim() === '') {
          commentsFrom = Math.min(commentsFrom, from);
          const end = line.indexOf(mark, inside);
          if (end < 0) next = `/${mark}`;
          else at = end + mark.length;
        } else if (block) {
          commentsFrom = Math.min(commentsFrom, from);
          const end = line.indexOf(block[1], inside);
          if (end < 0) next = `/${block[1]}`;
          else at = end + block[1].length;
        } else if (lineMarks.includes(mark)) {
          commentsFrom = Math.min(commentsFrom, from);
          break;
        } else {
          const end = unclosed.has(mark)
            ? -1
            : docs.includes(mark)
              ? line.indexOf(mark, inside)
              : endOfString(line, inside, mark);
          if (end < 0) unclosed.add(mark);
          const goesOn = end < 0 && (multiline.includes(mark) || docs.includes(mark));
          if (goesOn) next = `"${mark}`;
          at = end < 0 ? (goesOn ? line.length : inside) : end + mark.length;
          maskCode(line, from, at, mask);
        }
      }
      if (commentsFrom < line.length) maskAddresses(line, mask, commentsFrom);
      return next;
    },
  };
}

/** Masks code between two places, but not the blanks around it. */
function maskCode(line: string, from: number, to: number, mask: Mask): void {
  const piece = line.slice(from, to);
  const start = from + (piece.length - piece.trimStart().length);
  mask.hard(start, start + piece.trim().length);
}

/** Where a string of one line ends, or -1. */
function endOfString(line: string, from: number, mark: string): number {
  for (let at = from; at < line.length; at++) {
    if (line.charCodeAt(at) === 0x5c) at++;
    else if (line.startsWith(mark, at)) return at;
  }
  return -1;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
