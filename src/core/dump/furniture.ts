import { isBlank, plainLine, type Line } from './lines';
import { parsePrintedDate, type PrintedDate } from './dates';

/** One copy of the listing: its header is taken off, the rest is content. */
export interface Page {
  readonly date: PrintedDate | null;
  /** False for what stands before the first header of a file. */
  readonly hasHeader: boolean;
  readonly lines: readonly Line[];
}

const invitation = /get trending papers in your email inbox(?: once a day)?!/i;
const wholeInvitation = new RegExp(`^${invitation.source}$`, 'i');
const byline = /^by ?AK and the research community$/i;
const maximumHeaderLine = 80;
/** A header and the title that is glued to it. */
const longestGlued = 500;
const pageStep = 20_000;
/** `Subscribe` before the first title, with no blank between; not "Subscribers of …". */
const gluedSubscribe = /^\W?Subscribe(?!(?:rs?|d|s)\b)[^\s,.;:!?-]/;
/** How many lines may stand between a header and the title that `Subscribe` is glued to. */
const maxBeforeGlued = 3;

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
  let content: Line[] = [];

  const startPage = (): void => {
    if (hasHeader || content.length > 0) pages.push({ date, hasHeader, lines: content });
    [date, hasHeader, inHeader, content] = [null, true, true, []];
  };
  const add = (line: Line, text: string): void => {
    if (isBlank(text)) return;
    const gap = line.gap || content.length === 0;
    content.push(text === line.text && gap === line.gap ? line : { text, number: line.number, gap });
    inHeader = false;
  };

  for (let i = 0; i < lines.length; i++) {
    if (i % pageStep === pageStep - 1) yield;
    const line = lines[i];
    if (!line) break;
    if (line.text.length > maximumHeaderLine && content.length >= maxBeforeGlued && !mayEndPage(line.text)) {
      add(line, line.text);
      continue;
    }
    for (const piece of splitAtInvitation(line.text)) {
      const plain = piece.length <= maximumHeaderLine ? plainLine(piece) : null;
      if (plain !== null && isFurniture(plain, inHeader, lines[i + 1])) {
        if (!inHeader || plain.toLowerCase() === 'new' || (date !== null && wholeInvitation.test(plain))) startPage();
      } else if (inHeader && date === null && plain !== null && parsePrintedDate(plain)) {
        date = parsePrintedDate(plain);
      } else if (hasHeader && content.length < maxBeforeGlued && gluedSubscribe.test(piece)) {
        add(line, piece.slice(piece.indexOf('Subscribe') + 'Subscribe'.length));
      } else {
        add(line, withoutGluedNew(piece, lines[i + 1]));
      }
    }
  }
  if (hasHeader || content.length > 0) pages.push({ date, hasHeader, lines: content });
  return pages;
}

/** Whether the header of the next page may be glued to the end of a line. */
function mayEndPage(text: string): boolean {
  const tail = text.slice(-longestGlued);
  return tail.includes('inbox') || tail.endsWith('new') || tail.trimEnd().endsWith('new');
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

function isFurniture(plain: string, inHeader: boolean, next: Line | undefined): boolean {
  if (byline.test(plain) || wholeInvitation.test(plain)) return true;
  if (!/^(?:new|subscribe|daily papers)$/i.test(plain)) return false;
  if (inHeader && plain.toLowerCase() !== 'new') return true;
  return next !== undefined && (isHeaderLine(next.text) || /^\s*Subscribe\s*$/.test(next.text));
}

/**
 * `…independent interest.new`: the first word of a page's header at the end of the page before it. Where blanks
 * stand between, only after the end of a sentence or of a footer, so that a text may end in that word.
 */
function withoutGluedNew(text: string, next: Line | undefined): string {
  if (!/(?:\S|[\d.!?"'”)\]]\s+)\ufeff?new\s*$/.test(text.slice(-40))) return text;
  const glued = next?.gap === true && wholeInvitation.test(plainLine(next.text.slice(0, maximumHeaderLine)));
  return glued ? text.replace(/\ufeff?new\s*$/, '') : text;
}
