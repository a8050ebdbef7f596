import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Digest } from '../../src/core/digest';
import type { Dump } from '../../src/core/paper';
import { drain, drainInSlices } from '../../src/core/steps';
import type { Taxonomy } from '../../src/core/topics/taxonomy';
import { differentTitles, manyPapers } from './invented';
import { dump, entry } from './support';

const taxonomy: Taxonomy = {
  version: 1,
  areas: [{ id: 'looms', name: 'Looms', definition: 'All about looms.', phrases: { loom: 5 }, topics: [] }],
};

function digestOf(...dumps: readonly Dump[]): Digest {
  const digest = new Digest(taxonomy);
  digest.update(dumps);
  return digest;
}

const found = (digest: Digest, query: string): string[] => digest.search(query, 100).map((hit) => hit.paper.title).sort();
const mentioned = (digest: Digest, text: string): string[] => digest.mentions(text).flatMap((mention) => mention.ids).sort();

describe('Digest', function () {
  this.timeout(60_000);

  it('finds what the dumps hold now', () => {
    const digest = digestOf(dump('a.txt', entry('Sparse Looms for Harbours'), entry('Sparse Rivers and Their Gauges')));
    assert.deepEqual(found(digest, 'sparse'), ['Sparse Looms for Harbours', 'Sparse Rivers and Their Gauges']);
    digest.update([dump('b.txt', entry('Sparse Beehives in Winter'))]);
    digest.update([dump('a.txt', entry('Sparse Looms for Harbours'))]);
    assert.deepEqual(found(digest, 'sparse'), ['Sparse Beehives in Winter', 'Sparse Looms for Harbours']);
    digest.update([], ['a.txt', 'b.txt']);
    assert.deepEqual(found(digest, 'sparse'), []);
  });

  it('stays right however dumps change between searches and mentions', () => {
    const change = differentTitles(6, 6).chain((titles) => {
      const update = fc.record({ path: fc.constantFrom('a.txt', 'b.txt', 'c.txt'), titles: fc.option(fc.subarray(titles)), look: fc.boolean(), pause: fc.boolean() });
      return fc.record({ titles: fc.constant(titles), updates: fc.array(update, { maxLength: 12 }) });
    });
    fc.assert(
      fc.property(change, ({ titles, updates }) => {
        const digest = new Digest(taxonomy);
        const left = new Map<string, Dump>();
        const open = [];
        for (const { path, titles: some, look, pause } of updates) {
          const changed = some && dump(path, ...some.map((title, i) => entry(title, `We weave ${String(i)} looms.`)));
          digest.update(changed ? [changed] : [], changed ? [] : [path]);
          if (changed) left.set(path, changed);
          else left.delete(path);
          if (pause) {
            const steps = digest.prepareSearch();
            steps.next();
            open.push(steps);
          }
          if (look) found(digest, 'sparse');
        }
        for (const steps of open) drain(steps);
        const fresh = digestOf(...left.values());
        for (const query of ['sparse', 'looms', titles[0] ?? '']) assert.deepEqual(found(digest, query), found(fresh, query));
        assert.deepEqual(mentioned(digest, titles.join('\n')), mentioned(fresh, titles.join('\n')));
        assert.deepEqual([...digest.papers.keys()].sort(), [...fresh.papers.keys()].sort());
      }),
    );
  });

  it('takes in changes that come while it prepares', async () => {
    const papers = manyPapers(300).map(({ title, abstract }) => entry(title, abstract));
    const digest = digestOf(dump('a.txt', ...papers));
    const preparing = drainInSlices(digest.prepareSearch(), { budget: 0 });
    const mentioning = drainInSlices(digest.prepareMentions(), { budget: 0 });
    digest.update([dump('b.txt', entry('Zebra Looms of the Harbour'))], ['a.txt']);
    assert.deepEqual(found(digest, 'zebra'), ['Zebra Looms of the Harbour']);
    await Promise.all([preparing, mentioning]);
    assert.deepEqual(found(digest, 'we'), []);
    assert.deepEqual(mentioned(digest, `${papers[0]?.title ?? ''}\nZebra Looms of the Harbour`), ['zebraloomsoftheharbour']);
    assert.equal(digest.unindexed, 0);
  });

  it('tells how many papers are not indexed yet', () => {
    const digest = digestOf(dump('a.txt', entry('Looms'), entry('Rivers')));
    assert.equal(digest.unindexed, 2);
    drain(digest.prepareSearch());
    assert.equal(digest.unindexed, 0);
  });

  it('counts changes of the papers, and nothing else', () => {
    const digest = digestOf(dump('a.txt', entry('Looms')));
    const before = digest.revision;
    digest.update([dump('a.txt', entry('Looms'))]);
    assert.equal(digest.revision, before);
    digest.update([dump('a.txt', entry('Rivers'))]);
    assert.ok(digest.revision > before);
  });

  it('finds the topic of each paper, once', () => {
    const digest = digestOf(dump('a.txt', entry('Looms and More Looms'), entry('Rivers')));
    const [looms, rivers] = [...digest.papers.values()];
    assert.ok(looms && rivers);
    drain(digest.prepareTopics());
    assert.equal(digest.topicOf(looms).topic, 'looms');
    assert.equal(digest.topicOf(rivers).topic, 'unsorted');
    assert.equal(digest.topicOf(looms), digest.topicOf(looms));
  });

  it('compares papers as they are now', () => {
    const digest = digestOf(dump('a.txt', entry('Beehive Acoustics'), entry('Acoustics of a Beehive'), entry('Dams')));
    const hive = digest.find('beehiveacoustics');
    assert.ok(hive);
    assert.deepEqual(digest.similar(hive, 5).map(({ paper }) => paper.title), ['Acoustics of a Beehive']);
    digest.update([dump('b.txt', entry('Beehive Winters'))], []);
    assert.equal(digest.similar(hive, 5).length, 2);
  });
});
