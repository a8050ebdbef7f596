import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { proseOf } from '../../../src/core/mentions/noteText';
import { ScannedNote } from '../../../src/core/mentions/scannedNote';
import { TitleTable } from '../../../src/core/mentions/titleTable';
import { drain, type Steps } from '../../../src/core/steps';
import { paper } from '../support';

const known = [
  'TideLens: Low-Rank Routing for River Gauges',
  'Low-Rank Routing for River Gauges',
  'The Slow Weaving of a Small Café',
  'River Gauges that Weave: A Longer Tale of Looms',
  'X',
  'Preface',
  'MossNet: Looms',
  'Gauges that Weave a Longer Tale',
];

function tableOf(titles: readonly string[]): TitleTable {
  const table = new TitleTable();
  for (const title of titles) table.add(paper(title));
  return table;
}

const words = known.flatMap((title) => title.split(' '));
const piece = fc.oneof(
  fc.constantFrom(...known, ...words.map((word) => `${word} `)),
  fc.constantFrom(
    '\n',
    '\n\n',
    '\r\n',
    '```\n',
    '`',
    '- ',
    '> ',
    '"',
    '*',
    '    ',
    '<!--',
    '-->',
    '---\n',
    '/*',
    '*/',
    '#',
    '// ',
    "'''",
    '"""',
    '\\textcolor{',
    '{red}',
    '\\',
    '\\begin{verbatim}',
    '\\end{verbatim}',
    '\\begin{align}',
    '\\end{align}',
    '\\[',
    '\\]',
    '\r',
    '``',
    '\n$$\n',
    '<b ',
    'x="y"',
    '>',
    '>>> ',
    '\n[source]\n',
    '\n----\n',
    '](',
    ')',
    ':',
    '\u0301',
    '学',
    '🜁',
    'words ',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const texts = fc.array(piece, { maxLength: 150 }).map((parts) => parts.join(''));
const languages = fc.constantFrom(
  'plaintext',
  'markdown',
  'latex',
  'python',
  'typescript',
  'org',
  'restructuredtext',
  'asciidoc',
  'typst',
  'html',
);

describe('a note that is edited', function () {
  this.timeout(60_000);

  it('has the mentions of its text', () => {
    const table = tableOf(known);
    const note = new ScannedNote(table, 'We read Slow Weaving of a Small Café.\n', 'markdown');
    assert.equal(note.mentions.length, 1);
    note.edit([{ start: 0, end: 0, text: '```\n' }]);
    assert.deepEqual(note.mentions, []);
    note.edit([{ start: 0, end: 4, text: 'MossNet. ' }]);
    assert.deepEqual(
      note.mentions.map(({ tier }) => tier),
      ['name', 'title'],
    );
    table.remove(paper('MossNet: Looms').id);
    assert.deepEqual(
      note.mentions.map(({ tier }) => tier),
      ['title'],
    );
  });

  it('takes over what its text has become', () => {
    const table = tableOf(known);
    const note = new ScannedNote(table, '', 'markdown');
    for (const text of [
      'MossNet is',
      'MossNet is MossNet',
      'MossNet MossNet is MossNet',
      'MossNet',
      'MossNet',
      '`MossNet`',
      'Gauges',
      '',
    ]) {
      note.become(text);
      assert.equal(note.text, text);
      assert.deepEqual(note.mentions, table.find(text, 'markdown'));
    }
  });

  it('has the mentions that a full scan finds, after any edits', () => {
    const table = tableOf(known);
    const edits = fc.array(fc.array(fc.tuple(fc.nat(), fc.nat(30), piece), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(texts, edits, languages, (text, all, language) => {
        const note = new ScannedNote(table, text, language);
        assert.deepEqual(note.mentions, table.find(text, language));
        for (const places of all) {
          const { length } = note.text;
          const starts = [...new Set(places.map(([start]) => start % (length + 1)))].sort((a, b) => a - b);
          const changes = places.slice(0, starts.length).map(([, size, put], i) => ({
            start: starts[i] ?? 0,
            end: Math.min((starts[i] ?? 0) + size, starts[i + 1] ?? length),
            text: put,
          }));
          note.edit(changes);
          let expected = text;
          for (const { start, end, text: put } of [...changes].reverse())
            expected = expected.slice(0, start) + put + expected.slice(end);
          text = expected;
          assert.equal(note.text, text);
          assert.deepEqual(note.mentions, table.find(text, language));
          const lines = text.split(/\r\n?|\n/).length;
          assert.equal(note.prose(0, lines), proseOf(text, language));
          const [first, behind] = [Math.floor(lines / 3), Math.floor((2 * lines) / 3)];
          const { start, end } = note.span(first, behind);
          assert.equal(
            text.slice(start, end),
            text
              .split(/(?<=\n|\r(?!\n))/)
              .slice(first, behind)
              .join(''),
          );
          assert.equal(note.prose(first, behind), proseOf(text, language).slice(start, end));
        }
        note.become('');
        note.become(text);
        assert.deepEqual(note.mentions, table.find(text, language));
      }),
      { numRuns: 600 },
    );
  });

  it('has them also where it was looked through in steps that edits and other titles came between', () => {
    const change = fc.oneof(
      fc.record({ at: fc.nat(), text: piece }),
      fc.record({ title: fc.constantFrom(...known, 'words words and words'), isRemoved: fc.boolean() }),
    );
    const actions = fc.array(
      fc.record({ taker: fc.constantFrom('first', 'second'), steps: fc.integer({ min: 1, max: 9 }), change }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(texts, actions, languages, (part, all, language) => {
        const table = tableOf(known);
        const waiting: (() => void)[] = [];
        const prepareTitles = function* (): Steps<void> {
          for (let next = waiting.shift(); next; next = waiting.shift()) {
            next();
            yield;
          }
        };
        let text = part.repeat(Math.ceil(60_000 / Math.max(1, part.length)));
        const note = new ScannedNote(table, text, language, prepareTitles);
        const work = { first: note.prepare(), second: note.prepare() };
        for (const { taker, steps, change } of all) {
          for (let i = 0; i < steps; i++) if (work[taker].next().done) work[taker] = note.prepare();
          if ('at' in change) {
            const start = change.at % (text.length + 1);
            note.edit([{ start, end: start, text: change.text }]);
            text = text.slice(0, start) + change.text + text.slice(start);
          } else {
            waiting.push(() => {
              if (change.isRemoved) table.remove(paper(change.title).id);
              else table.add(paper(change.title));
            });
          }
        }
        drain(work.second);
        assert.equal(waiting.length, 0);
        assert.deepEqual(note.mentions, table.find(text, language));
      }),
      { numRuns: 60 },
    );
  });

  it('is looked through once for all who wait for it', () => {
    const table = tableOf(known);
    const count = (...notes: readonly ScannedNote[]): number => {
      const work = notes.map((note) => note.prepare());
      let steps = 0;
      for (let open = work; open.length > 0; steps += open.length) open = open.filter((one) => !one.next().done);
      return steps;
    };
    const text = `${known.join('\n')}\n`.repeat(1_000);
    const alone = count(new ScannedNote(table, text));
    const note = new ScannedNote(table, text);
    assert.ok(alone > 10);
    assert.ok(count(note, note, note) <= alone + 3);
  });
});
