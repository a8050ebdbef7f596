import { strict as assert } from 'node:assert';
import { isHeaderLine, splitPages } from '../../../src/core/dump/furniture';
import { splitLines } from '../../../src/core/dump/lines';
import { drain } from '../../../src/core/steps';

/** The content of each page. */
function contentOf(...lines: readonly string[]): string[][] {
  return pagesOf(...lines).map((page) => page.lines.map((line) => line.text));
}

function pagesOf(
  ...lines: readonly string[]
): ReturnType<typeof splitPages> extends Generator<void, infer T> ? T : never {
  return drain(splitPages(drain(splitLines(lines.join('\n')))));
}

const invitation = 'Get trending papers in your email inbox!';
const daily = 'Get trending papers in your email inbox once a day!';
const byline = 'byAK and the research community';

describe('isHeaderLine', () => {
  it('knows the lines that stand in headers alone', () => {
    for (const line of [
      invitation,
      daily,
      byline,
      `  ${invitation}\u00a0`,
      'by AK and the research community',
      `\ufeff${daily}`,
    ])
      assert.ok(isHeaderLine(line));
    for (const line of ['new', 'Subscribe', 'Daily Papers', 'Nov 12', `Why ${invitation}`, ''])
      assert.ok(!isHeaderLine(line));
  });
});

describe('splitPages', () => {
  it('takes the header off', () => {
    assert.deepEqual(
      contentOf(
        'new',
        '',
        invitation,
        '',
        'Subscribe',
        '',
        'Daily Papers',
        '',
        byline,
        '',
        'Nov 12',
        '',
        'A Title',
        '',
        'Text.',
      ),
      [['A Title', 'Text.']],
    );
    assert.deepEqual(pagesOf(invitation, byline, 'Nov 12', 'A Title')[0]?.date, { month: 11, day: 12, year: null });
  });

  it('takes off a header that is glued to the first title', () => {
    assert.deepEqual(contentOf(daily, invitation, 'SubscribeA Title', 'Text.'), [['A Title', 'Text.']]);
    assert.deepEqual(contentOf(daily, invitation, 'SubscribeSubscribe to Nothing', 'Text.'), [
      ['Subscribe to Nothing', 'Text.'],
    ]);
  });

  it('begins a page where a header stands again', () => {
    const pages = pagesOf(
      'new',
      '',
      invitation,
      '',
      byline,
      '',
      'Nov 12',
      '',
      'One',
      '',
      'new',
      '',
      invitation,
      '',
      byline,
      '',
      'Nov 13',
      '',
      'Two',
    );
    assert.deepEqual(
      pages.map((page) => [page.date?.day, page.lines.map((line) => line.text)]),
      [
        [12, ['One']],
        [13, ['Two']],
      ],
    );
  });

  it('begins a page where a header is glued to the text before', () => {
    assert.deepEqual(contentOf(invitation, 'SubscribeOne', `Text.${daily}`, invitation, 'SubscribeTwo', 'More.'), [
      ['One', 'Text.'],
      ['Two', 'More.'],
    ]);
    assert.deepEqual(contentOf(invitation, '', 'One', '', 'Text.new', '', invitation, '', byline, '', 'Two'), [
      ['One', 'Text.'],
      ['Two'],
    ]);
    assert.deepEqual(contentOf(invitation, '', 'One', '', 'Text. \ufeffnew', '', invitation, '', byline, '', 'Two'), [
      ['One', 'Text. '],
      ['Two'],
    ]);
    assert.deepEqual(contentOf(invitation, '', '·', 'Jan 3 4 new', '', invitation, '', byline, '', 'Two'), [
      ['·', 'Jan 3 4 '],
      ['Two'],
    ]);
  });

  it('leaves a text alone that only looks like a header', () => {
    const texts = [
      'A Theory of All That Is new',
      'Subscribed: Learning to Unsubscribe',
      'Daily Papers',
      'Nov 12',
      'We write “get trending papers in your email inbox!” on a wall.',
      'Text.new',
    ];
    assert.deepEqual(contentOf(...texts), [texts]);
    assert.deepEqual(contentOf(invitation, '', 'One', '', ...texts), [['One', ...texts]]);
    assert.deepEqual(contentOf(invitation, '', 'All That Is new', '', invitation, '', 'Two'), [
      ['All That Is new'],
      ['Two'],
    ]);
  });

  it('keeps what stands before the first header, and says so', () => {
    assert.deepEqual(
      pagesOf('My notes', invitation, 'One').map((page) => page.hasHeader),
      [false, true],
    );
  });

  it('notes the blank lines', () => {
    assert.deepEqual(
      pagesOf(invitation, '', 'One', 'two', '\u00a0', 'three')[0]?.lines.map((line) => [line.number, line.gap]),
      [
        [3, true],
        [4, false],
        [6, true],
      ],
    );
  });

  it('makes no page of nothing', () => {
    assert.deepEqual(pagesOf('', ' ', '\u200b'), []);
  });
});
