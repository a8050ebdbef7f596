import { strict as assert } from 'node:assert';
import { citationStem } from '../../../src/core/cite/stem';
import { insertionOf, linkTarget, type InsertPlace } from '../../../src/core/notes/insertion';
import { paper } from '../support';

const plain: InsertPlace = {
  language: 'markdown',
  style: 'auto',
  inBrackets: false,
  address: 'vscode://moss.net/abstract?id=loom',
  inDump: null,
};
const insertion = (title: string, place: Partial<InsertPlace>): string =>
  insertionOf(paper(title), { ...plain, ...place }, citationStem);
const loom = 'TideLens: Low-Rank Routing for “River” Gauges';
const hostile = '<script>alert(1)</script> [x](command:a) `b` *c* _d_ $(e) #f {{g}} @h ]]';

describe('insertionOf', () => {
  it('follows the language where the setting leaves it to it', () => {
    for (const language of ['markdown', 'plaintext', 'restructuredtext', 'org', 'asciidoc'])
      assert.equal(insertion(loom, { language }), loom, language);
    for (const language of ['latex', 'tex']) assert.match(insertion(loom, { language }), /^\\cite\{tidelens\w*\}$/);
    assert.match(insertion(loom, { language: 'typst' }), /^@tidelens/);
    assert.equal(insertion(loom, { inBrackets: true }), `[[${loom}]]`);
    assert.equal(insertion(loom, { inBrackets: true, language: 'plaintext' }), loom);
  });

  it('follows the setting', () => {
    assert.equal(insertion(loom, { style: 'link' }), `[${loom}](vscode://moss.net/abstract?id=loom)`);
    assert.equal(insertion(loom, { style: 'dumpLink', inDump: '../a.txt#L3' }), `[${loom}](../a.txt#L3)`);
    assert.equal(insertion(loom, { style: 'dumpLink' }), loom);
    assert.equal(insertion(loom, { style: 'link', language: 'plaintext' }), loom);
    assert.match(insertion(loom, { style: 'cite' }), /^@tidelens/);
    assert.match(insertion(loom, { style: 'cite', language: 'org' }), /^\[cite:@tidelens\w*\]$/);
    assert.equal(insertion(loom, { style: 'wikilink', language: 'plaintext' }), `[[${loom}]]`);
    assert.equal(insertion('50% of $x$', { style: 'title', language: 'latex' }).includes('50\\%'), true);
  });

  it('cites by the key that it is given', () => {
    const cite = (language: string): string =>
      insertionOf(paper(loom), { ...plain, language, style: 'cite' }, () => 'tidelens2025kelp');
    assert.deepEqual(['latex', 'typst', 'org', 'markdown'].map(cite), [
      '\\cite{tidelens2025kelp}',
      '@tidelens2025kelp',
      '[cite:@tidelens2025kelp]',
      '@tidelens2025kelp',
    ]);
  });

  it('lets no title become mark-up', () => {
    assert.ok(!/(?<!\\)[[\]<>`*$]/.test(insertion(hostile, {})));
    assert.ok(!/[[\]<>`]/.test(insertion(hostile, { style: 'wikilink' }).slice(2, -2)));
    assert.ok(!/(?<!\\)[#@$<[\]`*]/.test(insertion(hostile, { language: 'typst', style: 'title' })));
    assert.ok(!/[[\]<>{}`#]/.test(insertion(hostile, { language: 'asciidoc' })));
    assert.ok(!/\n/.test(insertion('a\nb c', {})));
    assert.deepEqual(
      ['1. Looms', '2) Looms', '3', '- Looms', '2.5D Looms'].map((title) => insertion(title, {})),
      ['1\\. Looms', '2\\) Looms', '3', '\\- Looms', '2.5D Looms'],
    );
  });
});

describe('linkTarget', () => {
  it('goes from a note to a line of a dump', () => {
    assert.equal(linkTarget('/w/notes/a.md', '/w/papers/b c(1).txt', 7), '../papers/b%20c%281%29.txt#L7');
    assert.equal(linkTarget('/w/a.md', '/w/b.txt', 1), 'b.txt#L1');
    assert.equal(linkTarget('/w/x/y/a.md', '/w/b.txt', 1), '../../b.txt#L1');
  });
});
