import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { goBack, goForward, goOn, trailAt, type Trail } from '../../src/core/trail';

const always = (): boolean => true;

describe('a trail', () => {
  it('leads back and forward as in a browser', () => {
    let trail: Trail<string> | null = goOn(goOn(trailAt('a'), 'b'), 'c');
    trail = goBack(trail, always);
    assert.equal(trail?.here, 'b');
    trail = goForward(trail ?? trailAt('?'), always);
    assert.equal(trail?.here, 'c');
    assert.equal(goForward(trail, always), null);
    trail = goBack(trail, (place) => place !== 'b');
    assert.equal(trail?.here, 'a');
    assert.equal(goBack(trail, always), null);
    trail = goOn(trail, 'd');
    assert.deepEqual(trail, { here: 'd', back: ['a'], forward: [] });
  });

  it('forgets what lies far back', () => {
    let trail = trailAt(0);
    for (let i = 1; i <= 80; i++) trail = goOn(trail, i);
    assert.equal(trail.back.length, 50);
    assert.equal(trail.back[0], 30);
  });

  it('is where it was after going back and forward again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 2, maxLength: 20 }), fc.nat(20), (places, steps) => {
        const start = places.slice(1).reduce((trail, place) => goOn(trail, place), trailAt(places[0] ?? 0));
        let trail = start;
        let gone = 0;
        for (let next = goBack(trail, always); next && gone < steps; next = goBack(trail, always), gone++) trail = next;
        for (; gone > 0; gone--) trail = goForward(trail, always) ?? assert.fail();
        assert.deepEqual(trail, start);
      }),
    );
  });
});
