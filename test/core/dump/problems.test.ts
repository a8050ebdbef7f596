import { strict as assert } from 'node:assert';
import { problemAt, problemMessages } from '../../../src/core/dump/problems';

describe('problemAt', () => {
  it('gives the beginning of the text on one line', () => {
    assert.deepEqual(problemAt(3, 'noTitle', ' Some\n  text '), { line: 3, kind: 'noTitle', excerpt: 'Some text' });
    const { excerpt } = problemAt(3, 'noTitle', 'word '.repeat(1000));
    assert.ok(excerpt.length <= 80 && excerpt.endsWith('…'));
  });

  it('gives no text where there is none', () => {
    assert.equal(problemAt(1, 'noPaper').excerpt, '');
  });
});

describe('problemMessages', () => {
  it('put in the text once at the most', () => {
    for (const message of Object.values(problemMessages)) assert.ok(message.split('{').length <= 2, message);
  });
});
