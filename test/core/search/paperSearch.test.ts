import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Paper } from '../../../src/core/paper';
import { PaperSearch } from '../../../src/core/search/paperSearch';
import { Tier } from '../../../src/core/search/searchIndex';
import { CancelledError } from '../../../src/core/steps';
import type { Topic } from '../../../src/core/topics/taxonomy';
import { compact } from '../../../src/core/text/compact';
import { manyPapers } from '../invented';
import { paper } from '../support';
import { detailed, engines, Finder, type Surroundings } from './engines';

for (const [name, newEngine] of engines) {
  const finder = (...papers: readonly Paper[]): Finder => new Finder(newEngine(), papers);
  const within = (surroundings: Surroundings, ...papers: readonly Paper[]): Finder =>
    new Finder(newEngine(), papers, surroundings);

  describe(`PaperSearch on ${name}: words`, function () {
    this.timeout(60_000);

    it('finds names set in TeX', async () => {
      const search = finder(paper('E$^{2}$Loom: Weaving Twice'), paper('SL^{2}K-Kiln'), paper('Harbours'));
      for (const query of ['E2Loom', 'e2loom', 'E²Loom', 'E^2Loom', 'E$^2$Loom', 'E$^{2}$Loom', 'e2lo'])
        assert.deepEqual(await search.ids(query), ['e2loomweavingtwice'], query);
      for (const query of ['SL2K-Kiln', 'sl2k kiln', 'sl2kkiln', 'SL²K-Kiln', 'SL^{2}K-Kiln', 'sl2k', 'kiln'])
        assert.deepEqual(await search.ids(query), ['sl2kkiln'], query);
    });

    it('takes a hyphen, a blank and neither for the same, in titles and in abstracts', async () => {
      const spellings = ['fine-tuning', 'finetuning', 'fine tuning'];
      const titles = spellings.map((spelling, i) => paper(`Looms ${String(i)} by ${spelling}`));
      const inText = spellings.map((spelling, i) => paper(`Rivers ${String(i)}`, `We study ${spelling} of gauges.`));
      const search = finder(...titles, ...inText, paper('Harbours'));
      for (const query of [...spellings, 'Fine-Tuning', 'fine‑tuning']) {
        const found = await search.ids(query);
        assert.deepEqual(found.slice(0, 3).sort(), titles.map(({ id }) => id).sort(), query);
        assert.deepEqual(found.slice(3).sort(), inText.map(({ id }) => id).sort(), query);
        // Neighbouring words of an abstract are not indexed as one: only tolerance finds `fine tuning` there by `finetuning`.
        const strictly = await search.ids(query, { strict: true });
        for (const { id } of [...titles, ...(query === 'finetuning' ? inText.slice(0, 2) : inText)])
          assert.ok(strictly.includes(id), `${query}: ${id}`);
      }
    });

    it('finds Greek letters and their names', async () => {
      const search = finder(paper('β-Rook: Chess'), paper('$\\gamma$-Kiln'), paper('Harbours'));
      for (const query of ['β-rook', 'Β-Rook', 'β rook', 'β'])
        assert.equal((await search.ids(query))[0], compact('β-Rook: Chess'), query);
      for (const query of ['gamma-kiln', 'gamma kiln', '\\gamma-kiln'])
        assert.equal((await search.ids(query))[0], compact('$\\gamma$-Kiln'), query);
      assert.equal((await search.ids('$\\beta$-Rook'))[0], compact('β-Rook: Chess'), 'TeX for the letter');
    });

    it('does not mind diacritics', async () => {
      const search = finder(paper('Løvetann and Schrödinger', 'Fréchet looms.'), paper('Harbours'));
      for (const query of ['lovetann', 'Løvetann', 'SCHRODINGER', 'schro\u0308dinger', 'frechet', 'fréchet'])
        assert.deepEqual(await search.ids(query), ['lovetannandschrodinger'], query);
    });

    it('never loses an exact title while it is typed', async () => {
      const wanted = [
        'SparseLoom: Fine-Tuning E$^{2}$ Kilns for 深度学习',
        'Is a River a Loom? Not Without “Gauges”',
        'Topic: A Title with a Field',
        'Looms - and – Rivers',
        'On a (Provably) Small, 3.5× Faster Tokenisation',
      ];
      const search = finder(
        ...wanted.map((title) => paper(title)),
        ...manyPapers(60).map(({ title, abstract }) => paper(title, abstract)),
      );
      for (const title of wanted) {
        for (let length = 1; length <= title.length; length++) {
          const typed = title.slice(0, length);
          if (compact(typed).length < 3 || !compact(title).startsWith(compact(typed))) continue;
          assert.ok((await search.ids(typed)).includes(compact(title)), typed);
        }
        assert.equal((await search.ids(title))[0], compact(title));
      }
    });

    it('puts the name of a method before its mention', async () => {
      const search = finder(
        paper('Beyond Quillon in Rivers'),
        paper('Quillon: A Loom'),
        paper('A Loom', 'Quillon, Quillon and Quillon.'),
      );
      assert.deepEqual(await search.ids('quillon'), ['quillonaloom', 'beyondquilloninrivers', 'aloom']);
    });

    it('takes the last word for a beginning, and no other', async () => {
      const search = finder(paper('Sparse Harbours'), paper('Spare Parts', 'A harbour of sparks.'));
      assert.deepEqual(await search.ids('sparse harb', { strict: true }), ['sparseharbours']);
      assert.deepEqual(await search.ids('harb spars', { strict: true }), []);
      assert.deepEqual(await search.ids('harb', { strict: true }), ['sparseharbours', 'spareparts']);
      assert.deepEqual(await search.ids('harb ', { strict: true }), [], 'a blank ends the word');
    });

    it('finds unfinished British spellings', async () => {
      const search = finder(paper('On Tokenization'), paper('We Tokenise'), paper('Harbours'));
      for (const query of ['tokenisa', 'tokeniza', 'tokenisation', 'tokenization'])
        assert.ok((await search.ids(query, { strict: true })).includes('ontokenization'), query);
      for (const query of ['tokenis', 'tokeniz', 'tokenise', 'tokenize'])
        assert.ok((await search.ids(query, { strict: true })).includes('wetokenise'), query);
    });

    it('forgives typos, unless it is strict', async () => {
      const search = finder(paper('Sparse Loom of Curriculum Learning'), paper('Harbours'));
      for (const query of [
        'curriuclum',
        'curiculum',
        'curriculumm',
        'curricvlum',
        'sparesloom',
        'splarse',
        'sparsse',
        'learnnig',
        'sparse laom',
        'sparseloom',
      ]) {
        assert.deepEqual(await search.ids(query), ['sparseloomofcurriculumlearning'], query);
      }
      for (const query of ['curriuclum', 'curiculum', 'curricvlum', 'splarse', 'sparse laom', 'zebra harbours'])
        assert.deepEqual(await search.ids(query, { strict: true }), [], query);
      assert.deepEqual(
        (await search.hits('curiculum')).map(({ tier }) => tier),
        [Tier.TitleTypos],
      );
    });

    it('puts the newer first where all else is equal', async () => {
      const dates = ['2021-05-01', '2024-01-01', '2023-12-31', '2019', undefined];
      const search = finder(
        ...dates.map((date, i) => ({
          ...detailed('Looms of Rivers', { abstract: 'Gauges.', ...(date === undefined ? {} : { date }) }),
          id: `p${String(i)}`,
        })),
      );
      for (const query of ['looms', 'rivers', 'gauges', 'looms of', 'loo', 'gaug', 'gaugse', 'looms zebra'])
        assert.deepEqual(await search.ids(query), ['p1', 'p2', 'p0', 'p3', 'p4'], query);
      assert.deepEqual(await search.ids('rivers', { limit: 1 }), ['p1']);
    });

    it('finds ideographs, kana and Hangul', async () => {
      const search = finder(
        paper('深度学习与河流'),
        paper('カタカナの機織り'),
        paper('한국어 토큰화'),
        paper('Harbours', '河流'),
      );
      assert.deepEqual(await search.ids('深度学习'), ['深度学习与河流']);
      assert.deepEqual((await search.ids('河流')).sort(), ['harbours', '深度学习与河流']);
      assert.deepEqual(await search.ids('機織'), [compact('カタカナの機織り')]);
      assert.deepEqual(await search.ids('토큰화'), [compact('한국어 토큰화')]);
    });
  });

  describe(`PaperSearch on ${name}: the query language`, function () {
    this.timeout(60_000);
    const topics: Topic[] = [
      { id: 'looms', name: 'Looms', definition: '', parent: null },
      { id: 'rivers', name: 'Wide Rivers', definition: '', parent: null },
    ];
    const a = detailed('Sparse Looms', {
      abstract: 'Gauges of low-rank rivers.',
      date: '2023-02-01',
      org: 'Zip Lab',
      path: 'news/a.txt',
    });
    const b = detailed('Rivers of Sparse Gauges', {
      abstract: 'A rank that is low; looms.',
      date: '2024-02-01',
      path: 'b.txt',
    });
    const c = detailed('Harbour Lights', { abstract: 'Sparse rivers, gauges.', date: '2022', org: 'Moss Labs' });
    const d = detailed('Harbour', { abstract: 'Sparseness.' });
    const library = (): Finder =>
      within({ topics, topicOf: { [a.id]: 'looms', [b.id]: 'rivers' }, starred: [c.id] }, a, b, c, d);
    const finds = async (query: string, ...wanted: Paper[]): Promise<void> => {
      assert.deepEqual((await library().ids(query, { strict: true })).sort(), wanted.map(({ id }) => id).sort(), query);
    };

    it('finds phrases: whole words in order', async () => {
      await finds('"sparse gauges"', b);
      await finds('"gauges sparse"');
      await finds('"sparse gaug"');
      await finds('"low rank"', a);
      await finds('"low-rank"', a);
      await finds('"lowrank rivers"', a);
      await finds('"arse looms"');
      await finds('"sparse rivers" lights', c);
      await finds('title:"sparse looms"', a);
      await finds('title:"low rank"');
      await finds('"the"');
    });

    it('asks for nothing by a phrase without letters', async () => {
      const search = finder(paper('???'), paper('Sparse Looms'), paper('Dense Looms', '!'));
      assert.deepEqual(await search.ids('"!"'), []);
      assert.deepEqual(await search.ids('sparse "!" -"?"'), ['sparselooms']);
    });

    it('leaves out words and phrases', async () => {
      await finds('sparse -looms', c);
      await finds('rivers -"sparse gauges"', a, c);
      await finds('rivers -"low rank"', b, c);
      await finds('-gauges', d);
      await finds('-looms -lights', d);
      await finds('-"sparse gauges"', a, c, d);
      await finds('-gauges -harbour');
      await finds('-title:gauges gauges', a, c);
    });

    it('asks for words in the title alone', async () => {
      await finds('title:sparse', a, b);
      await finds('title:sparse title:rivers', b);
      await finds('title:rivers looms', b);
      await finds('title:harb', c, d);
    });

    it('finds the words of a phrase that stands nowhere, unless more is demanded or it is strict', async () => {
      const quoted = paper('“Why Should a Loom Trust You?”: Explaining the Rivers of Any Gauge');
      const search = finder(quoted, paper('Why a Loom', 'Trust in rivers should be explained.'), paper('Harbours'));
      for (const query of [
        '"Why Should a Loom Trust You?": Explaining the Rivres of Any Guage',
        '"Why Should a Looom Trust You?": Explaining the Rivers of Any Gauge',
        '“Why Shuold a Loom Trust You?”',
        '"should a loom why"',
      ]) {
        assert.equal((await search.ids(query))[0], quoted.id, query);
        assert.deepEqual(await search.ids(query, { strict: true }), [], query);
      }
      assert.deepEqual(
        await search.ids('"trust you" explaining'),
        [quoted.id],
        'a phrase that stands somewhere is demanded',
      );
      for (const more of ['-zebra', '-"zebra crossing"', 'year:2000..', '-is:starred', 'title:why'])
        assert.deepEqual(await search.ids(`"should a loom why" ${more}`), [], more);
      assert.deepEqual(await search.ids('title:"should a loom why"'), []);
      const { matcher } = await search.search.search('"should a looom why"', { limit: 5 });
      assert.ok(matcher.firstIn('A loom.'), 'the words by which it was found are marked');
    });

    it('finds a whole title, even if it is also a query that leaves it out', async () => {
      const titles = [
        'Looms -Rivers: A Study',
        'Looms – Gauges -Based on -“Harbour Lights” Alone',
        'Kilns of year:2021',
        'Is It is:starred?',
        'Moss -title:kelp',
      ];
      const search = finder(
        ...titles.map((title) => paper(title)),
        paper('Looms of Rivers: A Study'),
        paper('Looms: A Study'),
        paper('Moss Lights'),
      );
      for (const title of titles) {
        for (const typed of [
          title,
          title.toUpperCase(),
          `  ${title.replaceAll(' ', '  ')} `,
          title.replace('–', '-').replace(/[“”]/g, '"'),
        ]) {
          for (const strict of [false, true]) {
            const [first] = await search.hits(typed, { strict });
            assert.deepEqual([first?.paper.id, first?.tier], [compact(title), Tier.WholeTitle], typed);
          }
        }
      }
      assert.deepEqual(await search.ids('looms study -rivers', { strict: true }), ['loomsastudy']);
      assert.deepEqual(await search.ids(titles[0] ?? '', { limit: 1 }), [compact(titles[0] ?? '')]);
      assert.deepEqual(
        (await search.ids('Looms -Rivers: A Study', { strict: true })).sort(),
        ['loomsastudy', compact(titles[0] ?? '')].sort(),
        'and what the query asks for',
      );
      for (const query of ['moss -lights', '-moss -lights', 'looms of -rivers: a study'])
        assert.ok(!(await search.ids(query)).includes(compact(query)), query);
    });

    it('filters by year, organisation, dump, topic and star', async () => {
      await finds('sparse year:2023', a);
      await finds('rivers year:2022..2023', a, c);
      await finds('rivers -year:2023', b, c);
      await finds('gauges org:lab', a, c);
      await finds('gauges org:"zip lab"', a);
      await finds('gauges in:news', a);
      await finds('gauges topic:looms', a);
      await finds('gauges topic:looms,rivers', a, b);
      await finds('gauges topic:unsorted', c);
      await finds('gauges is:starred', c);
      await finds('gauges -is:starred', a, b);
      await finds('"low rank" year:2024');
    });

    it('finds the newest first where there are only filters', async () => {
      assert.deepEqual(await library().ids('year:2000..2030'), [b.id, a.id, c.id]);
      assert.deepEqual(await library().ids('-is:starred'), [b.id, a.id, d.id]);
      assert.deepEqual(await library().ids('-is:starred', { limit: 2 }), [b.id, a.id]);
      assert.deepEqual(await library().ids(''), []);
      assert.deepEqual(await library().ids('  '), []);
      assert.deepEqual(await library().ids('-"sparse gauges"'), [a.id, c.id, d.id]);
      assert.deepEqual(await library().ids('-gauges year:2000..2030'), []);
      assert.deepEqual(await library().ids('-lights year:2000..2030'), [b.id, a.id]);
    });

    it('finds typos where filters leave few, unless it is strict', async () => {
      const many = Array.from({ length: 60 }, (_, i) => detailed(`Transformer ${String(i)}`, { date: '2020' }));
      const search = finder(...many, detailed('Transfomer Harbours', { date: '2024' }));
      assert.deepEqual(await search.ids('transformer year:2024'), ['transfomerharbours']);
      assert.deepEqual(await search.ids('transformer year:2024', { strict: true }), []);
      assert.ok(!(await search.ids('transformer', { limit: 100 })).includes('transfomerharbours'));
      assert.equal((await search.ids('transformer year:2020', { limit: 5 })).length, 5);
    });

    it('gives up when it is cancelled', async () => {
      const { papers, words } = finder(...manyPapers(60).map(({ title, abstract }) => paper(title, abstract)));
      const slowly = (): boolean => {
        for (const until = performance.now() + 1; performance.now() < until;);
        return false;
      };
      const search = new PaperSearch(
        {
          papers,
          topics: [],
          topicOf: () => ({ topic: 'unsorted', subtopic: null, topics: [], why: [], certainty: 1 }),
          is: slowly,
          tagsOf: () => [],
        },
        words,
      );
      for (const query of ['gauges -is:starred', '-is:starred', 'memory is:starred']) {
        await assert.rejects(
          () => search.search(query, { limit: 100, isCancelled: () => true }),
          CancelledError,
          query,
        );
      }
    });

    it('takes anything', async () => {
      const search = library();
      const bit = fc.constantFrom(
        '"',
        '-',
        ':',
        'title:',
        'topic:',
        'year:',
        '2021..',
        '-"',
        '“',
        '*',
        '^',
        '(',
        'AND',
        'NOT',
        'NEAR(',
        '\u0000',
        '\\',
        '{',
        '$',
        ' ',
        '\n',
        'fine-tuning',
        '深度',
        '\ud800',
        'looms',
        ',',
        'is:new',
        '🜁',
        "'",
        ';',
      );
      const garbage = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.array(bit, { maxLength: 60 }).map((bits) => bits.join('')),
        fc.array(bit, { minLength: 1, maxLength: 20 }).map((bits) => bits.join('').repeat(4000).slice(0, 4000)),
      );
      await fc.assert(
        fc.asyncProperty(garbage, fc.boolean(), async (query, strict) => {
          const found = await search.ids(query, { limit: 3, strict });
          assert.ok(found.length <= 3 && new Set(found).size === found.length);
        }),
        { numRuns: 200 },
      );
    });
  });
}
