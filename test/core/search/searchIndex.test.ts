import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Paper } from '../../../src/core/paper';
import { matchesIn, SearchIndex, Tier } from '../../../src/core/search/searchIndex';
import { compact } from '../../../src/core/text/compact';
import { abstracts, differentTitles, manyPapers } from '../invented';
import { paper } from '../support';

function indexOf(...papers: readonly Paper[]): SearchIndex {
  const index = new SearchIndex();
  for (const one of papers) index.add(one);
  return index;
}

const titlesFor = (index: SearchIndex, query: string, limit = 50): string[] => index.search(query, limit).map((hit) => hit.id);

const library: fc.Arbitrary<Paper[]> = differentTitles(5, 15).chain((titles) =>
  fc.tuple(...titles.map((title) => abstracts.map((abstract) => paper(title, abstract)))),
);

describe('SearchIndex', function () {
  this.timeout(60_000);

  it('puts the exact title first', () => {
    fc.assert(
      fc.property(library, fc.nat(), (papers, which) => {
        const wanted = papers[which % papers.length] ?? paper('');
        const index = indexOf(...papers);
        for (const query of [wanted.title, wanted.title.toUpperCase(), ` ${wanted.title.replaceAll('-', '–')} `, compact(wanted.title)]) {
          assert.equal(index.search(query, 1)[0]?.id, wanted.id, query);
        }
      }),
    );
  });

  it('never loses an exact title while it is typed', () => {
    fc.assert(
      fc.property(library, fc.nat(), (papers, which) => {
        const wanted = papers[which % papers.length] ?? paper('');
        const index = indexOf(...papers);
        for (let length = 1; length <= wanted.title.length; length++) {
          const typed = wanted.title.slice(0, length);
          if (compact(typed).length > 2 && compact(wanted.title).startsWith(compact(typed))) assert.ok(titlesFor(index, typed).includes(wanted.id), typed);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('never mixes the tiers', () => {
    fc.assert(
      fc.property(library, fc.nat(), fc.integer({ min: 1, max: 40 }), fc.nat(3), (papers, which, length, skipped) => {
        const text = papers[which % papers.length]?.abstract ?? '';
        const query = text.split(' ').slice(skipped, skipped + 1 + (length % 5)).join(' ').slice(0, length);
        const hits = indexOf(...papers).search(query, 100);
        const tiers = hits.map((hit) => hit.tier);
        assert.deepEqual(tiers, tiers.toSorted((a, b) => a - b));
        assert.equal(new Set(hits.map((hit) => hit.id)).size, hits.length);
      }),
    );
  });

  it('finds a beginning of the title before words elsewhere', () => {
    const index = indexOf(paper('Weaving', 'Sparse looms, sparse looms, sparse looms.'), paper('On Sparse Looms'), paper('Sparse Looms for Rivers'));
    const hits = index.search('sparse loo', 9);
    assert.deepEqual(hits.map((hit) => hit.tier), [Tier.TitlePrefix, Tier.TitleWordsBegun, Tier.WordsBegun]);
  });

  it('never puts a rare typo before exact hits', () => {
    const common = Array.from({ length: 200 }, (_, i) => paper(`River ${String(i)}`, 'A transformer of rivers.'));
    const typo = paper('Transfomer', 'Transfomer transfomer.');
    const ids = titlesFor(indexOf(typo, ...common), 'transformer', 300);
    assert.equal(ids.length, 200);
    const few = titlesFor(indexOf(typo, ...common.slice(0, 3)), 'transformer');
    assert.equal(few.length, 4);
    assert.equal(few.at(-1), typo.id);
  });

  it('never puts a long abstract before a title', () => {
    const index = indexOf(paper('Rivers', 'Gauges and looms. '.repeat(200)), paper('A Very Long Title of Many Words in Which Gauges and Other Things Occur'));
    assert.deepEqual(titlesFor(index, 'gauges')[1], 'rivers');
  });

  it('asks for every word of the query in the title before it speaks of the title', () => {
    const index = indexOf(paper('State of the Loom', 'A space of looms.'), paper('A State-Space Loom'), paper('A Space and a State'));
    const tiers = new Map(index.search('state-space', 9).map((hit) => [hit.id, hit.tier]));
    assert.equal(tiers.get('astatespaceloom'), Tier.TitleWords);
    assert.equal(tiers.get('aspaceandastate'), Tier.TitleWords);
    assert.equal(tiers.get('stateoftheloom'), Tier.Words);
  });

  it('finds misspelt words, unfinished words and some of the words', () => {
    const index = indexOf(paper('Tokenisation of Rivers'), paper('Harbours'));
    for (const query of ['tokenistion', 'tok', 'rivers tokenisa', 'zebra rivers', 'river']) assert.deepEqual(titlesFor(index, query), ['tokenisationofrivers'], query);
  });

  it('does not mind how a title is set', () => {
    const index = indexOf(paper('E$^{2}$Loom: Schrödinger’s “Cats”'), paper('Harbours'));
    for (const query of ['e2loom', 'E²Loom', 'schrodinger', 'SCHRÖDINGER', 'Schr\\"odinger', 'cats e2']) assert.deepEqual(titlesFor(index, query), ['e2loomschrodingerscats'], query);
  });

  it('finds all pairs of a run of ideographs', () => {
    const index = indexOf(paper('深度学习'), paper('深度 in Harbours'));
    assert.equal(index.search('深度学习', 9)[0]?.id, '深度学习');
    assert.equal(index.search('度学习', 9)[0]?.id, '深度学习');
    assert.notEqual(index.search('深度学习', 9)[1]?.tier, Tier.TitleWords);
  });

  it('forgets what is removed, and knows what is put in its place', () => {
    const index = indexOf(paper('Looms', 'old'), paper('Rivers', 'old'));
    index.add(paper('Harbours', 'new', 'looms'));
    index.remove('rivers');
    index.remove('unknown');
    assert.equal(index.size, 1);
    assert.deepEqual(titlesFor(index, 'old'), []);
    assert.deepEqual(titlesFor(index, 'looms'), []);
    assert.deepEqual(titlesFor(index, 'harbours'), ['looms']);
  });

  it('finds the same after any changes as an index that is new', () => {
    fc.assert(
      fc.property(library, library, fc.array(fc.nat(14), { maxLength: 8 }), (first, second, out) => {
        const changed = indexOf(...first);
        const left = new Map(first.map((one) => [one.id, one]));
        for (const one of second) {
          changed.add(one);
          left.set(one.id, one);
        }
        for (const i of out) {
          const id = first[i]?.id ?? 'none';
          changed.remove(id);
          left.delete(id);
        }
        const fresh = indexOf(...left.values());
        assert.equal(changed.size, fresh.size);
        for (const query of ['gauges', 'sparse memory', 'tidal rob', 'curiculum']) {
          const found = (index: SearchIndex): string[] => index.search(query, 100).map(({ id, tier }) => `${String(tier)} ${id}`).sort();
          assert.deepEqual(found(changed), found(fresh));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('returns as many as were asked for', () => {
    const index = indexOf(...manyPapers(40).map(({ title, abstract }) => paper(title, abstract)));
    for (const limit of [0, 1, 7]) assert.equal(index.search('we', limit).length <= limit && index.search('rivers gauges', limit).length, limit);
  });

  it('takes any query', () => {
    const papers = manyPapers(30).map(({ title, abstract }) => paper(title, abstract));
    const index = indexOf(...papers, paper('__proto__ constructor'), paper('???'), paper('🜁'), paper('hasOwnProperty'));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('', ' ', '*', '__proto__', 'constructor', '\\', '$', '"', '+-&|!(){}[]^~*?:/')), (query) => {
        index.search(query, 20);
      }),
      { numRuns: 500 },
    );
    assert.deepEqual(titlesFor(index, '__proto__ constructor'), ['protoconstructor']);
    assert.deepEqual(titlesFor(index, 'hasownproperty'), ['hasownproperty']);
  });

  it('takes a word of any length', () => {
    const index = indexOf(paper('Looms', `a ${'b'.repeat(200_000)} c`), paper('Rivers'));
    assert.deepEqual(titlesFor(index, 'a'.repeat(200_000)), []);
    assert.deepEqual(titlesFor(index, 'b'.repeat(30)), ['looms']);
  });

  it('takes a whole text for a query, and little longer than for a part of it', () => {
    const papers = manyPapers(2000).map(({ title, abstract }, i) => paper(title, `${abstract} ${(i * 7919).toString(36)}loom`));
    const index = indexOf(...papers);
    const timeFor = (query: string): number => {
      let best = Infinity;
      for (let run = 0; run < 3; run++) {
        const start = performance.now();
        index.search(query, 50);
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    const words = Array.from({ length: 2000 }, (_, i) => `${((i * 104_729) % 1_000_003).toString(36)}lorm`);
    const some = timeFor(words.slice(0, 40).join(' '));
    const all = timeFor(words.join(' '));
    assert.ok(all <= 6 * Math.max(some, 5), `forty words took ${some.toFixed(1)} ms, two thousand ${all.toFixed(1)} ms`);
    const [wanted] = papers;
    assert.equal(index.search(wanted?.abstract ?? '', 1).length, 1);
  });
});

describe('matchesIn', () => {
  it('gives the stretches that hold one of the terms', () => {
    const text = '🜁 Sparse LOOMS, a low-rank loom';
    const [hit] = indexOf(paper(text)).search('looms rank', 1);
    assert.deepEqual(matchesIn(text, hit?.terms ?? new Set()).map(([start, end]) => text.slice(start, end)), ['LOOMS', 'low-rank', 'loom']);
  });
});
