import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { CacheChange, Shard } from '../../src/core/cache/shards';
import { Digest } from '../../src/core/digest';
import { DumpCache, type FileState } from '../../src/core/dump/dumpCache';
import { parseDump } from '../../src/core/dump/parse';
import type { Dump, Paper } from '../../src/core/paper';
import { drain } from '../../src/core/steps';
import type { TopicAssignment } from '../../src/core/topics/classifier';
import type { OwnTopic } from '../../src/core/topics/ownTopics';
import type { Taxonomy } from '../../src/core/topics/taxonomy';
import { modelOf, otherAreas } from './topics/smallModel';

const taxonomy: Taxonomy = {
  version: 1,
  areas: [
    { id: 'boats', name: 'Boats', definition: 'About boats.', phrases: { sail: 4, keel: 4 }, topics: [] },
    {
      id: 'hats',
      name: 'Hats',
      definition: 'About hats.',
      phrases: { brim: 4, crown: 4 },
      topics: [{ id: 'bonnets', name: 'Bonnets', definition: 'About bonnets.', phrases: { bonnet: 3 } }],
    },
    ...otherAreas(57),
  ],
};
const model = modelOf(taxonomy.areas.map(({ id }) => id));
const own: readonly OwnTopic[] = [{ id: 'teas', name: 'Teas', definition: null, parent: null, phrases: { kettle: 4 } }];

/** A file, and which of its states it is in. */
interface File {
  readonly path: string;
  readonly text: string;
  readonly mtime: number;
}

/** What is kept from one start to the next. */
interface Kept {
  readonly dumps: readonly Shard[];
  readonly topics: readonly Shard[];
}

const nothing: Kept = { dumps: [], topics: [] };

/** What a start finds, how many files it read and what it leaves for the next one. */
interface Started {
  readonly papers: readonly Paper[];
  readonly topics: Readonly<Record<string, TopicAssignment>>;
  readonly read: number;
  readonly kept: Kept;
}

function after({ written, removed }: CacheChange, before: readonly Shard[]): Shard[] {
  const gone = new Set([...removed, ...written.map(({ name }) => name)]);
  return [...before.filter(({ name }) => !gone.has(name)), ...written];
}

function start(files: readonly File[], kept: Kept = nothing, ownTopics: readonly OwnTopic[] = []): Started {
  const digest = new Digest(taxonomy, model);
  const cache = new DumpCache();
  for (const shard of kept.dumps) cache.read(shard);
  for (const shard of kept.topics) digest.topicMemory.read(shard);
  if (ownTopics.length > 0) drain(digest.setOwnTopics(ownTopics));
  let read = 0;
  const dumps = files.map(({ path, text, mtime }): Dump => {
    const state: FileState = { size: text.length, mtime };
    const known = cache.get(path, state)?.dump;
    if (known) return known;
    read++;
    const dump = parseDump(text, path);
    cache.put(path, state, { hash: 1, dump });
    return dump;
  });
  digest.update(dumps);
  drain(digest.prepareTopics());
  return {
    papers: [...digest.papers.values()],
    topics: Object.fromEntries(Array.from(digest.papers.values(), (paper) => [paper.id, digest.topicOf(paper)])),
    read,
    kept: {
      dumps: after(drain(cache.collect()), kept.dumps),
      topics: after(drain(digest.collectTopics()), kept.topics),
    },
  };
}

function assertSame(one: Started, other: Started): void {
  assert.deepEqual(one.papers, other.papers);
  assert.deepEqual(one.topics, other.topics);
}

const words = (from: readonly string[], minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...from), { minLength, maxLength }).map((found) => found.join(' '));
const text = fc
  .array(
    fc.tuple(
      words(['Sail', 'Keel', 'Brim', 'Crown', 'Bonnet', 'Kettle', 'Of', 'New'], 1, 4),
      words(['sail', 'brim', 'crown', 'mooring', 'tide', 'ribbon', 'felt', 'lining', 'kettle', 'we show'], 1, 9),
    ),
    { maxLength: 6 },
  )
  .map(
    (papers) =>
      `Get trending papers in your email inbox!\n\nSubscribe\n\n${papers.map(([title, abstract], i) => `${title} ${String(i)}\n\n${abstract}.\n\n  • ${String(i + 1)} authors\n·\nMay ${String(i + 1)}, 2024\n`).join('\n')}`,
  );
const files = fc
  .array(text, { minLength: 1, maxLength: 5 })
  .map((texts) => texts.map((one, i): File => ({ path: `file:///${String(i)}.txt`, text: one, mtime: 7 })));
const damage = fc.record({
  at: fc.nat(),
  by: fc.integer({ min: 1, max: 255 }),
  cut: fc.boolean(),
  which: fc.nat(),
  kind: fc.constantFrom('dumps' as const, 'topics' as const),
});

/** What was kept, with one of its shards damaged. */
function damaged(
  kept: Kept,
  { at, by, cut, which, kind }: { at: number; by: number; cut: boolean; which: number; kind: keyof Kept },
): Kept {
  const shards = kept[kind];
  const spoil = ({ name, bytes }: Shard): Shard => {
    const place = at % bytes.length;
    return { name, bytes: cut ? bytes.slice(0, place) : bytes.map((byte, i) => (i === place ? byte ^ by : byte)) };
  };
  return { ...kept, [kind]: shards.map((shard, i) => (i === which % shards.length ? spoil(shard) : shard)) };
}

describe('the next start', function () {
  this.timeout(60_000);

  it('finds what a start without memory finds, and reads no dump', () => {
    fc.assert(
      fc.property(files, (some) => {
        const first = start(some);
        const next = start(some, first.kept);
        assertSame(next, first);
        assert.equal(next.read, 0);
        assert.deepEqual(next.kept, first.kept);
      }),
    );
  });

  it('finds the same whatever of the memory is damaged', () => {
    fc.assert(
      fc.property(files, damage, (some, how) => {
        const first = start(some);
        const next = start(some, damaged(first.kept, how));
        assertSame(next, first);
        assertSame(start(some, next.kept), first);
        assert.equal(start(some, next.kept).read, 0);
      }),
      { numRuns: 200 },
    );
  });

  it('reads dumps that changed, and those alone', () => {
    fc.assert(
      fc.property(files, files, fc.array(fc.nat(9)), (before, after, times) => {
        const now = after.map((file, i): File => ({ ...file, mtime: times[i] ?? 7 }));
        const changed = now.filter(
          ({ path, text: content, mtime }) =>
            !before.some((file) => file.path === path && file.text.length === content.length && file.mtime === mtime),
        );
        const same = now.map((file) =>
          changed.includes(file) ? file : (before.find(({ path }) => path === file.path) ?? file),
        );
        const next = start(same, start(before).kept);
        assertSame(next, start(same));
        assert.equal(next.read, changed.length);
        const third = start(same, next.kept);
        assertSame(third, next);
        assert.equal(third.read, 0);
      }),
    );
  });

  it("does not take topics that were found with others of the user's", () => {
    fc.assert(
      fc.property(files, fc.boolean(), (some, first) => {
        const [before, now] = first ? [own, []] : [[], own];
        assertSame(start(some, start(some, nothing, before).kept, now), start(some, nothing, now));
        assertSame(start(some, start(some, nothing, now).kept, now), start(some, nothing, now));
      }),
      { numRuns: 40 },
    );
  });

  it('follows later changes as if nothing had been remembered', () => {
    fc.assert(
      fc.property(files, text, (some, more) => {
        const added = parseDump(more, 'file:///more.txt');
        const digest = new Digest(taxonomy, model);
        for (const shard of start(some).kept.topics) digest.topicMemory.read(shard);
        digest.update(some.map((file) => parseDump(file.text, file.path)));
        drain(digest.prepareTopics());
        digest.update([added]);
        drain(digest.prepareTopics());
        const { topics } = start([...some, { path: 'file:///more.txt', text: more, mtime: 1 }]);
        assert.deepEqual(
          Object.fromEntries(Array.from(digest.papers.values(), (paper) => [paper.id, digest.topicOf(paper)])),
          topics,
        );
      }),
    );
  });

  it('finds topics anew where papers are missing that decided others', () => {
    const file = (name: string, ...papers: readonly (readonly [string, string])[]): File => ({
      path: `file:///${name}.txt`,
      mtime: 1,
      text: `Get trending papers in your email inbox!\n\nSubscribe\n\n${papers.map(([title, abstract]) => `${title}\n\n${abstract}\n`).join('\n')}`,
    });
    const weak = file('weak', ['Sail and Brim', 'With ribbon, felt and a lining.']);
    const hats = file(
      'hats',
      ...[1, 2, 3].map(
        (i) => [`Brim and Crown ${String(i)}`, 'Crown and brim of felt with ribbon and lining.'] as const,
      ),
    );
    const boats = file(
      'boats',
      ...[1, 2, 3].map(
        (i) => [`Sail and Keel ${String(i)}`, 'Keel and sail at the mooring in tide and harbour.'] as const,
      ),
    );
    const all = start([weak, hats, boats]);
    assert.equal(all.topics['sailandbrim']?.topic, 'hats');
    const fewer = start([weak, boats], all.kept);
    assert.equal(fewer.topics['sailandbrim']?.topic, 'boats');
    assertSame(fewer, start([weak, boats]));
    assertSame(start([weak, hats, boats], fewer.kept), all);
  });

  it('reads no paper for topics that are known, and says how many it has to where one came', () => {
    const some = ['Sail', 'Brim', 'Keel'].map((word, i): File => ({
      path: `file:///${String(i)}.txt`,
      mtime: 1,
      text: `Get trending papers in your email inbox!\n\nSubscribe\n\n${word} and More\n\nWe show it.\n`,
    }));
    const { kept } = start(some);
    const digest = new Digest(taxonomy, model);
    for (const shard of kept.topics) digest.topicMemory.read(shard);
    digest.update(some.map((file) => parseDump(file.text, file.path)));
    drain(digest.classifyTopics());
    assert.equal(digest.unreadTopics, 0);
    digest.update([parseDump(some[0]?.text.replace('Sail', 'Crown') ?? '', 'file:///new.txt')]);
    drain(digest.classifyTopics());
    assert.equal(digest.unreadTopics, 3);
    assert.deepEqual(drain(digest.collectTopics()), { written: [], removed: [] });
  });
});
