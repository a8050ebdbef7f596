import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { proseOf } from '../../../src/core/mentions/noteText';
import { ScannedNote } from '../../../src/core/mentions/scannedNote';
import { TitleTable } from '../../../src/core/mentions/titleTable';
import { paper } from '../support';

const known = ['TideLens: Low-Rank Routing for River Gauges', 'Low-Rank Routing for River Gauges', 'The Slow Weaving of a Small Café', 'River Gauges that Weave: A Longer Tale of Looms', 'X', 'Preface', 'MossNet: Looms', 'Gauges that Weave a Longer Tale'];

function tableOf(titles: readonly string[]): TitleTable {
  const table = new TitleTable();
  for (const title of titles) table.add(paper(title));
  return table;
}

describe('a note that is edited', function () {
  this.timeout(60_000);

  it('has the mentions of its text', () => {
    const table = tableOf(known);
    const note = new ScannedNote(() => table, 'We read Slow Weaving of a Small Café.\n', 'markdown');
    assert.equal(note.mentions.length, 1);
    note.edit([{ start: 0, end: 0, text: '```\n' }]);
    assert.deepEqual(note.mentions, []);
    note.edit([{ start: 0, end: 4, text: 'MossNet. ' }]);
    assert.deepEqual(note.mentions.map(({ tier }) => tier), ['name', 'title']);
    table.remove(paper('MossNet: Looms').id);
    assert.deepEqual(note.mentions.map(({ tier }) => tier), ['title']);
  });

  it('takes over what its text has become', () => {
    const table = tableOf(known);
    const note = new ScannedNote(() => table, '', 'markdown');
    for (const text of ['MossNet is', 'MossNet is MossNet', 'MossNet MossNet is MossNet', 'MossNet', 'MossNet', '`MossNet`', 'Gauges', '']) {
      note.become(text);
      assert.equal(note.text, text);
      assert.deepEqual(note.mentions, table.find(text, 'markdown'));
    }
  });

  it('has the mentions that a full scan finds, after any edits', () => {
    const table = tableOf(known);
    const words = known.flatMap((title) => title.split(' '));
    const piece = fc.oneof(fc.constantFrom(...known, ...words.map((word) => `${word} `)), fc.constantFrom('\n', '\n\n', '\r\n', '```\n', '`', '- ', '> ', '"', '*', '    ', '<!--', '-->', '---\n', '/*', '*/', '#', '// ', "'''", '"""', '\\textcolor{', '{red}', '\\', '\\begin{verbatim}', '\\end{verbatim}', '](', ')', ':', '\u0301', '学', '🜁', 'words '), fc.string({ unit: 'binary', maxLength: 3 }));
    const texts = fc.array(piece, { maxLength: 150 }).map((parts) => parts.join(''));
    const edits = fc.array(fc.array(fc.tuple(fc.nat(), fc.nat(30), piece), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(texts, edits, fc.constantFrom('plaintext', 'markdown', 'latex', 'python', 'typescript', 'org', 'restructuredtext'), (text, all, language) => {
        const note = new ScannedNote(() => table, text, language);
        assert.deepEqual(note.mentions, table.find(text, language));
        for (const places of all) {
          const { length } = note.text;
          const starts = [...new Set(places.map(([start]) => start % (length + 1)))].sort((a, b) => a - b);
          const changes = places.slice(0, starts.length).map(([, size, put], i) => ({ start: starts[i] ?? 0, end: Math.min((starts[i] ?? 0) + size, starts[i + 1] ?? length), text: put }));
          note.edit(changes);
          let expected = text;
          for (const { start, end, text: put } of [...changes].reverse()) expected = expected.slice(0, start) + put + expected.slice(end);
          text = expected;
          assert.equal(note.text, text);
          assert.deepEqual(note.mentions, table.find(text, language));
          const lines = text.split('\n').length;
          assert.equal(note.prose(0, lines), proseOf(text, language));
          const [first, behind] = [Math.floor(lines / 3), Math.floor((2 * lines) / 3)];
          const { start, end } = note.span(first, behind);
          assert.equal(text.slice(start, end), text.split(/(?<=\n)/).slice(first, behind).join(''));
          assert.equal(note.prose(first, behind), proseOf(text, language).slice(start, end));
        }
        note.become('');
        note.become(text);
        assert.deepEqual(note.mentions, table.find(text, language));
      }),
      { numRuns: 600 },
    );
  });
});
