import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheChange, Shard } from '../../../src/core/cache/shards';
import { decode } from '../../../src/core/dump/decode';
import { DumpCache, dumpsVersion, type FileState } from '../../../src/core/dump/dumpCache';
import { parseDump } from '../../../src/core/dump/parse';
import { isDump, sniffLength } from '../../../src/core/dump/sniff';
import type { Dump } from '../../../src/core/paper';
import { drain } from '../../../src/core/steps';
import { hash32 } from '../../../src/core/text/hash';
import { manyPapers } from '../invented';
import { dump, entry } from '../support';

const state: FileState = { size: 10, mtime: 1_700_000_000_123 };
const large = dump(
  'file:///large.txt',
  ...manyPapers(1_250).map(({ title, abstract }) =>
    entry(title, abstract, { organization: { slug: 'moss', name: 'Moss' }, count: 3 }),
  ),
);
const small: Dump = {
  ...dump('file:///small.txt', entry('Looms \ud800', 'Text with “marks”,\n\nin two paragraphs.')),
  problems: [{ line: 3, kind: 'noTitle', excerpt: 'x' }],
  date: { iso: '2025-01-02', yearInferred: true },
};

function after({ written, removed }: CacheChange, before: readonly Shard[] = []): Shard[] {
  const gone = new Set([...removed, ...written.map(({ name }) => name)]);
  return [...before.filter(({ name }) => !gone.has(name)), ...written];
}

function cacheOf(shards: readonly Shard[]): DumpCache {
  const cache = new DumpCache();
  for (const shard of shards) assert.ok(cache.read(shard));
  return cache;
}

function shardsOf(...dumps: readonly Dump[]): Shard[] {
  const cache = new DumpCache();
  for (const [i, one] of dumps.entries()) cache.put(one.path, state, { hash: i, dump: one });
  cache.put('file:///notes.txt', state, { hash: 0, dump: null });
  return after(drain(cache.collect()));
}

describe('DumpCache', () => {
  const shards = shardsOf(small, large);

  it('gives back dumps as they were, and files that are none', () => {
    assert.ok(shards.length > 1);
    const cache = cacheOf(shards);
    assert.deepEqual(cache.get(small.path, state), { hash: 0, dump: small });
    assert.deepEqual(cache.get(large.path, state), { hash: 1, dump: large });
    assert.deepEqual(cache.get('file:///notes.txt', state), { hash: 0, dump: null });
    assert.equal(cache.get('file:///other.txt', state), undefined);
    assert.deepEqual(drain(cache.collect()), { written: [], removed: [] });
  });

  it('knows a file only as it was', () => {
    const cache = cacheOf(shards);
    assert.equal(cache.get(small.path, { ...state, size: 11 }), undefined);
    assert.equal(cache.get(small.path, { ...state, mtime: state.mtime + 1 }), undefined);
    assert.deepEqual(cache.get(small.path, state)?.dump, small);
  });

  it('knows nothing of a dump of which a shard is missing, and the others as before', () => {
    for (const [i] of shards.entries()) {
      const cache = cacheOf(shards.filter((_, other) => other !== i));
      assert.equal(cache.get(large.path, state), undefined);
      assert.deepEqual(cache.get(small.path, state)?.dump, i === 0 ? undefined : small);
    }
  });

  it('writes only what is new, and all anew when most of it went out of use', () => {
    const cache = cacheOf(shards);
    const changed = { ...small, date: null };
    cache.get(large.path, state);
    cache.put(small.path, { ...state, size: 12 }, { hash: 7, dump: changed });
    const { written, removed } = drain(cache.collect());
    assert.deepEqual([written.length, removed], [1, []]);
    cache.forget(large.path);
    const rest = after(drain(cache.collect()), after({ written, removed }, shards));
    assert.equal(rest.length, 1);
    const next = cacheOf(rest);
    assert.deepEqual(next.get(small.path, { ...state, size: 12 }), { hash: 7, dump: changed });
    assert.equal(next.get(small.path, state), undefined);
    assert.equal(next.get(large.path, state), undefined);
  });

  it('forgets a dump that a new one took the place of', () => {
    const cache = new DumpCache();
    for (let i = 0; i < 20; i++) {
      cache.put(large.path, { ...state, mtime: i }, { hash: i, dump: large });
      drain(cache.collect());
    }
    assert.equal(cache.get(large.path, { ...state, mtime: 3 }), undefined);
    assert.deepEqual(cache.get(large.path, { ...state, mtime: 19 })?.dump, large);
  });
});

describe('dumpsVersion', () => {
  it('is raised whenever the same text gives another dump', () => {
    const folder = join(__dirname, '../../fixtures/dumps');
    const names = [
      'blocks-2025-04-02',
      'blocks-crlf',
      'bare-cr',
      'cat-compact-listing-blocks',
      'cat-listing',
      'compact-plain',
      'controls-compact',
      'controls-listing',
      'lost-lines-compact',
      'stray-footer-blocks',
    ];
    const read = names.map((name) => {
      const bytes = readFileSync(join(folder, `${name}.txt`));
      return isDump(bytes.subarray(0, sniffLength)) ? parseDump(decode(bytes), name) : null;
    });
    const golden: Readonly<Record<number, number>> = { 2: 2_436_892_120 };
    assert.equal(
      hash32(JSON.stringify(read)),
      golden[dumpsVersion],
      'Dumps are others than with this version: raise dumpsVersion and record the hash here under it.',
    );
  });
});
