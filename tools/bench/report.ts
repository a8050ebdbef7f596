import type { QueryKind } from './queries';

/** Times of a set of queries, in milliseconds. */
export interface QueryTimes {
  readonly p50: number;
  readonly p95: number;
}

export interface KindTimes extends QueryTimes {
  readonly queries: number;
  /** For how many of the queries something was found. */
  readonly found: number;
}

export interface MixTimes extends QueryTimes {
  /** How many queries were measured, and how many were meant to be. */
  readonly queries: number;
  readonly of: number;
  readonly kinds: Partial<Record<QueryKind, KindTimes>>;
}

/** What was measured of an engine, up to where it was stopped. */
export interface EngineResult {
  readonly engine: string;
  readonly note?: string;
  /** Milliseconds. */
  readonly build?: number;
  /** Bytes. */
  readonly memory?: number;
  readonly mix?: MixTimes;
  /** Milliseconds from what was saved to the first answer. */
  readonly restart?: number;
  readonly stopped?: Stop;
}

export type Phase = 'read' | 'build' | 'mix' | 'restart';

export interface Stop {
  readonly phase: Phase;
  /** Short enough for a cell of the table. */
  readonly why: string;
  readonly message?: string;
}

export interface SizeResult {
  readonly papers: number;
  readonly engines: readonly EngineResult[];
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function milliseconds(time: number): string {
  if (time >= 1_000) return `${(time / 1_000).toFixed(2)} s`;
  return `${time.toFixed(time < 1 ? 2 : 1)} ms`;
}

/** The engines of one size, a line each, and below them what has to be known beside. */
export function engineTable({ papers, engines }: SizeResult, ownName: string): string {
  const own = engines.find(({ engine }) => engine === ownName)?.mix?.p95;
  const columns = ['build', 'memory', 'restart', 'p50', 'p95', ...(own === undefined ? [] : [`p95 × ours`])];
  const rows = engines.map((result) => [
    result.engine,
    ...cells(result),
    ...(own === undefined ? [] : [ratio(result.mix?.p95, own)]),
  ]);
  const all = [[`${grouped(papers)} papers`, ...columns], ...rows];
  const widths = all[0]?.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0))) ?? [];
  const lines = all.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart((widths[i] ?? 0) + 2))).join(''),
  );
  return [...lines, ...engines.flatMap(remark)].join('\n');
}

function cells({ build, memory, restart, mix, stopped }: EngineResult): string[] {
  const cell = (value: string | undefined, phase: Phase): string =>
    value ?? (stopped?.phase === phase ? stopped.why : '–');
  return [
    build === undefined && stopped?.phase === 'read'
      ? stopped.why
      : cell(build === undefined ? undefined : milliseconds(build), 'build'),
    memory === undefined ? '–' : `${(memory / 1e6).toFixed(0)} MB`,
    cell(restart === undefined ? undefined : milliseconds(restart), 'restart'),
    cell(mix && milliseconds(mix.p50), 'mix'),
    cell(mix && milliseconds(mix.p95), 'mix'),
  ];
}

function ratio(p95: number | undefined, own: number): string {
  if (p95 === undefined) return '–';
  const times = p95 / own;
  if (times < 0.1) return times.toPrecision(1);
  return times.toFixed(times < 10 ? 1 : 0);
}

function remark({ engine, note, mix, stopped }: EngineResult): string[] {
  const cut = mix && mix.queries < mix.of ? `${String(mix.queries)} of ${String(mix.of)} queries, for time` : undefined;
  const parts = [note, cut, stopped?.message].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [`  ${engine}: ${parts.join('; ')}`];
}

export function grouped(count: number): string {
  return count.toLocaleString('en');
}

const barWidth = 24;
const lineEvery = 10_000;

/** How far a run is: a bar that is drawn anew in a terminal, elsewhere a line now and then. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #said = performance.now();
  #isDrawn = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  /** `share` is from 0 to 1. */
  update(share: number, text: string): void {
    if (this.#stream.isTTY) {
      const full = Math.round(barWidth * Math.min(1, share));
      this.#stream.write(
        `\r\x1b[K[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}] ${text}`.slice(
          0,
          4 + (this.#stream.columns || 80),
        ),
      );
      this.#isDrawn = true;
    } else if (performance.now() - this.#said >= lineEvery) {
      this.#stream.write(`${(100 * share).toFixed(0)} %, ${text}\n`);
      this.#said = performance.now();
    }
  }

  /** Takes the bar away, so that something else can be written. */
  clear(): void {
    if (this.#isDrawn) this.#stream.write('\r\x1b[K');
    this.#isDrawn = false;
  }
}
