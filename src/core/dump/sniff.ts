import type { Entry } from '../paper';
import { drain } from '../steps';
import { parsePrintedDate } from './dates';
import { decode, isGarbled } from './decode';
import { isHeaderLine, splitPages } from './furniture';
import { plainLine, splitLines, type Line } from './lines';
import { parseDump } from './parse';

/** How much of a file is enough to tell whether it is a dump, in bytes. */
export const sniffLength = 64 * 1024;

/**
 * Tells from the beginning of a file whether it is a dump: by the page header of the listing, by papers with the
 * footers that only the listing has, or, where neither was copied, by titles and abstracts that make up most
 * of the text. Other lines may stand among them.
 *
 * @param prefix The first bytes of the file, `sniffLength` of them or the whole file.
 */
export function isDump(prefix: Uint8Array): boolean {
  return isDumpText(decode(prefix));
}

/** As `isDump`, of text: `sniffLength` characters of it or the whole. */
export function isDumpText(text: string): boolean {
  const lines = drain(splitLines(text));
  const header = findHeader(lines);
  if (header?.isComplete === true && header.isFirst) return true;
  if (isGarbled(text) || (!header && !mayHoldPapers(text))) return false;

  const content = drain(splitPages(lines)).flatMap((page) => page.lines);
  const length = content.reduce((sum, line) => sum + line.text.length, 0);
  const papers = parseDump(text, '').entries;
  const dated = papers.filter(({ date }) => date !== null);
  const typical = papers.filter((paper) => paper.date !== null || isPaperLike(paper));
  const scientific = typical.filter((paper) => paper.date !== null || phrases.test(paper.abstract));
  const make = (some: readonly Entry[], share: number): boolean => textLength(some) >= share * length;

  const isHeaded = header !== null && (header.isComplete || header.isFirst);
  if (isHeaded && papers.length > 0 && make(papers, minShareBelowHeader)) return true;
  if (header && scientific.length > 0 && make(scientific, minShareWithFooters)) return true;
  if (dated.length >= minDated && make(dated, minShareWithFooters)) return true;
  return (
    typical.length >= minTypical &&
    scientific.length >= Math.max(minScientific, minScientificShare * typical.length) &&
    make(typical, minShare)
  );
}

/** What part of the text papers have to make up, by how much else speaks for a listing. */
const [minShareBelowHeader, minShareWithFooters, minShare] = [0.3, 0.4, 0.5];
const [minDated, minTypical, minScientific] = [2, 3, 2];
const minScientificShare = 0.25;

function textLength(papers: readonly Entry[]): number {
  return papers.reduce((sum, { title, abstract }) => sum + title.length + abstract.length, 0);
}

const phrases = new RegExp(
  [
    'we (?:propose|present|introduce|show|find|study|demonstrate|investigate|develop|evaluate|describe|report)',
    'we (?:train|argue|prove|compare|derive|use)',
    'this (?:paper|work)|state[- ]of[- ]the[- ]art|experiments?|outperforms?|baselines?|benchmarks?',
    'our (?:method|approach|model|results)',
  ]
    .map((some) => `\\b(?:${some})\\b`)
    .join('|'),
  'i',
);
const everyPhrase = new RegExp(phrases.source, 'gi');
const separatorLine = /^[ \t]*[·•∙][ \t\r]*$/gm;
const [minTitle, maxTitle, minAbstract, maxAbstract] = [8, 300, 300, 5_000];
/** What notes, source code and records begin lines with, and titles do not. */
const markup = new RegExp(
  [
    '[#>|[{<@%\\\\/+=]|[-*•] |\\d+[.)] |"[\\w-]+" ?:|[A-Z]\\w  - ',
    '(?:title|authors?|abstract|date|subjects?|from|to|categories|comments|keywords|url|source) ?:',
  ]
    .map((some) => `^\\s*(?:${some})`)
    .join('|'),
  'i',
);

/** Whether an entry looks like a paper of a listing: a title, and one paragraph as long as abstracts are. */
function isPaperLike({ title, abstract }: Entry): boolean {
  return (
    title.length >= minTitle &&
    title.length <= maxTitle &&
    abstract.length >= minAbstract &&
    abstract.length <= maxAbstract &&
    !abstract.includes('\n\n') &&
    !markup.test(title) &&
    !markup.test(abstract)
  );
}

/** Whether it is worth while to look for papers. */
function mayHoldPapers(text: string): boolean {
  return (
    (text.match(everyPhrase)?.length ?? 0) >= minScientific || (text.match(separatorLine)?.length ?? 0) >= minDated
  );
}

const maxHeaderLine = 80;

/**
 * The first page header. It is complete where two lines of one follow one another, and first where nothing
 * stands before it.
 */
function findHeader(lines: readonly Line[]): { readonly isComplete: boolean; readonly isFirst: boolean } | null {
  const at = lines.findIndex((line) => isHeaderLine(line.text));
  if (at < 0) return null;
  let first = at;
  while (first > 0 && isHeaderPart(lines[first - 1])) first--;
  return { isComplete: first < at || isHeaderPart(lines[at + 1]), isFirst: first === 0 };
}

/** Whether a line may stand in a page header, or is a title with the header's last word before it. */
function isHeaderPart(line: Line | undefined): boolean {
  if (!line) return false;
  if (/^\W?Subscribe\S/.test(line.text)) return true;
  if (line.text.length > maxHeaderLine) return false;
  const text = plainLine(line.text);
  return isHeaderLine(text) || /^(?:new|subscribe|daily papers)$/i.test(text) || parsePrintedDate(text) !== null;
}
