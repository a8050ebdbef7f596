import { strict as assert } from 'node:assert';
import schema from '../../../src/core/topics/taxonomy.schema.json';
import {
  builtInTaxonomy,
  maximumWeight,
  topicsOf,
  unsorted,
  validateTaxonomy,
} from '../../../src/core/topics/taxonomy';
import type { TopicEntry } from '../../../src/core/topics/taxonomy';
import { normalWord } from '../../../src/core/text/words';
import { splitWords } from '../../../src/core/topics/tokens';

const kinds = ['phrases', 'titlePhrases', 'acronyms'] as const;
const areas = builtInTaxonomy.areas;
const entries = areas.flatMap((area) => [area, ...area.topics] as readonly TopicEntry[]);

/** Phrases that speak for two areas alike because nothing in them prefers one. */
const intendedTies = new Set<string>();

/** In characters; about what a side bar of 300 pixels shows. */
const maxNameLength = 42;
const maxDefinitionLength = 95;

/** Words that title case leaves in lower case unless they come first. */
const minorWords = new Set(['a', 'and', 'as', 'for', 'in', 'of', 'the', 'to', 'with']);

/** Pronouns and question words, which make clauses of definitions. */
const notInNounPhrases = /\b(?:how|what|when|where|who|whom|why|it|its|they|them|their|you|your|we|our)\b/i;

const britishSpelling = new RegExp(
  [
    '\\b(?:behaviou|colou|favou|harbou|labou|neighbou|rumou|tumou|vapou)r',
    '\\b(?:cancel|channel|label|model|signal|travel)l(?:ed|ing)\\b',
    '\\b(?:cent|fib|lit|theat)re',
    '\\b(?:cata|paral|hydro)lys(?:ed?|ing)\\b',
    '\\banalys(?:ed?|ing)\\b',
    '\\b(?:defen|licen|offen)ce',
    '\\bprogrammes?\\b',
    '(?:character|custom|discret|general|initial|local|maxim|minim|normal|optim|organ|parallel|personal|quant|real)' +
      'is(?:e[drs]?|ing|ations?)\\b',
    '(?:recogn|regular|special|summar|synthes|token|util|visual)is(?:e[drs]?|ing|ations?)\\b',
  ].join('|'),
  'i',
);

describe('the built-in taxonomy', () => {
  it('is sound', () => {
    assert.deepEqual(validateTaxonomy(builtInTaxonomy), []);
  });

  it('has areas of two to twelve topics, each with a name, a definition and enough phrases', () => {
    for (const area of areas) assert.ok(area.topics.length >= 2 && area.topics.length <= 12, area.id);
    for (const entry of entries) {
      assert.match(entry.definition, /^[A-Z].{10,140}\.$/, entry.id);
      const phrases = kinds.reduce((sum, kind) => sum + Object.keys(entry[kind] ?? {}).length, 0);
      assert.ok(phrases >= 4, `${entry.id}: ${phrases} phrases`);
    }
  });

  it('gives areas and topics different names, whatever their case', () => {
    const names = entries.map((entry) => entry.name.toLowerCase());
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
  });

  it('has no name that reads as the id of another area or of a topic of another area', () => {
    const areaOf = new Map(
      areas.flatMap(({ id, topics }) => [id, ...topics.map((topic) => topic.id)].map((of) => [of, id])),
    );
    for (const { id, name } of entries) {
      const asId = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
      const area = areaOf.get(asId);
      if (area !== undefined) assert.equal(area, areaOf.get(id), `${id} is named as ${asId}`);
    }
  });

  it('has names that fit a narrow side bar', () => {
    for (const { id, name } of entries) assert.ok(name.length <= maxNameLength, `${id}: ${String(name.length)}`);
  });

  it('writes names in title case', () => {
    for (const { id, name } of entries) {
      const words = name.split(/[ -]/);
      for (const [i, word] of words.entries()) {
        if (i === 0 || !minorWords.has(word)) assert.match(word, /^[A-Z0-9]/, `${id}: ${name}`);
      }
    }
  });

  it('defines topics by noun phrases in one or two short sentences', () => {
    for (const { id, definition } of entries) {
      assert.match(definition, /\.$/, id);
      assert.ok(definition.length <= maxDefinitionLength, `${id}: ${String(definition.length)}`);
      assert.ok(definition.split(/\.(?= |$)/).length <= 3, `${id}: ${definition}`);
      assert.doesNotMatch(definition, notInNounPhrases, id);
    }
  });

  it('uses US spelling, and "and" rather than "&"', () => {
    for (const word of ['behaviour', 'Colour', 'fibres', 'generalise', 'optimisation', 'modelling', 'analysed']) {
      assert.match(word, britishSpelling);
    }
    for (const word of ['precise', 'supervised', 'noise', 'Ising', 'analyses', 'specialist', 'visualizing']) {
      assert.doesNotMatch(word, britishSpelling);
    }
    for (const { id, name, definition } of entries) {
      for (const text of [name, definition]) {
        assert.doesNotMatch(text, britishSpelling, id);
        assert.ok(!text.includes('&'), `${id}: ${text}`);
      }
    }
  });

  it('prefers one area wherever a phrase stands in several', () => {
    const ties: string[] = [];
    for (const kind of kinds) {
      const seen = new Set<string>();
      for (const entry of entries) {
        for (const [phrase, weight] of Object.entries(entry[kind] ?? {})) {
          const row = kind === 'acronyms' ? splitWords(phrase) : splitWords(phrase).map(normalWord);
          const key = `${kind} ${row.join(' ')} ${weight}`;
          if (seen.has(key) && !intendedTies.has(phrase)) ties.push(`${key} (${entry.id})`);
          seen.add(key);
        }
      }
    }
    assert.deepEqual(ties, []);
  });

  it('has acronyms that the case can tell from words, without their plurals', () => {
    for (const area of areas) {
      const acronyms = new Set([area, ...area.topics].flatMap((entry) => Object.keys(entry.acronyms ?? {})));
      for (const acronym of acronyms) {
        assert.match(acronym, /[A-Z0-9]/);
        assert.ok(!acronyms.has(`${acronym}s`), `${acronym}s`);
      }
    }
  });

  it('takes no general word as evidence on its own', () => {
    const general = new Set([
      'transformer',
      'network',
      'neural network',
      'deep learning',
      'llm',
      'language model',
      'model',
      'learning',
    ]);
    for (const entry of entries) {
      for (const kind of kinds) {
        for (const [phrase, weight] of Object.entries(entry[kind] ?? {})) {
          if (general.has(phrase.toLowerCase())) assert.ok(weight <= 1, `${phrase} in ${entry.id}`);
        }
      }
    }
  });
});

describe('topicsOf', () => {
  it('lists each area followed by its own topics', () => {
    const topics = topicsOf(builtInTaxonomy);
    assert.equal(topics.length, entries.length);
    let area: string | null = null;
    for (const topic of topics) {
      if (topic.parent === null) area = topic.id;
      else assert.equal(topic.parent, area);
    }
  });
});

describe('validateTaxonomy', () => {
  const topic = { id: 'ducks', name: 'Ducks', definition: 'About ducks.', phrases: { mallard: 3 } };
  const area = { id: 'birds', name: 'Birds', definition: 'About birds.', phrases: { feather: 2 }, topics: [topic] };
  const taxonomy = (changes: object, inTopic: object = {}) => ({
    version: 1,
    areas: [{ ...area, topics: [{ ...topic, ...inTopic }], ...changes }],
  });

  it('accepts what is sound', () => {
    assert.deepEqual(validateTaxonomy(taxonomy({})), []);
    assert.deepEqual(validateTaxonomy(taxonomy({ titlePhrases: { feathers: 1 }, acronyms: { RSPB: -2 } })), []);
  });

  for (const [complaint, value] of [
    ['not an object', null],
    ['not an object', []],
    ['not 1', { version: 2, areas: [] }],
    ['not a list', { version: 1 }],
    ['not in kebab case', taxonomy({ id: 'Big Birds' })],
    ['is taken', taxonomy({}, { id: 'birds' })],
    ['is taken', taxonomy({ id: unsorted })],
    ['not one line of text', taxonomy({ name: ' ' })],
    ['not one line of text', taxonomy({}, { definition: 'Two\nlines.' })],
    ['unknown', taxonomy({ colour: 'red' })],
    ['not an object', taxonomy({ phrases: ['feather'] })],
    ['weight not within', taxonomy({ phrases: { feather: maximumWeight + 1 } })],
    ['weight not within', taxonomy({ phrases: { feather: 0 } })],
    ['weight not within', taxonomy({ phrases: { feather: Number.NaN } })],
    ['weight not within', taxonomy({ phrases: { feather: '3' } })],
    ['no word', taxonomy({ phrases: { '--': 3 } })],
    ['the same as', taxonomy({ phrases: { Mallards: 3 } })],
    ['the same as', taxonomy({ phrases: { 'wild-goose': 3, 'wild goose': 2 } })],
  ] as const) {
    it(`says "${complaint}" of ${JSON.stringify(value)?.slice(0, 60)}`, () => {
      const errors = validateTaxonomy(value);
      assert.equal(errors.length, 1, errors.join('\n'));
      assert.ok(errors[0]?.includes(complaint), errors[0]);
    });
  }
});

describe('the schema', () => {
  it('knows the same keys and the same range of weights as the check', () => {
    const { topic, area, weights, id } = schema.definitions;
    assert.deepEqual(Object.keys(topic.properties), ['id', 'name', 'definition', ...kinds]);
    assert.deepEqual(Object.keys(area.properties), [...Object.keys(topic.properties), 'topics']);
    assert.equal(weights.additionalProperties.maximum, maximumWeight);
    assert.equal(weights.additionalProperties.minimum, -maximumWeight);
    for (const entry of entries) assert.match(entry.id, new RegExp(id.pattern));
  });
});
