import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { densest, placeLabels, type Label } from '../../../src/core/overview/labels';
import { nearestPlace, nextPlace, type Direction } from '../../../src/core/overview/navigation';

const places = fc.array(fc.record({ x: fc.integer({ min: 0, max: 100 }), y: fc.integer({ min: 0, max: 100 }) }), {
  minLength: 1,
  maxLength: 40,
});

describe('placeLabels', () => {
  const labels: fc.Arbitrary<Label[]> = fc.array(
    fc.record({
      x: fc.integer({ min: -20, max: 420 }),
      y: fc.integer({ min: -20, max: 320 }),
      width: fc.integer({ min: 1, max: 120 }),
      height: fc.constant(16),
    }),
  );

  it('lets no label overlap another or leave the picture', () => {
    fc.assert(
      fc.property(labels, (given) => {
        const shown = placeLabels(given, 400, 300).flatMap((placed, i) =>
          placed ? [{ width: 0, ...given[i], ...placed }] : [],
        );
        for (const [i, a] of shown.entries()) {
          assert.ok(a.x - a.width / 2 >= 0 && a.x + a.width / 2 <= 400 && a.y - 8 >= 0 && a.y + 8 <= 300);
          for (const b of shown.slice(i + 1))
            assert.ok(2 * Math.abs(a.x - b.x) >= a.width + b.width || Math.abs(a.y - b.y) >= 16);
        }
      }),
    );
  });

  it('leaves a label where it is wanted if there is room, and gives way by a line if not', () => {
    const label = { x: 100, y: 100, width: 80, height: 16 };
    assert.deepEqual(placeLabels([label, label, label], 400, 300), [
      { x: 100, y: 100 },
      { x: 100, y: 84 },
      { x: 100, y: 116 },
    ]);
    assert.deepEqual(placeLabels([{ ...label, width: 500 }], 400, 300), [null]);
  });
});

describe('densest', () => {
  it('finds where most places lie close', () => {
    const crowd = [
      [10, 10],
      [12, 10],
      [11, 12],
      [90, 90],
      [50, 10],
    ].map(([x = 0, y = 0]) => ({ x, y }));
    const found = densest(crowd, 5);
    assert.equal(found?.places, 3);
    assert.ok(Math.hypot(found.x - 11, found.y - 10.67) < 0.1);
    assert.equal(densest([], 5), null);
  });
});

describe('nearestPlace', () => {
  it('finds the nearest place within a distance', () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (given, x, y) => {
        const distances = given.map((place) => Math.hypot(place.x - x, place.y - y));
        const least = Math.min(...distances);
        assert.equal(nearestPlace(given, { x, y }, Infinity), distances.indexOf(least));
        if (least > 0) assert.equal(nearestPlace(given, { x, y }, 0.99 * least), null);
      }),
    );
  });
});

describe('nextPlace', () => {
  const directions: readonly Direction[] = ['left', 'right', 'up', 'down'];

  it('goes where the direction leads, and is null only where there is nothing', () => {
    fc.assert(
      fc.property(places, fc.constantFrom(...directions), (given, direction) => {
        const from = given[0] ?? { x: 0, y: 0 };
        const ahead = ({ x, y }: { x: number; y: number }): number =>
          ({ left: from.x - x, right: x - from.x, up: from.y - y, down: y - from.y })[direction];
        const next = nextPlace(given, 0, direction);
        if (next === null) assert.ok(given.every((place) => ahead(place) <= 0));
        else assert.ok(ahead(given[next] ?? from) > 0);
      }),
    );
  });

  it('prefers what lies straight ahead to what lies nearer aside', () => {
    const given = [
      [0, 0],
      [10, 1],
      [2, 8],
      [-5, 0],
    ].map(([x = 0, y = 0]) => ({ x, y }));
    assert.equal(nextPlace(given, 0, 'right'), 1);
    assert.equal(nextPlace(given, 0, 'down'), 2);
    assert.equal(nextPlace(given, 0, 'left'), 3);
    assert.equal(nextPlace(given, 0, 'up'), null);
  });
});
