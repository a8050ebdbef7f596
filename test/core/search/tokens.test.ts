import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { tokenize } from '../../../src/core/search/tokens';
import { titles } from '../invented';
import { assertLinear } from '../support';

const termsOf = (text: string): string[] => tokenize(text).flatMap((token) => token.terms);
const placesOf = (text: string): string[] => tokenize(text).map(({ start, end }) => text.slice(start, end));

describe('tokenize', function () {
  this.timeout(60_000);

  it('drops case, accents and stop words', () => {
    assert.deepEqual(termsOf('The LOOM of a Fréchet Fre\u0301chet'), ['loom', 'frechet', 'frechet']);
  });

  it('takes off the plural and nothing more', () => {
    assert.deepEqual(termsOf('looms studies biases classes bias analysis corpus loss boxes gas 3ds'), ['loom', 'study', 'biase', 'class', 'bias', 'analysis', 'corpus', 'loss', 'box', 'gas', '3ds']);
  });

  it('finds a hyphenated word joined and in parts', () => {
    assert.deepEqual(tokenize('low-rank Low‐Rank').map((token) => token.terms), [['lowrank', 'low', 'rank'], ['lowrank', 'low', 'rank']]);
    assert.deepEqual(termsOf('in-context'), ['incontext', 'context']);
  });

  it('does not mind TeX', () => {
    for (const text of ['E2Loom', 'E$^{2}$Loom', 'E^2Loom', 'E²Loom', '\\textsc{E2Loom}', '{\\bf E$^2$Loom}']) assert.deepEqual(termsOf(text), ['e2loom'], text);
    for (const text of ['Schrödinger', 'Schr\\"odinger', 'Schr\\"{o}dinger', 'Schr{\\"o}dinger']) assert.deepEqual(termsOf(text), ['schrodinger'], text);
    for (const text of ['β-Loom', '$\\beta$-Loom', '\\beta-Loom', 'beta-loom']) assert.deepEqual(termsOf(text), ['betaloom', 'beta', 'loom'], text);
  });

  it('gives a run of ideographs as its pairs', () => {
    assert.deepEqual(termsOf('深度学习'), ['深度', '度学', '学习']);
    assert.deepEqual(termsOf('学'), ['学']);
  });

  it('knows where each word stands', () => {
    assert.deepEqual(placesOf('🜁 A low-rank E$^{2}$Loom, 𝔸 深度学习!'), ['low-rank', 'E$^{2}$Loom', '𝔸', '深度学习'].filter((place) => place !== '𝔸'));
    assert.deepEqual(placesOf('_sparse_ $k$-Loom {\\it word} R^{n}_{m}'), ['sparse', 'k$-Loom', 'word', 'R^{n}_{m']);
  });

  it('has positions within the text that never cut a character', () => {
    fc.assert(
      fc.property(fc.oneof(titles, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        let last = 0;
        for (const { terms, start, end } of tokenize(text)) {
          assert.ok(terms.length > 0 && terms.every((term) => term !== ''));
          assert.ok(start >= last && end > start && end <= text.length);
          assert.ok(!(/^[\udc00-\udfff]/.test(text.slice(start)) && /[\ud800-\udbff]$/.test(text.slice(0, start))));
          assert.ok(!(/[\ud800-\udbff]$/.test(text.slice(start, end)) && /^[\udc00-\udfff]/.test(text.slice(end))));
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  for (const piece of ['$', '\\', 'a-', '-', 'a', '{', '深', '\u0301', '\u02ee', '\\a']) {
    it(`grows with ${piece}`, () => {
      assertLinear((size) => {
        const text = `x${piece.repeat(size)}`;
        return () => tokenize(text);
      }, 25_000);
    });
  }
});
