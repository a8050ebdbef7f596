import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  flagEdits,
  isMeaningful,
  nothingRemembered,
  noteEdits,
  readingOf,
  stateEdits,
  tagEdits,
} from '../../../src/core/reading/reading';
import { record } from './records';

const of = (...fields: [string, unknown][]): ReturnType<typeof readingOf> =>
  readingOf(new Map(fields.map(([field, value]) => [field, { value, at: 1 }])));

describe('readingOf', () => {
  it('reads what is remembered', () => {
    assert.deepEqual(of(), nothingRemembered);
    assert.deepEqual(
      of(
        ['state', 'queued'],
        ['starred', true],
        ['hidden', true],
        ['note', 'Try  it\non looms.'],
        ['tag:b', true],
        ['tag:A', true],
        ['tag:c', false],
      ),
      {
        ...{ state: 'queued', starred: true, hidden: true, tags: ['A', 'b'], note: 'Try it on looms.' },
      },
    );
  });

  it('sees nothing in values without meaning', () => {
    assert.deepEqual(
      of(
        ['state', 'skimmed'],
        ['starred', 1],
        ['hidden', 'yes'],
        ['note', ['x']],
        ['tag:b', 'true'],
        ['tag:', true],
        ['tag:\u202e', true],
        ['rating', 5],
      ),
      nothingRemembered,
    );
  });

  it('has no white space but blanks, and no control characters', () => {
    fc.assert(
      fc.property(record, (one) => {
        const { note, tags } = readingOf(one);
        for (const text of [note, ...tags]) assert.doesNotMatch(text, /[^\S ]|[\u0000-\u001f\u202a-\u202e]/);
        assert.equal(new Set(tags).size, tags.length);
      }),
    );
  });
});

describe('edits', () => {
  it('are one for each paper', () => {
    assert.deepEqual(stateEdits(['a', 'b', 'a'], 'read'), [
      { id: 'a', field: 'state', value: 'read' },
      { id: 'b', field: 'state', value: 'read' },
    ]);
    assert.deepEqual(flagEdits(['a'], 'starred', false), [{ id: 'a', field: 'starred', value: false }]);
    assert.deepEqual(noteEdits(['a'], ' x\n\u202ey '), [{ id: 'a', field: 'note', value: 'x y' }]);
    assert.deepEqual(tagEdits(['a'], ' e\u0301te ', true), [{ id: 'a', field: 'tag:éte', value: true }]);
    assert.deepEqual(tagEdits(['a'], ' \n', true), []);
  });

  it('have values with a meaning', () => {
    for (const { field, value } of [
      ...stateEdits(['a'], 'queued'),
      ...flagEdits(['a'], 'hidden', true),
      ...noteEdits(['a'], 'x'),
      ...tagEdits(['a'], 'x', false),
    ])
      assert.ok(isMeaningful(field, value));
    for (const [field, value] of [
      ['state', true],
      ['state', 'skimmed'],
      ['starred', 'x'],
      ['note', 1],
      ['tag:x', 1],
    ] as const)
      assert.ok(!isMeaningful(field, value));
    assert.ok(isMeaningful('rating', 5));
  });
});
