import { strict as assert } from 'node:assert';
import { toBlocks } from '../../../src/core/dump/blocks';
import { splitPages } from '../../../src/core/dump/furniture';
import { splitLines } from '../../../src/core/dump/lines';
import { drain } from '../../../src/core/steps';
import { manyPapers } from '../invented';

const [
  { title, abstract } = { title: '', abstract: '' },
  { title: title2, abstract: abstract2 } = { title: '', abstract: '' },
] = manyPapers(2);

describe('toBlocks', () => {
  const unitsOf = (...lines: readonly string[]): unknown[] => {
    const [page] = drain(splitPages(drain(splitLines(lines.join('\n')))));
    return drain(toBlocks(page?.lines ?? [])).map((block) => (block.kind === 'text' ? block.text : block.kind));
  };

  it('joins the lines of a paragraph where blank lines part them', () => {
    assert.deepEqual(unitsOf('A Title', '', 'We propose', 'a wrapped', 'text.', '', 'Another', '', 'Text.'), [
      'A Title',
      'We propose\na wrapped\ntext.',
      'Another',
      'Text.',
    ]);
  });

  it('takes each line for itself where none do', () => {
    assert.deepEqual(unitsOf(title, abstract, title2, abstract2), [title, abstract, title2, abstract2]);
  });

  it('keeps a line that was not wrapped apart from the one below it', () => {
    assert.deepEqual(unitsOf(title, '', abstract, '', 'My note', title2, '', abstract2), [
      title,
      abstract,
      'My note',
      title2,
      abstract2,
    ]);
  });

  it('ends a wrapped paragraph in a line that has no letter', () => {
    const wrapped =
      'We propose a text whose lines\nwere wrapped and of which the\nlast one is short (90.3 versus\n89.8).';
    assert.deepEqual(unitsOf(title, '', abstract, '', title2, '', wrapped), [title, abstract, title2, wrapped]);
  });

  it('keeps repeated lines, dates and lines without letters apart', () => {
    const lines = [title2, title2, '---', 'Nov 12', title];
    assert.deepEqual(unitsOf(title, '', abstract, '', ...lines, '', abstract2), [title, abstract, ...lines, abstract2]);
  });
});
