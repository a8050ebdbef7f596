import { strict as assert } from 'node:assert';
import type { Dump, Entry, Paper } from '../../src/core/paper';
import { compact } from '../../src/core/text/compact';

/** A paper as a dump has it; what is not given is unknown. */
export function entry(title: string, abstract = '', details: Partial<Entry> = {}): Entry {
  return { title, abstract, line: 1, authorCount: null, organization: null, date: null, count: null, ...details };
}

/** A dump with these papers, each two lines below the one before. */
export function dump(path: string, ...entries: readonly Entry[]): Dump {
  return { path, shape: 'blocks', date: null, problems: [], entries: entries.map((one, i) => ({ ...one, line: 2 * i + 1 })) };
}

/** A paper of the library. */
export function paper(title: string, abstract = '', id = compact(title)): Paper {
  return { ...entry(title, abstract), id, sources: [{ path: 'a.txt', line: 1 }] };
}

/**
 * Asserts that work grows about as its input does: eight times the input may take four times as much again
 * as linear growth would, half of what quadratic growth does. Each is the best of several runs.
 *
 * @param prepare Makes an input of a size and returns the work on it.
 */
export function assertLinear(prepare: (size: number) => () => unknown, size: number): void {
  const small = fastest(prepare(size), 5);
  const large = fastest(prepare(8 * size), 2);
  assert.ok(large <= 32 * Math.max(small, 3), `${String(size)} took ${small.toFixed(2)} ms, eight times as much ${large.toFixed(2)} ms`);
}

function fastest(work: () => unknown, runs: number): number {
  let best = Infinity;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
