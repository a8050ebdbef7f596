import { strict as assert } from 'node:assert';
import { Digest } from '../../../src/core/digest';
import {
  parseOwnTopics,
  parseOwnTopicsInSteps,
  topicsFileLimits,
  withOwnTopics,
  type OwnTopic,
} from '../../../src/core/topics/ownTopics';
import { builtInTaxonomy } from '../../../src/core/topics/taxonomy';
import { builtInModel } from '../../../src/core/topics/termModel';
import { assertLinear, dump, entry } from '../support';

const topic = (i: number): object => ({
  id: `own-${String(i)}`,
  name: `Own ${String(i)}`,
  phrases: [`loom ${String(i)}`],
});
const fileOf = (count: number): string =>
  JSON.stringify({ topics: Array.from({ length: count }, (_, i) => topic(i)) }, null, 1);

const own = (i: number): OwnTopic => ({
  ...{
    id: `own-${String(i)}`,
    name: `Own ${String(i)}`,
    definition: null,
    parent: i % 2 === 0 ? null : `own-${String(i - 1)}`,
  },
  phrases: { [`loom ${String(i)}`]: 3 },
});

describe('a large topics file', function () {
  this.timeout(60_000);

  it('is read up to so many topics, with a complaint about the first that is not', () => {
    const text = fileOf(topicsFileLimits.topics + 3);
    const { topics, problems } = parseOwnTopics(text, builtInTaxonomy);
    assert.equal(topics.length, topicsFileLimits.topics);
    assert.deepEqual(
      problems.map(({ kind, line }) => [kind, line]),
      [['tooManyTopics', text.slice(0, text.indexOf('"own-1000"')).split('\n').length - 1]],
    );
    assert.deepEqual(parseOwnTopics(fileOf(topicsFileLimits.topics), builtInTaxonomy).problems, []);
  });

  it('is not read if it is too long, with a complaint where it is', () => {
    const comment = `// ${'x'.repeat(96)}\n`;
    const text = comment.repeat(topicsFileLimits.characters / comment.length) + fileOf(1);
    const { topics, problems } = parseOwnTopics(text, builtInTaxonomy);
    assert.deepEqual(topics, []);
    assert.deepEqual(problems, [
      {
        ...{ kind: 'fileTooLong', line: topicsFileLimits.characters / comment.length + 1, excerpt: '{' },
        ...{ start: topicsFileLimits.characters, end: topicsFileLimits.characters + 1 },
      },
    ]);
    assert.equal(parseOwnTopics(text.slice(comment.length * 100), builtInTaxonomy).topics.length, 1);
  });

  it('has phrases of so many words', () => {
    const phrase = (words: number): string =>
      `{ "topics": [{ "id": "a", "name": "A", "phrases": ["${'loom '.repeat(words)}"] }] }`;
    assert.deepEqual(parseOwnTopics(phrase(20), builtInTaxonomy).problems, []);
    const { topics, problems } = parseOwnTopics(phrase(21), builtInTaxonomy);
    assert.deepEqual(topics[0]?.phrases, {});
    assert.deepEqual(
      problems.map(({ kind }) => kind),
      ['phraseTooLong'],
    );
  });

  it('is read in steps', () => {
    assert.ok([...parseOwnTopicsInSteps(fileOf(200), builtInTaxonomy)].length >= 400);
  });

  it('is merged in time that grows as it does', () => {
    assertLinear((size) => {
      const topics = Array.from({ length: size }, (_, i) => own(i));
      return () => withOwnTopics(builtInTaxonomy, topics);
    }, 1_000);
  });

  it('is taken over in steps, one for each area and paper', () => {
    const digest = new Digest(builtInTaxonomy, builtInModel);
    digest.update([dump('a.txt', ...Array.from({ length: 50 }, (_, i) => entry(`Paper ${String(i)}`, 'A loom 7.')))]);
    const steps = [...digest.setOwnTopics(Array.from({ length: 400 }, (_, i) => own(i)))].length;
    assert.ok(steps >= 200 + 50, String(steps));
  });
});
