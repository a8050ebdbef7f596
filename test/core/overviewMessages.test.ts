import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseFromOverview } from '../../src/core/overviewMessages';

describe('parseFromOverview', () => {
  it('takes the messages that the overview sends, and no more of them than it knows', () => {
    assert.deepEqual(parseFromOverview({ type: 'ready', more: 1 }), { type: 'ready' });
    assert.deepEqual(parseFromOverview({ type: 'filter', query: 'topic:looms', more: 1 }), {
      type: 'filter',
      query: 'topic:looms',
    });
    assert.deepEqual(parseFromOverview({ type: 'open', id: 'looms', query: 'x' }), { type: 'open', id: 'looms' });
  });

  it('takes nothing else', () => {
    for (const message of [
      null,
      undefined,
      'ready',
      7,
      [],
      {},
      { type: 'other' },
      { type: 'filter' },
      { type: 'filter', query: 7 },
      { type: 'filter', id: 'a' },
      { type: 'open' },
      { type: 'open', id: null },
    ]) {
      assert.equal(parseFromOverview(message), null, JSON.stringify(message));
    }
    fc.assert(fc.property(fc.anything(), (message) => parseFromOverview(message) === null));
  });
});
