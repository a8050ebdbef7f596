import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Alternative, PreparedPaper, WantedWord } from '../../../src/core/search/engine';
import { abstracts, differentTitles } from '../invented';
import { paper } from '../support';
import { engines, Finder } from './engines';

const queries = fc.oneof(
  fc.constantFrom(
    'gauges',
    'tidal rob',
    'curiculum',
    'e2loom',
    'low-rank',
    'lowrank memory',
    'sparsememory',
    'tokenisa',
    'β',
    'frechet',
    '-gauges',
    'river -memory',
    '"river gauges"',
    'title:sparse',
    'title:sparse memory',
    'zebra rivers',
    'rivre forcasting',
  ),
  fc.tuple(fc.nat(14), fc.nat(100), fc.integer({ min: 1, max: 30 })),
);

const library = differentTitles(3, 15).chain((titles) =>
  fc.tuple(...titles.map((title) => abstracts.map((abstract) => paper(title, abstract)))),
);

const term = fc.constantFrom('a', 'ab', 'abc', 'abd', 'b', 'bc', '深度', '習', 'β', '0', '3d');
const terms = fc.array(term, { maxLength: 6 }).map((some) => some.join(' '));
const prepared: fc.Arbitrary<PreparedPaper[]> = fc
  .array(fc.record({ title: terms, joins: terms, method: terms, abstract: terms }), { minLength: 1, maxLength: 12 })
  .map((papers) => papers.map((one, i) => ({ id: String(i), terms: one })));
const alternative: fc.Arbitrary<Alternative> = fc.record({
  terms: fc.array(term, { minLength: 1, maxLength: 3 }),
  isBegun: fc.boolean(),
});
const wanted: fc.Arbitrary<WantedWord> = fc.record({
  alternatives: fc.array(alternative, { minLength: 1, maxLength: 3 }),
  inTitle: fc.boolean(),
});

describe('all engines', function () {
  this.timeout(60_000);

  it('find the same papers in the same tiers', async () => {
    await fc.assert(
      fc.asyncProperty(library, fc.array(queries, { minLength: 1, maxLength: 8 }), async (papers, asked) => {
        const finders = engines.map(([, make]) => new Finder(make(), papers));
        for (const one of asked) {
          const text =
            typeof one === 'string'
              ? one
              : `${papers[one[0] % papers.length]?.title ?? ''} ${papers[one[0] % papers.length]?.abstract ?? ''}`.slice(
                  one[1],
                  one[1] + one[2],
                );
          const found = await Promise.all(
            finders.map(async (finder) =>
              (await finder.hits(text, { limit: Infinity })).map((hit) => `${String(hit.tier)} ${hit.paper.id}`).sort(),
            ),
          );
          for (const other of found.slice(1)) assert.deepEqual(other, found[0], text);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('match by the same rules', () => {
    fc.assert(
      fc.property(
        prepared,
        fc.array(wanted, { maxLength: 3 }),
        fc.constantFrom('all' as const, 'any' as const),
        fc.array(fc.nat(11), { maxLength: 4 }),
        (papers, words, combine, out) => {
          const removed = new Set(out.filter((i) => i < papers.length).map(String));
          const has = (fields: readonly string[], { terms: given, isBegun }: Alternative): boolean => {
            const there = fields.flatMap((field) => field.split(' '));
            return given.every((one, i) =>
              there.some((other) => (isBegun && i === given.length - 1 ? other.startsWith(one) : other === one)),
            );
          };
          const holds = (
            { terms: { title, joins, method, abstract } }: PreparedPaper,
            { alternatives, inTitle }: WantedWord,
          ): boolean =>
            alternatives.some((one) => has(inTitle ? [title, joins, method] : [title, joins, method, abstract], one));
          const expected = papers
            .filter(
              (one) =>
                !removed.has(one.id) &&
                words.length > 0 &&
                (combine === 'all' ? words.every((word) => holds(one, word)) : words.some((word) => holds(one, word))),
            )
            .map(({ id }) => id);
          for (const [name, make] of engines) {
            const engine = make();
            engine.add(papers);
            engine.remove([...removed]);
            const found = engine.match(words, combine, Infinity);
            assert.deepEqual(found.map(({ id }) => id).sort(), expected.sort(), name);
            assert.deepEqual(
              found.map(({ score }) => score),
              found.map(({ score }) => score).toSorted((a, b) => b - a),
              name,
            );
            assert.equal(engine.match(words, combine, 2).length, Math.min(2, expected.length), name);
            assert.deepEqual(engine.match(words, combine, 0), [], name);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('know their terms, and how many papers have one', () => {
    fc.assert(
      fc.property(prepared, term, (papers, one) => {
        const holders = papers.filter(({ terms: fields }) =>
          Object.values(fields).some((field: string) => field.split(' ').includes(one)),
        ).length;
        const [first, ...others] = engines.map(([, make]) => {
          const engine = make();
          engine.add(papers);
          assert.equal(engine.holders(one), holders, engine.name);
          assert.equal(engine.holders('unknown'), 0, engine.name);
          return [...new Set(engine.terms())].sort();
        });
        for (const other of others) assert.deepEqual(other, first);
        assert.deepEqual(
          first,
          [
            ...new Set(
              papers.flatMap(({ terms: fields }) =>
                Object.values(fields).flatMap((field: string) => field.split(' ').filter((one) => one !== '')),
              ),
            ),
          ].sort(),
        );
      }),
      { numRuns: 60 },
    );
  });
});
