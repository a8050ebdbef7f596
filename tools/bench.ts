import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Digest } from '../src/core/digest';
import { decode, decodeInSteps } from '../src/core/dump/decode';
import { parseDump, parseDumpInSteps } from '../src/core/dump/parse';
import type { Dump } from '../src/core/paper';
import { drain, type Steps } from '../src/core/steps';
import { builtInTaxonomy } from '../src/core/topics/taxonomy';
import { builtInModel } from '../src/core/topics/termModel';
import { readPapers, type BenchPaper } from './bench/corpus';
import { ownName } from './bench/engines';
import { benchMentions, type MentionTimes } from './bench/mentions';
import { engineTable, grouped, median, milliseconds, Progress } from './bench/report';
import { benchSearch, engineNames, measureAsChild } from './bench/search';
import { printCompact } from './generate';

const usage = `Usage: npm run bench -- [parse] [load] [mentions] [search] [options]

  parse           parsing dumps beside splitting the same bytes into lines
  load            from the bytes of dumps to the tree and the hover
  mentions        the table of 10,000 and of 300,000 titles and scans of notes, beside an automaton and ripgrep
  search          our search beside other engines, each in a process of its own
                  (no part named: all of them)

  --papers N      papers that are parsed and loaded (20000)
  --sizes N,N     papers that are searched (1000,20000,100000)
  --corpus FILE   papers of a .jsonl or .jsonl.gz file instead of generated ones
  --quick         few papers and few queries: under a minute
  --engine NAME   only engines with this in their name; may be repeated
  --json FILE     also writes all numbers as JSON; - for the standard output, with the rest on the error output`;
const parts = ['parse', 'load', 'mentions', 'search'];
const papersPerDump = 100;
const repetitions = 7;
const leastSearched = 100;

let output: NodeJS.WriteStream = process.stdout;

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.child !== undefined) return measureAsChild(values.child);
  const named = positionals.length === 0 ? parts : positionals;
  const quick = values.quick === true;
  const count = wholeNumber(values.papers ?? (quick ? '2000' : '20000'), papersPerDump);
  const sizes = (values.sizes ?? (quick ? '1000,5000' : '1000,20000,100000'))
    .split(',')
    .map((size) => wholeNumber(size, leastSearched));
  if (named.some((part) => !parts.includes(part))) throw new Error(usage);
  engineNames(values.engine ?? []);
  if (values.json === '-') output = process.stderr;

  const results: Record<string, unknown> = {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model,
    corpus: values.corpus ?? 'generated',
  };
  if (named.includes('parse') || named.includes('load')) {
    const papers = readPapers(count, values.corpus);
    if (named.includes('parse')) results['parse'] = await benchBothParses(papers);
    if (named.includes('load')) results['load'] = benchLoad(papers);
  }
  if (named.includes('mentions'))
    results['mentions'] = reportMentions(
      readPapers(quick ? 2_000 : 10_000, values.corpus),
      quick ? [10_000] : [10_000, 300_000],
    );
  if (named.includes('search')) {
    const options = {
      sizes,
      engines: values.engine ?? [],
      queriesPerKind: quick ? 3 : 20,
      mixTime: quick ? 1_500 : 20_000,
      ...(values.corpus === undefined ? {} : { corpus: values.corpus }),
    };
    const progress = new Progress();
    results['search'] = await benchSearch(options, progress, (size) => {
      progress.clear();
      output.write(`\n${engineTable(size, ownName)}\n`);
    });
  }
  if (values.json === '-') process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        papers: { type: 'string' },
        sizes: { type: 'string' },
        corpus: { type: 'string' },
        quick: { type: 'boolean' },
        engine: { type: 'string', multiple: true },
        json: { type: 'string' },
        child: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

function wholeNumber(text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least)
    throw new Error(`${text} is not a whole number of at least ${String(least)}.\n${usage}`);
  return number;
}

async function benchBothParses(papers: readonly BenchPaper[]): Promise<unknown[]> {
  const folder = await mkdtemp(join(tmpdir(), 'paper-digest-bench-'));
  try {
    return [await benchParse(folder, papers, papersPerDump), await benchParse(folder, papers, papers.length)];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reading, decoding and parsing dumps beside reading, decoding and splitting the same bytes, in turn. */
async function benchParse(folder: string, papers: readonly BenchPaper[], papersEach: number): Promise<unknown> {
  const files: string[] = [];
  for (let i = 0; i < papers.length; i += papersEach) {
    const file = join(folder, `dump-${String(papersEach)}-${String(i)}.txt`);
    await writeFile(file, printCompact(papers.slice(i, i + papersEach)));
    files.push(file);
  }
  const baseline: number[] = [];
  const parsing: number[] = [];
  let found = 0;
  for (let i = 0; i < repetitions; i++) {
    baseline.push(await timedOver(files, (bytes) => new TextDecoder().decode(bytes).split('\n').length));
    found = 0;
    parsing.push(
      await timedOver(files, (bytes, file) => {
        found += parseDump(decode(bytes), file).entries.length;
      }),
    );
  }
  const ratios = parsing.map((time, i) => time / (baseline[i] ?? 1));
  row(`parse, ${String(files.length)} dumps`, `${String(found)} of ${String(papers.length)} papers`);
  row('  read, decode, split', milliseconds(median(baseline)));
  row(
    '  read, decode, parse',
    `${milliseconds(median(parsing))}, ${median(ratios).toFixed(1)} times as long (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`,
  );
  return {
    dumps: files.length,
    papers: papers.length,
    found,
    baseline: median(baseline),
    parse: median(parsing),
    ratio: median(ratios),
  };
}

/** From the bytes of many dumps to the tree and the hover, with the longest time the thread was held. */
function benchLoad(papers: readonly BenchPaper[]): unknown {
  const files: Uint8Array[] = [];
  for (let i = 0; i < papers.length; i += papersPerDump)
    files.push(new TextEncoder().encode(printCompact(papers.slice(i, i + papersPerDump))));
  const digest = new Digest(builtInTaxonomy, builtInModel);
  const dumps: Dump[] = [];
  row(
    `load, ${String(files.length)} dumps`,
    `${(files.reduce((sum, { length }) => sum + length, 0) / 1e6).toFixed(1)} MB`,
  );
  const phases = [
    phase('decode and parse', function* () {
      for (const [i, bytes] of files.entries())
        dumps.push(yield* parseDumpInSteps(yield* decodeInSteps(bytes), `dump-${String(i)}.txt`));
    }),
    phase('join copies', () => digest.updateInSteps(dumps)),
    phase('topics', () => digest.prepareTopics()),
    phase('titles', () => digest.prepareMentions()),
  ];
  const note = papers
    .slice(0, 400)
    .map(({ title, abstract }) => `${title} ${abstract.slice(0, 180)}`)
    .join('\n')
    .slice(0, 100_000);
  const scans = Array.from({ length: repetitions }, () => clocked(() => digest.mentions(note)));
  row('  scan of a 100 kB note', `${milliseconds(median(scans))}, ${String(digest.mentions(note).length)} mentions`);
  return { papers: papers.length, phases, scan: median(scans) };
}

function reportMentions(papers: readonly BenchPaper[], sizes: readonly number[]): MentionTimes[] {
  return sizes.map((size) => {
    const times = benchMentions(papers, size);
    row(
      `mentions, ${grouped(size)} titles`,
      `table ${milliseconds(times.table)}, Aho–Corasick ${milliseconds(times.ahoCorasick.build)}`,
    );
    row(
      '  scan of a 100 kB note',
      `${milliseconds(times.scan)}, ${String(times.found)} mentions; Aho–Corasick ${milliseconds(times.ahoCorasick.scan)}${times.ripgrep === undefined ? '' : `, rg ${milliseconds(times.ripgrep)}`}`,
    );
    row('  keystroke in a 1 MB note', milliseconds(times.keystroke));
    row(
      '  cursor moved in it',
      `${milliseconds(times.cursor)} for near misses; all titles read for them once, ${milliseconds(times.halves)}`,
    );
    return times;
  });
}

/** Runs work to its end and prints how long it took, and how long its longest step was. */
function phase(name: string, work: () => Steps<unknown>): { name: string; time: number; longestStep: number } {
  const start = performance.now();
  let longest = 0;
  let before = start;
  const steps = work();
  drain(
    (function* () {
      for (;;) {
        const { done } = steps.next();
        const now = performance.now();
        longest = Math.max(longest, now - before);
        before = now;
        if (done) return;
        yield;
      }
    })(),
  );
  const time = performance.now() - start;
  row(`  ${name}`, `${milliseconds(time)}, longest step ${milliseconds(longest)}`);
  return { name, time, longestStep: longest };
}

async function timedOver(
  files: readonly string[],
  work: (bytes: Uint8Array, file: string) => unknown,
): Promise<number> {
  const start = performance.now();
  for (const file of files) work(await readFile(file), file);
  return performance.now() - start;
}

function clocked(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function row(name: string, value: string): void {
  output.write(`${name.padEnd(28)} ${value}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
