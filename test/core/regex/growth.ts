/** How long work took, by the size of its input. */
export interface Measured {
  readonly size: number;
  /** CPU time in milliseconds. */
  readonly time: number;
}

/** Above this, in milliseconds of CPU time, what looks superlinear is not measured again. */
const certain = 100;
/** Below this, in milliseconds of CPU time, nothing is said about growth. */
const floor = 6;
const maxGrowth = 2.5;
const attempts = 4;

/**
 * Measures work while its input is doubled three times, up to a size, and answers with the times where they grow more
 * than 2.5 times twice in a row; null where they do not, or where they are too short to tell. What looks suspicious is
 * measured again, and the shortest time counts, so that a busy machine alone makes nothing suspicious.
 *
 * @param prepare Makes an input of a size and returns the work on it.
 */
export function superlinear(prepare: (size: number) => () => unknown, size: number): readonly Measured[] | null {
  if (cpuTime(prepare(size)) < floor) return null;
  const works = [size / 8, size / 4, size / 2, size].map((one) => ({ size: one, work: prepare(one), time: Infinity }));
  for (let attempt = 0; attempt < attempts; attempt++) {
    for (const one of works) {
      const runs = one.size === size ? 1 : 3;
      for (let run = 0; run < runs; run++) one.time = Math.min(one.time, cpuTime(one.work));
    }
    if (!isSuperlinear(works)) return null;
    if ((works.at(-1)?.time ?? 0) > certain) break;
  }
  return works.map(({ size: of, time }) => ({ size: of, time }));
}

/** Above this, in milliseconds of CPU time, two dozen repetitions are tried in exponentially many ways. */
const explosion = 100;

/**
 * The time of few repetitions, where it is such that many would never end; null elsewhere.
 *
 * @param length The length of one repetition.
 */
export function explosive(prepare: (size: number) => () => unknown, length: number): readonly Measured[] | null {
  for (const count of [12, 18, 24]) {
    const work = prepare(count * length);
    const time = Math.min(cpuTime(work), cpuTime(work));
    if (time > explosion) return [{ size: count * length, time }];
  }
  return null;
}

/** Times as they are shown: `1000: 2.1 ms, 2000: 8.5 ms`. */
export function shown(measured: readonly Measured[]): string {
  return measured.map(({ size, time }) => `${String(Math.round(size))}: ${time.toFixed(1)} ms`).join(', ');
}

function isSuperlinear(measured: readonly Measured[]): boolean {
  const times = measured.map(({ time }) => time);
  const grows = (i: number): boolean => (times[i + 1] ?? 0) > maxGrowth * Math.max(times[i] ?? 0, floor / 20);
  return (times.at(-1) ?? 0) >= floor && grows(times.length - 3) && grows(times.length - 2);
}

function cpuTime(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
