import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isDump, sniffLength } from '../../../src/core/dump/sniff';
import { assertLinear } from '../support';
import { pages, pageLines, print, styles } from './print';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('isDump', function () {
  this.timeout(60_000);

  it('knows every page that is copied with its header', () => {
    fc.assert(
      fc.property(pages(), styles, (page, style) => isDump(bytes(print([page], style)).subarray(0, sniffLength))),
    );
  });

  it('knows pages of three papers without their header by what abstracts say', () => {
    fc.assert(
      fc.property(pages(undefined, 3), (page) => {
        const headerLines = { compact: 2, blocks: 10, listing: 12 }[page.shape];
        const papers = page.papers.map((paper) => ({ ...paper, abstract: `We present a loom. ${paper.abstract}` }));
        const text = pageLines({ ...page, papers })
          .slice(headerLines)
          .join('\n')
          .replace(/^Subscribe/, '');
        return isDump(bytes(text).subarray(0, sniffLength));
      }),
    );
  });

  it('knows a page wherever its beginning was cut off', () => {
    fc.assert(
      fc.property(pages(['listing'], 4), fc.integer({ min: 200, max: 5000 }), (page, length) => {
        const cut = bytes(print([page])).subarray(0, length);
        return isDump(cut);
      }),
    );
  });

  it('takes nothing else for a dump', () => {
    for (const text of [
      '',
      '\n\n\n',
      'Hello',
      'new\n\nSubscribe\n',
      'Nov 12',
      '• 6 authors',
      'a\n'.repeat(1000),
      '{"papers": []}',
      `${'word '.repeat(200)}\n`.repeat(20),
    ]) {
      assert.equal(isDump(bytes(text)), false, text.slice(0, 40));
    }
  });

  it('takes no binary file for a dump', () => {
    assert.equal(isDump(bytes('byAK and the research community\n\u0000')), false);
  });

  it('grows with its input', () => {
    for (const line of ['\n', '·\n', 'a', 'new\n\n', '  • 6 authors\n', 'Get trending papers in your email inbox! ']) {
      assertLinear((size) => {
        const text = bytes(line.repeat(size / line.length));
        return () => isDump(text);
      }, sniffLength / 8);
    }
  });
});
