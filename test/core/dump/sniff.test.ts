import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isDump, sniffLength } from '../../../src/core/dump/sniff';
import { manyPapers } from '../invented';
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
    const header =
      'new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\n';
    assert.equal(isDump(bytes(`\u0000\u0001PK${'\u0000x'.repeat(400)}`)), false);
    assert.equal(isDump(bytes(header)), true);
  });

  it('knows a listing in spite of its first line, of NUL bytes and of lines between its papers', () => {
    const papers = manyPapers(6).map(({ title, abstract }) => `${title}\n${abstract}`);
    const text = papers.join('\n');
    assert.ok(isDump(bytes(text)));
    assert.ok(isDump(bytes(`My reading list\n\n${text}`)));
    assert.ok(isDump(bytes(papers.join('\nRead this one on the train.\n'))));
    assert.ok(isDump(bytes(text.replace('e', '\u0000'))));
  });

  it('does not take a note that quotes papers for a dump', () => {
    const [first, second] = manyPapers(2);
    const quoted = [first, second].map((paper) => `${paper?.title ?? ''}\n\n${paper?.abstract ?? ''}`);
    const remark = 'I read this on the train, and then again at home. '.repeat(20);
    assert.equal(isDump(bytes(`# Notes\n\n${remark}\n\n${quoted[0] ?? ''}\n\n${remark}\n`)), false);
    assert.equal(isDump(bytes(quoted.join(`\n\n${remark}\n\n`))), false);
  });

  it('grows with its input', () => {
    const words = 'We propose it, and this paper shows it. ';
    for (const line of [
      words,
      `${words}\n\n`,
      'A\n',
      '\n',
      '·\n',
      'a',
      'new\n\n',
      '  • 6 authors\n',
      'Get trending papers in your email inbox! ',
    ]) {
      assertLinear((size) => {
        const text = bytes(line.repeat(size / line.length));
        return () => isDump(text);
      }, sniffLength / 8);
    }
  });
});
