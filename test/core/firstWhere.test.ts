import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { firstWhere } from '../../src/core/firstWhere';

describe('firstWhere', () => {
  it('finds the first place of those that hold', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (length, first) => {
        assert.equal(
          firstWhere(length, (place) => place >= first),
          Math.min(length, first),
        );
      }),
    );
  });
});
