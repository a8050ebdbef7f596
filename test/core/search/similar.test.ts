import { strict as assert } from 'node:assert';
import type { Paper } from '../../../src/core/paper';
import { MiniSearchEngine } from '../../../src/core/search/miniSearchEngine';
import { paperText, type SimilarFound } from '../../../src/core/search/paperSearch';
import { tokenize } from '../../../src/core/search/tokens';
import { manyPapers } from '../invented';
import { assertLinear, paper } from '../support';
import { engines, Finder } from './engines';

const papers = manyPapers(60).map(({ title, abstract }) => paper(title, abstract));
const termsIn = (text: string): string[] => tokenize(text).flatMap((token) => token.terms);

for (const [name, newEngine] of engines) {
  describe(`similar papers on ${name}`, function () {
    this.timeout(60_000);
    let finder = new Finder(new MiniSearchEngine());
    const all = new Map<string, SimilarFound[]>();
    const to = (one: Paper, limit: number): SimilarFound[] => (all.get(one.id) ?? []).slice(0, limit);

    before(async () => {
      finder = new Finder(newEngine(), papers);
      for (const one of papers) all.set(one.id, await finder.search.similar(one, 100));
    });

    it('finds no paper similar to itself', () => {
      for (const one of papers) assert.ok(!to(one, 100).some((found) => found.paper.id === one.id));
    });

    it('is the same in both directions', async () => {
      const texts = papers.map(paperText);
      const some = texts.slice(0, 20);
      const candidates = new Map<string, readonly string[]>();
      for (const text of texts) candidates.set(text.id, await finder.words.candidates(text, 100));
      let compared = 0;
      for (const one of papers) {
        for (const { paper: other, score } of to(one, 5)) {
          if (candidates.get(other.id)?.includes(one.id) !== true) continue;
          const back = to(other, 100).find((found) => found.paper.id === one.id);
          assert.ok(back && Math.abs(back.score - score) < 1e-9);
          compared++;
        }
      }
      assert.ok(compared > 250, String(compared));
      const table = some.map((text) => finder.index.compare(text, some).map(({ score }) => score));
      for (const [i, row] of table.entries()) {
        assert.ok(Math.abs((row[i] ?? 0) - 1) < 1e-9);
        for (const [j, score] of row.entries()) assert.ok(Math.abs(score - (table[j]?.[i] ?? -1)) < 1e-9);
      }
    });

    it('gives the nearest first, with scores from 0 to 1', () => {
      for (const one of papers) {
        const scores = to(one, 100).map((found) => found.score);
        assert.ok(scores.length > 0);
        assert.deepEqual(
          scores,
          scores.toSorted((a, b) => b - a),
        );
        assert.ok(scores.every((score) => score > 0 && score <= 1 + 1e-9));
      }
    });

    it('finds the nearest of all', () => {
      const texts = papers.map(paperText);
      for (const one of papers.slice(0, 20)) {
        const scores = finder.index
          .compare(paperText(one), texts)
          .map(({ score }, i) => (papers[i] === one ? 0 : score));
        const [nearest] = to(one, 5);
        assert.ok(nearest && Math.abs(nearest.score - Math.max(...scores)) < 1e-9);
      }
    });

    it('names terms that stand in both papers', () => {
      const terms = new Map(
        papers.map(paperText).map(({ id, title, abstract }) => [id, new Set(termsIn(`${title} ${abstract}`))]),
      );
      for (const { id } of papers) {
        for (const found of to(finder.papers.get(id) ?? paper(''), 5)) {
          assert.ok(found.terms.length > 0 && found.terms.length <= 5);
          for (const word of found.terms)
            assert.ok(
              termsIn(word).some((term) => terms.get(id)?.has(term) && terms.get(found.paper.id)?.has(term)),
              word,
            );
        }
      }
    });

    it('goes by what is rare, and most by the title', async () => {
      const few = [
        paper('Beehive Acoustics', 'We propose a method.'),
        paper('Acoustics of a Beehive', 'We study.'),
        paper('Sparse Routing', 'We propose a method.'),
        paper('Dams', 'A beehive in a footnote of our method.'),
      ];
      const [nearest] = await new Finder(newEngine(), few).search.similar(few[0] ?? paper(''), 1);
      assert.equal(nearest?.paper.id, 'acousticsofabeehive');
      assert.equal(nearest.terms[0], 'acoustics');
    });

    it('knows nothing near an unknown paper, a lonely one or one without words', async () => {
      assert.deepEqual(await finder.search.similar(paper('Zyzzyva'), 5), []);
      assert.deepEqual(await finder.search.similar(paper('???'), 5), []);
      assert.deepEqual(await new Finder(newEngine(), [paper('Beehive')]).search.similar(paper('Beehive'), 5), []);
      const wordless = [paper('???'), paper('the of a'), paper('Beehive')];
      for (const one of wordless) assert.deepEqual(await new Finder(newEngine(), wordless).search.similar(one, 5), []);
    });

    it('returns as many as were asked for, none that were taken out', async () => {
      const [one = paper(''), ...others] = papers;
      const changing = new Finder(newEngine(), papers);
      for (const limit of [0, 1, 5]) assert.equal((await changing.search.similar(one, limit)).length, limit);
      const [nearest] = await changing.search.similar(one, 1);
      changing.remove(nearest?.paper.id ?? '');
      assert.ok(!(await changing.search.similar(one, 100)).some(({ paper: { id } }) => id === nearest?.paper.id));
      changing.remove(...others.map(({ id }) => id));
      assert.deepEqual(await changing.search.similar(one, 5), []);
      changing.put(paper('Dams', 'Nothing of what the first one says: zebras.'), { ...one, id: 'copy' });
      assert.deepEqual(
        (await changing.search.similar(one, 5)).map(({ paper: { id } }) => id),
        ['copy'],
      );
    });
  });
}

describe('the growth of similar papers', function () {
  this.timeout(60_000);

  it('is linear', () => {
    const many = manyPapers(1600).map(({ title, abstract }) => paper(title, abstract));
    assertLinear((size) => {
      const some = many.slice(0, size);
      const texts = some.map(paperText);
      const { index } = new Finder(new MiniSearchEngine(), some);
      return () => {
        for (const text of texts.slice(0, 2)) index.compare(text, index.candidates(text, 100).length > 0 ? texts : []);
      };
    }, 200);
  });
});
