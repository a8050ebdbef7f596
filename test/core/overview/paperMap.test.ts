import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { latentSpace } from '../../../src/core/overview/latent';
import { nearestPapers } from '../../../src/core/overview/neighbours';
import { paperMap, type MapPoint } from '../../../src/core/overview/paperMap';
import { termVectors } from '../../../src/core/overview/termVectors';
import type { Paper } from '../../../src/core/paper';
import { drain } from '../../../src/core/steps';
import { abstracts, differentTitles, manyPapers } from '../invented';
import { assertLinear, paper } from '../support';

/** Papers of two subjects that share no word, in turns. */
function twoSubjects(count: number): Paper[] {
  const syllables = [
    ['or', 'cha', 'prun', 'blos', 'graf', 'cid'],
    ['har', 'dred', 'moor', 'pilo', 'ton', 'brea'],
  ];
  const words = syllables.map((own) => own.flatMap((first) => own.map((second) => first + second)));
  return Array.from({ length: count }, (_, i) => {
    const own = words[i % 2] ?? [];
    const text = Array.from({ length: 8 }, (_, j) => own[(i * 7 + j * (1 + (i % 5))) % own.length] ?? '').join(' ');
    return paper(`Number${String(i)} ${text}`, text, `paper${String(i).padStart(4, '0')}`);
  });
}

const libraries = fc
  .tuple(differentTitles(0, 25), fc.array(abstracts, { minLength: 25, maxLength: 25 }))
  .map(([titles, texts]) => titles.map((title, i) => paper(title, texts[i] ?? '')));

function distance(a: MapPoint, b: MapPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

describe('paperMap', () => {
  it('gives each paper a place of its own within the square, in the order of ids', () => {
    fc.assert(
      fc.property(libraries, (papers) => {
        const points = drain(paperMap(papers));
        assert.deepEqual(
          points.map(({ id }) => id),
          papers.map(({ id }) => id).sort(),
        );
        for (const { x, y } of points) assert.ok(x >= 0 && x <= 1 && y >= 0 && y <= 1, `${String(x)}, ${String(y)}`);
        assert.equal(new Set(points.map(({ x, y }) => `${x.toFixed(9)} ${y.toFixed(9)}`)).size, points.length);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same for the same papers, whatever their order', () => {
    fc.assert(
      fc.property(libraries, fc.nat(), (papers, turn) => {
        const others = papers.map((_, i) => papers[(i + turn) % papers.length] ?? paper('')).reverse();
        assert.deepEqual(drain(paperMap(others)), drain(paperMap(papers)));
      }),
      { numRuns: 15 },
    );
  });

  it('puts papers of one subject together', () => {
    const points = drain(paperMap(twoSubjects(60)));
    const subjectOf = ({ id }: MapPoint): number => Number(id.slice(-1)) % 2;
    let same = 0;
    for (const point of points) {
      const near = [...points]
        .filter((other) => other !== point)
        .sort((a, b) => distance(a, point) - distance(b, point))
        .slice(0, 5);
      same += near.filter((other) => subjectOf(other) === subjectOf(point)).length;
    }
    assert.ok(same >= 0.95 * 5 * points.length, String(same));
  });

  it('has its subjects on the same sides when papers come', () => {
    const papers = twoSubjects(100).filter((_, i) => i % 4 !== 1);
    const sides = [60, 61, 63, 70].map((count) => {
      const points = drain(paperMap(papers.slice(0, count)));
      const mean = (subject: number): number => {
        const own = points.filter(({ id }) => Number(id.slice(-1)) % 2 === subject);
        return own.reduce((sum, { x }) => sum + x, 0) / own.length;
      };
      return mean(0) - mean(1);
    });
    for (const side of sides) assert.ok(Math.abs(side) > 0.2, String(side));
    assert.equal(new Set(sides.map(Math.sign)).size, 1);
  });

  it('lays out few papers, and such as share no word, say nothing or are all alike', () => {
    assert.deepEqual(drain(paperMap([])), []);
    assert.deepEqual(drain(paperMap([paper('Looms')])), [{ id: 'looms', x: 0.5, y: 0.5 }]);
    for (const papers of [
      [paper('Looms'), paper('Kilns')],
      [paper('Looms of Clay'), paper('Kilns of Clay')],
      Array.from({ length: 5 }, (_, i) => paper('The Same Title', 'And the same abstract.', `id${String(i)}`)),
      Array.from({ length: 40 }, (_, i) => paper('The Same Title', 'And the same abstract.', `id${String(i)}`)),
      Array.from({ length: 40 }, (_, i) => paper('', '', `id${String(i)}`)),
      Array.from({ length: 40 }, (_, i) => paper('?! …', '', `id${String(i)}`)),
      [...twoSubjects(30), paper('Zzz')],
    ]) {
      const points = drain(paperMap(papers));
      assert.equal(new Set(points.map(({ x, y }) => `${x.toFixed(6)} ${y.toFixed(6)}`)).size, papers.length);
      assert.ok(points.every(({ x, y }) => x >= 0 && x <= 1 && y >= 0 && y <= 1));
    }
  });

  it('puts papers that share no word with others around these', () => {
    const points = drain(paperMap([...twoSubjects(30), paper('Zzz', '', 'zzz')]));
    const lonely = points.at(-1);
    assert.ok(lonely?.id === 'zzz');
    const others = points.slice(0, -1);
    const [left, right] = [Math.min(...others.map(({ x }) => x)), Math.max(...others.map(({ x }) => x))];
    const [top, bottom] = [Math.min(...others.map(({ y }) => y)), Math.max(...others.map(({ y }) => y))];
    const middle = { id: '', x: (left + right) / 2, y: (top + bottom) / 2 };
    assert.ok(others.every((other) => distance(other, middle) < distance(lonely, middle)));
  });

  it('pauses often', () => {
    const steps = paperMap(twoSubjects(200));
    let count = 0;
    while (!steps.next().done) count++;
    assert.ok(count > 200, String(count));
  });

  it('takes time about in proportion to the papers', () => {
    assertLinear((size) => {
      const papers = manyPapers(size).map(({ title, abstract }) => paper(title, abstract));
      return () => drain(paperMap(papers));
    }, 60);
  }).timeout(60_000);
});

describe('termVectors', () => {
  it('have length 1 and the words that papers share', () => {
    const { height, starts, columns, values, words } = drain(
      termVectors([paper('Looms of Clay', 'Clay and water.'), paper('Kilns of Clay'), paper('Zzz')]),
    );
    assert.equal(height, 3);
    assert.deepEqual([...words].sort(), ['clay', 'of']);
    assert.deepEqual(Array.from(starts), [0, 2, 4, 4]);
    for (const row of [0, 1]) {
      const squares = values.slice(starts[row], starts[row + 1]).reduce((sum, value) => sum + value * value, 0);
      assert.ok(Math.abs(squares - 1) < 1e-6);
    }
    const weight = (row: number, word: string): number =>
      values[Array.from(columns).findIndex((column, j) => j >= (starts[row] ?? 0) && words[column] === word)] ?? 0;
    assert.ok(weight(0, 'clay') > weight(0, 'of'));
  });
});

describe('latentSpace', () => {
  it('keeps the cosines of papers where there are dimensions enough', () => {
    const papers = twoSubjects(40);
    const rows = drain(termVectors(papers));
    const { values, dimensions } = drain(
      latentSpace(
        rows,
        papers.map(({ id }) => id),
        40,
      ),
    );
    const dense = papers.map((_, i) => {
      const row = new Float64Array(rows.width);
      for (let j = rows.starts[i] ?? 0; j < (rows.starts[i + 1] ?? 0); j++)
        row[rows.columns[j] ?? 0] = rows.values[j] ?? 0;
      return row;
    });
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
      Array.from(a).reduce((sum, value, d) => sum + value * (b[d] ?? 0), 0);
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [3, 17],
      [8, 39],
    ] as const) {
      const latent = dot(
        values.slice(i * dimensions, (i + 1) * dimensions),
        values.slice(j * dimensions, (j + 1) * dimensions),
      );
      assert.ok(Math.abs(latent - dot(dense[i] ?? [], dense[j] ?? [])) < 1e-3);
    }
  });

  it('puts the axis of most variance first', () => {
    const papers = twoSubjects(60);
    const { values, dimensions, height } = drain(
      latentSpace(
        drain(termVectors(papers)),
        papers.map(({ id }) => id),
        10,
      ),
    );
    const variances = Array.from({ length: dimensions }, (_, d) => {
      const column = Array.from({ length: height }, (_, i) => values[i * dimensions + d] ?? 0);
      const mean = column.reduce((sum, value) => sum + value, 0) / height;
      return column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / height;
    });
    for (let d = 1; d < dimensions; d++) assert.ok((variances[d] ?? 0) <= (variances[d - 1] ?? 0) + 1e-9);
  });
});

describe('nearestPapers', () => {
  it('finds most of the nearest in cells, and all of them among few papers', () => {
    for (const [count, least] of [
      [300, 1],
      [2500, 0.9],
    ] as const) {
      const papers = manyPapers(count).map(({ title, abstract }) => paper(title, abstract));
      const latent = drain(
        latentSpace(
          drain(termVectors(papers)),
          papers.map(({ id }) => id),
          12,
        ),
      );
      const { starts, papers: found } = drain(nearestPapers(latent, 5));
      const k = latent.dimensions;
      const cosine = (a: number, b: number): number => {
        let [product, first, second] = [0, 0, 0];
        for (let d = 0; d < k; d++) {
          const [x, y] = [latent.values[a * k + d] ?? 0, latent.values[b * k + d] ?? 0];
          product += x * y;
          first += x * x;
          second += y * y;
        }
        return product / Math.sqrt(first * second || 1);
      };
      let [right, all] = [0, 0];
      for (let i = 0; i < count; i += Math.ceil(count / 50)) {
        const cosines = papers.map((_, other) => (other === i ? -2 : cosine(i, other))).sort((a, b) => b - a);
        const near = Array.from(found.slice(starts[i], starts[i + 1]));
        assert.ok(!near.includes(i));
        right += near.filter((other) => cosine(i, other) >= (cosines[4] ?? 0) - 1e-6).length;
        all += 5;
      }
      assert.ok(right >= least * all, `${String(count)}: ${String(right)} of ${String(all)}`);
    }
  });
});
