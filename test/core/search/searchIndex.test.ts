import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Paper } from '../../../src/core/paper';
import { termsOf } from '../../../src/core/search/prepare';
import { SearchIndex, Tier } from '../../../src/core/search/searchIndex';
import { MiniSearchEngine } from '../../../src/core/search/miniSearchEngine';
import { TitleLookup } from '../../../src/core/search/titleLookup';
import { compact } from '../../../src/core/text/compact';
import { abstracts, differentTitles, manyPapers } from '../invented';
import { assertLinear, paper } from '../support';
import { engines, Finder } from './engines';

const library: fc.Arbitrary<Paper[]> = differentTitles(5, 15).chain((titles) =>
  fc.tuple(...titles.map((title) => abstracts.map((abstract) => paper(title, abstract)))),
);

for (const [name, newEngine] of engines) {
  const indexOf = (...papers: readonly Paper[]): Finder => new Finder(newEngine(), papers);

  describe(`SearchIndex on ${name}`, function () {
    this.timeout(60_000);

    it('puts the exact title first', async () => {
      await fc.assert(
        fc.asyncProperty(library, fc.nat(), async (papers, which) => {
          const wanted = papers[which % papers.length] ?? paper('');
          const index = indexOf(...papers);
          for (const query of [
            wanted.title,
            wanted.title.toUpperCase(),
            ` ${wanted.title.replaceAll('-', '–')} `,
            compact(wanted.title),
          ]) {
            assert.equal((await index.ids(query, { limit: 1 }))[0], wanted.id, query);
          }
        }),
      );
    });

    it('never loses an exact title while it is typed', async () => {
      await fc.assert(
        fc.asyncProperty(library, fc.nat(), async (papers, which) => {
          const wanted = papers[which % papers.length] ?? paper('');
          const index = indexOf(...papers);
          for (let length = 1; length <= wanted.title.length; length++) {
            const typed = wanted.title.slice(0, length);
            if (compact(typed).length > 2 && compact(wanted.title).startsWith(compact(typed)))
              assert.ok((await index.ids(typed)).includes(wanted.id), typed);
          }
        }),
        { numRuns: 30 },
      );
    });

    it('never mixes the tiers', async () => {
      await fc.assert(
        fc.asyncProperty(
          library,
          fc.nat(),
          fc.integer({ min: 1, max: 40 }),
          fc.nat(3),
          async (papers, which, length, skipped) => {
            const text = papers[which % papers.length]?.abstract ?? '';
            const query = text
              .split(' ')
              .slice(skipped, skipped + 1 + (length % 5))
              .join(' ')
              .slice(0, length);
            const hits = await indexOf(...papers).hits(query, { limit: 100 });
            const tiers = hits.map((hit) => hit.tier);
            assert.deepEqual(
              tiers,
              tiers.toSorted((a, b) => a - b),
            );
            assert.equal(new Set(hits.map((hit) => hit.paper.id)).size, hits.length);
          },
        ),
      );
    });

    it('finds a beginning of the title before words elsewhere', async () => {
      const index = indexOf(
        paper('Weaving', 'Sparse looms, sparse looms, sparse looms.'),
        paper('On Sparse Looms'),
        paper('Sparse Looms for Rivers'),
      );
      const hits = await index.hits('sparse loo', { limit: 9 });
      assert.deepEqual(
        hits.map((hit) => hit.tier),
        [Tier.TitlePrefix, Tier.TitleWordsBegun, Tier.WordsBegun],
      );
    });

    it('never puts a rare typo before exact hits', async () => {
      const common = Array.from({ length: 200 }, (_, i) => paper(`River ${String(i)}`, 'A transformer of rivers.'));
      const typo = paper('Transfomer', 'Transfomer transfomer.');
      const ids = await indexOf(typo, ...common).ids('transformer', { limit: 300 });
      assert.equal(ids.length, 200);
      const few = await indexOf(typo, ...common.slice(0, 3)).ids('transformer');
      assert.equal(few.length, 4);
      assert.equal(few.at(-1), typo.id);
    });

    it('never puts a long abstract before a title', async () => {
      const index = indexOf(
        paper('Rivers', 'Gauges and looms. '.repeat(200)),
        paper('A Very Long Title of Many Words in Which Gauges and Other Things Occur'),
      );
      assert.deepEqual((await index.ids('gauges'))[1], 'rivers');
    });

    it('asks for every word of the query in the title before it speaks of the title', async () => {
      const index = indexOf(
        paper('State of the Loom', 'A space of looms.'),
        paper('A State-Space Loom'),
        paper('A Space and a State'),
      );
      const tiers = new Map((await index.hits('state-space', { limit: 9 })).map((hit) => [hit.paper.id, hit.tier]));
      assert.equal(tiers.get('astatespaceloom'), Tier.TitleWords);
      assert.equal(tiers.get('aspaceandastate'), Tier.TitleWords);
      assert.equal(tiers.get('stateoftheloom'), Tier.Words);
    });

    it('finds misspelt words, unfinished words and some of the words', async () => {
      const index = indexOf(paper('Tokenisation of Rivers'), paper('Harbours'));
      for (const query of ['tokenistion', 'tok', 'rivers tokenisa', 'zebra rivers', 'river'])
        assert.deepEqual(await index.ids(query), ['tokenisationofrivers'], query);
    });

    it('does not mind how a title is set', async () => {
      const index = indexOf(paper('E$^{2}$Loom: Schrödinger’s “Cats”'), paper('Harbours'));
      for (const query of ['e2loom', 'E²Loom', 'schrodinger', 'SCHRÖDINGER', 'Schr\\"odinger', 'cats e2'])
        assert.deepEqual(await index.ids(query), ['e2loomschrodingerscats'], query);
    });

    it('finds all pairs of a run of ideographs', async () => {
      const index = indexOf(paper('深度学习'), paper('深度 in Harbours'));
      const hits = await index.hits('深度学习', { limit: 9 });
      assert.equal(hits[0]?.paper.id, '深度学习');
      assert.equal((await index.ids('度学习', { limit: 9 }))[0], '深度学习');
      assert.notEqual(hits[1]?.tier, Tier.TitleWords);
    });

    it('forgets what is removed, and knows what is put in its place', async () => {
      const index = indexOf(paper('Looms', 'old'), paper('Rivers', 'old'));
      index.put(paper('Harbours', 'new', 'looms'));
      index.remove('rivers');
      index.remove('unknown');
      assert.equal(index.index.size, 1);
      assert.deepEqual(await index.ids('old'), []);
      assert.deepEqual(await index.ids('looms'), []);
      assert.deepEqual(await index.ids('harbours'), ['looms']);
    });

    it('finds the same after any changes as an index that is new', async () => {
      await fc.assert(
        fc.asyncProperty(library, library, fc.array(fc.nat(14), { maxLength: 8 }), async (first, second, out) => {
          const changed = indexOf(...first);
          const left = new Map(first.map((one) => [one.id, one]));
          for (const one of second) {
            changed.put(one);
            left.set(one.id, one);
          }
          for (const i of out) {
            const id = first[i]?.id ?? 'none';
            changed.remove(id);
            left.delete(id);
          }
          const fresh = indexOf(...left.values());
          assert.equal(changed.index.size, fresh.index.size);
          for (const query of ['gauges', 'sparse memory', 'tidal rob', 'curiculum']) {
            const found = async (index: Finder): Promise<string[]> =>
              (await index.hits(query, { limit: 100 }))
                .map(({ paper: { id }, tier }) => `${String(tier)} ${id}`)
                .sort();
            assert.deepEqual(await found(changed), await found(fresh));
          }
        }),
        { numRuns: 50 },
      );
    });

    it('returns as many as were asked for', async () => {
      const index = indexOf(...manyPapers(40).map(({ title, abstract }) => paper(title, abstract)));
      for (const limit of [0, 1, 7]) {
        assert.ok((await index.ids('we', { limit })).length <= limit);
        assert.equal((await index.ids('rivers gauges', { limit })).length, limit);
      }
    });

    it('takes any query', async () => {
      const papers = manyPapers(30).map(({ title, abstract }) => paper(title, abstract));
      const index = indexOf(
        ...papers,
        paper('__proto__ constructor'),
        paper('???'),
        paper('🜁'),
        paper('hasOwnProperty'),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('', ' ', '*', '__proto__', 'constructor', '\\', '$', '"', '+-&|!(){}[]^~*?:/'),
          ),
          async (query) => {
            await index.ids(query, { limit: 20 });
          },
        ),
        { numRuns: 500 },
      );
      assert.deepEqual(await index.ids('__proto__ constructor'), ['protoconstructor']);
      assert.deepEqual(await index.ids('hasownproperty'), ['hasownproperty']);
    });

    it('takes a word of any length', async () => {
      const index = indexOf(paper('Looms', `a ${'b'.repeat(200_000)} c`), paper('Rivers'));
      assert.deepEqual(await index.ids('a'.repeat(200_000)), []);
      assert.deepEqual(await index.ids('b'.repeat(30)), ['looms']);
    });

    it('takes a whole text for a query, and little longer than for a part of it', async () => {
      const papers = manyPapers(2000).map(({ title, abstract }, i) =>
        paper(title, `${abstract} ${(i * 7919).toString(36)}loom`),
      );
      const index = indexOf(...papers);
      const timeFor = async (query: string): Promise<number> => {
        let best = Infinity;
        for (let run = 0; run < 3; run++) {
          const start = performance.now();
          await index.ids(query);
          best = Math.min(best, performance.now() - start);
        }
        return best;
      };
      const words = Array.from({ length: 2000 }, (_, i) => `${((i * 104_729) % 1_000_003).toString(36)}lorm`);
      const some = await timeFor(words.slice(0, 40).join(' '));
      const all = await timeFor(words.join(' '));
      assert.ok(
        all <= 6 * Math.max(some, 5),
        `forty words took ${some.toFixed(1)} ms, two thousand ${all.toFixed(1)} ms`,
      );
      assert.equal((await index.ids(papers[0]?.abstract ?? '', { limit: 1 })).length, 1);
    });

    it('gives the stretches that hold one of the words', async () => {
      const text = '🜁 Sparse LOOMS, a low-rank loom';
      const { matcher } = await indexOf(paper(text)).search.search('looms rank', { limit: 1 });
      assert.deepEqual(
        matcher.rangesIn(text).map(([start, end]) => text.slice(start, end)),
        ['LOOMS', 'low-rank', 'loom'],
      );
      assert.deepEqual(matcher.firstIn(text), matcher.rangesIn(text)[0]);
    });
  });
}

describe('the growth of the search', function () {
  this.timeout(60_000);
  const many = manyPapers(4000).map(({ title, abstract }, i) => ({
    text: { id: String(i), title, abstract, date: '' },
  }));

  it('is linear for an index', () => {
    assertLinear(
      (size) => () => {
        const index = new SearchIndex(new MiniSearchEngine());
        index.put(many.slice(0, size).map(({ text }) => ({ text, terms: termsOf(text) })));
      },
      100,
    );
  });

  it('is linear for the lookup of titles', () => {
    assertLinear(
      (size) => () => {
        const papers = new Map(
          Array.from({ length: size }, (_, i) => [
            String(i),
            { key: `${((i * 7919) % 1_000_003).toString(36)}${many[i % many.length]?.text.title ?? ''}` },
          ]),
        );
        const lookup = new TitleLookup(papers);
        for (let i = 0; i < size; i++) lookup.beginningWith(papers.get(String(i))?.key ?? '');
      },
      4000,
    );
  });
});
