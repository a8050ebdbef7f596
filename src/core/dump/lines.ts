/** A line of a file on which something can be seen: its text as it stands. */
export interface Line {
  readonly text: string;
  /** Counted from 1 as an editor counts. */
  readonly number: number;
  /** Whether a blank line stands before it. */
  readonly gap: boolean;
}

const linesPerStep = 5_000;

/**
 * Splits a text into its lines that are not blank, at `\n` and `\r\n`. A bare `\r` breaks lines only in a file that has
 * no `\n`; elsewhere it stays inside its line, though it counts, because editors count it. The text is split in
 * steps, so that a large file can be read without holding its thread.
 */
export function* splitLines(text: string): Generator<void, Line[]> {
  const ending = text.includes('\n') ? '\n' : '\r';
  const mayHoldReturns = ending === '\n' && text.includes('\r');
  const lines: Line[] = [];
  let number = 1;
  let gap = false;
  let count = 0;
  for (let start = 0; start <= text.length;) {
    const at = text.indexOf(ending, start);
    const end = at < 0 ? text.length : at;
    const crlf = mayHoldReturns && end > start && at >= 0 && text.charCodeAt(end - 1) === 0x0d;
    const line = text.slice(start, crlf ? end - 1 : end);
    if (isBlank(line)) gap = true;
    else {
      lines.push({ text: line, number, gap });
      gap = false;
    }
    number += 1 + (mayHoldReturns ? bareReturns(line) : 0);
    start = end + 1;
    if (++count % linesPerStep === 0) yield;
  }
  return lines;
}

function bareReturns(line: string): number {
  let count = 0;
  for (let at = line.indexOf('\r'); at >= 0; at = line.indexOf('\r', at + 1)) count++;
  return count;
}

const invisible = /[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\u2060\ufeff\u00ad]/g;

const alreadyPlain = /^[!-~]+(?: [!-~]+)*$/;

/** A line made plain for recognition: invisible characters dropped, white space folded, trimmed. */
export function plainLine(text: string): string {
  return alreadyPlain.test(text) ? text : text.replace(invisible, '').replace(/\s+/g, ' ').trim();
}

const longestInvisibleLine = 200;

/** Whether nothing of a line can be seen. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first > 0x20 && first < 0x7f) return false;
  return text.trim() === '' || (text.length < longestInvisibleLine && plainLine(text) === '');
}
