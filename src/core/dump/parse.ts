import type { Dump, Entry, Problem, Shape } from '../paper';
import { isGarbled } from './decode';
import { toBlocks } from './blocks';
import { dateInName, inferPageYear, resolveDate, type NameDate, type PrintedDate } from './dates';
import type { Footer } from './footer';
import { splitPages, type Page } from './furniture';
import { splitLines } from './lines';
import { problemAt } from './problems';
import { minWholeAbstract } from './costs';
import { assignRoles } from './roles';
import { drain } from '../steps';

/**
 * Parses a dump: a plain-text copy of one or more pages of the listing, in any of the known shapes.
 * Nothing is thrown for bad input; what cannot be placed is reported in `problems`, and
 * everything around it is kept.
 *
 * @param text The decoded text of the file.
 * @param path The file's path or URI, kept in the result; a date in its name helps to infer the pages' year.
 */
export function parseDump(text: string, path: string): Dump {
  return drain(parseDumpInSteps(text, path));
}

/** As `parseDump`, pausing at each `yield` so that a large dump does not hold its thread. */
export function* parseDumpInSteps(text: string, path: string): Generator<void, Dump> {
  const hasNul = text.includes('\0');
  const hasReplacement = text.includes('\ufffd');
  if ((hasNul || hasReplacement) && isGarbled(text)) return unreadable(path, 1, []);
  const lines = yield* splitLines(text);
  const damaged = hasReplacement ? lines.find((line) => line.text.includes('\ufffd')) : undefined;
  const pages = yield* splitPages(lines);
  const name = dateInName(path);
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const shapes = new Set<Shape>();
  let date: Dump['date'] = null;

  for (const page of pages) {
    const result = yield* readPage(page, name, problems);
    for (const entry of result.entries) entries.push(entry);
    for (const shape of result.shapes) shapes.add(shape);
    date ??= result.date;
  }
  if (damaged) problems.push(problemAt(damaged.number, 'undecodable'));
  if (hasNul)
    for (const line of lines) if (line.text.includes('\0')) problems.push(problemAt(line.number, 'nulCharacter'));
  const firstLine = pages.find((page) => page.lines.length > 0)?.lines[0];
  problems.sort((a, b) => a.line - b.line);
  if (entries.length === 0 && firstLine) return unreadable(path, firstLine.number, problems);
  const [shape = 'empty'] = shapes;
  return { path, shape: shapes.size > 1 ? 'mixed' : shape, date, entries, problems };
}

function unreadable(path: string, line: number, problems: readonly Problem[]): Dump {
  return { path, shape: 'empty', date: null, entries: [], problems: [problemAt(line, 'unreadable'), ...problems] };
}

/** A paper in the making. */
interface Draft {
  titleLines: string[];
  line: number;
  abstract: string;
  footer: Footer | null;
  readonly shape: Shape;
}

const blocksPerStep = 2_000;

function* readPage(
  page: Page,
  name: NameDate | null,
  problems: Problem[],
): Generator<void, { entries: Entry[]; shapes: ReadonlySet<Shape>; date: Dump['date'] }> {
  const drafts = yield* readDrafts(page, problems);
  const printedYears = drafts.flatMap(({ footer }) => footer?.date?.year ?? []);
  const year = inferPageYear(page.date, printedYears, name);
  const resolve = (printed: PrintedDate | null | undefined): Dump['date'] =>
    printed ? resolveDate(printed, year) : null;
  const entries: Entry[] = [];
  const shapes = new Set<Shape>();
  for (const { titleLines, line, abstract, footer, shape } of drafts) {
    const title = onOneLine(titleLines);
    if (abstract === '') {
      if (!page.hasHeader && !footer) {
        problems.push(problemAt(line, 'strayText', title));
        continue;
      }
      problems.push(problemAt(line, 'noAbstract', title));
    }
    shapes.add(shape);
    entries.push({
      title,
      abstract: abstract.includes('\r') ? abstract.replaceAll('\r', '\n') : abstract,
      line,
      authorCount: footer?.authorCount ?? null,
      organization: footer?.organization ?? null,
      date: resolve(footer?.date),
      count: footer?.count ?? null,
    });
  }
  return { entries, shapes, date: resolve(page.date) };
}

/** Puts the blocks of a page together to papers, and reports those that belong to none. */
function* readDrafts(page: Page, problems: Problem[]): Generator<void, Draft[]> {
  const blocks = yield* toBlocks(page.lines);
  yield;
  const { roles, hasFooters } = yield* assignRoles(blocks);
  const drafts: Draft[] = [];
  /** Null before the first paper, and below an abstract that has no title. */
  let draft: Draft | null = null;
  let previousText = '';

  for (let i = 0; i < blocks.length; i++) {
    if (i % blocksPerStep === 0) yield;
    const block = blocks[i];
    if (!block) break;
    const role = roles[i];
    if (block.kind === 'footer') {
      const { unread, line } = block.footer;
      if (unread) problems.push(problemAt(unread.line, 'unreadDate', unread.text));
      if (draft && role === 'footer') draft.footer = block.footer;
      else problems.push(problemAt(line, 'noPaper'));
      continue;
    }
    const { text, line } = block;
    if (role === 'title') {
      const shape = hasFooters[i] ? 'listing' : block.blankSeparated ? 'blocks' : 'compact';
      draft = { titleLines: [text], line, abstract: '', footer: null, shape };
      drafts.push(draft);
    } else if (role === 'stray') {
      const kind = text === previousText ? 'repeatedText' : text.length >= longParagraph ? 'noTitle' : 'strayText';
      problems.push(problemAt(line, kind, text));
    } else {
      if (role === 'abstract' && (draft?.abstract !== '' || draft.footer)) draft = null;
      if (!draft) problems.push(problemAt(line, 'noTitle', text));
      else if (role === 'titleContinuation') draft.titleLines.push(text);
      else if (draft.abstract === '') draft.abstract = text;
      else {
        if (Math.min(draft.abstract.length, text.length) >= minWholeAbstract)
          problems.push(problemAt(line, 'secondAbstract', text));
        draft.abstract += (block.precededByBlank || text.length >= longParagraph ? '\n\n' : '\n') + text;
      }
    }
    previousText = text;
  }
  return drafts;
}

const longParagraph = 250;

function onOneLine(lines: readonly string[]): string {
  const [only = ''] = lines;
  if (lines.length === 1 && !/[\r\n]/.test(only)) return only;
  return lines
    .flatMap((text) => text.split(/[\r\n]+/))
    .map((text) => text.trim())
    .join(' ');
}
