import { strict as assert } from 'node:assert';
import { leastCertainty, TopicClassifier } from '../../../src/core/topics/classifier';
import { drain } from '../../../src/core/steps';
import { builtInTaxonomy, unsorted } from '../../../src/core/topics/taxonomy';
import type { Taxonomy } from '../../../src/core/topics/taxonomy';
import { builtInModel } from '../../../src/core/topics/termModel';
import { splitWords } from '../../../src/core/topics/tokens';
import { papers } from './papers';
import { modelOf, otherAreas } from './smallModel';

const classifier = new TopicClassifier(builtInTaxonomy, builtInModel);
const nothing = { topic: unsorted, subtopic: null, topics: [], why: [], certainty: 0 };

const small: Taxonomy = {
  version: 1,
  areas: [
    {
      id: 'birds',
      name: 'Birds',
      definition: 'About birds.',
      phrases: { 'wild goose': 4, feather: 3, swan: -5, optimized: 3, policy: 3 },
      titlePhrases: { nest: 4 },
      acronyms: { RSPB: 4, IoB: 4 },
      topics: [
        {
          id: 'ducks',
          name: 'Ducks',
          definition: 'About ducks.',
          phrases: { duck: 4, 'wild duck': 4, 'wild duck egg': 5 },
        },
        { id: 'owls', name: 'Owls', definition: 'About owls.', phrases: { owl: 4 } },
      ],
    },
    { id: 'boats', name: 'Boats', definition: 'About boats.', phrases: { sail: 4, duck: 3, keel: 2 }, topics: [] },
    { id: 'hats', name: 'Hats', definition: 'About hats.', phrases: { brim: 4 }, topics: [] },
    {
      id: 'teas',
      name: 'Teas',
      definition: 'About teas.',
      phrases: { kettle: 4 },
      topics: [],
      own: { phrases: { teapot: 3, scone: -3 }, acronyms: { TPOT: 5 } },
    },
    ...otherAreas(57),
  ],
};
/** What the user's evidence counts beside the logarithm of an area's odds. */
const ownFactor = 1;
const areas = small.areas.map(({ id }) => id);
/** Knows no word, so that phrases alone decide. */
const few = new TopicClassifier(small, modelOf(areas));
const topicOf = (title: string, abstract = '') => few.classify({ title, abstract }).topic;
const rankingOf = (among: TopicClassifier, title: string, abstract = '') => among.read({ title, abstract }).ranking;
const probabilityOf = (among: TopicClassifier, area: string, title: string, abstract = '') =>
  rankingOf(among, title, abstract).find((ranked) => ranked.area === area)?.probability ?? 0;
const assertNear = (actual: number, expected: number) => {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${String(actual)} is not ${String(expected)}`);
};

describe('invented papers', () => {
  it('cover at least twenty areas', () => {
    assert.ok(new Set(papers.map(([, , area]) => area)).size >= 20);
  });

  for (const [title, abstract, area, topic] of papers) {
    it(`${title} → ${topic ?? area}`, () => {
      const found = classifier.classify({ title, abstract });
      assert.equal(found.topic, area, found.why.join('; '));
      if (topic !== undefined) assert.equal(found.subtopic, topic, found.why.join('; '));
    });
  }
});

describe('what decides', () => {
  it('leaves a paper unsorted without evidence', () => {
    assert.deepEqual(classifier.classify({ title: '', abstract: '' }), nothing);
    assert.deepEqual(classifier.classify({ title: 'Preface', abstract: 'We thank all who helped.' }), nothing);
    assert.deepEqual(few.classify({ title: 'Untitled', abstract: 'We thank all who helped.' }), nothing);
  });

  it('takes general words as no evidence', () => {
    for (const title of ['Deep Learning', 'On Models', 'Learning', 'Model Training'])
      assert.deepEqual(classifier.classify({ title, abstract: 'We learn.' }), nothing, title);
    assert.deepEqual(
      classifier.classify({ title: 'On Transformers', abstract: 'A neural network is a network. LLMs are networks.' }),
      nothing,
    );
  });

  it('takes one mention in an abstract as too little', () => {
    assert.equal(topicOf('Untitled', 'There was a sail.'), unsorted);
    assert.equal(topicOf('A Sail'), 'boats');
  });

  it('lets the title outweigh the abstract', () => {
    assert.equal(topicOf('Brims', 'Kettle. And kettle.'), 'hats');
  });

  it('counts title phrases in the title only', () => {
    assert.equal(topicOf('Nest'), 'birds');
    assert.equal(topicOf('', 'nest nest nest nest nest'), unsorted);
  });

  it('lets a negative weight speak against', () => {
    assert.equal(topicOf('Feathers', 'feather'), 'birds');
    assert.equal(topicOf('Feathers of a Swan', 'feather'), unsorted);
  });

  it('saturates: no number of repetitions counts without end', () => {
    assert.equal(topicOf('Sail', 'kettle '.repeat(4)), 'teas');
    assert.equal(topicOf('Sail, sail and sail', 'kettle '.repeat(5000)), 'boats');
    assert.equal(topicOf(`${'Sail '.repeat(5000)}`, 'sail, keel, brim'), 'boats');
  });

  it('takes hyphens, case, plurals and British spelling as equal', () => {
    for (const title of ['Wild-Goose', 'wild goose', 'WILD GEESE and wild gooses', 'Wild–Goose'])
      assert.equal(topicOf(title), 'birds', title);
    for (const title of ['policies', 'Policy', 'POLICIES']) assert.equal(topicOf(title, 'policy'), 'birds', title);
    assert.equal(topicOf('optimised', 'optimized'), 'birds');
  });

  it('takes acronyms in exactly their case, or with a plural s', () => {
    for (const title of ['RSPB', 'The RSPBs', '(RSPB)', 'IoB', 'IoBs']) assert.equal(topicOf(title), 'birds', title);
    for (const title of ['rspb', 'Rspb', 'IOB', 'iob', 'RSPBX', 'RSPBS']) assert.equal(topicOf(title), unsorted, title);
  });

  it('takes acronyms of several words with their last word in the plural', () => {
    const taxonomy: Taxonomy = {
      version: 1,
      areas: [
        { id: 'birds', name: 'Birds', definition: 'About birds.', phrases: {}, acronyms: { 'k-NN': 5 }, topics: [] },
        ...otherAreas(40),
      ],
    };
    const other = new TopicClassifier(taxonomy, modelOf(taxonomy.areas.map(({ id }) => id)));
    for (const title of ['k-NN', 'k NNs', 'The k–NN'])
      assert.equal(other.classify({ title, abstract: '' }).topic, 'birds', title);
    for (const title of ['K-NN', 'k-nn', 'NN', 'k, an NN'])
      assert.equal(other.classify({ title, abstract: '' }).topic, unsorted, title);
  });

  it('tells acronyms of the built-in taxonomy from words', () => {
    const abstract = 'We do this and that.';
    assert.equal(classifier.classify({ title: 'RAG for Ships', abstract }).topic, 'retrieval-recommendation');
    assert.equal(classifier.classify({ title: 'A Rag for Ships', abstract }).topic, unsorted);
    assert.equal(classifier.classify({ title: 'Training SAEs', abstract }).topic, 'interpretability');
  });

  it('counts the longest phrase and none within it', () => {
    assert.deepEqual(few.classify({ title: 'Wild Duck Eggs', abstract: '' }).why, ['wild duck egg']);
  });

  it("turns evidence into odds: bias, phrases by their logarithm, the user's own evidence in proportion", () => {
    const phrases = (evidence: number) => (1 + evidence) ** 1.5;
    assertNear(probabilityOf(few, 'boats', 'Sail'), phrases(8) / (phrases(8) + 60));
    assertNear(probabilityOf(few, 'boats', 'Sail', 'sail sail sail keel'), phrases(8 + 4 * 2 + 2) / (phrases(18) + 60));
    const own = (evidence: number) => Math.exp(ownFactor * evidence);
    assertNear(probabilityOf(few, 'teas', 'Teapot'), own(6) / (own(6) + 60));
    assertNear(
      probabilityOf(few, 'teas', 'Teapots and a kettle', 'teapot'),
      (own(9) * phrases(8)) / (own(9) * phrases(8) + 60),
    );
    const biased = new TopicClassifier(small, modelOf(areas, { bias: areas.map((_, i) => (i === 2 ? 2 : 0)) }));
    assertNear(probabilityOf(biased, 'hats', 'Sail'), Math.exp(2) / (Math.exp(2) + phrases(8) + 59));
    const louder = new TopicClassifier(small, modelOf(areas, { phraseFactor: 3 }));
    assertNear(probabilityOf(louder, 'boats', 'Sail'), 9 ** 3 / (9 ** 3 + 60));
  });

  it("lets the user's evidence count fully, also against", () => {
    assert.equal(topicOf('A Teapot'), 'teas');
    assert.equal(topicOf('TPOT'), 'teas');
    assert.equal(topicOf('tpot'), unsorted);
    assert.equal(topicOf('A Kettle'), 'teas');
    assert.equal(topicOf('A Kettle and Scones'), unsorted);
    assert.equal(topicOf('Sails and Keels', 'A teapot.'), 'boats');
    assert.equal(topicOf('Sails and Keels', 'A teapot, and teapots.'), 'teas');
    assert.equal(topicOf('A Teapot with Sails and Keels'), 'teas');
  });

  it('adds what the words say, whether a phrase is there or not', () => {
    const terms = { rigging: { boats: 5 }, 'tea cup': { teas: 6, boats: -2 }, plain: {} };
    const other = new TopicClassifier(small, modelOf(areas, { terms }));
    assertNear(probabilityOf(other, 'boats', 'Riggings'), Math.exp(5) / (Math.exp(5) + 60));
    assertNear(probabilityOf(other, 'boats', '', 'rigging'), Math.exp(5) / (Math.exp(5) + 60));
    assertNear(probabilityOf(other, 'boats', 'Rigging and sails'), (Math.exp(5) * 27) / (Math.exp(5) * 27 + 60));
    assertNear(
      probabilityOf(other, 'boats', '', 'rigging, plain'),
      Math.exp(5 / Math.SQRT2) / (Math.exp(5 / Math.SQRT2) + 60),
    );
    assertNear(probabilityOf(other, 'teas', '', 'tea cups'), Math.exp(6) / (Math.exp(6) + Math.exp(-2) + 59));
    assertNear(probabilityOf(other, 'teas', '', 'cup of tea'), 1 / 61);
    assert.equal(other.classify({ title: 'Sail in a tea cup', abstract: '' }).topic, 'teas');
  });

  it('gives an area that the model does not know the least bias', () => {
    const known = areas.slice(0, 4);
    const other = new TopicClassifier(small, modelOf(known, { bias: [0, 1, -1, 2] }));
    const total = 1 + Math.E + Math.exp(-1) + Math.exp(2) + 57 * Math.exp(-1);
    assertNear(probabilityOf(other, 'teas', ''), Math.exp(2) / total);
    assertNear(probabilityOf(other, 'other-5', ''), Math.exp(-1) / total);
  });

  it("finds the model's areas by their id, not by their place", () => {
    const other = new TopicClassifier(small, modelOf([...areas].reverse(), { terms: { rigging: { boats: 5 } } }));
    assert.equal(other.classify({ title: 'Rigging', abstract: '' }).topic, 'boats');
  });

  it('names no area less probable than one in five', () => {
    const withOthers = (count: number) => {
      const taxonomy: Taxonomy = { version: 1, areas: [...small.areas.slice(0, 4), ...otherAreas(count)] };
      return new TopicClassifier(taxonomy, modelOf(taxonomy.areas.map(({ id }) => id)));
    };
    assert.equal(leastCertainty, 0.2);
    assert.equal(withOthers(104).classify({ title: 'Sail', abstract: '' }).topic, 'boats');
    assert.equal(withOthers(106).classify({ title: 'Sail', abstract: '' }).topic, unsorted);
  });
});

describe('a reading', () => {
  it("ranks the areas that come in question, in the taxonomy's order where equal", () => {
    const ranking = rankingOf(few, 'Kettle, Brim and Sail', 'brim');
    assert.deepEqual(
      ranking.slice(0, 3).map(({ area }) => area),
      ['hats', 'boats', 'teas'],
    );
    for (const { probability } of ranking) assert.ok(probability >= 0.01);
    assert.ok(ranking.reduce((sum, { probability }) => sum + probability, 0) <= 1 + 1e-9);
  });

  it('assigns to the area that is asked for, whatever its probability', () => {
    const reading = few.read({ title: 'Kettle and owl', abstract: 'owl kettle kettle' });
    assert.equal(reading.assign().topic, 'teas');
    const birds = reading.assign('birds');
    assert.deepEqual(
      { ...birds, certainty: 0 },
      { topic: 'birds', subtopic: 'owls', topics: ['teas'], why: ['owl'], certainty: 0 },
    );
    assert.equal(birds.certainty, reading.ranking[1]?.probability);
    const hats = reading.assign('hats');
    assert.deepEqual(
      [hats.topic, hats.certainty, hats.why],
      ['hats', reading.ranking.find(({ area }) => area === 'hats')?.probability ?? 0, []],
    );
  });

  it('has the words of the text in their normal form', () => {
    const { title, abstract } = few.read({ title: 'Wild Policies', abstract: `Unheard ${'x'.repeat(41)}` });
    assert.deepEqual(
      [...title, ...abstract].map((word) => few.textOf(word)),
      ['wild', 'policy', 'unheard', ''],
    );
  });

  it('is the same whether the classifier was made ready before or not', () => {
    const ready = new TopicClassifier(small, modelOf(areas));
    const pauses = [...ready.prepare()].length;
    assert.ok(pauses >= small.areas.length);
    drain(ready.prepare());
    const half = new TopicClassifier(small, modelOf(areas));
    half.prepare().next();
    for (const title of ['Sail', 'Wild duck eggs', 'RSPB', '']) {
      for (const other of [ready, half])
        assert.deepEqual(other.classify({ title, abstract: '' }), few.classify({ title, abstract: '' }));
    }
  });
});

describe('an assignment', () => {
  it('names the best finer topic, or none', () => {
    assert.equal(few.classify({ title: 'Owls and owls and a duck', abstract: '' }).subtopic, 'owls');
    assert.equal(few.classify({ title: 'Feather of a wild goose', abstract: '' }).subtopic, null);
  });

  it('names up to two other areas of comparable evidence', () => {
    const { topic, topics } = few.classify({ title: 'Sail, Brim, Kettle and Owl', abstract: 'owl' });
    assert.equal(topic, 'birds');
    assert.deepEqual(topics, ['boats', 'hats']);
    assert.deepEqual(few.classify({ title: 'Owl owl owl, brim', abstract: '' }).topics, []);
  });

  it("says why, strongest first, in the taxonomy's words, at most five", () => {
    const { why } = few.classify({
      title: 'Feathers of owls',
      abstract: 'A Wild-Goose and the RSPB; wild geese; a Policy.',
    });
    assert.deepEqual(why, ['owl', 'feather', 'RSPB', 'wild goose', 'policy']);
    for (const [title, abstract] of papers) assert.ok(classifier.classify({ title, abstract }).why.length <= 5);
  });

  it('gives only reasons that occur', () => {
    for (const [title, abstract] of papers) {
      for (const phrase of classifier.classify({ title, abstract }).why) {
        const stem = (word: string) => word.toLowerCase().slice(0, Math.max(2, Math.min(word.length - 1, 6)));
        const text = splitWords(`${title} ${abstract}`).map((word) => word.toLowerCase());
        for (const word of splitWords(phrase)) {
          assert.ok(
            text.some((other) => other.startsWith(stem(word))),
            `"${phrase}" in "${title}"`,
          );
        }
      }
    }
  });

  it('is the same again, alone or after others, and from another classifier', () => {
    const other = new TopicClassifier(builtInTaxonomy, builtInModel);
    for (const [title, abstract] of [...papers].reverse()) {
      assert.deepEqual(other.classify({ title, abstract }), classifier.classify({ title, abstract }));
    }
  });

  it('refers to topics that the classifier lists', () => {
    const parents = new Map(classifier.topics.map((topic) => [topic.id, topic.parent]));
    for (const [title, abstract] of papers) {
      const { topic, subtopic, topics } = classifier.classify({ title, abstract });
      assert.equal(parents.get(topic), null);
      if (subtopic !== null) assert.equal(parents.get(subtopic), topic);
      for (const also of topics) assert.equal(parents.get(also), null);
      assert.ok(!topics.includes(topic) && new Set(topics).size === topics.length && topics.length <= 2);
    }
  });
});

describe('hostile input', () => {
  for (const [name, piece] of [
    ['words of many phrases', 'large language model diffusion '],
    ['the beginning of a phrase, over and over', 'multi agent reinforcement '],
    ['one endless word', 'x'],
    ['backslashes', '\\'],
    ['TeX accents that never end', '\\"{'],
    ['characters beyond ASCII', 'ł日𝒳'],
    ['hyphens', '-'],
  ] as const) {
    it(`${name}: time grows with the length, not faster`, () => {
      const text = piece.repeat(Math.ceil(40_000 / piece.length));
      const time = (source: string) => {
        let best = Infinity;
        for (let i = 0; i < 5; i++) {
          const start = performance.now();
          classifier.classify({ title: source, abstract: source });
          best = Math.min(best, performance.now() - start);
        }
        return best;
      };
      time(text);
      const once = time(text);
      const often = time(text.repeat(16));
      assert.ok(often < 16 * 6 * Math.max(once, 0.5), `${once} ms, 16 times as long: ${often} ms`);
    });
  }
});
