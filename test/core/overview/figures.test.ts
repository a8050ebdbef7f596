import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { countOverlap, countTimes, countTopics, mostDumps } from '../../../src/core/overview/figures';
import type { Paper } from '../../../src/core/paper';
import type { ReadState } from '../../../src/core/reading/reading';
import { drain } from '../../../src/core/steps';
import type { TopicAssignment } from '../../../src/core/topics/classifier';
import { unsorted, type Topic } from '../../../src/core/topics/taxonomy';
import { paper } from '../support';

const topic = (id: string, parent: string | null = null): Topic => ({ id, name: id, definition: '', parent });
const topics = [topic('craft'), topic('looms', 'craft'), topic('kilns', 'craft'), topic('sea'), topic('tides', 'sea')];

function counted(
  assignments: readonly (readonly [string, string | null, ReadState])[],
): ReturnType<typeof countTopics> extends Generator<void, infer T> ? T : never {
  const papers = assignments.map((_, i) => paper(`Paper ${String(i)}`, '', String(i)));
  const of = ({ id }: Paper): readonly [string, string | null, ReadState] =>
    assignments[Number(id)] ?? ['', null, 'unread'];
  const topicOf = (one: Paper): TopicAssignment => ({
    topic: of(one)[0],
    subtopic: of(one)[1],
    topics: [],
    why: [],
    certainty: 1,
  });
  return drain(countTopics(papers, topics, topicOf, (one) => of(one)[2]));
}

describe('countTopics', () => {
  it('counts areas, finer topics and how far they are read, most papers first and unsorted last', () => {
    const counts = counted([
      ['sea', null, 'read'],
      ['craft', 'looms', 'unread'],
      ['craft', 'looms', 'read'],
      ['craft', 'kilns', 'queued'],
      [unsorted, null, 'unread'],
      [unsorted, null, 'unread'],
      [unsorted, null, 'unread'],
      [unsorted, null, 'unread'],
    ]);
    assert.deepEqual(
      counts.map(({ id, papers, finer }) => [id, papers, finer.map((one) => `${one.id} ${String(one.papers)}`)]),
      [
        ['craft', 3, ['looms 2', 'kilns 1']],
        ['sea', 1, []],
        [unsorted, 4, []],
      ],
    );
    assert.deepEqual(counts[0]?.reading, { unread: 1, queued: 1, read: 1 });
    assert.deepEqual(counts[0].finer[0]?.reading, { unread: 1, queued: 0, read: 1 });
  });

  it('takes topics that the taxonomy does not know as unsorted, and finer ones of another area as none', () => {
    const counts = counted([
      ['gone', 'gone too', 'unread'],
      ['looms', null, 'unread'],
      ['craft', 'tides', 'unread'],
    ]);
    assert.deepEqual(
      counts.map(({ id, papers, finer }) => [id, papers, finer.length]),
      [
        ['craft', 1, 0],
        [unsorted, 2, 0],
      ],
    );
  });

  it('counts each paper once', () => {
    const assignment = fc.tuple(
      fc.constantFrom('craft', 'sea', unsorted, 'gone'),
      fc.constantFrom(null, 'looms', 'tides'),
      fc.constantFrom<ReadState>('unread', 'queued', 'read'),
    );
    fc.assert(
      fc.property(fc.array(assignment), (assignments) => {
        const counts = counted(assignments);
        assert.equal(
          counts.reduce((sum, { papers }) => sum + papers, 0),
          assignments.length,
        );
        for (const { papers, reading, finer } of counts) {
          assert.equal(reading.unread + reading.queued + reading.read, papers);
          assert.ok(finer.reduce((sum, one) => sum + one.papers, 0) <= papers);
        }
      }),
    );
  });
});

function dated(...dates: readonly (string | null)[]): Paper[] {
  return dates.map((iso, i) => ({
    ...paper(`Paper ${String(i)}`),
    date: iso === null ? null : { iso: iso.replace('~', ''), yearInferred: iso.endsWith('~') },
  }));
}

describe('countTimes', () => {
  it('counts months in order, with those between', () => {
    assert.deepEqual(
      drain(countTimes(dated('2025-02-03', '2024-11-30', '2025-02-28~', null, 'XXXX-09-23', 'garbage'))),
      {
        unit: 'month',
        counts: [
          { key: '2024-11', papers: 1, inferred: 0 },
          { key: '2024-12', papers: 0, inferred: 0 },
          { key: '2025-01', papers: 0, inferred: 0 },
          { key: '2025-02', papers: 2, inferred: 1 },
        ],
        withoutYear: 1,
        undated: 2,
      },
    );
  });

  it('counts years where the months are many', () => {
    const { unit, counts } = drain(countTimes(dated('2015-12-31', '2025-01-01', '2025-09-23~', '2018-03-01')));
    assert.equal(unit, 'year');
    assert.deepEqual(
      counts.map(({ key }) => key),
      ['2015', '2016', '2017', '2018', '2019', '2020', '2021', '2022', '2023', '2024', '2025'],
    );
    assert.deepEqual(counts.at(-1), { key: '2025', papers: 2, inferred: 1 });
  });

  it('finds no time where there is none', () => {
    assert.deepEqual(drain(countTimes(dated(null, '2025-13-01'))), {
      unit: 'month',
      counts: [],
      withoutYear: 0,
      undated: 2,
    });
  });

  it('counts each paper once', () => {
    const dates = fc.array(
      fc.option(
        fc
          .tuple(fc.integer({ min: 1990, max: 2030 }), fc.integer({ min: 1, max: 12 }))
          .map(([year, month]) => `${String(year)}-${String(month).padStart(2, '0')}-01`),
      ),
    );
    fc.assert(
      fc.property(dates, (given) => {
        const { counts, undated, withoutYear } = drain(countTimes(dated(...given)));
        assert.equal(counts.reduce((sum, { papers }) => sum + papers, 0) + undated + withoutYear, given.length);
        assert.deepEqual(
          counts.map(({ key }) => key),
          counts.map(({ key }) => key).sort(),
        );
      }),
    );
  });
});

/** Papers by the dumps that they stand in. */
function copied(...paths: readonly (readonly string[])[]): Paper[] {
  return paths.map((own, i) => ({
    ...paper(`Paper ${String(i)}`, '', String(i)),
    sources: own.map((path, line) => ({ path, line })),
  }));
}

describe('countOverlap', () => {
  it('counts the papers that dumps share', () => {
    const papers = copied(['a'], ['a', 'b'], ['a', 'b', 'c10'], ['c10', 'c10'], ['c9']);
    assert.deepEqual(
      drain(
        countOverlap(
          papers,
          ['c10', 'c9', 'b', 'a', 'empty'].map((path) => ({ path })),
        ),
      ),
      {
        dumps: [
          { path: 'a', papers: 3, shared: 2 },
          { path: 'b', papers: 2, shared: 2 },
          { path: 'c9', papers: 1, shared: 0 },
          { path: 'c10', papers: 2, shared: 1 },
          { path: 'empty', papers: 0, shared: 0 },
        ],
        allDumps: 5,
        pairs: [
          { first: 'a', second: 'b', papers: 2 },
          { first: 'a', second: 'c10', papers: 1 },
          { first: 'b', second: 'c10', papers: 1 },
        ],
        papers: 2,
      },
    );
  });

  it('tells of many dumps those that share most', () => {
    const paths = Array.from({ length: 60 }, (_, i) => `dump${String(i)}`);
    const papers = copied(
      ...paths.slice(1).map((path, i) => [paths[i] ?? '', path]),
      ['dump40', 'dump50'],
      ['dump40', 'dump50'],
      ['dump40', 'dump50'],
    );
    const { dumps, allDumps, pairs } = drain(
      countOverlap(
        papers,
        paths.map((path) => ({ path })),
      ),
    );
    assert.equal(dumps.length, mostDumps);
    assert.ok(['dump40', 'dump50'].every((path) => dumps.some((dump) => dump.path === path && dump.shared === 5)));
    assert.equal(allDumps, 60);
    assert.deepEqual(pairs[0], { first: 'dump40', second: 'dump50', papers: 3 });
  });

  it('is what comparing each two dumps finds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'), { minLength: 1 })),
        (given) => {
          const { pairs } = drain(
            countOverlap(
              copied(...given),
              ['a', 'b', 'c', 'd', 'e'].map((path) => ({ path })),
            ),
          );
          for (const first of 'abcde') {
            for (const second of 'abcde') {
              if (first >= second) continue;
              const wanted = given.filter((paths) => paths.includes(first) && paths.includes(second)).length;
              assert.equal(pairs.find((pair) => pair.first === first && pair.second === second)?.papers ?? 0, wanted);
            }
          }
        },
      ),
    );
  });
});
