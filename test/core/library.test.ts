import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Library, type LibraryChange } from '../../src/core/library';
import type { Dump, Paper } from '../../src/core/paper';
import { abstracts, differentTitles, manyPapers } from './invented';
import { assertLinear, dump, entry } from './support';

const hives =
  'Large archives of beehive recordings are labelled at the level of days. We propose a model that learns which seconds matter and explains its choice.';
const gauges =
  'River gauges drift over years. Our method estimates delay and noise together, without any second camera or a technician who travels upstream.';

function libraryOf(...dumps: readonly Dump[]): Library {
  const library = new Library();
  library.update(dumps);
  return library;
}

function ids({ added, changed, removed }: LibraryChange): Record<string, string[]> {
  const of = (papers: readonly Paper[]): string[] => papers.map((paper) => paper.id).sort();
  return { added: of(added), changed: of(changed), removed: of(removed) };
}

function snapshot(library: Library): Paper[] {
  return [...library.papers.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Dumps that share some of their papers; a few have lost their abstract, a few have the same title. */
const dumps: fc.Arbitrary<Dump[]> = fc
  .tuple(differentTitles(3, 6), fc.array(abstracts, { minLength: 2, maxLength: 4 }))
  .chain(([titles, texts]) =>
    fc.array(
      fc.array(
        fc.tuple(
          fc.constantFrom(...titles),
          fc.constantFrom('', ...texts, hives, gauges),
          fc.option(fc.nat(9), { nil: null }),
        ),
        { maxLength: 5 },
      ),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map((files) =>
    files.map((papers, i) =>
      dump(`${String(i)}.txt`, ...papers.map(([title, abstract, count]) => entry(title, abstract, { count }))),
    ),
  );

describe('Library', function () {
  this.timeout(60_000);

  it('depends on the dumps, not on the order in which they came', () => {
    fc.assert(
      fc.property(
        dumps.chain((files) => fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length }))),
        ([files, shuffled]) => {
          const oneByOne = new Library();
          for (const file of shuffled) oneByOne.update([file]);
          assert.deepEqual(snapshot(oneByOne), snapshot(libraryOf(...files)));
        },
      ),
    );
  });

  it('forgets a dump without a trace', () => {
    fc.assert(
      fc.property(dumps, fc.nat(), (files, which) => {
        const out = files[which % files.length]?.path ?? '';
        const library = libraryOf(...files);
        library.update([], [out]);
        assert.deepEqual(snapshot(library), snapshot(libraryOf(...files.filter((file) => file.path !== out))));
      }),
    );
  });

  it('reports exactly what changed, and keeps what did not', () => {
    fc.assert(
      fc.property(dumps, dumps, fc.array(fc.nat(4), { maxLength: 2 }), (before, after, out) => {
        const library = libraryOf(...before);
        const old = new Map(library.papers);
        const change = library.update(
          after,
          out.map((i) => `${String(i)}.txt`),
        );
        const added = [...library.papers.values()].filter((paper) => !old.has(paper.id));
        const removed = [...old.values()].filter((paper) => !library.papers.has(paper.id));
        const changed = [...library.papers.values()].filter((paper) => {
          const known = old.get(paper.id);
          return known && JSON.stringify(known) !== JSON.stringify(paper);
        });
        assert.deepEqual(ids(change), ids({ added, changed, removed }));
        const touched = new Set(change.changed);
        for (const [id, paper] of library.papers)
          if (old.has(id) && !touched.has(paper)) assert.equal(paper, old.get(id));
      }),
      { numRuns: 200 },
    );
  });

  it('holds every copy exactly once', () => {
    fc.assert(
      fc.property(dumps, (files) => {
        const held = snapshot(libraryOf(...files)).flatMap((paper) =>
          paper.sources.map(({ path, line }) => `${path}:${String(line)}`),
        );
        const there = files.flatMap(({ path, entries }) => entries.map(({ line }) => `${path}:${String(line)}`));
        assert.deepEqual(held.sort(), there.sort());
      }),
    );
  });

  it('joins copies whose titles are set in another way', () => {
    const library = libraryOf(
      dump('a.txt', entry('E$^{2}$Loom: Weaving “Schrödinger” Cats', hives)),
      dump('b.txt', entry("E2LOOM - weaving 'Schr\\\"odinger' cats", hives)),
    );
    assert.equal(library.papers.size, 1);
  });

  it('joins copies whose abstracts differ slightly', () => {
    const revised = `${hives.replace('Large', 'Vast').replaceAll(' ', '\n')} Code is on our page.`;
    const library = libraryOf(
      dump('a.txt', entry('Beehive', hives)),
      dump('b.txt', entry('Beehive', revised)),
      dump('c.txt', entry('Beehive', hives.slice(0, 90))),
    );
    assert.equal(library.papers.size, 1);
  });

  it('keeps two papers called “Preface” apart', () => {
    const library = libraryOf(dump('a.txt', entry('Preface', hives)), dump('b.txt', entry('Preface', gauges)));
    assert.deepEqual(
      snapshot(library)
        .map((paper) => paper.abstract)
        .sort(),
      [hives, gauges].sort(),
    );
  });

  it('gives a copy without abstract to the only paper of its title', () => {
    const library = libraryOf(dump('a.txt', entry('Beehive')), dump('b.txt', entry('Beehive', hives)));
    assert.deepEqual(
      snapshot(library).map(({ abstract, sources }) => [abstract, sources.length]),
      [[hives, 2]],
    );
  });

  it('gives a copy without abstract to neither of two papers', () => {
    const library = libraryOf(
      dump('a.txt', entry('Preface')),
      dump('b.txt', entry('Preface', hives), entry('Preface', gauges)),
    );
    assert.deepEqual(
      snapshot(library).map(({ sources }) => sources.length),
      [1, 1, 1],
    );
  });

  it('takes text and each detail from the richest copy that has it', () => {
    const date = { iso: '2025-09-23', yearInferred: true };
    const vague = { iso: 'XXXX-09-23', yearInferred: false };
    const library = libraryOf(
      dump('a.txt', entry('beehive', hives)),
      dump('b.txt', entry('Beehive!', hives, { authorCount: 6, date: vague, count: 4 })),
      dump('c.txt', entry('Beehive', '', { organization: { slug: 'lab', name: 'Lab' }, date, count: 9 })),
    );
    const [paper] = snapshot(library);
    assert.deepEqual(paper, {
      id: 'beehive',
      title: 'Beehive!',
      abstract: hives,
      authorCount: 6,
      organization: { slug: 'lab', name: 'Lab' },
      date,
      count: 4,
      sources: [
        { path: 'a.txt', line: 1 },
        { path: 'b.txt', line: 1 },
        { path: 'c.txt', line: 1 },
      ],
    });
  });

  it('finds a paper by its id from before and after its title was ambiguous', () => {
    const library = libraryOf(dump('a.txt', entry('Preface', hives)));
    const before = snapshot(library)[0]?.id ?? '';
    library.update([dump('b.txt', entry('Preface', gauges))]);
    const during = snapshot(library).find((paper) => paper.abstract === hives)?.id ?? '';
    assert.notEqual(during, before);
    assert.equal(library.find(during)?.abstract, hives);
    assert.equal(library.find(before), undefined);
    library.update([], ['b.txt']);
    assert.equal(library.find(before)?.abstract, hives);
    assert.equal(library.find(during)?.abstract, hives);
    library.update([], ['a.txt']);
    assert.equal(library.find(before), undefined);
  });

  it('does not take an id or a reference to one paper for another of the same title', () => {
    const library = libraryOf(dump('a.txt', entry('Preface', hives)), dump('b.txt', entry('Preface', gauges)));
    const of = (abstract: string): Paper | undefined =>
      [...library.papers.values()].find((paper) => paper.abstract === abstract);
    const [first, second] = [of(hives), of(gauges)];
    assert.ok(first && second);
    const names = [first.id, library.referenceTo(first)];
    library.update([], ['a.txt']);
    for (const name of names) assert.equal(library.find(name), undefined);
    for (const name of [second.id, library.referenceTo(second)]) assert.equal(library.find(name)?.abstract, gauges);
    library.update([dump('c.txt', entry('Preface', `${hives}\nRevised.`))]);
    assert.equal(library.find(library.referenceTo(first))?.abstract, `${hives}\nRevised.`);
  });

  it('finds a paper by the id that it had before its first copy left', () => {
    const [long, short] = [hives, hives.slice(0, 100)];
    const library = libraryOf(
      dump('a.txt', entry('Preface', gauges)),
      dump('b.txt', entry('Preface', long)),
      dump('c.txt', entry('Preface', short)),
    );
    const ids = [long, short].map(
      (abstract) =>
        [
          ...libraryOf(
            dump('a.txt', entry('Preface', gauges)),
            dump('b.txt', entry('Preface', abstract)),
          ).papers.values(),
        ].find((paper) => paper.abstract === abstract)?.id,
    );
    for (const id of ids) assert.equal(library.find(id ?? '')?.abstract, long);
  });

  it('keeps titles without letters apart', () => {
    const library = libraryOf(dump('a.txt', entry('???', hives), entry('!!!', gauges), entry('🜁')));
    assert.equal(library.papers.size, 3);
    for (const { id } of library.papers.values()) assert.ok(library.find(id));
  });

  it('does not mistake a title for a member of every object', () => {
    for (const title of ['constructor', '__proto__', 'toString'])
      assert.equal(libraryOf(dump('a.txt', entry(title, hives))).papers.size, 1);
  });

  it('holds two papers of one title and one dump that changes', () => {
    const library = libraryOf(dump('a.txt', entry('Preface', hives), entry('Preface', gauges)));
    const change = library.update([dump('a.txt', entry('Preface', gauges))]);
    assert.equal(library.papers.size, 1);
    assert.equal(change.removed.length, 2);
    assert.equal(change.added.length, 1);
  });

  it('reports nothing for the same dump again or for a path that it does not know', () => {
    const library = libraryOf(dump('a.txt', entry('Beehive', hives)));
    const nothing = { added: [], changed: [], removed: [] };
    assert.deepEqual(library.update([dump('a.txt', entry('Beehive', hives))]), nothing);
    assert.deepEqual(library.update([], ['b.txt']), nothing);
    assert.deepEqual([...library.dumps.keys()], ['a.txt']);
  });

  describe('does not explode', () => {
    it('with thousands of different papers of one title', () => {
      const papers = manyPapers(4000).map(({ title, abstract }, i) =>
        entry(
          'Preface',
          `${title} ${String(i).repeat(4)} ${gauges
            .split(' ')
            .slice(i % 9)
            .join(String(i))} ${i % 3 === 0 ? abstract.slice(0, 60) : ''}`,
        ),
      );
      assertLinear((size) => () => libraryOf(dump('a.txt', ...papers.slice(0, size))), 500);
    });

    it('with thousands of references to papers of one title', () => {
      const papers = manyPapers(4000).map(({ abstract }) => abstract);
      const other = libraryOf(dump('b.txt', ...papers.map((abstract) => entry('Preface', abstract))));
      const references = Array.from(other.papers.values(), (paper) => other.referenceTo(paper));
      for (const there of [papers.slice(0, 40), papers])
        assertLinear((size) => {
          const library = libraryOf(dump('a.txt', ...there.map((abstract) => entry('Preface', `${abstract} More.`))));
          return () => {
            for (const reference of references.slice(0, size)) library.find(reference);
          };
        }, 500);
    });

    it('with thousands of copies of one paper', () => {
      assertLinear(
        (size) => () =>
          libraryOf(...Array.from({ length: size }, (_, i) => dump(`${String(i)}.txt`, entry('Preface', hives)))),
        500,
      );
    });

    it('when a dump of thousands of equal titles goes', () => {
      const other = dump('b.txt', ...Array.from({ length: 8000 }, () => entry('Preface', hives)));
      assertLinear(
        (size) => () => libraryOf(other, dump('a.txt', ...other.entries.slice(0, size))).update([], ['a.txt']),
        1000,
      );
    });

    it('with abstracts that have no words', () => {
      const stem = 'we do it so as to be '.repeat(20);
      assertLinear(
        (size) => () =>
          libraryOf(dump('a.txt', ...Array.from({ length: size }, (_, i) => entry('Preface', stem + i.toString(36))))),
        500,
      );
    });
  });
});

describe('copies of a paper', function () {
  this.timeout(60_000);

  const papers = (title: string, a: string, b: string): number =>
    libraryOf(dump('a.txt', entry(title, a)), dump('b.txt', entry(title, b))).papers.size;

  it('are joined whichever comes first, and always with themselves', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Preface', 'Listening to Beehives for the Signs of Swarming'),
        abstracts,
        abstracts,
        (title, a, b) => {
          assert.equal(papers(title, a, a), 1);
          assert.equal(papers(title, a, b), papers(title, b, a));
        },
      ),
    );
  });

  it('are joined when short abstracts differ in their setting alone', () => {
    assert.equal(papers('Hamlet', 'To be.', 'to be'), 1);
    assert.equal(papers('Hamlet', 'To be.', 'Not so.'), 2);
  });

  it('are joined when a revision kept the half of the abstract, if the title is a long one', () => {
    const revised = `${hives.split('. ')[0] ?? ''}. Nobody listens to them twice, which is why our second version begins with microphones.`;
    assert.equal(papers('Listening to Beehives for the Signs of Swarming', hives, revised), 1);
    assert.equal(papers('Beehives', hives, revised), 2);
    assert.equal(papers('Listening to Beehives for the Signs of Swarming', hives, gauges), 2);
  });

  it('are not made of prefaces that are alike', () => {
    const preface = (workshop: string, place: string, subject: string): string =>
      `This volume contains the papers of the workshop on ${workshop}, held in ${place}. The programme consisted of talks on ${subject}, and each submission was reviewed by three readers.`;
    const first = preface(
      'tidal clocks and their owners',
      'Husum during a storm',
      'pendulums, moonrise tables and mooring fees',
    );
    const second = preface(
      'grammars of knitting',
      'Tartu',
      'needles, chart languages, proofs of termination and frogging',
    );
    assert.equal(papers('Preface', first, second), 2);
  });
});
