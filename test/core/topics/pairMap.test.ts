import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { PairMap } from '../../../src/core/topics/pairMap';

describe('PairMap', () => {
  it('has what a map of maps has', () => {
    const number = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 2 ** 31 - 1 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number, number, fc.integer({ min: 1, max: 2 ** 31 - 1 })), { maxLength: 40 }),
        (rows) => {
          const pairs = new PairMap();
          const expected = new Map<string, number>();
          for (const [first, second, value] of rows) {
            assert.equal(pairs.get(first, second), expected.get(`${first} ${second}`) ?? 0);
            pairs.set(first, second, value);
            expected.set(`${first} ${second}`, value);
          }
          for (const [first, second] of rows)
            assert.equal(pairs.get(first, second), expected.get(`${first} ${second}`));
        },
      ),
    );
  });

  it('holds any number of pairs', () => {
    const pairs = new PairMap();
    for (let i = 0; i < 30_000; i++) pairs.set(i % 173, Math.floor(i / 173), i + 1);
    for (let i = 0; i < 30_000; i++) assert.equal(pairs.get(i % 173, Math.floor(i / 173)), i + 1);
    assert.equal(pairs.get(173, 0), 0);
  });
});
