import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { citedTitle } from '../../../src/core/cite/details';
import { visible } from '../../../src/core/text/prose';
import { maxReadableLength, maxReadableTitleLength, readable, readableTitle } from '../../../src/core/text/readable';
import { fragments } from '../pump/fragments';

/** Texts made of residue of all kinds, with marks between its characters that are not shown. */
const made = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...fragments) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('x', 'x_{i}', '^{2}', '\\emph{a}', '$a$', '{\\bf a}', '\\alpha', '1times'),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom('\u202e', '\u202c', '\u200e', '\u2066', '\u2069', '\u0000', '\u007f', '\u061c'),
      },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('what is made readable', function () {
  this.timeout(120_000);

  it('stays as it is when marks that are not shown hid residue', () => {
    for (const title of [
      'x\u202e_{i}',
      '\\em\u200eph{a b}',
      '$\u2066x^2$ x',
      '1ti\u0000mes',
      'a\u007f~b',
      '{\\b\u061cf a}',
      '&am\u200ep;lt;',
    ])
      assert.equal(citedTitle(citedTitle(title)), citedTitle(title), title);
    assert.equal(citedTitle('x\u202e_{i}'), citedTitle('x_{i}'));
  });

  for (const [what, show] of Object.entries({
    readable,
    readableTitle,
    citedTitle,
    abstracts: (text: string) => visible(readable(text)),
  })) {
    it(`stays as it is when it is made readable again: ${what}`, () => {
      fc.assert(
        fc.property(made, (text) => {
          const shown = show(text);
          assert.equal(show(shown), shown);
        }),
        { numRuns: 5_000 },
      );
    });
  }

  it('stays as it is where it would change for long', () => {
    for (const depth of [5, 20, 40, 200]) {
      for (const [open, close] of [
        ['\\emph{', '}'],
        ['{\\bf ', '}'],
        ['&amp', ';'],
        ['x^{', '}'],
        ['``', "''"],
        ['*a ', '*'],
      ] as const) {
        const text = `Looms ${open.repeat(depth)}x${close.repeat(depth)}`;
        assert.equal(readable(readable(text)), readable(text), text);
      }
    }
  });

  it('is a text up to a length; a longer one stays as it stands', () => {
    const mended = `${'Looms of x_{i} and a~b. '.repeat(400)}`;
    assert.ok(mended.length < maxReadableLength);
    assert.ok(!readable(mended).includes('_{'));
    const long = `${'Looms of x_{i}  and\ta~b.\n\n'.repeat(400)}`;
    assert.ok(long.length > maxReadableLength);
    assert.equal(readable(long), 'Looms of x_{i} and a~b.\n\n'.repeat(400).trim());
  });

  it('is a title up to a length; a longer one stays as it stands', () => {
    assert.equal(readableTitle('x_{i} '.repeat(160)), 'xᵢ '.repeat(160).trim());
    const long = 'x_{i}\u202e  \n'.repeat(200);
    assert.ok(long.length > maxReadableTitleLength && long.length < maxReadableLength);
    assert.equal(readableTitle(long), 'x_{i} '.repeat(200).trim());
  });
});
