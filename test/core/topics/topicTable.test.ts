import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Paper } from '../../../src/core/paper';
import { drain } from '../../../src/core/steps';
import { TopicClassifier, type TopicAssignment } from '../../../src/core/topics/classifier';
import type { Taxonomy } from '../../../src/core/topics/taxonomy';
import { unsorted } from '../../../src/core/topics/taxonomy';
import { TopicTable } from '../../../src/core/topics/topicTable';
import { paper } from '../support';
import { modelOf, otherAreas } from './smallModel';

const taxonomy: Taxonomy = {
  version: 1,
  areas: [
    {
      id: 'boats',
      name: 'Boats',
      definition: 'About boats.',
      phrases: { sail: 4, keel: 4 },
      topics: [{ id: 'masts', name: 'Masts', definition: 'About masts.', phrases: { mast: 3 } }],
    },
    {
      id: 'hats',
      name: 'Hats',
      definition: 'About hats.',
      phrases: { brim: 4, crown: 4 },
      topics: [{ id: 'bonnets', name: 'Bonnets', definition: 'About bonnets.', phrases: { bonnet: 3 } }],
    },
    { id: 'teas', name: 'Teas', definition: 'About teas.', phrases: { kettle: 4, teapot: 4 }, topics: [] },
    ...otherAreas(57),
  ],
};
const model = modelOf(taxonomy.areas.map(({ id }) => id));
/** A paper whose area is this certain by its own text does not ask its neighbours. */
const confident = 0.6;
/** Neighbours speak for areas only that are at least this probable by the paper's own text. */
const plausible = 0.05;

function tableOf(papers: readonly Paper[]): TopicTable {
  const table = new TopicTable(taxonomy, model);
  for (const one of papers) table.add(one);
  drain(table.settle());
  return table;
}

const topicsOf = (table: TopicTable, papers: readonly Paper[]): Record<string, TopicAssignment> =>
  Object.fromEntries(papers.map((one) => [one.id, table.of(one)] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
const probabilityOf = (wanted: string, { title, abstract }: Paper): number =>
  new TopicClassifier(taxonomy, model).read({ title, abstract }).ranking.find(({ area }) => area === wanted)
    ?.probability ?? 0;
const alone = (one: Paper): TopicAssignment => tableOf([one]).of(one);
const times = (count: number, make: (i: number) => Paper): Paper[] => Array.from({ length: count }, (_, i) => make(i));

const milliners = times(3, (i) =>
  paper(`Brim and crown ${String(i)}`, 'Crown and brim of felt with ribbon and lining.', `milliner-${String(i)}`),
);
const sailors = times(3, (i) =>
  paper(`Sail and keel ${String(i)}`, 'Keel and sail at the mooring in tide and harbour.', `sailor-${String(i)}`),
);
const either = paper('Sail and brim', 'With ribbon, felt and a lining.');

/** Papers of any evidence, with words that neighbours share. */
const corpora = fc
  .array(
    fc.record({
      title: fc.array(
        fc.constantFrom('sail', 'keel', 'brim', 'crown', 'kettle', 'teapot', 'mast', 'bonnet', 'on', 'new', 'harbour'),
        { maxLength: 4 },
      ),
      abstract: fc.array(
        fc.constantFrom(
          'sail',
          'brim',
          'crown',
          'kettle',
          'mooring',
          'tide',
          'harbour',
          'ribbon',
          'felt',
          'lining',
          'steam',
          'saucer',
          'mast',
        ),
        { maxLength: 8 },
      ),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((texts) => texts.map(({ title, abstract }, i) => paper(title.join(' '), abstract.join(' '), `p${String(i)}`)));
const shuffled = (papers: readonly Paper[]): fc.Arbitrary<Paper[]> =>
  fc.shuffledSubarray([...papers], { minLength: papers.length });

describe('TopicTable', function () {
  this.timeout(60_000);

  it('lets a weak paper follow its neighbours', () => {
    assert.equal(alone(either).topic, 'boats');
    assert.ok(alone(either).certainty < confident);
    const found = tableOf([either, ...milliners, ...sailors]).of(either);
    assert.deepEqual([found.topic, found.why], ['hats', ['brim']]);
    assert.deepEqual(found.topics, ['boats']);
    const moored = paper('Sail and brim', 'At the mooring, in harbour and tide.');
    assert.equal(tableOf([moored, ...milliners, ...sailors]).of(moored).topic, 'boats');
  });

  it('gives a paper that follows its neighbours the finer topic of its new area', () => {
    const bonnet = paper('Sail and brim', 'A mast, and a bonnet with ribbon, felt and a lining.');
    assert.deepEqual([alone(bonnet).topic, alone(bonnet).subtopic], ['boats', 'masts']);
    const others = times(12, (i) => paper(`Kettle and teapot ${String(i)}`, 'Steam and a saucer.', `tea-${String(i)}`));
    const { topic, subtopic } = tableOf([bonnet, ...milliners, ...sailors, ...others]).of(bonnet);
    assert.deepEqual([topic, subtopic], ['hats', 'bonnets']);
  });

  it('follows neighbours only to areas that its own text makes plausible', () => {
    const boat = paper('Sail', 'With ribbon, felt and a lining.');
    assert.ok(alone(boat).certainty < confident);
    assert.deepEqual(tableOf([boat, ...milliners]).of(boat), alone(boat));
    const none = paper('Untitled', 'With ribbon, felt and a lining.');
    assert.equal(tableOf([none, ...milliners]).of(none).topic, unsorted);
  });

  it('finds an area for a paper that hints at one too faintly by itself', () => {
    const hint = paper('Untitled', 'A brim with ribbon, felt and a lining.');
    assert.equal(alone(hint).topic, unsorted);
    const found = tableOf([hint, ...milliners, ...sailors]).of(hint);
    assert.equal(found.topic, 'hats');
    assert.ok(found.certainty >= plausible && found.certainty < 0.2);
    assert.equal(tableOf([hint, ...sailors]).of(hint).topic, unsorted);
  });

  it('leaves strong papers as they are, whoever comes', () => {
    const strong = paper('Sail, keel and sail', 'A keel and a sail with brim, crown, ribbon, felt and lining.');
    const before = alone(strong);
    assert.ok(before.certainty >= confident);
    assert.ok(probabilityOf('hats', strong) >= plausible);
    const others = times(20, (i) => paper(`Brim, crown ${String(i)}`, 'Brim, crown, ribbon, felt, lining.'));
    assert.deepEqual(tableOf([strong, ...milliners, ...others]).of(strong), before);
  });

  it('lets weak papers decide nothing', () => {
    const weak = times(10, (i) => paper(`Brim ${String(i)}`, 'With ribbon, felt and a lining.'));
    for (const one of weak) assert.ok(alone(one).certainty < confident && alone(one).topic === 'hats');
    assert.deepEqual(tableOf([either, ...weak]).of(either), alone(either));
  });

  it('takes words that very many papers have as no sign of nearness', () => {
    const hats = (count: number): Paper[] =>
      times(count, (i) => paper(`Brim and crown ${String(i)}`, 'Crown, brim, ribbon.'));
    const boats = times(300, (i) => paper(`Sail and keel ${String(i)}`, 'Keel, sail, mooring.'));
    const one = paper('Sail and brim', 'Ribbon.');
    assert.equal(tableOf([one, ...boats, ...hats(100)]).of(one).topic, 'hats');
    assert.equal(tableOf([one, ...boats, ...hats(250)]).of(one).topic, 'boats');
  });

  it('does not depend on the order in which papers came', () => {
    const known = [
      either,
      ...milliners,
      ...sailors,
      paper('Untitled', 'A brim with ribbon and felt.'),
      paper('Sail', 'Felt.'),
      paper('Kettle and keel', 'Tide and lining.'),
    ];
    const expected = topicsOf(tableOf(known), known);
    fc.assert(
      fc.property(shuffled(known), (order) => {
        assert.deepEqual(topicsOf(tableOf(order), known), expected);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(
        corpora.chain((papers) => fc.tuple(fc.constant(papers), shuffled(papers))),
        ([papers, order]) => {
          assert.deepEqual(topicsOf(tableOf(order), papers), topicsOf(tableOf(papers), papers));
        },
      ),
    );
  });

  it('does not depend on that order where more papers are equally near than are asked', () => {
    const one = paper('Sail and brim', 'Ribbon.', 'one');
    const near = times(20, (i) =>
      i % 2
        ? paper('Brim and crown', 'Crown, brim, ribbon.', `b${String(i)}`)
        : paper('Sail and keel', 'Keel, sail, ribbon.', `a${String(i)}`),
    );
    const far = times(10, (i) => paper('Kettle and teapot', 'Teapot, kettle.', `c${String(i)}`));
    for (const order of [
      [one, ...near, ...far],
      [...near].reverse().concat(far, one),
      [...far, ...near.filter(({ id }) => id.startsWith('b')), ...near.filter(({ id }) => id.startsWith('a')), one],
    ]) {
      assert.equal(tableOf(order).of(one).topic, 'boats');
    }
    const mirrored = near.map((paper) => ({ ...paper, id: paper.id.startsWith('a') ? `z${paper.id}` : paper.id }));
    for (const order of [[one, ...mirrored, ...far], [...mirrored].reverse().concat(far, one)])
      assert.equal(tableOf(order).of(one).topic, 'hats');
  });

  it('is the same as a fresh table, whatever came, changed and went before', () => {
    const changes = fc.array(fc.record({ settle: fc.boolean(), index: fc.nat(20), keep: fc.boolean() }), {
      maxLength: 25,
    });
    fc.assert(
      fc.property(corpora, corpora, changes, (first, second, steps) => {
        const table = tableOf([]);
        const left = new Map<string, Paper>();
        for (const { settle, index, keep } of steps) {
          const one = [...first, ...second][index % (first.length + second.length)];
          if (!one) continue;
          if (keep) {
            table.add(one);
            left.set(one.id, one);
          } else {
            table.remove(one.id);
            left.delete(one.id);
          }
          if (settle) drain(table.settle());
        }
        drain(table.settle());
        const papers = [...left.values()];
        assert.deepEqual(topicsOf(table, papers), topicsOf(tableOf(papers), papers));
      }),
    );
  });

  it('undoes with remove what add did', () => {
    const base = [either, ...sailors];
    const table = tableOf(base);
    const before = topicsOf(table, base);
    for (const one of milliners) table.add(one);
    drain(table.settle());
    assert.equal(table.of(either).topic, 'hats');
    for (const one of milliners) table.remove(one.id);
    table.remove('never there');
    drain(table.settle());
    assert.deepEqual(topicsOf(table, base), before);
  });

  it('keeps strong papers and stays within what is plausible, for any papers', () => {
    const classifier = new TopicClassifier(taxonomy, model);
    fc.assert(
      fc.property(corpora, (papers) => {
        const table = tableOf(papers);
        for (const one of papers) {
          const { title, abstract } = one;
          const own = classifier.classify({ title, abstract });
          const found = table.of(one);
          if (own.certainty >= confident) assert.deepEqual(found, own);
          const { ranking } = classifier.read({ title, abstract });
          assert.ok(
            found.topic === unsorted ||
              ranking.some(({ area, probability }) => area === found.topic && probability >= plausible),
          );
          if (own.topic !== unsorted) assert.notEqual(found.topic, unsorted);
        }
      }),
    );
  });

  it('is the same where topics were asked for while papers were read', () => {
    const papers = times(30, (i) => paper(`Sail and keel ${i}`, i % 3 === 0 ? 'brim' : `kettle ${i % 5}`));
    const table = new TopicTable(taxonomy, model);
    for (const one of papers) table.add(one);
    const reading = table.read();
    reading.next();
    const early = papers.slice(5, 25).map((one) => table.of(one));
    drain(reading);
    assert.deepEqual(
      papers.slice(5, 25).map((one) => table.of(one)),
      early,
    );
    drain(table.settle());
    assert.deepEqual(topicsOf(table, papers), topicsOf(tableOf(papers), papers));
    for (const one of papers) table.remove(one.id);
    const last = papers.slice(0, 3);
    for (const one of last) table.add(one);
    drain(table.settle());
    assert.deepEqual(topicsOf(table, last), topicsOf(tableOf(last), last));
  });

  it('knows a paper that is not settled yet by its own text', () => {
    const table = new TopicTable(taxonomy, model);
    for (const one of [...milliners, either]) table.add(one);
    assert.deepEqual(table.of(either), alone(either));
    assert.deepEqual(table.of(paper('Brim and crown', 'Crown.')).topic, 'hats');
    assert.equal(table.of(either), table.of(either));
  });

  it('leaves the old topics until it has settled all anew', () => {
    const many = times(60, (i) => paper(`Kettle and teapot ${String(i)}`, 'Teapot, kettle.'));
    const papers = [either, ...many, ...sailors];
    const table = tableOf(papers);
    const before = topicsOf(table, papers);
    for (const one of milliners) table.add(one);
    const steps = table.settle();
    let pauses = 0;
    while (!steps.next().done) {
      pauses++;
      assert.deepEqual(topicsOf(table, papers), before);
    }
    assert.ok(pauses >= 12, `${String(pauses)} pauses`);
    assert.equal(table.of(either).topic, 'hats');
  });

  it('forgets a settling that was given up', () => {
    const table = tableOf([either, ...sailors]);
    for (const one of milliners) table.add(one);
    const steps = table.settle();
    steps.next();
    steps.return();
    assert.equal(table.of(either).topic, 'boats');
    drain(table.settle());
    assert.deepEqual(table.of(either), tableOf([either, ...sailors, ...milliners]).of(either));
  });

  it("takes a paper's new text in place of the old", () => {
    const table = tableOf([either, ...milliners]);
    const changed = paper('Kettle and teapot', 'A teapot and a kettle.', either.id);
    table.add(changed);
    drain(table.settle());
    assert.equal(table.of(changed).topic, 'teas');
    const other = paper('Sail and brim', 'With ribbon, felt and a lining.', 'other');
    table.add(other);
    drain(table.settle());
    assert.deepEqual(table.of(other), tableOf([changed, other, ...milliners]).of(other));
  });
});
