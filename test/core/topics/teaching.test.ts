import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Paper } from '../../../src/core/paper';
import { drain } from '../../../src/core/steps';
import { tellingPhrases } from '../../../src/core/topics/teaching';
import { normalWord } from '../../../src/core/text/words';
import { splitWords } from '../../../src/core/topics/tokens';
import { paper } from '../support';

const rivers = Array.from({ length: 40 }, (_, i) =>
  paper(`River Gauge ${String(i)}`, 'We forecast how gauges drift on rivers with models.'),
);
/** The phrases with the ids of the other papers that have them. */
const phrasesIn = (moved: readonly Paper[], all: readonly Paper[]): { text: string; others: string[] }[] =>
  drain(tellingPhrases(moved, all)).map(({ text, others }) => ({ text, others: others.map(({ id }) => id).sort() }));
const phrasesOf = (moved: readonly Paper[], others: readonly Paper[] = rivers): { text: string; others: string[] }[] =>
  phrasesIn(moved, [...others, ...moved]);
const textsOf = (moved: readonly Paper[], others?: readonly Paper[]): string[] =>
  phrasesOf(moved, others).map(({ text }) => text);

const moved = [paper('Loom Scheduling for Small Workshops'), paper('Adaptive Loom Scheduling', 'Weavers wait less.')];
const alike = [
  paper('A Note on Weaving', 'We study loom scheduling.'),
  paper('Better Loom-Schedulings'),
  paper('Looms', 'Schedules of looms.'),
];

describe('tellingPhrases', () => {
  it('puts the phrase first that the papers and others like them share', () => {
    const [first] = phrasesOf(moved, [...rivers, ...alike]);
    assert.deepEqual(first, { text: 'loom scheduling', others: ['anoteonweaving', 'betterloomschedulings'] });
  });

  it('tells the other papers that have a phrase, each once, in title or abstract', () => {
    const [first, second] = [
      paper('A Study of Weaving', 'We study loom scheduling.'),
      paper('The Loom Scheduling Book', 'On loom scheduling and loom scheduling.'),
    ];
    const found = new Map(phrasesOf(moved, [...rivers, first, second]).map(({ text, others }) => [text, others]));
    assert.deepEqual(found.get('loom scheduling'), [first.id, second.id].sort());
    assert.deepEqual(found.get('loom'), [first.id, second.id].sort());
    assert.deepEqual(found.get('small workshops'), []);
  });

  it('leaves out what many papers have, and keeps what as many share as were moved', () => {
    const gauges = [paper('Gauge Looms'), paper('A Gauge for Looms'), paper('The Model of a Loom')];
    const texts = textsOf(gauges);
    assert.ok(texts.includes('loom') || texts.includes('looms'), texts.join());
    for (const common of ['gauge', 'gauges', 'model', 'models']) assert.ok(!texts.includes(common), common);
    const few = [paper('Tide'), paper('Tide and Ebb'), paper('Ebb'), paper('Dam')];
    const two = [paper('The Tide Mill'), paper('Ebb Mill')];
    assert.deepEqual(phrasesOf(two, few).find(({ text }) => text === 'tide')?.others, ['tide', 'tideandebb']);
    assert.equal(
      phrasesOf([paper('The Tide Mill')], few).find(({ text }) => text === 'tide'),
      undefined,
    );
  });

  it('writes phrases in lower case, and acronyms as they are', () => {
    const texts = textsOf([paper('GraphRAG and LoRA Weaving with RAG for Swallows')]);
    for (const text of ['GraphRAG', 'RAG', 'LoRA weaving', 'swallows'])
      assert.ok(texts.includes(text), `${text} in ${texts.join('; ')}`);
    for (const text of texts) assert.ok(!/^(?:graphrag|rag|lora|Swallows)$/.test(text), text);
    assert.deepEqual(textsOf([paper('Looms')]), ['looms']);
  });

  it('takes no words that join, no numbers and no letter alone', () => {
    assert.deepEqual(textsOf([paper('On the Use of 3 of a: 2024 and k')]).sort(), ['use']);
    assert.deepEqual(textsOf([paper('Point of View')]).sort(), ['point', 'view']);
    assert.deepEqual(textsOf([paper('')]), []);
    assert.deepEqual(textsOf([paper('Of the and in')]), []);
  });

  it('takes no phrase across a colon or another mark', () => {
    assert.deepEqual(textsOf([paper('Swallow: Loom-Scheduling, Reviewed')]).sort(), [
      'loom',
      'loom scheduling',
      'reviewed',
      'scheduling',
      'swallow',
    ]);
  });

  it('takes phrases of an abstract that are repeated there, and those of the title first', () => {
    const found = textsOf([paper('Harbour', 'A bobbin lace machine; the bobbin lace and a spindle.')]);
    for (const text of ['bobbin lace', 'bobbin', 'lace']) assert.ok(found.includes(text), text);
    for (const text of ['machine', 'spindle', 'lace machine']) assert.ok(!found.includes(text), text);
    const one = paper('Spindle', 'Harbour, harbour.');
    const two = [paper('x', 'spindle'), paper('y', 'harbour')];
    assert.deepEqual(textsOf([one], [...rivers, ...two]), ['spindle', 'harbour']);
  });

  it('puts phrases that others have before those that nobody has, and rare ones before frequent ones', () => {
    const others = [paper('p', 'tide'), paper('q', 'ebb'), paper('r', 'ebb'), paper('s', 'ebb')];
    const some = [paper('Tide'), paper('Ebb'), paper('Mill')];
    assert.deepEqual(textsOf(some, [...rivers, ...others]), ['tide', 'ebb', 'mill']);
  });

  it('weighs the moved papers the same in any order', () => {
    const [one, two] = [paper('Harbour', 'A spindle.'), paper('Spindle', 'A kettle.')];
    assert.deepEqual(phrasesOf([one, two]), phrasesOf([two, one]));
  });

  it('takes plurals, hyphens and case as equal', () => {
    const others = [paper('x', 'wild-goose'), paper('WILD GOOSE y'), paper('z', 'Wild gooses')];
    const found = phrasesOf(
      [paper('Wild Goose Chases'), paper('wild gooses'), paper('A Wild-Goose')],
      [...rivers, ...others],
    );
    assert.deepEqual(
      found.filter(({ text }) => /^wild goose/.test(text)).map(({ text, others: papers }) => [text, papers]),
      [
        ['wild goose', others.map(({ id }) => id).sort()],
        ['wild goose chases', []],
      ],
    );
  });

  it('finds the same whatever the order of the papers', () => {
    const all = [...rivers, ...alike, ...moved];
    const expected = phrasesIn(moved, all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        assert.deepEqual(phrasesIn(moved, order), expected);
      }),
      { numRuns: 20 },
    );
  });

  it('gives at most twelve, of at most three words, and none for no papers', () => {
    const long = paper('Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett');
    const found = phrasesOf([long]);
    assert.equal(found.length, 12);
    for (const { text } of found) {
      assert.ok(text.split(' ').length <= 3);
      assert.ok(long.title.toLowerCase().includes(text), text);
    }
    assert.deepEqual(phrasesOf([]), []);
  });

  it('tells the right papers, for any papers', () => {
    const words = fc
      .array(fc.constantFrom('loom', 'Looms', 'tide', 'RAG', 'of', 'mill', 'ebb', 'x'), { maxLength: 7 })
      .map((some) => some.join(' '));
    const papers = fc
      .array(fc.tuple(words, words), { minLength: 1, maxLength: 9 })
      .map((texts) => texts.map(([title, abstract], i) => paper(title, abstract, `p${String(i)}`)));
    const key = (text: string): string => ` ${splitWords(text).map(normalWord).join(' ')} `;
    fc.assert(
      fc.property(papers, fc.nat(3), (all, count) => {
        const some = all.slice(0, count);
        const seen = new Set<string>();
        const has =
          (text: string) =>
          ({ title, abstract }: Paper): boolean =>
            key(title).includes(key(text)) || key(abstract).includes(key(text));
        for (const { text, others } of phrasesIn(some, all)) {
          assert.deepEqual(
            others,
            all
              .slice(count)
              .filter(has(text))
              .map(({ id }) => id)
              .sort(),
            text,
          );
          assert.ok(some.some(has(text)), text);
          assert.ok(others.length <= Math.max(some.length, 0.1 * all.length));
          assert.ok(!seen.has(key(text)), `${text} twice`);
          seen.add(key(text));
        }
      }),
    );
  });

  it('pauses', () => {
    assert.ok([...tellingPhrases(moved, [...rivers, ...rivers, ...rivers])].length >= 2);
  });
});
