import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Vocabulary } from '../../../src/core/search/vocabulary';
import { assertLinear } from '../support';

const word = fc.string({ unit: fc.constantFrom(...'abcde'), minLength: 4, maxLength: 12 });

describe('Vocabulary', () => {
  const terms = new Vocabulary(['transformer', 'transforms', 'loom', 'looms', 'loan', 'river', 'sparse', 'gauge']);
  for (const [typed, meant] of [
    ['tranformer', 'transformer'],
    ['transfromer', 'transformer'],
    ['trasnfromer', 'transformer'],
    ['transsformerr', 'transformer'],
    ['rivre', 'river'],
    ['spasre', 'sparse'],
    ['guage', 'gauge'],
    ['xiver', 'river'],
  ] as const)
    it(`finds ${meant} for ${typed}`, () => {
      assert.deepEqual(terms.spellings(typed).slice(0, 1), [meant]);
    });

  it('leaves short words alone, and the word itself out', () => {
    assert.deepEqual(terms.spellings('lom'), []);
    assert.deepEqual(terms.spellings('loom'), ['looms']);
    assert.deepEqual(terms.spellings('x'.repeat(200_000)), []);
  });

  it('finds every word with one error, in either direction', () => {
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('drop', 'double', 'exchange', 'replace'), (term, at, error) => {
        const i = at % (term.length - 1);
        const wrong =
          error === 'drop'
            ? term.slice(0, i) + term.slice(i + 1)
            : error === 'double'
              ? term.slice(0, i) + term.charAt(i) + term.slice(i)
              : error === 'exchange'
                ? term.slice(0, i) + term.charAt(i + 1) + term.charAt(i) + term.slice(i + 2)
                : `${term.slice(0, i)}z${term.slice(i + 1)}`;
        fc.pre(wrong !== term && wrong.length >= 4);
        assert.deepEqual(new Vocabulary([term]).spellings(wrong), [term]);
        assert.deepEqual(new Vocabulary([wrong]).spellings(term), [wrong]);
      }),
      { numRuns: 300 },
    );
  });

  it('finds the words that are at most two errors away, and no other', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'abc'), minLength: 8, maxLength: 10 }),
        fc.string({ unit: fc.constantFrom(...'abc'), minLength: 6, maxLength: 12 }),
        (term, other) => {
          fc.pre(term !== other);
          assert.deepEqual(new Vocabulary([other]).spellings(term), distance(term, other) <= 2 ? [other] : []);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('grows with the number of terms', () => {
    assertLinear((size) => {
      const vocabulary = new Vocabulary(Array.from({ length: size }, (_, i) => `${(i * 7919).toString(36)}loom`));
      return () => vocabulary.spellings('transformer');
    }, 5_000);
  });
});

/** The optimal string alignment distance by the whole table. */
function distance(a: string, b: string): number {
  const table = [[...b, ''].map((_, j) => j)];
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    table.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const isExchange = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const errors = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        isExchange ? at(i - 2, j - 2) + 1 : Infinity,
      );
      table[i]?.push(errors);
    }
  }
  return at(a.length, b.length);
}
