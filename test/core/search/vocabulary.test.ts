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
  ] as const) it(`finds ${meant} for ${typed}`, () => {
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
          error === 'drop' ? term.slice(0, i) + term.slice(i + 1)
          : error === 'double' ? term.slice(0, i) + term.charAt(i) + term.slice(i)
          : error === 'exchange' ? term.slice(0, i) + term.charAt(i + 1) + term.charAt(i) + term.slice(i + 2)
          : `${term.slice(0, i)}z${term.slice(i + 1)}`;
        fc.pre(wrong !== term && wrong.length >= 4);
        assert.deepEqual(new Vocabulary([term]).spellings(wrong), [term]);
        assert.deepEqual(new Vocabulary([wrong]).spellings(term), [wrong]);
      }),
      { numRuns: 300 },
    );
  });

  it('grows with the number of terms', () => {
    assertLinear((size) => {
      const vocabulary = new Vocabulary(Array.from({ length: size }, (_, i) => `${(i * 7919).toString(36)}loom`));
      return () => vocabulary.spellings('transformer');
    }, 5_000);
  });
});
