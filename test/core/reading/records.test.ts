import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readingOf } from '../../../src/core/reading/reading';
import { mergeRecords, pruneRecords, type ReadingRecords } from '../../../src/core/reading/records';
import { stampedOf, timeAfter } from '../../../src/core/reading/stamped';
import { plain, records } from './records';

const of = (...fields: [string, unknown, number][]): ReadingRecords =>
  new Map([['looms', new Map(fields.map(([field, value, at]) => [field, { value, at }]))]]);

describe('mergeRecords', () => {
  it('takes the later value of each field', () => {
    assert.deepEqual(
      plain(
        mergeRecords(
          of(['starred', true, 5], ['state', 'read', 3], ['tag:a', true, 1]),
          of(['starred', false, 4], ['state', 'queued', 6], ['tag:b', true, 1]),
        ),
      ),
      plain(of(['starred', true, 5], ['state', 'queued', 6], ['tag:a', true, 1], ['tag:b', true, 1])),
    );
  });

  it('remembers that something was taken away', () => {
    assert.deepEqual(
      plain(mergeRecords(of(['starred', true, 5]), of(['starred', false, 6]))),
      plain(of(['starred', false, 6])),
    );
  });

  it('does not mind order, repetition or grouping', () => {
    fc.assert(
      fc.property(records, records, records, (a, b, c) => {
        assert.deepEqual(plain(mergeRecords(a, b)), plain(mergeRecords(b, a)));
        assert.deepEqual(plain(mergeRecords(a, a)), plain(a));
        assert.deepEqual(plain(mergeRecords(mergeRecords(a, b), c)), plain(mergeRecords(a, mergeRecords(b, c))));
        assert.deepEqual(plain(mergeRecords(mergeRecords(a, b), b)), plain(mergeRecords(a, b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps what nothing is later than', () => {
    fc.assert(
      fc.property(records, (a) => {
        const merged = mergeRecords(a, new Map([...a].map(([id, fields]) => [id, new Map(fields)])));
        for (const [id, record] of a) assert.equal(merged.get(id), record);
      }),
    );
  });
});

describe('pruneRecords', () => {
  it('takes out what is old and says the same as nothing', () => {
    const given = of(
      ['starred', false, 5],
      ['hidden', false, 9],
      ['state', 'unread', 1],
      ['note', '', 1],
      ['tag:a', false, 1],
      ['tag:b', true, 1],
      ['rating', 0, 1],
      ['rating2', false, 1],
    );
    assert.deepEqual(
      plain(pruneRecords(given, 9)),
      plain(of(['hidden', false, 9], ['tag:b', true, 1], ['rating', 0, 1], ['rating2', false, 1])),
    );
    assert.deepEqual(plain(pruneRecords(of(['starred', false, 5]), 9)), []);
  });

  it('changes nothing of what is remembered', () => {
    fc.assert(
      fc.property(records, fc.nat(4), (given, before) => {
        const pruned = pruneRecords(given, before);
        for (const [id, record] of given) assert.deepEqual(readingOf(pruned.get(id) ?? new Map()), readingOf(record));
      }),
    );
  });
});

describe('timeAfter', () => {
  it('is now, or just after what it follows', () => {
    assert.equal(timeAfter(null, 7.9), 7);
    assert.equal(timeAfter(5, 7), 7);
    assert.equal(timeAfter(7, 7), 8);
    assert.equal(timeAfter(1000, 7), 1001);
    assert.equal(timeAfter(null, -3), 0);
    assert.equal(timeAfter(Number.MAX_SAFE_INTEGER, 7), Number.MAX_SAFE_INTEGER);
  });
});

describe('stampedOf', () => {
  it('takes a value and a time alone', () => {
    assert.deepEqual(stampedOf([null, 0]), { value: null, at: 0 });
    for (const wrong of [null, 'x', {}, [], [1], [1, 2, 3], [1, '2'], [1, -1], [1, 1.5], [1, 2 ** 53], [1, null]])
      assert.equal(stampedOf(wrong), null);
  });
});
