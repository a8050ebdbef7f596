import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../src/core/dump/decode';
import { parseDump } from '../src/core/dump/parse';
import type { Dump, Entry } from '../src/core/paper';
import { mapTables } from './eval/map';
import { mentionTables } from './eval/mentions';
import { searchTables } from './eval/search';
import { topicTables, type Table } from './eval/topics';
import { printCompact } from './generate';

const root = join(__dirname, '..');
const shared = join(root, '..', 'shared');

/** Prints how well dumps are parsed, topics told apart, titles found in notes, papers found by search and near ones placed on the map: all, or the parts named. */
async function main(): Promise<void> {
  const named = process.argv.slice(2).filter((name) => name !== 'misses');
  const has = (part: string): boolean => named.length === 0 || named.includes(part);
  const sources = [join(root, 'media', 'sample'), join(shared, 'seeds')].filter((folder) => existsSync(folder));
  const dumps = sources.flatMap((folder) => readDumps(folder));
  heading(
    `Material: ${String(dumps.length)} dumps, ${String(dumps.reduce((sum, dump) => sum + dump.entries.length, 0))} papers`,
  );
  if (has('parsing')) evaluateParsing(dumps.flatMap((dump) => dump.entries));
  if (has('topics')) for (const table of topicTables(dumps)) print(table);
  if (has('mentions')) for (const table of mentionTables(dumps)) print(table);
  if (has('map')) for (const table of mapTables(dumps)) print(table);
  if (has('search')) for await (const table of searchTables(dumps)) print(table);
}

function readDumps(folder: string): Dump[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => parseDump(decode(readFileSync(join(folder, name))), join(folder, name)));
}

function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function row(name: string, ...values: string[]): void {
  process.stdout.write(`  ${name.padEnd(34)}${values.map((value) => value.padStart(14)).join('')}\n`);
}

function print({ heading: text, columns, rows }: Table): void {
  heading(text);
  const widths = columns.map(
    (column, i) => 2 + Math.max(column.length, ...rows.map((cells) => cells[i + 1]?.length ?? 0)),
  );
  for (const [name = '', ...values] of [['', ...columns], ...rows]) {
    process.stdout.write(`  ${name.padEnd(36)}${values.map((value, i) => value.padStart(widths[i] ?? 0)).join('')}\n`);
  }
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

type Shape = 'compact' | 'blocks' | 'listing';

/** Prints the papers anew in each shape, some of them damaged, and counts those that come back as they were. */
function evaluateParsing(entries: readonly Entry[]): void {
  const distortions: Record<string, (entry: Entry, index: number) => Entry> = {
    'as it is': (entry) => entry,
    'all wrapped at 80 columns': (entry) => ({ ...entry, abstract: wrap(entry.abstract, 80) }),
    'all wrapped at 100 columns': (entry) => ({ ...entry, abstract: wrap(entry.abstract, 100) }),
    'a fifth wrapped at 72 columns': (entry, i) =>
      i % 5 === 2 ? { ...entry, abstract: wrap(entry.abstract, 72) } : entry,
    'a quarter in paragraphs': (entry, i) =>
      i % 4 === 1 ? { ...entry, abstract: inParagraphs(entry.abstract) } : entry,
    'a seventh without abstract': (entry, i) => (i % 7 === 3 ? { ...entry, abstract: '' } : entry),
    'a third cut to a sentence': (entry, i) =>
      i % 3 === 1
        ? { ...entry, abstract: entry.abstract.slice(0, entry.abstract.indexOf('. ', 60) + 1 || undefined) }
        : entry,
    'blanks and CRLF': (entry) => entry,
  };
  const shapes: Shape[] = ['compact', 'blocks', 'listing'];
  heading('Parsing: papers that come back exactly (white space aside), and papers too many');
  row('', ...shapes, 'too many');
  for (const [name, distort] of Object.entries(distortions)) {
    let tooMany = 0;
    const rates = shapes.map((shape) => {
      const wanted = entries.map(distort);
      const printed = printDump(wanted, shape);
      const found = parseDump(
        name === 'blanks and CRLF' ? printed.replace(/\n/g, ' \u00a0\r\n') : printed,
        'eval.txt',
      ).entries;
      const left = new Set(found.map(keyOf));
      tooMany += Math.max(0, found.length - wanted.length);
      return percent(wanted.filter((entry) => left.has(keyOf(entry))).length, wanted.length);
    });
    row(name, ...rates, String(tooMany));
  }
}

function keyOf({ title, abstract }: Entry): string {
  return `${title}\n${abstract}`.replace(/\s+/g, ' ');
}

function printDump(entries: readonly Entry[], shape: Shape): string {
  if (shape === 'compact')
    return printCompact(entries.map(({ title, abstract }) => ({ title, abstract: abstract.replace(/\n+/g, '\n') })));
  const footer = shape === 'listing' ? ['  • 6 authors\n·\nAug 16, 2023 4'] : [];
  const blocks = entries.flatMap(({ title, abstract }) => [title, ...(abstract === '' ? [] : [abstract]), ...footer]);
  return [
    'new',
    'Get trending papers in your email inbox!',
    'Subscribe',
    'byAK and the research community',
    'Mar 12',
    ...blocks,
  ].join('\n\n');
}

function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

/** Breaks an abstract after every third sentence. */
function inParagraphs(text: string): string {
  let sentence = 0;
  return text.replace(/\. (?=[A-Z])/g, (stop) => (++sentence % 3 === 0 ? '.\n\n' : stop));
}

main().catch((error: unknown) => {
  process.stderr.write(`eval: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
