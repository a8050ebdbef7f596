import { strict as assert } from 'node:assert';
import { readFooter } from '../../../src/core/dump/footer';
import type { Line } from '../../../src/core/dump/lines';

/** Lines as they stand in a file; a blank one becomes the gap before the next. */
function content(...texts: readonly string[]): Line[] {
  return texts.flatMap((text, i) =>
    text === '' ? [] : [{ text, number: i + 1, gap: i === 0 || texts[i - 1] === '' }],
  );
}

function footerOf(...texts: readonly string[]): unknown[] | null {
  const result = readFooter(content(...texts), 0);
  if (!result) return null;
  const { authorCount, organization, date, count, unread } = result.footer;
  return [
    authorCount ?? organization,
    date && [date.month, date.day, date.year],
    count,
    unread?.text ?? null,
    result.end,
  ];
}

describe('readFooter', () => {
  it('reads authors, date and count', () => {
    assert.deepEqual(footerOf('  • 6 authors', '·', 'Aug 16, 2023'), [6, [8, 16, 2023], null, null, 3]);
    assert.deepEqual(footerOf('  • 6 authors', '·', 'Sep 23 4'), [6, [9, 23, null], 4, null, 3]);
    assert.deepEqual(footerOf('  • 1 authors', '·', 'Oct 1, 2024 5'), [1, [10, 1, 2024], 5, null, 3]);
    assert.deepEqual(footerOf('• 1 author', '·', 'Oct 1 1,204'), [1, [10, 1, null], 1204, null, 3]);
  });

  it('reads an organisation as slug and name', () => {
    assert.deepEqual(footerOf('harborlab Harbor Lab', '·', 'May 29 5'), [
      { slug: 'harborlab', name: 'Harbor Lab' },
      [5, 29, null],
      5,
      null,
      3,
    ]);
    assert.deepEqual(footerOf('solo', '·', 'May 29'), [{ slug: 'solo', name: 'solo' }, [5, 29, null], null, null, 3]);
    assert.deepEqual(footerOf('3d_x.y-z Łódź & Co. (Lab)', '·', 'May 29'), [
      { slug: '3d_x.y-z', name: 'Łódź & Co. (Lab)' },
      [5, 29, null],
      null,
      null,
      3,
    ]);
  });

  it('reads through invisible characters and odd blanks', () => {
    assert.deepEqual(footerOf('\u00a0\u00a0•\u00a06\u00a0authors\u200b', ' ·\u00a0', 'Sep\u00a023 4 '), [
      6,
      [9, 23, null],
      4,
      null,
      3,
    ]);
  });

  it('reads mojibake of its marks', () => {
    assert.deepEqual(footerOf('â€¢ 6 authors', 'Â·', 'Sep 23'), [6, [9, 23, null], null, null, 3]);
  });

  it('is there as far as it goes', () => {
    assert.deepEqual(footerOf('  • 6 authors'), [6, null, null, null, 1]);
    assert.deepEqual(footerOf('  • 6 authors', '·'), [6, null, null, null, 2]);
    assert.deepEqual(footerOf('·', 'Sep 23'), [null, [9, 23, null], null, null, 2]);
    assert.deepEqual(footerOf('  • 6 authors', '·', '', 'A Title after a Blank Line'), [6, null, null, null, 2]);
  });

  it('keeps a date that it cannot read', () => {
    assert.deepEqual(footerOf('  • 6 authors', '·', 'Feb 31'), [6, null, null, 'Feb 31', 3]);
    assert.deepEqual(footerOf('  • 6 authors', '·', '2023-08-16'), [6, null, null, '2023-08-16', 3]);
  });

  it('takes no line of text for an organisation', () => {
    assert.equal(readFooter(content('We propose', 'a method.', '·', 'Sep 23'), 1), null);
    assert.equal(footerOf('harborlab Harbor Lab', 'Sep 23'), null);
    assert.equal(footerOf('harborlab Harbor Lab', '·', 'A Title'), null);
    assert.equal(footerOf('A study of 6 authors'), null);
    assert.equal(footerOf('·', '·', '·'), null);
    assert.equal(readFooter([], 0), null);
  });
});
