import { isBlank, plainLine, type Line } from './lines';
import { parsePrintedDate, type PrintedDate } from './dates';

/** A line of a page that is neither blank nor part of its header. */
export interface ContentLine extends Line {
  /** Whether a blank line stands before it. */
  readonly gap: boolean;
}

/** One copy of the listing: its header is taken off, the rest is content. */
export interface Page {
  readonly date: PrintedDate | null;
  /** False for what stands before the first header of a file. */
  readonly hasHeader: boolean;
  readonly lines: readonly ContentLine[];
}

const invitation = /get trending papers in your email inbox(?: once a day)?!/i;
const wholeInvitation = new RegExp(`^${invitation.source}$`, 'i');
const byline = /^by ?AK and the research community$/i;
const maximumHeaderLine = 200;
const pageStep = 20_000;

/** Whether a line can only stand in the header of a listing. */
export function isHeaderLine(text: string): boolean {
  if (text.length > maximumHeaderLine) return false;
  const plain = plainLine(text);
  return wholeInvitation.test(plain) || byline.test(plain);
}

/**
 * Takes the page headers out of a file's lines and splits it into pages where a header stands again,
 * also where a header is glued to what was before it because files were joined without a line end.
 */
export function* splitPages(lines: readonly Line[]): Generator<void, Page[]> {
  const pages: Page[] = [];
  let date: PrintedDate | null = null;
  let hasHeader = false;
  let inHeader = false;
  let gap = false;
  let content: ContentLine[] = [];

  const startPage = (): void => {
    if (hasHeader || content.length > 0) pages.push({ date, hasHeader, lines: content });
    [date, hasHeader, inHeader, content] = [null, true, true, []];
  };
  const add = (text: string, number: number): void => {
    if (isBlank(text)) return;
    content.push({ text, number, gap: gap || content.length === 0 });
    gap = false;
    inHeader = false;
  };

  for (let i = 0; i < lines.length; i++) {
    if (i % pageStep === pageStep - 1) yield;
    const line = lines[i];
    if (!line) break;
    if (isBlank(line.text)) {
      gap = true;
      continue;
    }
    for (const piece of splitAtInvitation(line.text)) {
      const plain = piece.length <= maximumHeaderLine ? plainLine(piece) : null;
      if (plain !== null && isFurniture(plain, inHeader, lines, i)) {
        if (!inHeader || plain.toLowerCase() === 'new' || (date !== null && wholeInvitation.test(plain))) startPage();
      } else if (inHeader && date === null && plain !== null && parsePrintedDate(plain)) {
        date = parsePrintedDate(plain);
      } else if (inHeader && /^\W?Subscribe\S/.test(piece)) {
        add(piece.slice(piece.indexOf('Subscribe') + 'Subscribe'.length), line.number);
      } else {
        add(withoutGluedNew(piece, lines, i), line.number);
      }
    }
  }
  if (hasHeader || content.length > 0) pages.push({ date, hasHeader, lines: content });
  return pages;
}

/** `…last sentence.Get trending papers…` is an abstract and a header that were joined. */
function splitAtInvitation(text: string): string[] {
  if (!text.includes('inbox')) return [text];
  const pieces: string[] = [];
  let rest = text;
  for (let match = invitation.exec(rest); match; match = invitation.exec(rest)) {
    const after = rest.slice(match.index + match[0].length);
    if (after.trim() !== '' && !/^\s*(?:Subscribe|Get trending)/i.test(after)) break;
    if (match.index > 0) pieces.push(rest.slice(0, match.index));
    pieces.push(match[0]);
    rest = after;
  }
  if (rest !== '' || pieces.length === 0) pieces.push(rest);
  return pieces;
}

function isFurniture(plain: string, inHeader: boolean, lines: readonly Line[], index: number): boolean {
  if (byline.test(plain) || wholeInvitation.test(plain)) return true;
  if (!/^(?:new|subscribe|daily papers)$/i.test(plain)) return false;
  if (inHeader && plain.toLowerCase() !== 'new') return true;
  const next = nextVisible(lines, index);
  return next !== null && (isHeaderLine(next.text) || /^\s*Subscribe\s*$/.test(next.text));
}

/** `…independent interest.new`: the first word of a page's header at the end of the page before it. */
function withoutGluedNew(text: string, lines: readonly Line[], index: number): string {
  if (!/\S\ufeff?new\s*$/.test(text.slice(-20))) return text;
  const next = nextVisible(lines, index);
  const glued = next !== null && next.number > (lines[index]?.number ?? 0) + 1 && wholeInvitation.test(plainLine(next.text.slice(0, maximumHeaderLine)));
  return glued ? text.replace(/\ufeff?new\s*$/, '') : text;
}

function nextVisible(lines: readonly Line[], index: number): Line | null {
  for (let i = index + 1; i < lines.length; i++) {
    const line = lines[i];
    if (line && !isBlank(line.text)) return line;
  }
  return null;
}
