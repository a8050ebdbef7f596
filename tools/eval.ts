import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { Digest } from '../src/core/digest';
import { decode } from '../src/core/dump/decode';
import { parseDump } from '../src/core/dump/parse';
import type { Dump, Entry } from '../src/core/paper';
import { compact } from '../src/core/text/compact';
import { builtInTaxonomy } from '../src/core/topics/taxonomy';
import { builtInModel } from '../src/core/topics/termModel';
import { topicTables, type Table } from './eval/topics';
import { printCompact } from './generate';
import { randomNumbers } from './random';

const root = join(__dirname, '..');
const shared = join(root, '..', 'shared');

/** Prints how well dumps are parsed, topics told apart, titles found in notes and papers found by search. */
function main(): void {
  const sources = [join(root, 'media', 'sample'), join(shared, 'seeds')].filter((folder) => existsSync(folder));
  const dumps = sources.flatMap((folder) => readDumps(folder));
  heading(`Material: ${String(dumps.length)} dumps, ${String(dumps.reduce((sum, dump) => sum + dump.entries.length, 0))} papers`);
  evaluateParsing(dumps.flatMap((dump) => dump.entries));
  for (const table of topicTables(dumps)) print(table);
  evaluateMentions(dumps);
  evaluateSearch(dumps);
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
  const widths = columns.map((column, i) => 2 + Math.max(column.length, ...rows.map((cells) => cells[i + 1]?.length ?? 0)));
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
    'a fifth wrapped at 72 columns': (entry, i) => (i % 5 === 2 ? { ...entry, abstract: wrap(entry.abstract, 72) } : entry),
    'a quarter in paragraphs': (entry, i) => (i % 4 === 1 ? { ...entry, abstract: inParagraphs(entry.abstract) } : entry),
    'a seventh without abstract': (entry, i) => (i % 7 === 3 ? { ...entry, abstract: '' } : entry),
    'a third cut to a sentence': (entry, i) => (i % 3 === 1 ? { ...entry, abstract: entry.abstract.slice(0, (entry.abstract.indexOf('. ', 60) + 1) || undefined) } : entry),
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
      const found = parseDump(name === 'blanks and CRLF' ? printed.replace(/\n/g, ' \u00a0\r\n') : printed, 'eval.txt').entries;
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
  if (shape === 'compact') return printCompact(entries.map(({ title, abstract }) => ({ title, abstract: abstract.replace(/\n+/g, '\n') })));
  const footer = shape === 'listing' ? ['  • 6 authors\n·\nAug 16, 2023 4'] : [];
  const blocks = entries.flatMap(({ title, abstract }) => [title, ...(abstract === '' ? [] : [abstract]), ...footer]);
  return ['new', 'Get trending papers in your email inbox!', 'Subscribe', 'byAK and the research community', 'Mar 12', ...blocks].join('\n\n');
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

/** Puts every title, distorted, into a sentence, and counts those that are found; and what is found in the abstracts alone. */
function evaluateMentions(dumps: readonly Dump[]): void {
  const digest = new Digest(builtInTaxonomy, builtInModel);
  digest.update(dumps);
  const papers = [...digest.papers.values()];
  const distortions: Record<string, (title: string) => string> = {
    'as it is': (title) => title,
    'upper case': (title) => title.toUpperCase(),
    'wrapped in a block quote': (title) => title.replace(/ (\S+)$/, '\n> $1'),
    'no-break blanks': (title) => title.replaceAll(' ', '\u00a0'),
    'en dashes': (title) => title.replaceAll('-', '–'),
    'broken at a hyphen': (title) => title.replace('-', '-\n'),
    'curly quotes': (title) => title.replace(/"([^"]*)"/g, '“$1”').replaceAll("'", '’'),
    'without TeX': (title) => title.replace(/[${}^\\]/g, ''),
  };
  heading('Mentions: titles found, and titles found where another stands');
  row('', 'recall', 'precision');
  for (const [name, distort] of Object.entries(distortions)) {
    let [found, wrong] = [0, 0];
    for (const paper of papers) {
      const ids = digest.mentions(`Yesterday I read ${distort(paper.title)} and slept well.`).flatMap((mention) => mention.ids);
      if (ids.includes(paper.id)) found++;
      wrong += ids.filter((id) => id !== paper.id).length;
    }
    row(name, percent(found, papers.length), percent(found, found + wrong));
  }
  const inAbstracts = papers.filter((paper) => digest.mentions(paper.abstract).some(({ ids }) => !ids.includes(paper.id)));
  row('abstracts that seem to name another', String(inAbstracts.length));
}

const searchDepth = 20;

/** Looks every paper up by its distorted title, beside plain MiniSearch with prefix and fuzzy search on. */
function evaluateSearch(dumps: readonly Dump[]): void {
  const digest = new Digest(builtInTaxonomy, builtInModel);
  digest.update(dumps);
  const papers = [...digest.papers.values()];
  const plain = new MiniSearch({ fields: ['title', 'abstract'], searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 } });
  plain.addAll(papers);
  const random = randomNumbers(7);
  const wordsOf = (title: string): string[] => title.split(/\s+/).filter((word) => compact(word) !== '');
  const distortions: Record<string, (title: string) => string> = {
    'whole title': (title) => title,
    'a letter mistyped': (title) => mistype(title, random),
    'half of the words': (title) => wordsOf(title).filter((_, i) => i % 2 === 0).join(' '),
    'words in another order': (title) => wordsOf(title).reverse().join(' '),
    'hyphens joined': (title) => title.replaceAll('-', ''),
    'without TeX': (title) => title.replace(/[${}^\\]/g, ''),
    'first 20 letters': (title) => title.slice(0, 20),
  };
  heading('Search: mean reciprocal rank and success at 1 beside plain MiniSearch');
  row('', 'MRR', 'plain', 'first', 'plain');
  for (const [name, distort] of Object.entries(distortions)) {
    const ranks = papers.map((paper) => {
      const query = distort(paper.title);
      return [digest.search(query, searchDepth).findIndex(({ id }) => id === paper.id), plain.search(query).slice(0, searchDepth).findIndex(({ id }) => id === paper.id)] as const;
    });
    const mrr = (side: 0 | 1): string => (ranks.reduce((sum, rank) => sum + (rank[side] < 0 ? 0 : 1 / (rank[side] + 1)), 0) / ranks.length).toFixed(3);
    const first = (side: 0 | 1): string => percent(ranks.filter((rank) => rank[side] === 0).length, ranks.length);
    row(name, mrr(0), mrr(1), first(0), first(1));
  }
}

/** Swaps two neighbouring letters of one of the longer words. */
function mistype(title: string, random: () => number): string {
  const words = [...title.matchAll(/[A-Za-z]{6,}/g)];
  const word = words[Math.floor(random() * words.length)];
  if (!word) return title;
  const at = word.index + 1 + Math.floor(random() * (word[0].length - 3));
  return title.slice(0, at) + title.charAt(at + 1) + title.charAt(at) + title.slice(at + 2);
}

main();
