import type { Dump, Entry, Problem, Shape } from '../paper';
import { dateInName, inferPageYear, resolveDate, type NameDate, type PrintedDate } from './dates';
import type { Footer } from './footer';
import { splitPages, type Page } from './furniture';
import { splitLines } from './lines';
import { problemAt } from './problems';
import { assignRoles, toUnits } from './segment';
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
  const lines = yield* splitLines(text);
  const damaged = text.includes('\ufffd') ? lines.find((line) => line.text.includes('\ufffd')) : undefined;
  const pages = yield* splitPages(lines);
  const name = dateInName(path);
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const shapes = new Set<Shape>();
  let date: Dump['date'] = null;

  for (const page of pages) {
    const result = yield* readPage(page, name, problems);
    for (const entry of result.entries) entries.push(entry);
    if (result.shape !== 'empty') shapes.add(result.shape);
    date ??= result.date;
  }
  if (damaged) problems.push(problemAt(damaged.number, 'undecodable'));
  problems.sort((a, b) => a.line - b.line);
  const [shape = 'empty'] = shapes;
  return { path, shape: shapes.size > 1 ? 'mixed' : shape, date, entries, problems };
}

/** A paper in the making. */
interface Draft {
  titleLines: string[];
  line: number;
  abstract: string;
  footer: Footer | null;
}

const draftsPerStep = 2_000;

function* readPage(
  page: Page,
  name: NameDate | null,
  problems: Problem[],
): Generator<void, { entries: Entry[]; shape: Shape; date: Dump['date'] }> {
  const units = yield* toUnits(page.lines);
  yield;
  const roles = yield* assignRoles(units);
  const drafts: Draft[] = [];
  let draft: Draft | null = null;

  for (let i = 0; i < units.units.length; i++) {
    if (i % draftsPerStep === 0) yield;
    const unit = units.units[i];
    if (!unit) break;
    if (unit.kind === 'footer') {
      if (unit.footer.unread) problems.push(problemAt(unit.footer.unread.line, 'unreadDate', unit.footer.unread.text));
      if (draft && !draft.footer) draft.footer = unit.footer;
      else problems.push(problemAt(unit.footer.line, 'noPaper'));
      continue;
    }
    const role = roles[i];
    if (role === 'title' || !draft) {
      if (role !== 'title') {
        problems.push(problemAt(unit.line, 'noTitle', unit.text));
        continue;
      }
      draft = { titleLines: [unit.text], line: unit.line, abstract: '', footer: null };
      drafts.push(draft);
    } else if (role === 'titleGoesOn') {
      draft.titleLines.push(unit.text);
    } else if (draft.footer) {
      problems.push(problemAt(unit.line, 'noTitle', unit.text));
    } else {
      if (draft.abstract === '') draft.abstract = unit.text;
      else draft.abstract += (unit.gap || unit.text.length >= longParagraph ? '\n\n' : '\n') + unit.text;
    }
  }

  const printedYears = drafts.flatMap(({ footer }) => footer?.date?.year ?? []);
  const year = inferPageYear(page.date, printedYears, name);
  const resolve = (printed: PrintedDate | null | undefined): Dump['date'] =>
    printed ? resolveDate(printed, year) : null;
  const entries: Entry[] = [];
  for (const { titleLines, line, abstract, footer } of drafts) {
    const title = onOneLine(titleLines);
    if (abstract === '') {
      if (!page.hasHeader && !footer) {
        problems.push(problemAt(line, 'strayText', title));
        continue;
      }
      problems.push(problemAt(line, 'noAbstract', title));
    }
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
  return { entries, shape: units.shape, date: resolve(page.date) };
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
