import { strict as assert } from 'node:assert';
import { splitPages } from '../../../src/core/dump/furniture';
import { splitLines } from '../../../src/core/dump/lines';
import { toBlocks } from '../../../src/core/dump/blocks';
import { assignRoles } from '../../../src/core/dump/roles';
import { drain } from '../../../src/core/steps';
import { manyPapers } from '../invented';

function rolesOf(...lines: readonly string[]): string[] {
  const [page] = drain(splitPages(drain(splitLines(lines.join('\n')))));
  return [...drain(assignRoles(drain(toBlocks(page?.lines ?? [])))).roles];
}

const [
  { title, abstract } = { title: '', abstract: '' },
  { title: title2, abstract: abstract2 } = { title: '', abstract: '' },
] = manyPapers(2);
const footer = ['  • 6 authors', '·', 'Sep 23 4'];

describe('assignRoles', () => {
  it('finds titles and abstracts in turn, with and without blank lines', () => {
    const expected = ['title', 'abstract', 'title', 'abstract'];
    assert.deepEqual(rolesOf(title, abstract, title2, abstract2), expected);
    assert.deepEqual(rolesOf(title, '', abstract, '', title2, '', abstract2), expected);
  });

  it('finds footers', () => {
    assert.deepEqual(rolesOf(title, '', abstract, '', ...footer, '', title2, '', abstract2, '', ...footer), [
      'title',
      'abstract',
      'footer',
      'title',
      'abstract',
      'footer',
    ]);
  });

  it('knows a title without an abstract by its footer', () => {
    assert.deepEqual(rolesOf(title, '', ...footer, '', title2, '', abstract2, '', ...footer), [
      'title',
      'footer',
      'title',
      'abstract',
      'footer',
    ]);
  });

  it('lets an abstract go on in a second paragraph', () => {
    assert.deepEqual(rolesOf(title, '', abstract, '', abstract2, '', title2, '', abstract2), [
      'title',
      'abstract',
      'abstractContinuation',
      'title',
      'abstract',
    ]);
  });

  it('does not go by length alone', () => {
    const long = `${title}, or ${title2.replace(/:/g, '')}, ${'and So On '.repeat(8)}Forever`;
    assert.deepEqual(rolesOf(long, '', 'We show that it is so.', '', title2, '', abstract2), [
      'title',
      'abstract',
      'title',
      'abstract',
    ]);
  });

  it('leaves out what belongs to no paper', () => {
    assert.deepEqual(rolesOf(title, title, abstract, '3 authors', title2, abstract2), [
      'title',
      'stray',
      'abstract',
      'stray',
      'title',
      'abstract',
    ]);
    assert.deepEqual(rolesOf(title, '', abstract, '', 'This is on the shelf.', '', title2, '', abstract2), [
      'title',
      'abstract',
      'stray',
      'title',
      'abstract',
    ]);
  });

  it('gives a role to each unit of nothing', () => {
    assert.deepEqual(rolesOf(''), []);
  });
});
