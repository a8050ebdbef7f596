import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';
import { GREP, REPORT, type Counts } from './counts';

/**
 * Runs test files with mocha in this process, prints the result and leaves the counts in the file that
 * PAPER_DIGEST_REPORT names, if it does. PAPER_DIGEST_GREP restricts the run to the tests whose full titles match it.
 * A test marked `.only` makes the run fail.
 */
export async function runMocha(files: readonly string[], timeout: number): Promise<Counts> {
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', timeout, slow: timeout / 4, forbidOnly: true });
  const pattern = process.env[GREP];
  if (pattern) mocha.grep(new RegExp(pattern));
  for (const file of files) mocha.addFile(file);
  const counts = await new Promise<Counts>((resolve) => {
    const runner = mocha.run((failures) => {
      resolve({ passed: runner.stats?.passes ?? 0, failed: failures, skipped: runner.stats?.pending ?? 0 });
    });
  });
  const report = process.env[REPORT];
  if (report) await writeFile(report, JSON.stringify(counts));
  return counts;
}
