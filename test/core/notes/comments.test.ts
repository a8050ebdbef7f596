import { strict as assert } from 'node:assert';
import { commentsIn, hasKnownComments, isWithin } from '../../../src/core/notes/comments';
import { assertLinear } from '../support';

function comments(text: string, language: string): string[] {
  return commentsIn(text, language).map(([start, end]) => text.slice(start, end));
}

describe('commentsIn', () => {
  it('finds comments, and no address in a string', () => {
    assert.deepEqual(comments('const a = "http://x"; // see this\nlet b = `//${a}`; /* and\nthat */ c();', 'typescript'), ['// see this', '/* and\nthat */']);
    assert.deepEqual(comments("a = '#1'  # one\nb = 2", 'python'), ['# one']);
    assert.deepEqual(comments("fn f<'a>(x: &'a str) { // it's\n}", 'rust'), ["// it's"]);
    assert.deepEqual(comments('<p>-- <!-- seen --></p>', 'html'), ['<!-- seen -->']);
  });

  it('takes texts in three quotes for comments', () => {
    assert.deepEqual(comments('def f():\n  """After a paper.\n  """\n  return "x"', 'python'), ['"""After a paper.\n  """']);
  });

  it('joins lines of comments that follow each other', () => {
    assert.deepEqual(comments('// one\n  // two\n\n// three\nx();', 'go'), ['// one\n  // two', '// three']);
  });

  it('finds none in a language that it does not know', () => {
    assert.ok(!hasKnownComments('brainfuck'));
    assert.deepEqual(comments('# a', 'brainfuck'), []);
  });

  it('takes time in proportion to the text', () => {
    for (const piece of ['/* ', '"', '// a\n', "'''", '`', '--[[']) {
      for (const language of ['c', 'python', 'lua']) assertLinear((n) => () => commentsIn(piece.repeat(n), language), 4_000);
    }
  });
});

describe('isWithin', () => {
  it('tells whether a stretch stands in one of others', () => {
    const others = [[2, 5], [8, 12]] as const;
    assert.ok(isWithin([2, 5], others) && isWithin([9, 12], others));
    assert.ok(!isWithin([1, 3], others) && !isWithin([4, 9], others) && !isWithin([12, 13], others));
  });
});
