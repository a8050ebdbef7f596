import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseFromReader, parseReaderState } from '../../src/core/readerMessages';

describe('parseFromReader', () => {
  it('takes the messages that the reader sends', () => {
    assert.deepEqual(parseFromReader({ type: 'ready' }), { type: 'ready' });
    assert.deepEqual(parseFromReader({ type: 'openSource', id: 'looms', index: 2 }), { type: 'openSource', id: 'looms', index: 2 });
    assert.deepEqual(parseFromReader({ type: 'openPlace', id: 'looms', index: 1 }), { type: 'openPlace', id: 'looms', index: 1 });
    assert.deepEqual(parseFromReader({ type: 'openPaper', id: 'looms' }), { type: 'openPaper', id: 'looms' });
    assert.deepEqual(parseFromReader({ type: 'back', id: 'looms' }), { type: 'back', id: 'looms' });
  });

  it('takes no more of them than it knows', () => {
    assert.deepEqual(parseFromReader({ type: 'openPaper', id: 'looms', index: 2, more: 1 }), { type: 'openPaper', id: 'looms' });
  });

  it('takes nothing else', () => {
    for (const message of [null, undefined, 'ready', 7, [], {}, { type: 'other' }, { type: 'openSource' }, { type: 'openSource', id: 1, index: 1 }, { type: 'openSource', id: 'a', index: 0.5 }, { type: 'openSource', id: 'a', index: NaN }, { type: 'openSource', id: 'a' }, { type: 'openPlace', id: 'a' }, { type: 'openPaper' }, { type: 'openPaper', id: 7 }, { type: 'back' }, { type: 'back', id: null }, { type: 'other', id: 'a' }]) {
      assert.equal(parseFromReader(message), null, JSON.stringify(message));
    }
    fc.assert(fc.property(fc.anything(), (message) => parseFromReader(message) === null));
  });
});

describe('parseReaderState', () => {
  it('takes a state that names a paper, and no more of it', () => {
    assert.deepEqual(parseReaderState({ id: 'looms', more: 1 }), { id: 'looms' });
    for (const state of [null, undefined, 'looms', {}, { id: 1 }]) assert.equal(parseReaderState(state), null);
  });
});
