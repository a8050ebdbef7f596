import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { readable } from '../../../src/core/text/readable';
import { abstracts, manyPapers } from '../invented';
import { assertLinear } from '../support';

describe('readable', function () {
  this.timeout(60_000);

  const cases: Record<string, readonly (readonly [string, string])[]> = {
    'takes away mark-up that sets its argument': [
      ['a \\emph{sparse} loom', 'a sparse loom'],
      ['\\textsc{Loom} and \\texttt{k}', 'Loom and k'],
      ['{\\it a loom} weaves', 'a loom weaves'],
      ['\\textcolor[rgb]{0.93,0.0,0.47}{Our loom} weaves', 'Our loom weaves'],
      ['\\textcolor{red}{Our loom}', 'Our loom'],
    ],
    'sets powers in Unicode': [
      ['E$^{2}$Loom', 'E²Loom'],
      ['E$^2$Loom', 'E²Loom'],
      ['IA-LOOM^2 is O(n^2)', 'IA-LOOM² is O(n²)'],
      ['10^{-3}', '10⁻³'],
      ['SL^{2}A-INR', 'SL²A-INR'],
    ],
    'frees escaped signs': [
      ['47.6\\% of R\\&D', '47.6% of R&D'],
      ['\\$100K \\_x\\_ \\#1', '$100K _x_ #1'],
    ],
    'mends quotes': [
      ["``A is to B''", '“A is to B”'],
      ['``soft" looms', '“soft” looms'],
      ["a `teacher' loom", 'a ‘teacher’ loom'],
    ],
    'folds white space and keeps paragraphs': [
      ['  a\nloom \t of\u00a0words \n\n \n\n Next ', 'a loom of words\n\nNext'],
      ['', ''],
    ],
    'leaves alone what may be meant as it stands': [
      ['$100K or 100 Days', '$100K or 100 Days'],
      ['times, in, log and beta', 'times, in, log and beta'],
      ['a_deterministic_loom and _one_', 'a_deterministic_loom and _one_'],
      ["the `a` and don't", "the `a` and don't"],
      ['x^{ab}, R^n_m and x_{2}', 'x^{ab}, R^n_m and x_{2}'],
      ['\\emph{scan and never closed', '\\emph{scan and never closed'],
      ['r<<a & b', 'r<<a & b'],
    ],
    'leaves addresses alone': [
      ['see \\emph{https} https://example.org/moss_net/^2/\\emph{x} and x^2', 'see https https://example.org/moss_net/^2/\\emph{x} and x²'],
      ["`https://example.org/a'b'", "`https://example.org/a'b'"],
    ],
  };
  for (const [name, pairs] of Object.entries(cases)) {
    it(name, () => {
      for (const [text, expected] of pairs) assert.equal(readable(text), expected);
    });
  }

  it('leaves clean prose as it is', () => {
    fc.assert(
      fc.property(fc.array(abstracts, { minLength: 1, maxLength: 3 }), (paragraphs) => {
        const text = paragraphs.join('\n\n').replaceAll('^', '');
        assert.equal(readable(text), text);
      }),
    );
  });

  it('has nothing left to do on its own result', () => {
    for (const { title, abstract } of manyPapers(200)) {
      assert.equal(readable(readable(title)), readable(title));
      assert.equal(readable(readable(abstract)), readable(abstract));
    }
  });

  it('takes any text, and leaves every address in it', () => {
    const parts = fc.constantFrom('\\emph{', '}', '^{2}', '$', '``', "''", '`', "'", 'word ', ' https://example.org/a_b^2 ', '\\', '{\\it ', '\n\n', '\\textcolor{a}{');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 25 }), (pieces) => {
        const text = pieces.join('');
        const addresses = (of: string): number => of.split('https://example.org/a_b^2').length;
        assert.equal(addresses(readable(text)), addresses(text));
      }),
    );
  });

  for (const piece of ['\\emph{', '{\\it ', '``', '`', "`'", '^{', '$^', '\\', '\\textcolor{a}{', '\\textcolor[', 'https://', '\n \n', ' ']) {
    it(`grows with ${JSON.stringify(piece)}`, () => {
      assertLinear((size) => {
        const text = `^${piece.repeat(size)}`;
        return () => readable(text);
      }, 12_500);
    });
  }
});
