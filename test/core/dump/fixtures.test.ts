import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../../src/core/dump/decode';
import { parseDump } from '../../../src/core/dump/parse';
import { isDump, sniffLength } from '../../../src/core/dump/sniff';
import type { Entry } from '../../../src/core/paper';

const fixtures = join(__dirname, '../../fixtures');
const dumps = join(fixtures, 'dumps');

interface Expected {
  shape: string;
  date: { iso: string; yearInferred: boolean } | null;
  papers: Entry[];
  problemLines: number[];
}

describe('dumps written for the tests', () => {
  for (const name of readdirSync(dumps).filter((file) => file.endsWith('.txt'))) {
    it(name.replace('.txt', ''), () => {
      const bytes = readFileSync(join(dumps, name));
      const expected = JSON.parse(
        readFileSync(join(dumps, name.replace('.txt', '.expected.json')), 'utf8'),
      ) as Expected;
      assert.ok(isDump(bytes.subarray(0, sniffLength)), 'is recognised as a dump');
      const dump = parseDump(decode(bytes), name);
      assert.deepEqual(
        dump.entries.map((entry) => entry.title),
        expected.papers.map((paper) => paper.title),
      );
      assert.deepEqual(dump.entries, expected.papers);
      assert.equal(dump.shape, expected.shape);
      assert.deepEqual(dump.date, expected.date);
      assert.deepEqual([...new Set(dump.problems.map((problem) => problem.line))], expected.problemLines);
    });
  }
});

describe('files that are no dumps', () => {
  const folder = join(fixtures, 'not-dumps');
  for (const name of readdirSync(folder)) {
    it(name, () => {
      assert.equal(isDump(readFileSync(join(folder, name)).subarray(0, sniffLength)), false);
    });
  }
  for (const name of ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'LICENSE', 'package-lock.json']) {
    it(`the project’s ${name}`, () => {
      assert.equal(isDump(readFileSync(join(__dirname, '../../..', name)).subarray(0, sniffLength)), false);
    });
  }
});
