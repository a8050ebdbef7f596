/** A line of a file: its text as it stands and its number, counted from 1 as an editor counts. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

const linesPerStep = 20_000;

/**
 * Splits a text into lines at `\n` and `\r\n`. A bare `\r` breaks lines only in a file that has no `\n`;
 * elsewhere it stays inside its line, though it counts, because editors count it. The text is
 * split in steps, so that a large file can be read without holding its thread.
 */
export function* splitLines(text: string): Generator<void, Line[]> {
  const ending = text.includes('\n') ? '\n' : '\r';
  const lines: Line[] = [];
  let number = 1;
  for (let start = 0; start <= text.length; ) {
    const at = text.indexOf(ending, start);
    const end = at < 0 ? text.length : at;
    const crlf = ending === '\n' && end > start && at >= 0 && text.charCodeAt(end - 1) === 0x0d;
    const line = text.slice(start, crlf ? end - 1 : end);
    lines.push({ text: line, number });
    number += 1 + (ending === '\n' ? bareReturns(line) : 0);
    start = end + 1;
    if (lines.length % linesPerStep === 0) yield;
  }
  return lines;
}

function bareReturns(line: string): number {
  let count = 0;
  for (let at = line.indexOf('\r'); at >= 0; at = line.indexOf('\r', at + 1)) count++;
  return count;
}

const invisible = /[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\u2060\ufeff\u00ad]/g;

/** A line made plain for recognition: invisible characters dropped, white space folded, trimmed. */
export function plainLine(text: string): string {
  return text.replace(invisible, '').replace(/\s+/g, ' ').trim();
}

/** Whether nothing of a line can be seen. */
export function isBlank(text: string): boolean {
  return text.trim() === '' || (text.length < 200 && plainLine(text) === '');
}
