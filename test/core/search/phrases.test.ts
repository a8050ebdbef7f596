import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { PhraseText, phraseTest } from '../../../src/core/search/phrases';
import { compactWithOffsets } from '../../../src/core/text/compact';
import { readable } from '../../../src/core/text/readable';

/** Whether a phrase stands in a text as it is in a dump. */
const stands = (phrase: string, isOpen: boolean, text: string): boolean =>
  phraseTest(phrase, isOpen)(new PhraseText(readable(text)));

describe('phraseTest', () => {
  for (const [phrase, text] of [
    ['fine-tuning of models', 'The Fine Tuning\nof models'],
    ['finetuning', 'on fine-tuning'],
    ['fine tuning', 'on finetuning'],
    ['E2GAN', 'by E$^{2}$GAN'],
    ['naive bayes', 'the “naïve” Bayes'],
    ['α-divergence', 'an α–divergence'],
    ['R&D', 'in R&amp;D'],
    ['deep learning', 'some \\emph{deep} learning'],
    ['state of the art', 'state‑of‑the‑art'],
  ] as const)
    it(`finds ${phrase} in ${JSON.stringify(text)}`, () => {
      assert.ok(stands(phrase, false, text));
    });

  it('wants whole words, but for the last one of an open phrase', () => {
    assert.ok(!stands('deep learn', false, 'deep learning'));
    assert.ok(stands('deep learn', true, 'deep learning'));
    assert.ok(!stands('eep learning', true, 'deep learning'));
  });

  it('takes a phrase of any length', () => {
    const long = 'word '.repeat(40_000);
    assert.ok(stands(long, false, long));
    assert.ok(!stands(long, false, 'word '.repeat(100)));
  });

  it('agrees with the whole comparison on any text', () => {
    const unit = fc.constantFrom(
      ...'abAB2 -–_^`$\\{}&;’“⁇é²×α'.split(''),
      '\\emph{',
      '\\it ',
      '\\alpha',
      '\\textcolor{a}{',
      '\\"',
      '\\c{',
      '&amp;',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 30 }),
        fc.nat(20),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        (text, at, length, isOpen) => {
          const { text: letters, wordStarts } = compactWithOffsets(readable(text));
          const phrase = letters.slice(at, at + length);
          fc.pre(phrase !== '');
          const isFound = Array.from(letters).some(
            (_, i) =>
              letters.startsWith(phrase, i) &&
              wordStarts[i] === 1 &&
              (isOpen || i + phrase.length === letters.length || wordStarts[i + phrase.length] === 1),
          );
          assert.equal(stands(phrase, isOpen, text), isFound);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
