import { strict as assert } from 'node:assert';
import { TopicClassifier } from '../../../src/core/topics/classifier';
import { builtInTaxonomy, unsorted } from '../../../src/core/topics/taxonomy';
import type { Taxonomy } from '../../../src/core/topics/taxonomy';
import { splitWords } from '../../../src/core/topics/tokens';
import { papers } from './papers';

const classifier = new TopicClassifier(builtInTaxonomy);
const nothing = { topic: unsorted, subtopic: null, topics: [], why: [] };

const small: Taxonomy = {
  version: 1,
  areas: [
    {
      id: 'birds', name: 'Birds', definition: 'About birds.',
      phrases: { 'wild goose': 4, feather: 3, swan: -5, optimized: 3, policy: 3 },
      titlePhrases: { nest: 4 },
      acronyms: { RSPB: 4, IoB: 4 },
      topics: [
        { id: 'ducks', name: 'Ducks', definition: 'About ducks.', phrases: { duck: 4, 'wild duck': 4, 'wild duck egg': 5 } },
        { id: 'owls', name: 'Owls', definition: 'About owls.', phrases: { owl: 4 } },
      ],
    },
    { id: 'boats', name: 'Boats', definition: 'About boats.', phrases: { sail: 4, duck: 3, keel: 2 }, topics: [] },
    { id: 'hats', name: 'Hats', definition: 'About hats.', phrases: { brim: 4 }, topics: [] },
    { id: 'teas', name: 'Teas', definition: 'About teas.', phrases: { kettle: 4 }, topics: [] },
  ],
};
const few = new TopicClassifier(small);
const topicOf = (title: string, abstract = '') => few.classify({ title, abstract }).topic;

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
    assert.deepEqual(classifier.classify({ title: 'On Transformers', abstract: 'A neural network is a network. LLMs are networks.' }), nothing);
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
    for (const title of ['Wild-Goose', 'wild goose', 'WILD GEESE and wild gooses', 'Wild–Goose']) assert.equal(topicOf(title), 'birds', title);
    for (const title of ['policies', 'Policy', 'POLICIES']) assert.equal(topicOf(title, 'policy'), 'birds', title);
    assert.equal(topicOf('optimised', 'optimized'), 'birds');
  });

  it('takes acronyms in exactly their case, or with a plural s', () => {
    for (const title of ['RSPB', 'The RSPBs', '(RSPB)', 'IoB', 'IoBs']) assert.equal(topicOf(title), 'birds', title);
    for (const title of ['rspb', 'Rspb', 'IOB', 'iob', 'RSPBX', 'RSPBS']) assert.equal(topicOf(title), unsorted, title);
  });

  it('tells acronyms of the built-in taxonomy from words', () => {
    const abstract = 'We do this and that.';
    assert.equal(classifier.classify({ title: 'RAG for Ships', abstract }).topic, 'retrieval');
    assert.equal(classifier.classify({ title: 'A Rag for Ships', abstract }).topic, unsorted);
    assert.equal(classifier.classify({ title: 'Training SAEs', abstract }).topic, 'interpretability');
  });

  it('counts the longest phrase and none within it', () => {
    assert.deepEqual(few.classify({ title: 'Wild Duck Eggs', abstract: '' }).why, ['wild duck egg']);
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

  it('says why, strongest first, in the taxonomy\'s words, at most five', () => {
    const { why } = few.classify({ title: 'Feathers of owls', abstract: 'A Wild-Goose and the RSPB; wild geese; a Policy.' });
    assert.deepEqual(why, ['owl', 'feather', 'RSPB', 'wild goose', 'policy']);
    for (const [title, abstract] of papers) assert.ok(classifier.classify({ title, abstract }).why.length <= 5);
  });

  it('gives only reasons that occur', () => {
    for (const [title, abstract] of papers) {
      for (const phrase of classifier.classify({ title, abstract }).why) {
        const stem = (word: string) => word.toLowerCase().slice(0, Math.max(2, Math.min(word.length - 1, 6)));
        const text = splitWords(`${title} ${abstract}`).map((word) => word.toLowerCase());
        for (const word of splitWords(phrase)) {
          assert.ok(text.some((other) => other.startsWith(stem(word))), `"${phrase}" in "${title}"`);
        }
      }
    }
  });

  it('is the same again, alone or after others, and from another classifier', () => {
    const other = new TopicClassifier(builtInTaxonomy);
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
