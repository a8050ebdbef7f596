import { fork, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readPapers } from './corpus';
import { benchedEngines, type BenchedEngine } from './engines';
import { queryKinds, queryMix, type BenchQuery, type QueryKind } from './queries';
import {
  grouped,
  quantile,
  type EngineResult,
  type KindTimes,
  type MixTimes,
  type Phase,
  type Progress,
  type SizeResult,
  type Stop,
} from './report';

export interface SearchBench {
  readonly sizes: readonly number[];
  readonly corpus?: string;
  readonly queriesPerKind: number;
  /** Parts of names; none for all engines. */
  readonly engines: readonly string[];
  /** Milliseconds after which no query more is measured. */
  readonly mixTime: number;
}

/** What a child process measures. */
interface Task {
  readonly engine: string;
  readonly papers: number;
  readonly corpus?: string;
  readonly queriesPerKind: number;
  readonly mixTime: number;
  readonly folder: string;
}

/** Tells of a phase begun, how much of the mix is done, or what was measured. */
type Message =
  | { readonly phase: Phase }
  | { readonly done: number }
  | { readonly measured: Pick<EngineResult, 'build' | 'memory' | 'mix' | 'restart'> }
  | { readonly failed: string };

/** After these seconds a child is ended. */
const limits: Record<Phase, number> = { read: 180, build: 180, mix: 60, restart: 180 };
const measuredRounds = 3;
/** What part of the mix's time the first round may take, which warms up. */
const warmShare = 0.25;
const answersCompared = 6;
const bench = join(__dirname, '..', 'bench.ts');

/** The names of the engines that have one of the parts in theirs. */
export function engineNames(parts: readonly string[]): string[] {
  const names = benchedEngines('').map(({ name }) => name);
  const chosen = names.filter(
    (name) => parts.length === 0 || parts.some((part) => name.toLowerCase().includes(part.toLowerCase())),
  );
  if (chosen.length === 0) throw new Error(`There is no such engine; there are ${names.join(', ')}.`);
  return chosen;
}

/** Measures engines beside each other, each in a process of its own, and tells of each size when it is done. */
export async function benchSearch(
  options: SearchBench,
  progress: Progress,
  onSize: (result: SizeResult) => void,
): Promise<SizeResult[]> {
  const names = engineNames(options.engines);
  const notes = new Map(benchedEngines('').map(({ name, note }) => [name, note]));
  const { queriesPerKind, mixTime } = options;
  const sizes: SizeResult[] = [];
  for (const [i, papers] of options.sizes.entries()) {
    const engines: EngineResult[] = [];
    for (const [j, engine] of names.entries()) {
      const before = i * names.length + j;
      const onProgress = (share: number, doing: string): void =>
        progress.update(
          (before + share) / (options.sizes.length * names.length),
          `${grouped(papers)} papers, ${engine}: ${doing}`,
        );
      const folder = await mkdtemp(join(tmpdir(), 'paper-digest-bench-'));
      const remove = (): void => rmSync(folder, { recursive: true, force: true });
      process.once('exit', remove);
      try {
        const task: Task = {
          engine,
          papers,
          queriesPerKind,
          mixTime,
          folder,
          ...(options.corpus === undefined ? {} : { corpus: options.corpus }),
        };
        const note = notes.get(engine);
        engines.push({ engine, ...(note === undefined ? {} : { note }), ...(await measureApart(task, onProgress)) });
      } finally {
        process.off('exit', remove);
        remove();
      }
    }
    const size = { papers, engines };
    onSize(size);
    sizes.push(size);
  }
  return sizes;
}

/** Has a child process do the task; one that takes too long is ended, and what it had measured by then is kept. */
async function measureApart(
  task: Task,
  onProgress: (share: number, doing: string) => void,
): Promise<Omit<EngineResult, 'engine'>> {
  const child = fork(bench, ['--child', JSON.stringify(task)], {
    execArgv: [...process.execArgv, '--expose-gc', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const end = (): boolean => child.kill('SIGKILL');
  process.once('exit', end);
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints = (complaints + text).slice(-20_000)));
  let result: Omit<EngineResult, 'engine'> = {};
  let phase: Phase = 'read';
  let stopped: Stop | undefined;
  let timer: NodeJS.Timeout | undefined;
  const begin = (next: Phase): void => {
    phase = next;
    clearTimeout(timer);
    timer = setTimeout(() => {
      stopped = { phase, why: `over ${String(limits[phase])} s` };
      end();
    }, limits[phase] * 1_000);
    onProgress({ read: 0, build: 0.1, mix: 0.5, restart: 0.9 }[next], next);
  };
  begin('read');
  child.on('message', (message: Message) => {
    if ('phase' in message) begin(message.phase);
    else if ('done' in message) onProgress(0.5 + 0.4 * message.done, 'mix');
    else if ('measured' in message) result = { ...result, ...message.measured };
    else stopped = { phase, why: 'failed', message: message.failed };
  });
  const { code, signal } = await closed(child);
  clearTimeout(timer);
  process.off('exit', end);
  if (code !== 0) stopped ??= { phase, ...reason(complaints, signal) };
  return { ...result, ...(stopped && { stopped }) };
}

function closed(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal });
    });
  });
}

/** Why a process ended by itself; the system kills what takes too much memory. */
function reason(complaints: string, signal: NodeJS.Signals | null): Omit<Stop, 'phase'> {
  if (/out of memory|allocation failed/i.test(complaints) || signal === 'SIGKILL') return { why: 'out of memory' };
  return {
    why: 'failed',
    message:
      complaints
        .split('\n')
        .find((line) => /error/i.test(line))
        ?.trim() ?? complaints.trim().slice(-200),
  };
}

/** What the child process does, telling its parent. */
export async function measureAsChild(task: string): Promise<void> {
  process.once('disconnect', () => process.exit(1));
  try {
    await measure(JSON.parse(task) as Task);
  } catch (error) {
    await tell({ failed: error instanceof Error ? error.message : String(error) });
  }
  process.exit(0);
}

function tell(message: Message): Promise<void> {
  return new Promise((resolve) => {
    if (process.send)
      process.send(message, () => {
        resolve();
      });
    else resolve();
  });
}

async function measure({ engine: name, papers: count, corpus, queriesPerKind, mixTime, folder }: Task): Promise<void> {
  const engine = benchedEngines(folder).find((one) => one.name === name);
  if (!engine) throw new Error(`There is no engine ${name}.`);
  const papers = readPapers(count, corpus);
  const queries = queryMix(papers, queriesPerKind);
  const before = await residentBytes();
  await tell({ phase: 'build' });
  const build = await clocked(() => engine.build(papers));
  await tell({ measured: { build, memory: Math.max(0, (await residentBytes()) - before) } });
  await tell({ phase: 'mix' });
  await tell({ measured: { mix: await measureMix(engine, queries, mixTime) } });
  if (engine.save && engine.restart) {
    await tell({ phase: 'restart' });
    const some = queries.slice(0, answersCompared);
    const answers = await answersOf(engine, some);
    await engine.save();
    await residentBytes();
    const restart = await clocked(async () => {
      await engine.restart?.();
      await answersOf(engine, some.slice(0, 1));
    });
    if (String(await answersOf(engine, some)) !== String(answers))
      throw new Error('It answers otherwise after a restart.');
    await tell({ measured: { restart } });
  }
  engine.close();
}

async function answersOf(engine: BenchedEngine, queries: readonly BenchQuery[]): Promise<number[]> {
  const answers: number[] = [];
  for (const { text, kind } of queries) answers.push(await engine.search(text, kind));
  return answers;
}

/**
 * Runs all queries once to warm up, then again to be measured. A slow engine is asked fewer, of every kind as many:
 * those that the first round got to. Queries follow upon other ones, so that no engine answers from its last answer.
 */
async function measureMix(engine: BenchedEngine, queries: readonly BenchQuery[], mixTime: number): Promise<MixTimes> {
  const start = performance.now();
  const times = new Map<BenchQuery, number[]>();
  const found = new Map<BenchQuery, number>();
  for (const query of queries) {
    if (times.size > 0 && times.size % queryKinds.length === 0 && performance.now() - start > warmShare * mixTime)
      break;
    found.set(query, await engine.search(query.text, query.kind));
    times.set(query, []);
  }
  let told = start;
  for (let round = 0; round < measuredRounds; round++) {
    let done = 0;
    for (const [query, measured] of times) {
      const now = performance.now();
      if (round > 0 && now - start > mixTime) break;
      measured.push(await clocked(() => engine.search(query.text, query.kind)));
      done++;
      if (now - told > 200) {
        told = now;
        await tell({ done: (round + done / times.size) / measuredRounds });
      }
    }
  }
  const kinds: Partial<Record<QueryKind, KindTimes>> = {};
  for (const kind of queryKinds) {
    const ofKind = [...times].filter(([query]) => query.kind === kind);
    if (ofKind.length === 0) continue;
    kinds[kind] = {
      ...quantiles(ofKind.flatMap(([, measured]) => measured)),
      queries: ofKind.length,
      found: ofKind.filter(([query]) => (found.get(query) ?? 0) > 0).length,
    };
  }
  return { ...quantiles([...times.values()].flat()), queries: times.size, of: queries.length, kinds };
}

function quantiles(times: readonly number[]): { p50: number; p95: number } {
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

async function clocked(work: () => Promise<unknown> | number): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The process's memory once what is not needed is given back. */
async function residentBytes(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await pause(50);
  }
  return process.memoryUsage().rss;
}
