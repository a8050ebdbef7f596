import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  arrange,
  sortPlaced,
  withinGroup,
  type ArrangementOptions,
  type Group,
  type Placed,
  type Sorting,
} from '../../src/core/arrangement';
import type { Entry, Paper } from '../../src/core/paper';
import type { TopicAssignment } from '../../src/core/topics/classifier';
import type { Topic } from '../../src/core/topics/taxonomy';
import { assertLinear, paper as bare } from './support';

const topics: readonly Topic[] = [
  topic('efficiency', 'Efficient Models', null),
  topic('quantization', 'Quantization', 'efficiency'),
  topic('pruning', 'Pruning', 'efficiency'),
  topic('vision', 'Vision', null),
  topic('detection', 'Object Detection', 'vision'),
  topic('speech', 'Speech', null),
];

const assignments = new WeakMap<Paper, TopicAssignment>();

function topic(id: string, name: string, parent: string | null): Topic {
  return { id, name, definition: '', parent };
}

function paper(
  title: string,
  where: Partial<TopicAssignment>,
  details: Partial<Entry> & { readonly paths?: readonly string[] } = {},
): Paper {
  const { paths = ['a.txt'], ...rest } = details;
  const made = { ...bare(title), ...rest, sources: paths.map((path, i) => ({ path, line: 1 + i })) };
  assignments.set(made, { topic: 'unsorted', subtopic: null, topics: [], why: [], certainty: 0, ...where });
  return made;
}

function topicOf(of: Paper): TopicAssignment {
  const assignment = assignments.get(of);
  assert.ok(assignment);
  return assignment;
}

const day = (iso: string): Partial<Entry> => ({ date: { iso, yearInferred: false } });

const halfABit = paper(
  'Half a Bit Less for Pocket Translators',
  { topic: 'efficiency', subtopic: 'quantization', topics: ['speech'] },
  day('2025-09-23'),
);
const shears = paper(
  'Shears: Cutting Experts That Nobody Asks',
  { topic: 'efficiency', subtopic: 'pruning' },
  { ...day('2025-10-01'), paths: ['b 10.txt', 'b 9.txt', 'b 9.txt'] },
);
const thrift = paper('Thrift', { topic: 'efficiency' }, day('XXXX-03-02'));
const buoys = paper(
  'Boxes Around Drifting Buoys',
  { topic: 'vision', subtopic: 'detection', topics: ['efficiency', 'vision'] },
  { ...day('XXXX-11-30'), organization: { slug: 'harbour', name: 'Harbour Läb' } },
);
const preface = paper('Preface', {});
const stranger = paper('Cold Tongues', { topic: 'glaciers', subtopic: 'tongues' }, { paths: ['b 10.txt'] });
const all = [preface, buoys, shears, stranger, thrift, halfABit];

const plain: ArrangementOptions = {
  grouping: 'topic',
  sorting: 'title',
  granularity: 'topics',
  secondary: false,
  hidden: new Set(),
  filter: '',
};

/** The tree in lines: key, size and titles' first words, `+` before those that only also stand there. */
function outline(options: Partial<ArrangementOptions>, papers: Iterable<Paper> = all): string[] {
  const lines = (groups: readonly Group[], depth: number): string[] =>
    groups.flatMap(({ key, size, papers: placed, groups: below }) => [
      [
        `${'  '.repeat(depth)}${key} ${String(size)}`,
        ...placed.map(({ paper: { title }, also }) => (also ? '+' : '') + title.replace(/\W.*/, '')).sort(),
      ].join(' '),
      ...lines(below, depth + 1),
    ]);
  return lines(arrange(papers, topics, topicOf, { ...plain, ...options }), 0);
}

function everyGroup(groups: readonly Group[]): Group[] {
  return groups.flatMap((group) => [group, ...everyGroup(group.groups)]);
}

function papersBelow(group: Group): Paper[] {
  return everyGroup([group]).flatMap(({ papers }) => papers.map((placed) => placed.paper));
}

const ids = topics.map(({ id }) => id);
const manyPapers: fc.Arbitrary<Paper[]> = fc
  .array(
    fc.record({
      area: fc.constantFrom('efficiency', 'vision', 'speech', 'unsorted'),
      finer: fc.constantFrom(null, ...ids),
      others: fc.subarray(['efficiency', 'vision', 'speech'], { maxLength: 2 }),
      certainty: fc.constantFrom(0.25, 0.5, 1),
      count: fc.option(fc.nat(3), { nil: null }),
      date: fc.constantFrom(null, '2025-09-01', '2025-09-02', '2024-12-31', 'XXXX-09-01'),
      title: fc.constantFrom('Kelp', 'kelp', '“Kelp” 2', 'Kelp 10', 'Ångström'),
      paths: fc.subarray(['a.txt', 'b.txt', 'c.txt'], { minLength: 1 }),
    }),
    { maxLength: 30 },
  )
  .map((rows) =>
    rows.map(({ area, finer, others, certainty, count, date, title, paths }, i) => ({
      made: paper(
        title,
        { topic: area, subtopic: finer, topics: others, certainty },
        { count, paths, ...(date === null ? {} : day(date)) },
      ),
      i,
    })),
  )
  .map((rows) =>
    rows.map(({ made, i }) => {
      const one = { ...made, id: `p${String(i)}` };
      assignments.set(one, topicOf(made));
      return one;
    }),
  );
const someOptions: fc.Arbitrary<ArrangementOptions> = fc.record({
  grouping: fc.constantFrom('topic', 'dump', 'date'),
  sorting: fc.constantFrom('title', 'date', 'count', 'relevance'),
  granularity: fc.constantFrom('areas', 'topics'),
  secondary: fc.boolean(),
  hidden: fc.subarray([...ids, 'unsorted'], { maxLength: 3 }).map((list) => new Set(list)),
  filter: fc.constantFrom('', 'kelp', '10 KELP', 'angstrom', 'quantization'),
});

describe('arrange', () => {
  it('groups by area and finer topic in the order of the taxonomy', () => {
    assert.deepEqual(outline({}), [
      'efficiency 3 Thrift',
      '  quantization 1 Half',
      '  pruning 1 Shears',
      'vision 1',
      '  detection 1 Boxes',
      'unsorted 2 Cold Preface',
    ]);
    assert.deepEqual(outline({ granularity: 'areas' }), [
      'efficiency 3 Half Shears Thrift',
      'vision 1 Boxes',
      'unsorted 2 Cold Preface',
    ]);
  });

  it('puts a paper also directly into the other areas it belongs to', () => {
    assert.deepEqual(outline({ secondary: true }), [
      'efficiency 4 +Boxes Thrift',
      '  quantization 1 Half',
      '  pruning 1 Shears',
      'vision 1',
      '  detection 1 Boxes',
      'speech 1 +Half',
      'unsorted 2 Cold Preface',
    ]);
  });

  it('leaves out papers that stand in hidden topics only', () => {
    const hidden = new Set(['efficiency', 'detection']);
    assert.deepEqual(outline({ hidden }), ['unsorted 2 Cold Preface']);
    assert.deepEqual(outline({ hidden, secondary: true }), ['speech 1 +Half', 'unsorted 2 Cold Preface']);
    assert.deepEqual(outline({ hidden, secondary: true, grouping: 'dump' }), [
      'a.txt 2 Half Preface',
      'b 10.txt 1 Cold',
    ]);
    assert.deepEqual(outline({ hidden: new Set(['pruning', 'unsorted']), granularity: 'areas' }), [
      'efficiency 2 Half Thrift',
      'vision 1 Boxes',
    ]);
  });

  it('groups by dump, numbers in paths as numbers, a paper once in each', () => {
    assert.deepEqual(outline({ grouping: 'dump' }), [
      'a.txt 4 Boxes Half Preface Thrift',
      'b 9.txt 1 Shears',
      'b 10.txt 2 Cold Shears',
    ]);
  });

  it('groups by month, the newest first', () => {
    const earlier = paper('Ebb', {}, day('2024-12-31'));
    assert.deepEqual(outline({ grouping: 'date' }, [...all, earlier]), [
      '2025-10 1 Shears',
      '2025-09 1 Half',
      '2024-12 1 Ebb',
      'XXXX-11 1 Boxes',
      'XXXX-03 1 Thrift',
      'unknown 2 Cold Preface',
    ]);
  });

  it('filters by fields and by words that must not occur', () => {
    const sizeOf = (filter: string): number =>
      arrange(
        all,
        topics,
        topicOf,
        { ...plain, filter, grouping: 'date' },
        { is: (state, { title }) => state === 'starred' && /bit|thrift/i.test(title), tagsOf: () => [] },
      ).reduce((sum, { size }) => sum + size, 0);
    const everything = sizeOf('');
    assert.equal(everything, all.length);
    assert.equal(sizeOf('-bit'), everything - 1);
    assert.equal(sizeOf('-"drifting buoys"'), everything - 1);
    assert.equal(sizeOf('is:starred'), 2);
    assert.equal(sizeOf('-is:starred bit'), 0);
    assert.equal(sizeOf('topic:efficiency'), 4);
    assert.equal(sizeOf('topic:efficiency year:2025 bit'), 1);
    assert.equal(sizeOf('in:"b 10"'), 2);
    assert.equal(sizeOf('in:no-such-dump'), 0);
  });

  it('filters by title, organisation and names of topics', () => {
    const titlesFor = (filter: string): string[] =>
      outline({ filter, grouping: 'dump' })
        .flatMap((line) => line.split(' ').slice(2))
        .filter((word) => /^[A-Z]/.test(word));
    assert.deepEqual(titlesFor('quantization'), ['Half']);
    assert.deepEqual(titlesFor('  DRIFTING lab '), ['Boxes']);
    assert.deepEqual(titlesFor('efficient'), ['Half', 'Thrift', 'Shears', 'Shears']);
    assert.deepEqual(titlesFor('efficient experts'), ['Shears', 'Shears']);
    assert.deepEqual(titlesFor('nothing-of-it'), []);
    assert.deepEqual(titlesFor(' - ').length, 7);
    const tex = paper('\\textbf{Wéird} $\\alpha$', { topic: 'speech' });
    assert.deepEqual(outline({ filter: 'weird' }, [tex]).length, 1);
    assert.deepEqual(outline({ filter: 'textbf' }, [tex]), []);
  });

  it('follows the names of topics', () => {
    const renamed = topics.map((one) => (one.id === 'quantization' ? { ...one, name: 'Fewer Bits' } : one));
    assert.deepEqual(
      arrange(all, renamed, topicOf, { ...plain, filter: 'fewer bits' }).map(({ key, size }) => [key, size]),
      [['efficiency', 1]],
    );
    assert.deepEqual(outline({ filter: 'fewer bits' }), []);
  });

  it('holds every paper in its places, counts each once, and makes no empty group', () => {
    fc.assert(
      fc.property(manyPapers, someOptions, (papers, options) => {
        const tree = arrange(papers, topics, topicOf, options);
        const groups = everyGroup(tree);
        assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
        for (const group of groups) {
          const below = papersBelow(group);
          assert.ok(group.size > 0);
          assert.equal(new Set(below).size, below.length);
          assert.equal(group.size, below.length);
          assert.ok(group.groups.every(({ parent }) => parent === group));
          assert.ok(options.grouping !== 'topic' || !options.hidden.has(group.key));
        }
        if (options.filter !== '' || options.hidden.size > 0) return;
        const primary = groups.flatMap((group) => group.papers.filter(({ also }) => !also));
        assert.equal(new Set(primary.map((placed) => placed.paper)).size, papers.length);
        if (options.grouping !== 'dump') assert.equal(primary.length, papers.length);
        else assert.equal(primary.length, papers.flatMap(({ sources }) => sources).length);
      }),
    );
  });

  it('does not depend on the order of papers but for papers in a group', () => {
    const shuffled = manyPapers.chain((papers) =>
      fc.tuple(fc.constant(papers), fc.shuffledSubarray(papers, { minLength: papers.length })),
    );
    const shape = (groups: readonly Group[], sorting: Sorting): unknown =>
      groups.map((group) => [
        group.id,
        group.size,
        sortPlaced(group.papers, sorting, topicOf).map(({ paper: { id }, also }) => [id, also]),
        shape(group.groups, sorting),
      ]);
    fc.assert(
      fc.property(shuffled, someOptions, ([papers, others], options) => {
        assert.deepEqual(
          shape(arrange(others, topics, topicOf, options), options.sorting),
          shape(arrange(papers, topics, topicOf, options), options.sorting),
        );
      }),
    );
  });

  it('takes time in proportion to the papers', () => {
    assertLinear((size) => {
      const papers = Array.from({ length: size }, (_, i) =>
        paper(`Kelp ${String(i)}`, { topic: ['efficiency', 'vision'][i % 2] ?? '', topics: ['speech'] }),
      );
      return () => arrange(papers, topics, topicOf, { ...plain, secondary: true, filter: 'kelp 7' });
    }, 4000);
  });
});

describe('sortPlaced', () => {
  const sorted = (papers: readonly Paper[], sorting: Sorting, also: readonly Paper[] = []): string[] =>
    sortPlaced(
      papers.map((one): Placed => ({ paper: one, also: also.includes(one) })),
      sorting,
      topicOf,
    ).map((placed) => placed.paper.title);

  it('reads titles without case and punctuation, numbers as numbers', () => {
    const titles = ['“kelp” 2', 'Kelp 10', 'KELP 9', '... Ångström', '3D Kelp', '20 Kelps', 'zebra', 'Kelp'];
    assert.deepEqual(
      sorted(
        titles.map((title) => paper(title, {})),
        'title',
      ),
      ['3D Kelp', '20 Kelps', '... Ångström', 'Kelp', 'KELP 9', 'Kelp 10', '“kelp” 2', 'zebra'],
    );
  });

  it('puts the newest, the highest and the surest first, what is unknown last', () => {
    assert.deepEqual(
      sorted(all, 'date'),
      [shears, halfABit, buoys, thrift, stranger, preface].map(({ title }) => title),
    );
    const counts = [3, null, 12, 0].map((count, i) =>
      paper(`Kelp ${String(i)}`, { certainty: (i % 3) / 2 }, { count }),
    );
    assert.deepEqual(sorted(counts, 'count'), ['Kelp 2', 'Kelp 0', 'Kelp 3', 'Kelp 1']);
    assert.deepEqual(sorted(counts, 'relevance'), ['Kelp 2', 'Kelp 1', 'Kelp 0', 'Kelp 3']);
    assert.deepEqual(sorted(counts, 'relevance', counts.slice(2, 3)), ['Kelp 1', 'Kelp 0', 'Kelp 3', 'Kelp 2']);
    assert.deepEqual(sorted(counts, 'title', counts.slice(0, 1))[0], 'Kelp 0');
  });
});

describe('withinGroup', () => {
  it('keeps how papers were placed', () => {
    const [efficiency] = arrange(all, topics, topicOf, { ...plain, granularity: 'areas', secondary: true });
    assert.ok(efficiency);
    const groups = withinGroup(efficiency, [
      { label: 'Experts', papers: [shears] },
      { label: '', papers: [buoys, thrift, halfABit] },
    ]);
    assert.deepEqual(
      groups.map(({ key, size, papers }) => [key, size, papers.map(({ also }) => also)]),
      [
        ['Experts', 1, [false]],
        ['', 3, [true, false, false]],
      ],
    );
    assert.equal(new Set([efficiency, ...groups].map(({ id }) => id)).size, 3);
    assert.ok(groups.every(({ parent, kind }) => parent === efficiency && kind === 'subgroup'));
  });
});
