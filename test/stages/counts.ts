import { readFile } from 'node:fs/promises';

/** How many tests passed, failed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
export const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };
export const ONE_SKIPPED: Counts = { passed: 0, failed: 0, skipped: 1 };

/** The environment variable that names the file a mocha run leaves its counts in. */
export const REPORT = 'PAPER_DIGEST_REPORT';

/** The environment variable with a regular expression that restricts a mocha run to matching tests. */
export const GREP = 'PAPER_DIGEST_GREP';

/** The sum of several counts. */
export function total(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** The line that sums up a run, such as `12 passed, 0 failed, 1 skipped`. */
export function summary({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * The counts a mocha run left in its report. A run that left none, or in which nothing ran, counts as one
 * failure, and so does one that ended badly although no test failed.
 */
export async function readReport(file: string, endedWell: boolean): Promise<Counts> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const counts = text === undefined ? undefined : parse(text);
  if (counts === undefined) {
    console.error('The test run ended without a result.');
    return ONE_FAILED;
  }
  if (counts.passed + counts.failed === 0) {
    console.error('No test ran.');
    return { ...counts, failed: 1 };
  }
  if (endedWell || counts.failed > 0) return counts;
  console.error('The test run ended badly although no test failed.');
  return { ...counts, failed: 1 };
}

function parse(text: string): Counts | undefined {
  try {
    const { passed, failed, skipped } = JSON.parse(text) as Record<keyof Counts, unknown>;
    if (typeof passed !== 'number' || typeof failed !== 'number' || typeof skipped !== 'number') return undefined;
    return { passed, failed, skipped };
  } catch {
    return undefined;
  }
}
