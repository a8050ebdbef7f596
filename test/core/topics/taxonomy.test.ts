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

  it('gives areas and topics different names', () => {
    const names = entries.map((entry) => entry.name);
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
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
