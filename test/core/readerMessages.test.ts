import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseFromReader, parseReaderState, type ReaderState } from '../../src/core/readerMessages';

describe('parseFromReader', () => {
  it('takes the messages that the reader sends', () => {
    assert.deepEqual(parseFromReader({ type: 'ready' }), { type: 'ready' });
    assert.deepEqual(parseFromReader({ type: 'openSource', id: 'looms', index: 2 }), {
      type: 'openSource',
      id: 'looms',
      index: 2,
    });
    assert.deepEqual(parseFromReader({ type: 'openPlace', id: 'looms', index: 1 }), {
      type: 'openPlace',
      id: 'looms',
      index: 1,
    });
    assert.deepEqual(parseFromReader({ type: 'openPaper', id: 'looms' }), { type: 'openPaper', id: 'looms' });
    for (const type of ['back', 'forward', 'previous', 'next'])
      assert.deepEqual(parseFromReader({ type, id: 'looms' }), { type, id: 'looms' });
  });

  it('takes no more of them than it knows', () => {
    assert.deepEqual(parseFromReader({ type: 'openPaper', id: 'looms', index: 2, more: 1 }), {
      type: 'openPaper',
      id: 'looms',
    });
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
      { type: 'openSource' },
      { type: 'openSource', id: 1, index: 1 },
      { type: 'openSource', id: 'a', index: 0.5 },
      { type: 'openSource', id: 'a', index: NaN },
      { type: 'openSource', id: 'a' },
      { type: 'openPlace', id: 'a' },
      { type: 'openPaper' },
      { type: 'openPaper', id: 7 },
      { type: 'back' },
      { type: 'back', id: null },
      { type: 'other', id: 'a' },
    ]) {
      assert.equal(parseFromReader(message), null, JSON.stringify(message));
    }
    fc.assert(fc.property(fc.anything(), (message) => parseFromReader(message) === null));
  });
});

describe('parseReaderState', () => {
  const state: ReaderState = {
    id: 'looms',
    order: ['kites', 'looms'],
    raw: true,
    scroll: 120.5,
    back: [{ id: 'kites', order: [] }],
    forward: [],
  };

  it('takes what a reader kept, and no more of it', () => {
    assert.deepEqual(parseReaderState(JSON.parse(JSON.stringify({ ...state, more: 1 }))), state);
  });

  it('takes what is sound of a state that names a paper', () => {
    assert.deepEqual(parseReaderState({ id: 'looms' }), {
      id: 'looms',
      order: [],
      raw: false,
      scroll: 0,
      back: [],
      forward: [],
    });
    const damaged = {
      id: 'looms',
      order: [1, 'kites', null],
      raw: 'yes',
      scroll: -3,
      back: [null, { id: 3 }, { id: 'moths', order: 7 }],
      forward: 'x',
    };
    assert.deepEqual(parseReaderState(damaged), {
      id: 'looms',
      order: ['kites'],
      raw: false,
      scroll: 0,
      back: [{ id: 'moths', order: [] }],
      forward: [],
    });
  });

  it('takes nothing else', () => {
    for (const other of [null, undefined, 'looms', {}, { id: 1 }]) assert.equal(parseReaderState(other), null);
    fc.assert(
      fc.property(
        fc.anything(),
        (other) => parseReaderState(other) === null || (typeof other === 'object' && other !== null && 'id' in other),
      ),
    );
  });
});
