import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { storeFromObject, storeToObject } from '../../../src/core/reading/readingStore';
import { plain, records } from './records';

describe('a store as a plain object', () => {
  it('is read back', () => {
    fc.assert(
      fc.property(records, (given) => {
        const extras = new Map<string, unknown>([['$comment', { a: [1] }]]);
        const read = storeFromObject(JSON.parse(JSON.stringify(storeToObject({ records: given, extras }))));
        assert.deepEqual(plain(read.records), plain(given));
        assert.deepEqual(read.extras, extras);
        assert.equal(read.isWhole, true);
      }),
      { numRuns: 500 },
    );
  });

  it('is empty where there was none', () => {
    assert.deepEqual(storeFromObject(undefined), { records: new Map(), extras: new Map(), isWhole: true });
  });

  it('is taken as far as it is sound', () => {
    const { records: read, isWhole } = storeFromObject({
      $version: 2,
      looms: { starred: [true, 5], state: 'read' },
      rivers: 3,
      tides: { note: ['x', 1] },
    });
    assert.deepEqual(plain(read), [
      ['looms', [['starred', 'true', 5]]],
      ['tides', [['note', '"x"', 1]]],
    ]);
    assert.equal(isWhole, false);
    for (const wrong of [null, 3, 'x', []])
      assert.deepEqual(storeFromObject(wrong), { records: new Map(), extras: new Map(), isWhole: false });
  });

  it('is whole with values that only later versions understand', () => {
    assert.equal(
      storeFromObject({ $version: 1, looms: { state: ['skimmed', 5], rating: [{ stars: 3 }, 5] } }).isWhole,
      true,
    );
  });

  it('can be anything', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        storeFromObject(value);
      }),
    );
  });
});
