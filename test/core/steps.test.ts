import { strict as assert } from 'node:assert';
import { CancelledError, drain, drainInSlices, type Steps } from '../../src/core/steps';

function* counting(to: number, seen: number[] = []): Steps<string> {
  for (let i = 0; i < to; i++) {
    seen.push(i);
    yield;
  }
  return 'done';
}

/** Work whose every step takes longer than a slice may. */
function* slow(to: number, seen: number[] = []): Steps<void> {
  for (let i = 0; i < to; i++) {
    seen.push(i);
    const until = performance.now() + 2;
    while (performance.now() < until);
    yield;
  }
}

describe('drain', () => {
  it('does all the work and gives its result', () => {
    const seen: number[] = [];
    assert.equal(drain(counting(3, seen)), 'done');
    assert.deepEqual(seen, [0, 1, 2]);
  });

  it('does work that never pauses', () => {
    assert.equal(drain(counting(0)), 'done');
  });
});

describe('drainInSlices', () => {
  it('does all the work and gives its result', async () => {
    const seen: number[] = [];
    assert.equal(await drainInSlices(counting(1000, seen)), 'done');
    assert.equal(seen.length, 1000);
  });

  it('lets others run between the slices', async () => {
    const seen: number[] = [];
    const seenByOther: number[] = [];
    const timer = setInterval(() => seenByOther.push(seen.length), 0);
    await drainInSlices(slow(20, seen), { budget: 1 });
    clearInterval(timer);
    assert.ok(seenByOther.some((count) => count > 0 && count < 20));
  });

  it('stops when it is cancelled, and not before', async () => {
    const seen: number[] = [];
    await assert.rejects(
      drainInSlices(slow(100, seen), { budget: 1, isCancelled: () => seen.length >= 3 }),
      CancelledError,
    );
    assert.ok(seen.length >= 3 && seen.length < 100);
  });

  it('passes on what the work throws', async () => {
    function* failing(): Steps<void> {
      yield;
      throw new RangeError('too far');
    }
    await assert.rejects(drainInSlices(failing()), RangeError);
    assert.throws(() => {
      drain(failing());
    }, RangeError);
  });

  it('lets pieces of work take turns', async () => {
    const order: string[] = [];
    function* noting(name: string): Steps<void> {
      for (let i = 0; i < 3; i++) {
        const until = performance.now() + 2;
        while (performance.now() < until);
        order.push(name);
        yield;
      }
    }
    await Promise.all(['a', 'b', 'c'].map((name) => drainInSlices(noting(name), { budget: 1 })));
    assert.deepEqual(order, ['a', 'b', 'c', 'a', 'b', 'c', 'a', 'b', 'c']);
  });

  it('goes on with other work when one fails or is cancelled', async () => {
    const isCancelled = (): boolean => {
      throw new RangeError('asked too late');
    };
    const [failed, cancelled, done] = await Promise.allSettled([
      drainInSlices(slow(5), { budget: 1, isCancelled }),
      drainInSlices(slow(5), { budget: 1, isCancelled: () => true }),
      drainInSlices(slow(5), { budget: 1 }),
    ]);
    assert.deepEqual([failed.status, cancelled.status, done.status], ['rejected', 'rejected', 'fulfilled']);
  });
});
