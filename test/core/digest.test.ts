import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Digest } from '../../src/core/digest';
import { decode } from '../../src/core/dump/decode';
import { parseDump } from '../../src/core/dump/parse';
import type { Dump, Paper } from '../../src/core/paper';
import { MiniSearchEngine } from '../../src/core/search/miniSearchEngine';
import { paperText, PaperSearch } from '../../src/core/search/paperSearch';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { LocalWordIndex } from '../../src/core/search/wordIndex';
import { drain, drainInSlices } from '../../src/core/steps';
import type { TopicAssignment } from '../../src/core/topics/classifier';
import type { OwnTopic } from '../../src/core/topics/ownTopics';
import { builtInTaxonomy, type Taxonomy } from '../../src/core/topics/taxonomy';
import { builtInModel } from '../../src/core/topics/termModel';
import { differentTitles, manyPapers } from './invented';
import { dump, entry } from './support';
import { papers as inventedPapers } from './topics/papers';
import { modelOf, otherAreas } from './topics/smallModel';

const taxonomy: Taxonomy = {
  version: 1,
  areas: [
    {
      id: 'looms',
      name: 'Looms',
      definition: 'All about looms.',
      phrases: { loom: 5 },
      topics: [{ id: 'shuttles', name: 'Shuttles', definition: 'About shuttles.', phrases: { shuttle: 4 } }],
    },
    {
      id: 'rivers',
      name: 'Rivers',
      definition: 'All about rivers.',
      phrases: { river: 5 },
      topics: [{ id: 'gauges', name: 'Gauges', definition: 'About gauges.', phrases: { gauge: 4 } }],
    },
    ...otherAreas(58),
  ],
};
const model = modelOf(taxonomy.areas.map(({ id }) => id));

function digestOf(...dumps: readonly Dump[]): Digest {
  const digest = new Digest(taxonomy, model);
  digest.update(dumps);
  return digest;
}

/** The search over a digest, with an index of its own that takes the digest's changes over. */
class DigestSearch {
  readonly #digest: Digest;
  readonly #index = new LocalWordIndex(new SearchIndex(new MiniSearchEngine()));
  readonly #search: PaperSearch;

  constructor(digest: Digest) {
    this.#digest = digest;
    this.#search = new PaperSearch(
      {
        get papers() {
          return digest.papers;
        },
        get topics() {
          return digest.topics;
        },
        topicOf: (paper) => digest.topicOf(paper),
        is: () => false,
        tagsOf: () => [],
      },
      this.#index,
    );
  }

  get size(): number {
    return this.#index.index.size;
  }

  /** Takes over so many changes. */
  feed(most: number): void {
    const { put, removed } = this.#digest.takeUnindexed(most);
    this.#index.index.remove(removed);
    this.#index.put(put.map(paperText));
  }

  async found(query: string): Promise<string[]> {
    while (this.#digest.unindexed > 0) this.feed(3);
    return (await this.#search.search(query, { limit: 100 })).papers.map(({ paper }) => paper.title).sort();
  }

  async similar(paper: Paper): Promise<string[]> {
    while (this.#digest.unindexed > 0) this.feed(3);
    return (await this.#search.similar(paper, 5)).map((near) => near.paper.title);
  }
}

const mentioned = (digest: Digest, text: string): string[] =>
  digest
    .mentions(text)
    .flatMap((mention) => mention.ids)
    .sort();

describe('Digest', function () {
  this.timeout(60_000);

  it('finds what the dumps hold now', async () => {
    const digest = digestOf(dump('a.txt', entry('Sparse Looms for Harbours'), entry('Sparse Rivers and Their Gauges')));
    const search = new DigestSearch(digest);
    assert.deepEqual(await search.found('sparse'), ['Sparse Looms for Harbours', 'Sparse Rivers and Their Gauges']);
    digest.update([dump('b.txt', entry('Sparse Beehives in Winter'))]);
    digest.update([dump('a.txt', entry('Sparse Looms for Harbours'))]);
    assert.deepEqual(await search.found('sparse'), ['Sparse Beehives in Winter', 'Sparse Looms for Harbours']);
    digest.update([], ['a.txt', 'b.txt']);
    assert.deepEqual(await search.found('sparse'), []);
    assert.equal(search.size, 0);
  });

  it('stays right however dumps change between searches and mentions', async () => {
    const change = differentTitles(6, 6).chain((titles) => {
      const update = fc.record({
        path: fc.constantFrom('a.txt', 'b.txt', 'c.txt'),
        titles: fc.option(fc.subarray(titles)),
        look: fc.boolean(),
        some: fc.nat(4),
        anew: fc.nat(9),
      });
      return fc.record({ titles: fc.constant(titles), updates: fc.array(update, { maxLength: 12 }) });
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ titles, updates }) => {
        const digest = new Digest(taxonomy, model);
        let search = new DigestSearch(digest);
        const left = new Map<string, Dump>();
        const open = [];
        for (const { path, titles: given, look, some, anew } of updates) {
          const changed = given && dump(path, ...given.map((title, i) => entry(title, `We weave ${String(i)} looms.`)));
          digest.update(changed ? [changed] : [], changed ? [] : [path]);
          if (changed) left.set(path, changed);
          else left.delete(path);
          if (some > 0) {
            const steps = digest.prepareMentions();
            steps.next();
            open.push(steps);
            search.feed(some);
          }
          if (look) await search.found('sparse');
          if (anew === 0) {
            digest.indexAnew();
            search = new DigestSearch(digest);
          }
        }
        for (const steps of open) drain(steps);
        const fresh = digestOf(...left.values());
        const freshSearch = new DigestSearch(fresh);
        for (const query of ['sparse', 'looms', titles[0] ?? ''])
          assert.deepEqual(await search.found(query), await freshSearch.found(query));
        assert.equal(search.size, fresh.papers.size);
        assert.deepEqual(mentioned(digest, titles.join('\n')), mentioned(fresh, titles.join('\n')));
        assert.deepEqual([...digest.papers.keys()].sort(), [...fresh.papers.keys()].sort());
      }),
    );
  });

  it('takes in changes that come while it prepares', async () => {
    const papers = manyPapers(300).map(({ title, abstract }) => entry(title, abstract));
    const digest = digestOf(dump('a.txt', ...papers));
    const search = new DigestSearch(digest);
    search.feed(100);
    assert.equal(search.size, 100);
    const mentioning = drainInSlices(digest.prepareMentions(), { budget: 0 });
    digest.update([dump('b.txt', entry('Zebra Looms of the Harbour'))], ['a.txt']);
    assert.deepEqual(await search.found('zebra'), ['Zebra Looms of the Harbour']);
    await mentioning;
    assert.deepEqual(await search.found('we'), []);
    assert.deepEqual(await search.found('gauges'), []);
    assert.equal(search.size, 1);
    assert.deepEqual(mentioned(digest, `${papers[0]?.title ?? ''}\nZebra Looms of the Harbour`), [
      'zebraloomsoftheharbour',
    ]);
    assert.equal(digest.unindexed, 0);
  });

  it('gives each change to the index once, and all papers to one that is new', () => {
    const digest = digestOf(dump('a.txt', entry('Looms'), entry('Rivers')));
    assert.equal(digest.unindexed, 2);
    assert.deepEqual(digest.takeUnindexed(1).put.length, 1);
    assert.equal(digest.unindexed, 1);
    assert.deepEqual(digest.takeUnindexed(9).put.length, 1);
    assert.equal(digest.unindexed, 0);
    assert.deepEqual(digest.takeUnindexed(9), { put: [], removed: [] });
    digest.update([dump('a.txt', entry('Rivers'))]);
    digest.indexAnew();
    const { put, removed } = digest.takeUnindexed(9);
    assert.deepEqual([put.map(({ title }) => title), removed], [['Rivers'], []]);
    digest.update([], ['a.txt']);
    assert.deepEqual(digest.takeUnindexed(9), { put: [], removed: ['rivers'] });
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
    const digest = digestOf(dump('a.txt', entry('Looms and More Looms'), entry('Bridges')));
    const [looms, bridges] = [...digest.papers.values()];
    assert.ok(looms && bridges);
    drain(digest.prepareTopics());
    assert.equal(digest.topicOf(looms).topic, 'looms');
    assert.equal(digest.topicOf(bridges).topic, 'unsorted');
    assert.equal(digest.topicOf(looms), digest.topicOf(looms));
  });

  it('compares papers as they are now', async () => {
    const digest = digestOf(dump('a.txt', entry('Beehive Acoustics'), entry('Acoustics of a Beehive'), entry('Dams')));
    const search = new DigestSearch(digest);
    const hive = digest.find('beehiveacoustics');
    assert.ok(hive);
    assert.deepEqual(await search.similar(hive), ['Acoustics of a Beehive']);
    digest.update([dump('b.txt', entry('Beehive Winters'))], []);
    assert.equal((await search.similar(hive)).length, 2);
  });
});

/** A paper that is there. */
function paperOf(digest: Digest, id: string): Paper {
  const paper = digest.find(id);
  assert.ok(paper, id);
  return paper;
}

const topicOf = (digest: Digest, id: string): TopicAssignment => digest.topicOf(paperOf(digest, id));
const recognisedOf = (digest: Digest, id: string): TopicAssignment => digest.recognisedTopicOf(paperOf(digest, id));
const movedTo = (digest: Digest, id: string): string | null => digest.movedTo(paperOf(digest, id))?.id ?? null;
const moves = (...given: readonly (readonly [id: string, topic: string])[]): Map<string, string> => new Map(given);

function topicsOf(digest: Digest): Record<string, TopicAssignment> {
  return Object.fromEntries(
    [...digest.papers.values()]
      .map((paper) => [paper.id, digest.topicOf(paper)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function own(id: string, phrases: Readonly<Record<string, number>>, parent: string | null = null): OwnTopic {
  return { id, name: id, definition: null, parent, phrases };
}

describe('moved papers', () => {
  const harbour = dump(
    'a.txt',
    entry('Looms of the Harbour', 'Looms with shuttles, shuttles and a river.'),
    entry('River Bridges'),
    entry('Bridges'),
  );
  const loom = 'loomsoftheharbour';

  it('stand in the area that they were moved to, beside the one where they were recognised', () => {
    const digest = digestOf(harbour);
    const before = recognisedOf(digest, loom);
    assert.deepEqual([before.topic, before.subtopic], ['looms', 'shuttles']);
    digest.setMoves(moves([loom, 'rivers']));
    assert.deepEqual(topicOf(digest, loom), {
      topic: 'rivers',
      subtopic: null,
      topics: ['looms'],
      why: [],
      certainty: 1,
    });
    assert.equal(movedTo(digest, loom), 'rivers');
    assert.equal(movedTo(digest, 'bridges'), null);
    assert.equal(topicOf(digest, 'riverbridges').topic, 'rivers');
  });

  it('stand in the finer topic that they were moved to', () => {
    const digest = digestOf(harbour);
    digest.setMoves(moves([loom, 'gauges'], ['bridges', 'shuttles']));
    assert.deepEqual(topicOf(digest, loom), {
      topic: 'rivers',
      subtopic: 'gauges',
      topics: ['looms'],
      why: [],
      certainty: 1,
    });
    assert.deepEqual(topicOf(digest, 'bridges'), {
      topic: 'looms',
      subtopic: 'shuttles',
      topics: [],
      why: [],
      certainty: 1,
    });
    assert.equal(digest.movedTo(paperOf(digest, loom))?.parent, 'rivers');
  });

  it('keep reasons and finer topic where they were moved to the area they were recognised in', () => {
    const digest = digestOf(harbour);
    const before = recognisedOf(digest, loom);
    digest.setMoves(moves([loom, 'looms']));
    assert.deepEqual(topicOf(digest, loom), { ...before, certainty: 1 });
  });

  it('stay where they were recognised if the topic is not known', () => {
    const digest = digestOf(harbour);
    digest.setMoves(moves([loom, 'castles'], ['bridges', ''], ['riverbridges', 'unsorted']));
    for (const id of [loom, 'bridges', 'riverbridges']) {
      assert.equal(movedTo(digest, id), null);
      assert.deepEqual(topicOf(digest, id), recognisedOf(digest, id));
    }
  });

  it('are recognised as before', () => {
    const digest = digestOf(harbour);
    drain(digest.prepareTopics());
    const before = recognisedOf(digest, loom);
    digest.setMoves(moves([loom, 'gauges']));
    assert.equal(recognisedOf(digest, loom), before);
    drain(digest.prepareTopics());
    assert.deepEqual(recognisedOf(digest, loom), before);
  });

  it('go back when the move is taken back', () => {
    const digest = digestOf(harbour);
    const before = topicsOf(digest);
    digest.setMoves(moves([loom, 'rivers'], ['bridges', 'gauges']));
    digest.setMoves(moves(['bridges', 'gauges']));
    assert.equal(movedTo(digest, loom), null);
    assert.deepEqual(topicOf(digest, loom), before[loom]);
    assert.equal(movedTo(digest, 'bridges'), 'gauges');
    digest.setMoves(moves());
    assert.deepEqual(topicsOf(digest), before);
  });

  it('stay moved when their dump is replaced', () => {
    const digest = digestOf(harbour);
    digest.setMoves(moves([loom, 'gauges']));
    digest.update([
      dump(
        'a.txt',
        entry('Looms of the Harbour', 'Looms with shuttles, looms and a kettle, all told anew.', { count: 7 }),
      ),
    ]);
    drain(digest.prepareTopics());
    assert.deepEqual([topicOf(digest, loom).topic, topicOf(digest, loom).subtopic], ['rivers', 'gauges']);
    digest.update([dump('b.txt', entry('Looms of the Harbour'))], ['a.txt']);
    assert.equal(movedTo(digest, loom), 'gauges');
  });

  it('stay moved when they leave and come back, whenever the move was made', () => {
    const digest = digestOf(harbour);
    digest.setMoves(moves([loom, 'gauges']));
    digest.update([], ['a.txt']);
    digest.setMoves(moves([loom, 'gauges'], ['bridges', 'looms']));
    digest.update([dump('b.txt', entry('Other Kites'))]);
    digest.update([harbour]);
    assert.equal(movedTo(digest, loom), 'gauges');
    assert.equal(movedTo(digest, 'bridges'), 'looms');
    assert.equal(movedTo(digest, 'otherkites'), null);
  });

  it('stay moved when another paper of the same title comes and goes', () => {
    const spun = entry('Preface', 'Looms of the north are spun, woven and mended in winter.');
    const flooded = entry('Preface', 'Rivers flood cities whose bridges nobody repaired before autumn.');
    const digest = digestOf(dump('a.txt', spun), dump('b.txt', flooded));
    const id = [...digest.papers.values()].find(({ abstract }) => abstract === spun.abstract)?.id ?? '';
    digest.setMoves(moves([id, 'gauges']));
    assert.deepEqual([...digest.papers.values()].map((paper) => digest.movedTo(paper)?.id ?? null).sort(), [
      'gauges',
      null,
    ]);
    digest.update([], ['b.txt']);
    assert.equal(movedTo(digest, 'preface'), 'gauges');
    digest.update([dump('b.txt', flooded)]);
    assert.equal(movedTo(digest, id), 'gauges');
  });

  it('count as a change', () => {
    const digest = digestOf(harbour);
    const before = digest.revision;
    digest.setMoves(moves([loom, 'gauges']));
    assert.ok(digest.revision > before);
  });
});

describe("topics of the user's", () => {
  const some = dump(
    'a.txt',
    entry('Kites and Looms', 'Kites over looms.'),
    entry('Kite Strings', 'We fly kites.'),
    entry('Looms and More Looms', 'A loom.'),
    entry('Bridges'),
  );
  const kites = own('kites', { kite: 3 });

  it('take the papers that have their phrases, and no others', () => {
    const digest = digestOf(some);
    drain(digest.prepareTopics());
    const before = topicsOf(digest);
    drain(digest.setOwnTopics([kites]));
    assert.deepEqual([topicOf(digest, 'kitestrings').topic, topicOf(digest, 'kitestrings').why], ['kites', ['kite']]);
    assert.equal(topicOf(digest, 'kitesandlooms').topic, 'kites');
    assert.equal(before['kitesandlooms']?.topic, 'looms');
    for (const id of ['loomsandmorelooms', 'bridges']) assert.equal(topicOf(digest, id).topic, before[id]?.topic);
    assert.deepEqual(digest.topics[0], { id: 'kites', name: 'kites', definition: 'kite', parent: null });
  });

  it('leave the former topics exactly when they are taken back', () => {
    const digest = digestOf(some);
    drain(digest.prepareTopics());
    const [before, topics] = [topicsOf(digest), digest.topics];
    drain(digest.setOwnTopics([kites, own('cones', { cone: 2 }, 'looms'), own('rivers', { loom: 5 })]));
    assert.notDeepEqual(topicsOf(digest), before);
    drain(digest.setOwnTopics([]));
    assert.deepEqual(topicsOf(digest), before);
    assert.deepEqual(digest.topics, topics);
  });

  it('make a built-in area wider, or narrower', () => {
    const digest = digestOf(some);
    drain(digest.setOwnTopics([own('rivers', { bridge: 4 })]));
    assert.equal(topicOf(digest, 'bridges').topic, 'rivers');
    drain(digest.setOwnTopics([own('looms', { more: -5 })]));
    assert.equal(topicOf(digest, 'loomsandmorelooms').topic, 'unsorted');
  });

  it('give finer topics to papers of a built-in area', () => {
    const digest = digestOf(some);
    drain(digest.setOwnTopics([own('many-looms', { 'more loom': 4 }, 'looms')]));
    assert.deepEqual(
      [topicOf(digest, 'loomsandmorelooms').topic, topicOf(digest, 'loomsandmorelooms').subtopic],
      ['looms', 'many-looms'],
    );
  });

  it('leave the topics as they were until all are found anew', () => {
    const digest = digestOf(
      some,
      dump('b.txt', ...manyPapers(100).map(({ title, abstract }) => entry(title, abstract))),
    );
    drain(digest.prepareTopics());
    const [before, topics, revision] = [topicsOf(digest), digest.topics, digest.revision];
    const steps = digest.setOwnTopics([kites]);
    let pauses = 0;
    while (!steps.next().done) {
      if (pauses++ % 10 > 0) continue;
      assert.deepEqual([topicsOf(digest), digest.topics, digest.revision], [before, topics, revision]);
    }
    assert.ok(pauses >= 10);
    assert.equal(topicOf(digest, 'kitestrings').topic, 'kites');
    assert.ok(digest.revision > revision);
  });

  it('hold for papers that come later', () => {
    const digest = digestOf();
    drain(digest.setOwnTopics([kites]));
    digest.update([some]);
    assert.equal(topicOf(digest, 'kitestrings').topic, 'kites');
    drain(digest.prepareTopics());
    assert.equal(topicOf(digest, 'kitestrings').topic, 'kites');
  });

  it('take moved papers while they are there', () => {
    const digest = digestOf(some);
    digest.setMoves(moves(['bridges', 'kites']));
    assert.equal(movedTo(digest, 'bridges'), null);
    drain(digest.setOwnTopics([kites]));
    assert.equal(topicOf(digest, 'bridges').topic, 'kites');
    drain(digest.setOwnTopics([]));
    assert.equal(movedTo(digest, 'bridges'), null);
    assert.equal(topicOf(digest, 'bridges').topic, 'unsorted');
  });

  it('add an area beside the built-in ones', () => {
    const digest = new Digest(builtInTaxonomy, builtInModel);
    digest.update([
      dump(
        'a.txt',
        entry('Kite Strings for Beginners', 'We fly a kite over dunes.'),
        ...inventedPapers.map(([title, abstract]) => entry(title, abstract)),
      ),
    ]);
    drain(digest.prepareTopics());
    const before = topicsOf(digest);
    drain(digest.setOwnTopics([kites]));
    const after = topicsOf(digest);
    assert.equal(after['kitestringsforbeginners']?.topic, 'kites');
    for (const [id, { topic }] of Object.entries(after))
      if (id !== 'kitestringsforbeginners') assert.equal(topic, before[id]?.topic, id);
    drain(digest.setOwnTopics([]));
    assert.deepEqual(topicsOf(digest), before);
  });
});

describe('the topics of all papers', function () {
  this.timeout(60_000);

  const folder = join(__dirname, '../fixtures/dumps');
  const fixtures = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => parseDump(decode(readFileSync(join(folder, name))), name));
  const entries = [
    ...inventedPapers.map(([title, abstract]) => entry(title, abstract)),
    ...manyPapers(60).map(({ title, abstract }) => entry(title, abstract)),
  ];
  const invented = Array.from({ length: 8 }, (_, i) =>
    dump(`invented-${String(i)}.txt`, ...entries.filter((_entry, j) => j % 8 === i || j % 7 === i)),
  );
  const all = [...fixtures, ...invented];
  const settled = (...batches: readonly (readonly Dump[])[]): Digest => {
    const digest = new Digest(builtInTaxonomy, builtInModel);
    for (const batch of batches) {
      digest.update(batch);
      drain(digest.prepareTopics());
    }
    return digest;
  };
  let expected: Record<string, TopicAssignment> = {};

  before(() => {
    expected = topicsOf(settled(all));
  });

  it('are told of many areas', () => {
    const areas = new Set(Object.values(expected).map(({ topic }) => topic));
    assert.ok(areas.size >= 30, `${String(areas.size)} areas`);
  });

  it('do not depend on the order in which dumps came, nor on when they were settled', () => {
    const orders = fc
      .shuffledSubarray(all, { minLength: all.length })
      .chain((order) => fc.tuple(fc.constant(order), fc.nat(order.length)));
    fc.assert(
      fc.property(orders, ([order, cut]) => {
        assert.deepEqual(topicsOf(settled(order.slice(0, cut), order.slice(cut))), expected);
      }),
      { numRuns: 8 },
    );
  });

  it('are as before when dumps came and went', () => {
    const digest = settled(all);
    digest.update(
      [dump('new.txt', ...manyPapers(80, 2).map(({ title, abstract }) => entry(title, abstract)))],
      [all[0]?.path ?? '', all.at(-1)?.path ?? ''],
    );
    drain(digest.prepareTopics());
    digest.update(all, ['new.txt']);
    drain(digest.prepareTopics());
    assert.deepEqual(topicsOf(digest), expected);
  });
});

describe('citation keys', () => {
  const keyOf = (digest: Digest, id: string): string => digest.citationKey(paperOf(digest, id));

  it('follow the papers', () => {
    const digest = digestOf(dump('a.txt', entry('TideLens: Looms')));
    assert.equal(keyOf(digest, 'tidelenslooms'), 'tidelens');
    digest.update([dump('b.txt', entry('TideLens: Rivers'))]);
    const keys = [keyOf(digest, 'tidelenslooms'), keyOf(digest, 'tidelensrivers')];
    assert.equal(new Set(keys).size, 2);
    assert.ok(!keys.includes('tidelens'));
    digest.update([], ['a.txt']);
    assert.equal(keyOf(digest, 'tidelensrivers'), 'tidelens');
  });

  it('stay where they are held, also when copies of another abstract give the paper another id', () => {
    const digest = digestOf(dump('a.txt', entry('Preface', 'Looms with shuttles and a river.')));
    digest.holdCitationKeys(new Map([['preface', 'preface']]));
    const other = dump('b.txt', entry('Preface', 'Whales migrate past twelve lighthouses every winter.'));
    digest.update([other]);
    const keys = Array.from(digest.papers.values(), (paper) => digest.citationKey(paper));
    assert.equal(new Set(keys).size, 2);
    assert.ok(!keys.includes('preface'));
    digest.update([], ['b.txt']);
    assert.equal(keyOf(digest, 'preface'), 'preface');
    const [parted] = digestOf(dump('a.txt', entry('Preface', 'Looms with shuttles and a river.')), other).papers.keys();
    digest.holdCitationKeys(new Map([[parted ?? '', 'forewords']]));
    assert.equal(keyOf(digest, 'preface'), 'forewords');
  });
});
