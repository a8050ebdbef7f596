import { strict as assert } from 'node:assert';
import { agreement, type Agreement } from '../../tools/eval/agreement';
import { randomNumbers } from '../../tools/random';

function near(actual: number, expected: number, tolerance = 1e-9): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${String(actual)} is not ${String(expected)}`);
}

function alike(a: Agreement, b: Agreement): void {
  for (const key of ['ami', 'ari', 'nmi', 'purity'] as const) near(a[key], b[key]);
}

function draw(count: number, groups: number, random: () => number): string[] {
  return Array.from({ length: count }, () => String(Math.floor(random() * groups)));
}

describe('Agreement of partitions', () => {
  it('is as computed by hand for two groups that cross', () => {
    // a a | b b beside x y | x y: no information. A cell of 2 × 2 in 4 holds 1 with 4/6 and 2 with 1/6,
    // so chance gives 4 · 1/6 · 1/2 · ln 2 = ln 2 / 3; of 6 pairs none is together in both, and 2 · 2 / 6 are expected.
    const { ami, ari, nmi, purity } = agreement(['a', 'a', 'b', 'b'], ['x', 'y', 'x', 'y']);
    near(ami, -1 / 2);
    near(ari, -1 / 2);
    near(nmi, 0);
    near(purity, 1 / 2);
  });

  it('is as computed by hand for a group that is split', () => {
    // a a b b beside x x y z. H(found) = ln 2, H(labels) = 1.5 ln 2, I = ln 2; chance: 2 cells of 2 × 2 with
    // 1/6 · 1/2 · ln 2 each, 4 of 2 × 1 with 1/2 · 1/4 · ln 2 each: 2/3 ln 2. Pairs: 1 in both, 2 · 1 / 6 expected.
    const { ami, ari, nmi, purity } = agreement(['a', 'a', 'b', 'b'], ['x', 'x', 'y', 'z']);
    near(ami, (1 - 2 / 3) / (1.25 - 2 / 3));
    near(ari, (1 - 1 / 3) / (1.5 - 1 / 3));
    near(nmi, 1 / 1.25);
    near(purity, 3 / 4);
  });

  it('is 1 for equal partitions, whatever the names, also where nothing is told apart', () => {
    for (const found of [['a', 'b', 'b', 'c', 'c', 'c'], ['a', 'a', 'a'], ['a', 'b', 'c'], ['a'], []]) {
      assert.deepEqual(
        agreement(
          found,
          found.map((name) => `label ${name}`),
        ),
        { ami: 1, ari: 1, nmi: 1, purity: 1 },
      );
    }
  });

  it('is 0 above chance where one side tells nothing apart', () => {
    const labels = ['x', 'x', 'y', 'y', 'z'];
    for (const found of [
      ['a', 'a', 'a', 'a', 'a'],
      ['a', 'b', 'c', 'd', 'e'],
    ]) {
      const { ami, ari } = agreement(found, labels);
      near(ami, 0);
      near(ari, 0);
    }
  });

  it('depends neither on the order of the items nor on which side is which, purity aside', () => {
    const random = randomNumbers(3);
    const [found, labels] = [draw(200, 7, random), draw(200, 4, random)];
    const order = found.map((_, i) => ({ i, key: random() })).sort((a, b) => a.key - b.key);
    const shuffled = (names: readonly string[]): string[] => order.map(({ i }) => names[i] ?? '');
    const here = agreement(found, labels);
    alike(agreement(shuffled(found), shuffled(labels)), here);
    alike(
      agreement(
        found.map((name) => `group ${String(9 - Number(name))}`),
        labels,
      ),
      here,
    );
    alike({ ...agreement(labels, found), purity: here.purity }, here);
  });

  it('is about 0 above chance for independent partitions, however many groups', () => {
    const random = randomNumbers(17);
    for (const groups of [2, 10, 50]) {
      const { ami, ari } = agreement(draw(2000, groups, random), draw(2000, 20, random));
      near(ami, 0, 0.02);
      near(ari, 0, 0.02);
    }
  });

  it('refuses partitions of different lengths', () => {
    assert.throws(() => agreement(['a'], []), RangeError);
  });
});
