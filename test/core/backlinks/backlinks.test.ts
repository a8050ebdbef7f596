import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Backlinks } from '../../../src/core/backlinks/backlinks';
import type { Place } from '../../../src/core/backlinks/places';

function place(ids: readonly string[], line: number, cell: number | null = null, character = 0): Place {
  return { ids, cell, line, character, endLine: line, endCharacter: character + 5, excerpt: '' };
}

describe('Backlinks', () => {
  it('gives the places of a paper by note and in their order, one a line', () => {
    const backlinks = new Backlinks();
    backlinks.set('b.md', [place(['looms'], 4), place(['looms'], 4, null, 20), place(['kites', 'looms'], 7)]);
    backlinks.set('a.ipynb', [place(['looms'], 2, 1), place(['looms'], 2, 3)]);
    assert.deepEqual(
      backlinks.of('looms').map(({ note, cell, line }) => [note, cell, line]),
      [
        ['a.ipynb', 1, 2],
        ['a.ipynb', 3, 2],
        ['b.md', null, 4],
        ['b.md', null, 7],
      ],
    );
    assert.deepEqual(
      backlinks.of('kites').map(({ line }) => line),
      [7],
    );
    assert.ok(backlinks.has('kites') && !backlinks.has('moths'));
    assert.deepEqual(backlinks.of('moths'), []);
  });

  it('tells whether anything changed', () => {
    const backlinks = new Backlinks();
    assert.equal(backlinks.set('a.md', []), false);
    assert.equal(backlinks.set('a.md', [place(['looms'], 1)]), true);
    assert.equal(backlinks.set('a.md', [place(['looms'], 1)]), false);
    assert.equal(backlinks.set('a.md', [place(['looms'], 2)]), true);
    assert.equal(backlinks.delete('a.md'), true);
    assert.equal(backlinks.delete('a.md'), false);
    assert.equal(backlinks.has('looms'), false);
  });

  it('has what was put in last, after any changes', () => {
    const places = fc.array(
      fc
        .tuple(fc.subarray(['looms', 'kites', 'moths'], { minLength: 1 }), fc.nat(3))
        .map(([ids, line]) => place(ids, line)),
      { maxLength: 4 },
    );
    const changes = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(places)), { maxLength: 20 });
    fc.assert(
      fc.property(changes, (all) => {
        const backlinks = new Backlinks();
        const notes = new Map<string, readonly Place[]>();
        for (const [note, given] of all) {
          if (given) {
            backlinks.set(note, given);
            notes.set(note, given);
          } else {
            backlinks.delete(note);
            notes.delete(note);
          }
        }
        assert.deepEqual([...backlinks.notes.keys()].sort(), [...notes.keys()].sort());
        for (const id of ['looms', 'kites', 'moths']) {
          const expected = [...notes].flatMap(([note, given]) =>
            given.filter(({ ids }) => ids.includes(id)).map(({ line }) => `${note} ${String(line)}`),
          );
          assert.deepEqual(
            [...new Set(backlinks.of(id).map(({ note, line }) => `${note} ${String(line)}`))].sort(),
            [...new Set(expected)].sort(),
          );
          assert.equal(backlinks.has(id), expected.length > 0);
        }
      }),
    );
  });
});
