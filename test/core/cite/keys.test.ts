import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { CitationKeys } from '../../../src/core/cite/keys';
import { citationStem } from '../../../src/core/cite/stem';
import type { Paper, PaperId } from '../../../src/core/paper';
import { paper } from '../support';
import { papers } from './papers';

function keysOf(list: readonly Paper[], held: ReadonlyMap<PaperId, string> = new Map()): Map<PaperId, string> {
  const keys = new CitationKeys();
  for (const one of list) keys.add(one);
  keys.hold(held, held.values());
  return new Map(list.map((one) => [one.id, keys.keyOf(one)]));
}

const titled = (id: string, title = 'Large Language Models'): Paper => paper(title, '', id);

/** Papers of which many share a stem. */
const crowd = fc
  .uniqueArray(
    fc.tuple(
      fc.string({ minLength: 1, maxLength: 6 }),
      fc.oneof(
        papers,
        fc.constantFrom('Large Tide', 'Large Tides', 'Tide: X', 'Tide: Y').map((title) => paper(title)),
      ),
    ),
    {
      maxLength: 12,
      selector: ([id]) => id,
    },
  )
  .map((list) => list.map(([id, one]): Paper => ({ ...one, id })));

describe('CitationKeys', function () {
  this.timeout(60_000);

  it('are stems where these are unique', () => {
    assert.deepEqual([...keysOf([titled('a'), titled('b', 'TideLens: X')]).values()], ['largelanguage', 'tidelens']);
  });

  it('have four letters more where stems are shared', () => {
    const keys = [...keysOf([titled('a'), titled('b'), titled('c', 'TideLens: X')]).values()];
    assert.match(keys[0] ?? '', /^largelanguage[a-z]{4}$/);
    assert.match(keys[1] ?? '', /^largelanguage[a-z]{4}$/);
    assert.equal(new Set(keys).size, 3);
    assert.equal(keys[2], 'tidelens');
  });

  it('stay as they are when another paper comes to those that share a stem, and when one goes', () => {
    const two = keysOf([titled('a'), titled('b')]);
    const three = keysOf([titled('c'), titled('a'), titled('b')]);
    for (const [id, key] of two) assert.equal(three.get(id), key);
  });

  it('never name another paper than the one they named', () => {
    fc.assert(
      fc.property(crowd, crowd, (before, after) => {
        const [old, all] = [
          keysOf(before),
          keysOf([...before, ...after.filter(({ id }) => !before.some((one) => one.id === id))]),
        ];
        const named = new Map([...all].map(([id, key]) => [key, id]));
        for (const [id, key] of old) assert.ok(!named.has(key) || named.get(key) === id);
      }),
    );
  });

  it('are different, have ASCII letters and digits only, and do not depend on the order of the papers', () => {
    fc.assert(
      fc.property(crowd, (list) => {
        const keys = keysOf(list);
        assert.equal(new Set(keys.values()).size, list.length);
        for (const [id, key] of keys) {
          assert.match(key, /^[a-z0-9]+$/);
          assert.ok(key.startsWith(citationStem(list.find((one) => one.id === id) ?? titled(''))));
        }
        assert.deepEqual(new Map([...keysOf(list.toReversed())].reverse()), keys);
      }),
      { numRuns: 500 },
    );
  });

  it('follow papers that change and go', () => {
    fc.assert(
      fc.property(crowd, crowd, (first, second) => {
        const keys = new CitationKeys();
        for (const one of first) keys.add(one);
        first.forEach((one) => keys.keyOf(one));
        for (const one of second) keys.add(one);
        for (const { id } of first) if (!second.some((one) => one.id === id)) keys.remove(id);
        assert.deepEqual(new Map(second.map((one) => [one.id, keys.keyOf(one)])), keysOf(second));
      }),
    );
  });

  it('stay with their papers where they are held', () => {
    fc.assert(
      fc.property(crowd, crowd, (before, after) => {
        const held = keysOf(before);
        const all = keysOf([...before, ...after.filter(({ id }) => !held.has(id))], held);
        for (const [id, key] of held) assert.equal(all.get(id), key);
        assert.equal(new Set(all.values()).size, all.size);
      }),
    );
  });

  it('are no other paper’s while the paper that they are held for is away', () => {
    const keys = keysOf([titled('b')], new Map([['a', 'largelanguage']]));
    assert.match(keys.get('b') ?? '', /^largelanguage[a-z]{4}$/);
  });

  it('are given once where they are held twice', () => {
    const keys = keysOf(
      [titled('a'), titled('b')],
      new Map([
        ['a', 'mine'],
        ['b', 'mine'],
      ]),
    );
    assert.equal(keys.get('a'), 'mine');
    assert.match(keys.get('b') ?? '', /^largelanguage[a-z]{4}$/);
  });

  it('do not become stems or keys of others by their letters', () => {
    const shared = [titled('a', 'Kelp'), titled('b', 'Kelp!')];
    const [key = ''] = keysOf(shared).values();
    const all = keysOf([...shared, titled('c', `${key.slice(0, 1).toUpperCase()}${key.slice(1)}`)]);
    assert.equal(all.get('c'), key);
    assert.equal(all.get('a'), `${key}2`);
  });
});
