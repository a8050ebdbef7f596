import { strict as assert } from 'node:assert';
import type { Dump, Entry, Paper } from '../../src/core/paper';
import { compact } from '../../src/core/text/compact';

/** A paper as a dump has it; what is not given is unknown. */
export function entry(title: string, abstract = '', details: Partial<Entry> = {}): Entry {
  return { title, abstract, line: 1, authorCount: null, organization: null, date: null, count: null, ...details };
}

/** A dump with these papers, each two lines below the one before. */
export function dump(path: string, ...entries: readonly Entry[]): Dump {
  return {
    path,
    shape: 'blocks',
    date: null,
    problems: [],
    entries: entries.map((one, i) => ({ ...one, line: 2 * i + 1 })),
  };
}

/** A paper of the library. */
export function paper(title: string, abstract = '', id = compact(title)): Paper {
  return { ...entry(title, abstract), id, sources: [{ path: 'a.txt', line: 1 }] };
}

/**
 * Asserts that work grows about as its input does: eight times the input may take four times as much again
 * as linear growth would, half of what quadratic growth does. Each is the best of several runs, in processor time, so that
 * what else the machine does counts little.
 *
 * @param prepare Makes an input of a size and returns the work on it.
 */
export function assertLinear(prepare: (size: number) => () => unknown, size: number): void {
  const [smallWork, largeWork] = [prepare(size), prepare(8 * size)];
  let [small, large] = [Infinity, Infinity];
  for (let round = 0; round < rounds; round++) {
    small = fastest(smallWork, 5, small);
    large = fastest(largeWork, 2, large);
    if (large <= 32 * Math.max(small, 3)) return;
  }
  assert.fail(`${String(size)} took ${small.toFixed(2)} ms, eight times as much ${large.toFixed(2)} ms`);
}

const rounds = 3;

function fastest(work: () => unknown, runs: number, before: number): number {
  let best = before;
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
