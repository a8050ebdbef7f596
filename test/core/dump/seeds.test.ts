import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../../src/core/dump/decode';
import { parseDump } from '../../../src/core/dump/parse';
import { isDump, sniffLength } from '../../../src/core/dump/sniff';
import { Library } from '../../../src/core/library';
import type { Dump, Entry } from '../../../src/core/paper';

// The real dumps stand beside the repository where it is developed; they are not part of it.
const folder = join(__dirname, '../../../../shared/seeds');

describe('the dumps beside the repository', function () {
  const texts = new Map<string, string>();
  const dumps: Dump[] = [];
  const library = new Library();

  before(function () {
    if (!existsSync(folder)) this.skip();
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.txt'))
      .sort()) {
      const bytes = readFileSync(join(folder, name));
      assert.ok(isDump(bytes.subarray(0, sniffLength)), name);
      texts.set(name, decode(bytes));
      dumps.push(parseDump(decode(bytes), name));
    }
    library.update(dumps);
  });

  const entryCalled = (beginning: string): Entry => {
    const found = dumps.flatMap((dump) => dump.entries).find((entry) => entry.title.startsWith(beginning));
    assert.ok(found, beginning);
    return found;
  };

  it('hold 198, 66, 76 and 70 papers in the three shapes', () => {
    assert.deepEqual(
      dumps.map((dump) => dump.entries.length),
      [198, 66, 76, 70],
    );
    assert.deepEqual(
      dumps.map((dump) => dump.shape),
      ['compact', 'compact', 'blocks', 'listing'],
    );
  });

  it('give no problem', () => {
    assert.deepEqual(
      dumps.flatMap((dump) => dump.problems),
      [],
    );
  });

  it('hold 405 different papers, of which five stand in two dumps', () => {
    assert.equal(library.papers.size, 405);
    const doubles = [...library.papers.values()].filter((paper) => paper.sources.length > 1);
    assert.equal(doubles.length, 5);
    for (const { sources } of doubles) assert.equal(new Set(sources.map((source) => source.path)).size, 2);
    assert.deepEqual(doubles.map(({ title }) => title.slice(0, 12)).sort(), [
      'ADDP: Learni',
      'All you need',
      'Disentanglem',
      'Jointly-Lear',
      'Mixture of H',
    ]);
  });

  it('have every title at its line and every abstract on the next one that is not blank', () => {
    for (const { path, entries } of dumps) {
      const lines = (texts.get(path) ?? '').split('\n').map((line) => line.trim());
      for (const { title, abstract, line } of entries) {
        assert.equal((lines[line - 1] ?? '').replace(/^Subscribe/, ''), title);
        assert.equal(
          lines.slice(line).find((text) => text !== ''),
          abstract,
        );
      }
    }
  });

  it('leave no visible line below the header unread', () => {
    for (const { path, entries } of dumps) {
      const read = new Set(entries.flatMap(({ title, abstract }) => [title, abstract]));
      const left = (texts.get(path) ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line.length > 40 && !read.has(line));
      assert.ok(
        left.every((line) => /^(?:Get trending papers|Subscribe|\S+ [\w .,'&-]+$)/.test(line)),
        left.join('\n'),
      );
    }
  });

  it('date their pages as far as they can', () => {
    assert.deepEqual(
      dumps.map((dump) => dump.date),
      [null, null, { iso: 'XXXX-03-12', yearInferred: false }, { iso: '2025-11-12', yearInferred: true }],
    );
  });

  it('tell authors, organisation, date and count', () => {
    const details = (beginning: string): unknown => {
      const { authorCount, organization, date, count } = entryCalled(beginning);
      return [authorCount, organization, date?.iso, date?.yearInferred, count];
    };
    assert.deepEqual(details('PMET:'), [6, null, '2023-08-16', false, null]);
    assert.deepEqual(details('Flex3D:'), [5, null, '2024-10-01', false, 5]);
    assert.deepEqual(details('VolSplat:'), [10, null, '2025-09-23', true, 4]);
    assert.deepEqual(details('ZPressor:'), [null, { slug: 'ziplab', name: 'ZIP Lab' }, '2025-05-29', true, 5]);
    assert.deepEqual(details('Taming Feed-forward'), [4, null, '2024-12-31', false, null]);
    assert.deepEqual(details('F3D-Gaus:'), [3, null, '2025-01-11', true, null]);
  });
});
