import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { HashIndex } from '../../../src/core/mentions/hashIndex';

describe('an index by hash', () => {
  it('has the rows that were put in and not taken out, whatever their hashes', () => {
    const hash = fc.oneof(fc.nat(3), fc.nat(0x3fffffff));
    fc.assert(
      fc.property(fc.array(fc.tuple(hash, fc.boolean()), { maxLength: 3000, size: 'max' }), (actions) => {
        const index = new HashIndex();
        const known = new Map<number, Set<number>>();
        for (const [row, [hash, takesOut]] of actions.entries()) {
          const rows = known.get(hash) ?? new Set();
          known.set(hash, rows);
          const [oldest = -1] = rows;
          if (takesOut) {
            index.remove(hash, oldest);
            rows.delete(oldest);
          } else {
            index.add(hash, row);
            rows.add(row);
          }
        }
        for (const [hash, rows] of known) {
          const found: number[] = [];
          for (let slot = index.first(hash); slot >= 0; slot = index.next(slot, hash)) found.push(index.rowAt(slot));
          assert.deepEqual(
            found.sort((a, b) => a - b),
            [...rows].sort((a, b) => a - b),
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});
