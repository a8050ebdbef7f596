import { strict as assert } from 'node:assert';
import { SimilarPapers } from '../../../src/core/search/similar';
import { tokenize } from '../../../src/core/search/tokens';
import { manyPapers } from '../invented';
import { assertLinear, paper } from '../support';

const papers = manyPapers(60).map(({ title, abstract }) => paper(title, abstract));
const similar = new SimilarPapers(papers);

describe('SimilarPapers', function () {
  this.timeout(60_000);

  it('finds no paper similar to itself', () => {
    for (const { id } of papers) assert.ok(!similar.to(id, 100).some((found) => found.id === id));
  });

  it('is the same in both directions', () => {
    for (const { id } of papers) {
      for (const { id: other, score } of similar.to(id, 5)) {
        const back = similar.to(other, 100).find((found) => found.id === id);
        assert.ok(back && Math.abs(back.score - score) < 1e-9);
      }
    }
  });

  it('gives the nearest first, with scores from 0 to 1', () => {
    for (const { id } of papers) {
      const scores = similar.to(id, 100).map((found) => found.score);
      assert.deepEqual(scores, scores.toSorted((a, b) => b - a));
      assert.ok(scores.every((score) => score > 0 && score <= 1 + 1e-9));
    }
  });

  it('names terms that stand in both papers', () => {
    const terms = new Map(papers.map(({ id, title, abstract }) => [id, new Set(tokenize(`${title} ${abstract}`).flatMap((token) => token.terms))]));
    for (const { id } of papers) {
      for (const found of similar.to(id, 5)) {
        assert.ok(found.terms.length > 0);
        for (const term of found.terms) assert.ok(terms.get(id)?.has(term) && terms.get(found.id)?.has(term), term);
      }
    }
  });

  it('goes by what is rare, and most by the title', () => {
    const few = new SimilarPapers([paper('Beehive Acoustics', 'We propose a method.'), paper('Acoustics of a Beehive', 'We study.'), paper('Sparse Routing', 'We propose a method.'), paper('Dams', 'A beehive in a footnote of our method.')]);
    assert.equal(few.to('beehiveacoustics', 1)[0]?.id, 'acousticsofabeehive');
    assert.equal(few.to('beehiveacoustics', 1)[0]?.terms[0], 'acoustic');
  });

  it('knows nothing of an unknown paper, of a lonely one or of one without words', () => {
    assert.deepEqual(similar.to('unknown', 5), []);
    assert.deepEqual(new SimilarPapers([paper('Beehive')]).to('beehive', 5), []);
    assert.deepEqual(new SimilarPapers([paper('???'), paper('the of a'), paper('Beehive')]).to('???', 5), []);
  });

  it('grows with the papers', () => {
    const many = manyPapers(1600).map(({ title, abstract }) => paper(title, abstract));
    assertLinear((size) => () => new SimilarPapers(many.slice(0, size)).to(many[0]?.id ?? '', 5), 200);
  });
});
