import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  flagEdits,
  nothingRemembered,
  noteEdits,
  stateEdits,
  tagEdits,
  topicEdits,
  type ReadingEdit,
} from '../../../src/core/reading/reading';
import { ReadingMemory, type PaperIdentities } from '../../../src/core/reading/readingMemory';
import { viewKey, type ReadingRecords } from '../../../src/core/reading/records';
import { plain, records } from './records';

/** A library in which every id is a paper's. */
const anyPaper: PaperIdentities = { revision: 0, find: (id) => ({ id }), reference: (id) => id };

const edits: fc.Arbitrary<ReadingEdit[]> = fc
  .array(
    fc
      .tuple(
        fc.subarray(['looms', 'rivers', 'preface']),
        fc.nat(5),
        fc.boolean(),
        fc.constantFrom('unread', 'queued', 'read'),
      )
      .map(([ids, kind, on, state]) => {
        switch (kind) {
          case 0:
            return stateEdits(ids, state);
          case 1:
            return flagEdits(ids, 'starred', on);
          case 2:
            return flagEdits(ids, 'hidden', on);
          case 3:
            return noteEdits(ids, on ? 'x' : '');
          default:
            return tagEdits(ids, on ? 'a' : 'b', kind === 4);
        }
      }),
    { maxLength: 4 },
  )
  .map((all) => all.flat());

const readingsOf = (memory: ReadingMemory): unknown => ['looms', 'rivers', 'preface'].map((id) => memory.of(id));

describe('ReadingMemory', () => {
  it('remembers what it was told', () => {
    const memory = new ReadingMemory(anyPaper);
    assert.equal(memory.of('looms'), nothingRemembered);
    memory.edit(
      [
        ...stateEdits(['looms'], 'read'),
        ...flagEdits(['looms', 'rivers'], 'starred', true),
        ...tagEdits(['looms'], 'b', true),
        ...tagEdits(['looms'], 'a', true),
      ],
      5,
    );
    assert.deepEqual(memory.of('looms'), { ...nothingRemembered, state: 'read', starred: true, tags: ['a', 'b'] });
    assert.deepEqual([...memory.readings.keys()], ['looms', 'rivers']);
    memory.edit(flagEdits(['looms'], 'starred', false), 6);
    assert.equal(memory.of('looms').starred, false);
    assert.deepEqual(memory.records.get('looms')?.get('starred'), { value: false, at: 6 });
  });

  it('gives no new time to what was so before', () => {
    const memory = new ReadingMemory(anyPaper);
    assert.deepEqual(memory.edit(flagEdits(['looms'], 'starred', false), 5), []);
    assert.equal(memory.records.size, 0);
    memory.edit(flagEdits(['looms'], 'starred', true), 5);
    const { records: before } = memory;
    assert.deepEqual(memory.edit(flagEdits(['looms'], 'starred', true), 9), []);
    assert.equal(memory.records, before);
  });

  it('overrules what it knows though a clock is slow', () => {
    const memory = new ReadingMemory(anyPaper);
    memory.merge(new Map([['looms', new Map([['starred', { value: true, at: 5000 }]])]]));
    memory.edit(flagEdits(['looms'], 'starred', false), 7);
    assert.deepEqual(memory.records.get('looms')?.get('starred'), { value: false, at: 5001 });
    memory.merge(new Map([['looms', new Map([['starred', { value: true, at: 5000 }]])]]));
    assert.equal(memory.of('looms').starred, false);
  });

  it('takes edits back, and those again', () => {
    fc.assert(
      fc.property(records, edits, edits, (known, first, second) => {
        const calm: ReadingRecords = new Map(
          [...known].map(([id, record]) => [
            id,
            new Map([...record].filter(([, { at }]) => at < Number.MAX_SAFE_INTEGER)),
          ]),
        );
        const memory = new ReadingMemory(anyPaper, calm);
        memory.edit(first, 10);
        const before = readingsOf(memory);
        const undo = memory.edit(second, 5);
        const after = readingsOf(memory);
        const redo = memory.edit(undo, 5);
        assert.deepEqual(readingsOf(memory), before);
        memory.edit(redo, 5);
        assert.deepEqual(readingsOf(memory), after);
      }),
      { numRuns: 500 },
    );
  });

  it('comes to the same on all machines that tell each other what they know', () => {
    const deeds = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: -1000, max: 1000 }), edits, fc.nat(2)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(deeds, (all) => {
        const machines = [0, 1, 2].map(() => new ReadingMemory(anyPaper));
        const at = (i: number): ReadingMemory => machines[i] ?? new ReadingMemory(anyPaper);
        for (const [i, [who, skew, what, other]] of all.entries()) {
          at(who).edit(what, 10_000 + 100 * i + skew);
          at(other).merge(at(who).records);
        }
        for (let round = 0; round < 2; round++) for (const a of machines) for (const b of machines) a.merge(b.records);
        for (const machine of machines)
          assert.deepEqual([plain(machine.records), readingsOf(machine)], [plain(at(0).records), readingsOf(at(0))]);
        for (const machine of machines) assert.equal(machine.merge(at(0).records), false);
      }),
      { numRuns: 500 },
    );
  });

  it('answers whether there is anything new in what it takes in', () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        const memory = new ReadingMemory(anyPaper, a);
        const before = JSON.stringify(plain(memory.records));
        assert.equal(memory.merge(b), JSON.stringify(plain(memory.records)) !== before);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what is remembered of the tree apart from papers', () => {
    const memory = new ReadingMemory(anyPaper);
    memory.edit([{ id: viewKey, field: 'search:looms', value: true }], 5);
    assert.deepEqual([...memory.view], [['search:looms', { value: true, at: 5 }]]);
    assert.equal(memory.readings.size, 0);
  });

  it('gives the values of a field in the order of their times', () => {
    const memory = new ReadingMemory(anyPaper);
    memory.edit(topicEdits(['rivers'], 'hydrology'), 9);
    memory.edit(topicEdits(['looms'], 'weaving'), 5);
    memory.edit(topicEdits(['rivers'], ''), 10);
    assert.deepEqual(
      [...memory.valuesOf('topic')],
      [
        ['looms', 'weaving'],
        ['rivers', ''],
      ],
    );
  });
});
