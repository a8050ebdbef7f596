import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { Digest } from '../src/core/digest';
import { decode, decodeInSteps } from '../src/core/dump/decode';
import { parseDump, parseDumpInSteps } from '../src/core/dump/parse';
import type { Dump } from '../src/core/paper';
import { drain, type Steps } from '../src/core/steps';
import { builtInTaxonomy } from '../src/core/topics/taxonomy';
import { builtInModel } from '../src/core/topics/termModel';
import { generatePapers, printCompact, type GeneratedPaper } from './generate';

const usage = 'Usage: npm run bench [-- --papers N] [-- --corpus FILE.jsonl[.gz]]';
const papersPerDump = 100;
const repetitions = 7;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { papers: { type: 'string', default: '20000' }, corpus: { type: 'string' } } });
  const count = Number(values.papers);
  if (!Number.isInteger(count) || count < papersPerDump) throw new Error(usage);
  const papers = values.corpus === undefined ? generatePapers(count) : await readCorpus(values.corpus, count);
  const folder = await mkdtemp(join(tmpdir(), 'paper-digest-bench-'));
  try {
    await benchParse(folder, papers, papersPerDump);
    await benchParse(folder, papers, papers.length);
    benchLoad(papers);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readCorpus(file: string, count: number): Promise<GeneratedPaper[]> {
  const bytes = await readFile(file);
  const lines = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n').filter((line) => line !== '');
  return lines.slice(0, count).map((line) => {
    const { title, abstract } = JSON.parse(line) as GeneratedPaper;
    return { title: title.replace(/\s+/g, ' '), abstract: abstract.replace(/\s+/g, ' ') };
  });
}

/** Reading, decoding and parsing dumps beside reading, decoding and splitting the same bytes, in turn. */
async function benchParse(folder: string, papers: readonly GeneratedPaper[], papersEach: number): Promise<void> {
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
  row('  read, decode, parse', `${milliseconds(median(parsing))}, ${median(ratios).toFixed(1)} times as long (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`);
}

/** From the bytes of many dumps to the tree, the search and the hover, with the longest time the thread was held. */
function benchLoad(papers: readonly GeneratedPaper[]): void {
  const files: Uint8Array[] = [];
  for (let i = 0; i < papers.length; i += papersPerDump) files.push(new TextEncoder().encode(printCompact(papers.slice(i, i + papersPerDump))));
  const digest = new Digest(builtInTaxonomy, builtInModel);
  const dumps: Dump[] = [];
  row(`load, ${String(files.length)} dumps`, `${(files.reduce((sum, { length }) => sum + length, 0) / 1e6).toFixed(1)} MB`);
  phase('  decode and parse', function* () {
    for (const [i, bytes] of files.entries()) dumps.push(yield* parseDumpInSteps(yield* decodeInSteps(bytes), `dump-${String(i)}.txt`));
  });
  phase('  join copies', () => digest.updateInSteps(dumps));
  phase('  topics', () => digest.prepareTopics());
  phase('  search index', () => digest.prepareSearch());
  phase('  titles', () => digest.prepareMentions());

  const words = (papers[0]?.abstract ?? '').split(' ');
  const queries = Array.from({ length: 60 }, (_, i) => words.slice(i, i + 1 + (i % 3)).join(' '));
  const times = queries.map((query) => clocked(() => digest.search(query, 100)));
  row('  query, p50 and p95', `${milliseconds(quantile(times, 0.5))}, ${milliseconds(quantile(times, 0.95))}`);
  const note = papers.slice(0, 400).map(({ title, abstract }) => `${title} ${abstract.slice(0, 180)}`).join('\n').slice(0, 100_000);
  const scans = Array.from({ length: repetitions }, () => clocked(() => digest.mentions(note)));
  row('  scan of a 100 kB note', `${milliseconds(median(scans))}, ${String(digest.mentions(note).length)} mentions`);
}

/** Runs work to its end and prints how long it took, and how long its longest step was. */
function phase(name: string, work: () => Steps<unknown>): void {
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
  row(name, `${milliseconds(performance.now() - start)}, longest step ${milliseconds(longest)}`);
}

async function timedOver(files: readonly string[], work: (bytes: Uint8Array, file: string) => unknown): Promise<number> {
  const start = performance.now();
  for (const file of files) work(await readFile(file), file);
  return performance.now() - start;
}

function clocked(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function milliseconds(time: number): string {
  return time >= 1_000 ? `${(time / 1_000).toFixed(2)} s` : `${time.toFixed(1)} ms`;
}

function row(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(28)} ${value}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
