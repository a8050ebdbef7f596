import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { compact, compactLength, compactWithOffsets, isWordCharacter } from '../../../src/core/text/compact';
import { assertLinear } from '../support';

/** Texts with all that makes positions difficult. */
const difficult = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 5 }),
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        'Loom ',
        'eﬃcient',
        '𝔸𝔹',
        '深度学习',
        'e\u0301',
        'β',
        '×',
        '\\emph{',
        '}',
        '\\beta',
        '\\"o',
        '&amp;',
        '&#233;',
        '&#x1F701;',
        '$^{2}$',
        '\ud83d',
        '\udf01',
        '\\textcolor[rgb]{0,0,1}{',
        '-',
        '\n',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('compact', function () {
  this.timeout(60_000);

  const same = (...texts: readonly string[]): void => {
    for (const text of texts) assert.equal(compact(text), compact(texts[0] ?? ''), text);
  };

  it('keeps letters and digits alone, in lower case', () => {
    assert.equal(compact('A Loom, 2nd-Hand: “Weaving”?'), 'aloom2ndhandweaving');
    assert.equal(compact(' \t—?!'), '');
  });

  it('does not mind dashes, quotes and spaces', () => {
    same(
      'Low-Rank "Looms" don\'t',
      'low‐rank “looms” don’t',
      'LOW–RANK  ‘Looms’\ndon`t',
      'low rank\u00a0looms\u200b dont',
    );
  });

  it('does not mind ligatures and compatibility forms', () => {
    same('Efficient Looms x2', 'Eﬃcient Looms x²', 'Ｅｆｆｉｃｉｅｎｔ Looms x₂');
  });

  it('does not mind how accents are written', () => {
    same(
      'Schrödinger',
      'Schro\u0308dinger',
      'Schr\\"odinger',
      'Schr\\"{o}dinger',
      'Schr{\\"o}dinger',
      'Schr&#246;dinger',
      'Schr&#xF6;dinger',
      'Schrodinger',
    );
    same('Fréchet', "Fr\\'echet", "Fr{\\'e}chet", 'Fr&eacute;chet', "Fr\\'{e}chet");
    same('Fran\\c{c}ois', 'François');
  });

  it('does not mind mark-up', () => {
    same(
      'A Loom of Words',
      '\\emph{A Loom} of {\\it Words}',
      '\\textbf{A} \\textsc{Loom} of Words',
      '{\\bf A Loom of Words}',
      '\\textcolor[rgb]{0.93,0.0,0.47}{A Loom} of Words',
      '\\color{red} A Loom of Words',
    );
    same('E2Loom', 'E$^{2}$Loom', 'E^2Loom', 'E$^2$Loom', 'E²Loom', 'E^{2}Loom');
    same('R&D for Looms', 'R\\&D for Looms', 'R&amp;D for Looms');
  });

  it('does not mind how Greek letters and signs are written', () => {
    same('β-Loom', 'beta-Loom', '$\\beta$-Loom', '\\beta-Loom', 'Β-loom');
    same('8×8 Looms', '8times8 looms', '$8\\times8$ Looms');
  });

  it('leaves the names of unknown commands', () => {
    assert.equal(compact('(\\GVL) \\rightarrow'), 'gvlrightarrow');
  });

  it('is compact already when it is compact', () => {
    fc.assert(
      fc.property(difficult, (text) => {
        assert.equal(compact(compact(text)), compact(text));
      }),
    );
  });

  for (const [name, piece] of Object.entries({
    backslashes: '\\',
    commands: '\\color ',
    'open braces': '\\color{',
    entities: '&#',
    ampersands: '&',
    blanks: ' ',
    letters: 'a',
    accents: '\\"',
    'combining marks': '\u0301',
    ligatures: 'ﷺ',
  })) {
    it(`grows with ${name}`, () => {
      assertLinear((size) => {
        const text = `\\color${piece.repeat(size)}x`;
        return () => compactWithOffsets(text);
      }, 25_000);
    });
  }
});

describe('compactWithOffsets', function () {
  this.timeout(60_000);

  it('has the same text as compact, and a position for each of its characters', () => {
    fc.assert(
      fc.property(fc.oneof(difficult, fc.string({ maxLength: 700, size: 'max' })), (text) => {
        const result = compactWithOffsets(text);
        assert.equal(result.text, compact(text));
        assert.equal(result.text.length, compactLength(text));
        for (const positions of [result.starts, result.ends, result.wordStarts])
          assert.equal(positions.length, result.text.length);
      }),
    );
  });

  it('is of each line by itself', () => {
    fc.assert(
      fc.property(difficult, (text) => {
        const line = `${text}\n`;
        const one = compactWithOffsets(line);
        const count = Math.ceil(70_000 / line.length);
        const all = compactWithOffsets(line.repeat(count));
        const { length } = one.text;
        assert.equal(all.text, one.text.repeat(count));
        const expected = (of: ArrayLike<number>, step: number): number[] =>
          Array.from({ length: length * count }, (_, i) => (of[i % length] ?? 0) + step * Math.floor(i / length));
        assert.deepEqual(Array.from(all.starts), expected(one.starts, line.length));
        assert.deepEqual(Array.from(all.ends), expected(one.ends, line.length));
        assert.deepEqual(Array.from(all.wordStarts), expected(one.wordStarts, 0));
      }),
      { numRuns: 30 },
    );
  });

  it('leads from each character to what it comes from', () => {
    fc.assert(
      fc.property(difficult, (text) => {
        const { text: folded, starts, ends } = compactWithOffsets(text);
        for (let i = 0; i < folded.length; i++) {
          const [start = -1, end = -1] = [starts[i], ends[i]];
          assert.ok(start >= 0 && start < end && end <= text.length);
          assert.ok(i === 0 || start >= (starts[i - 1] ?? 0));
          const source = text.slice(start, end);
          if (!source.startsWith('\\') && !source.startsWith('&'))
            assert.ok(compact(source).includes(folded.charAt(i)), source);
          assert.ok(
            !/^[\udc00-\udfff]/.test(source) || !/[\ud800-\udbff]$/.test(text.slice(0, start)),
            'no character is cut in two',
          );
        }
      }),
    );
  });

  const wordsOf = (text: string): string[] => {
    const { text: folded, wordStarts } = compactWithOffsets(text);
    const words: string[] = [];
    for (let i = 0; i < folded.length; i++) {
      if (wordStarts[i] === 1) words.push(folded.charAt(i));
      else words.push((words.pop() ?? '') + folded.charAt(i));
    }
    return words;
  };

  it('knows where words begin', () => {
    assert.deepEqual(wordsOf('A Low-Rank Loom'), ['a', 'low', 'rank', 'loom']);
    assert.deepEqual(wordsOf('E$^{2}$Loom'), ['e', '2loom']);
    assert.deepEqual(wordsOf('𝔸-𝔹 eﬃcient'), ['a', 'b', 'efficient']);
    assert.deepEqual(wordsOf('学习A'), ['学', '习', 'a']);
  });

  it('knows that a word goes on behind an accent, however it is written', () => {
    for (const text of [
      'Schrödinger',
      'Schro\u0308dinger',
      'Schr\\"odinger',
      'Schr\\"{o}dinger',
      'Schr{\\"o}dinger',
      'Schr&#246;dinger',
      'Schr&ouml;dinger',
    ]) {
      assert.deepEqual(wordsOf(`the ${text} cat`), ['the', 'schrodinger', 'cat'], text);
    }
  });

  it('ends a word at marks that are no accent', () => {
    assert.deepEqual(wordsOf("\\'A title\\' and more"), ['a', 'title', 'and', 'more']);
    assert.deepEqual(wordsOf('R\\&D, AT&amp;T, a&lt;b'), ['r', 'd', 'at', 't', 'a', 'b']);
  });
});

describe('isWordCharacter', () => {
  it('is true for what could go on with a word', () => {
    for (const text of ['a', 'Z', '0', 'é', 'я', '𝔸']) assert.ok(isWordCharacter(text, 0), text);
    for (const text of ['', ' ', '-', '’', '学', '한', 'ひ', '🜁', '\ud83d']) assert.ok(!isWordCharacter(text, 0), text);
  });
});
