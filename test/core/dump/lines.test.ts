import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isBlank, plainLine, splitLines } from '../../../src/core/dump/lines';
import { drain } from '../../../src/core/steps';

const split = (text: string): [number, string][] =>
  drain(splitLines(text)).map(({ number, text: line }) => [number, line]);

describe('splitLines', function () {
  this.timeout(60_000);

  it('splits at line feeds, with or without a carriage return before', () => {
    assert.deepEqual(split('a\nb\r\nc'), [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  it('leaves out blank lines, and notes where they were', () => {
    assert.deepEqual(drain(splitLines('\na\n \u00a0\n\u200b\nb\nc\n')), [
      { text: 'a', number: 2, gap: true },
      { text: 'b', number: 5, gap: true },
      { text: 'c', number: 6, gap: false },
    ]);
    assert.deepEqual(split(''), []);
  });

  it('splits at carriage returns where there is nothing else', () => {
    assert.deepEqual(split('a\rb\r\rc'), [
      [1, 'a'],
      [2, 'b'],
      [4, 'c'],
    ]);
  });

  it('counts a stray carriage return, which an editor takes for a line end', () => {
    assert.deepEqual(split('a\rb\nc\r'), [
      [1, 'a\rb'],
      [3, 'c\r'],
    ]);
  });

  it('loses nothing that can be seen', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\n', '\r\n', 'ab', ' ', '\u2028', '')), (parts) => {
        const text = parts.join('');
        assert.deepEqual(
          split(text).map(([, line]) => line),
          text.split(/\r?\n/).filter((line) => line.trim() !== ''),
        );
      }),
    );
  });
});

describe('plainLine', () => {
  it('drops what cannot be seen and folds white space', () => {
    assert.equal(plainLine('\ufeff Sep\u00a023\u200b \t4\u0000\u2028'), 'Sep 23 4');
  });
});

describe('isBlank', () => {
  it('is about what can be seen', () => {
    for (const text of ['', ' ', '\u00a0\t', '\u200b\ufeff', '\u0000']) assert.ok(isBlank(text));
    for (const text of ['.', '·', '\u200bx', '\ufffd']) assert.ok(!isBlank(text));
  });
});
