import { strict as assert } from 'node:assert';
import { BacklinkCache, basisOf, type FoundPlaces } from '../../../src/core/backlinks/backlinkCache';
import type { Shard } from '../../../src/core/cache/shards';
import { drain } from '../../../src/core/steps';
import { paper } from '../support';

const state = { size: 10, mtime: 1_700_000_000_123 };
const found: FoundPlaces = {
  basis: 'x.1',
  places: [
    {
      ids: ['looms', 'kites'],
      cell: null,
      line: 3,
      character: 1,
      endLine: 3,
      endCharacter: 9,
      excerpt: 'read … twice',
    },
  ],
};

function cacheOf(shards: readonly Shard[]): BacklinkCache {
  const cache = new BacklinkCache();
  for (const shard of shards) assert.ok(cache.read(shard));
  return cache;
}

describe('BacklinkCache', () => {
  const first = new BacklinkCache();
  first.put('a.md', 'markdown', state, found);
  first.put('b.md', 'markdown', state, { basis: 'x.1', places: [] });
  const { written } = drain(first.collect());

  it('gives back what was found in a note that is as it was', () => {
    const cache = cacheOf(written);
    assert.deepEqual(cache.get('a.md', 'markdown', state), found);
    assert.deepEqual(cache.get('b.md', 'markdown', state)?.places, []);
    assert.deepEqual(drain(cache.collect()), { written: [], removed: [] });
  });

  it('knows nothing of a note of another size, time or language', () => {
    const cache = cacheOf(written);
    assert.equal(cache.get('a.md', 'markdown', { ...state, size: 11 }), undefined);
    assert.equal(cache.get('a.md', 'markdown', { ...state, mtime: 1 }), undefined);
    assert.equal(cache.get('a.md', 'plaintext', state), undefined);
  });

  it('keeps what was put in last', () => {
    const cache = cacheOf(written);
    cache.get('b.md', 'markdown', state);
    cache.put('a.md', 'markdown', { ...state, mtime: 2 }, { ...found, basis: 'y.2' });
    const next = cacheOf([...written, ...drain(cache.collect()).written]);
    assert.equal(next.get('a.md', 'markdown', { ...state, mtime: 2 })?.basis, 'y.2');
    cache.forget('a.md');
    cache.forget('b.md');
    assert.ok(drain(cache.collect()).removed.length > 0);
  });

  it('does not take a damaged shard', () => {
    const [shard] = written;
    assert.ok(shard);
    const bytes = shard.bytes.slice();
    bytes[bytes.length - 3] = 0x30;
    assert.equal(new BacklinkCache().read({ ...shard, bytes }), false);
  });
});

describe('basisOf', () => {
  const papers = ['Looms', 'Kites over Ponds', 'Moths'].map((title) => paper(title));

  it('depends on ids and titles, not on their order', () => {
    const basis = drain(basisOf(papers));
    assert.equal(drain(basisOf([...papers].reverse())), basis);
    assert.notEqual(drain(basisOf(papers.slice(1))), basis);
    assert.notEqual(drain(basisOf([...papers.slice(1), paper('Loom')])), basis);
    assert.notEqual(drain(basisOf([...papers.slice(1), paper('Looms', '', 'looms#2')])), basis);
  });
});
