import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { wordsOf, wordsOfTitle } from '../../../src/core/mentions/halfTable';
import { ScannedNote } from '../../../src/core/mentions/scannedNote';
import { TitleTable } from '../../../src/core/mentions/titleTable';
import { drain } from '../../../src/core/steps';
import { compactWithOffsets } from '../../../src/core/text/compact';
import { titles } from '../invented';
import { assertLinear, paper } from '../support';

const title = 'Kelp Forests Are Quiet Listeners to Passing Ships';

function tableOf(known: readonly string[]): TitleTable {
  const table = new TitleTable();
  for (const one of known) table.add(paper(one));
  return table;
}

/** The places in a text, `|` in which is where the cursor is; all of a text without it. */
function misses(marked: string, language = 'plaintext', known: readonly string[] = [title]): string[] {
  const table = tableOf(known);
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const note = new ScannedNote(table, text, language);
  return drain(cursor < 0 ? note.nearMisses(0, text.length) : note.nearMisses(cursor, cursor)).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('near misses', function () {
  this.timeout(60_000);

  it('are a title with a word substituted, missing or added', () => {
    for (const text of [
      'Kelp Forests Were Quiet Listeners to Passing Ships',
      'kelp forests are listeners to passing\nships',
      'Kelp Forests Are Not Quiet Listeners to Passing Ships',
      'Kelp Forests Are Quiet Listeners to Passing Boats',
      'Seagrass Forests Are Quiet Listeners to Passing Ships',
      'Kelp Forests Are Quiet Listeners to Big Passing Ships',
      'Kelp Forests Are Quiet Listeners to Passing Big Ships',
      'Kelp Like Forests Are Quiet Listeners to Passing Ships',
      'kelps forests are quiet listeners to passing ships',
      'Kelp Forests *Were* Quiet Listeners — to Passing Ships',
    ]) {
      assert.deepEqual(misses(`We read ${text}, too.`), [text]);
    }
  });

  it('take no word of the text for a title’s first or last one that only misses it', () => {
    assert.deepEqual(misses('We read Kelp Forests Are Quiet Listeners to Passing and liked it.'), [
      'Kelp Forests Are Quiet Listeners to Passing',
    ]);
    assert.deepEqual(misses('We read Forests Are Quiet Listeners to Passing Ships.'), [
      'Forests Are Quiet Listeners to Passing Ships',
    ]);
    assert.deepEqual(misses('Kelp Forests Are Quiet Listeners to Passing'), [
      'Kelp Forests Are Quiet Listeners to Passing',
    ]);
    assert.deepEqual(misses('Kelp Forests Are Quiet Listeners to Passing. They hear.'), [
      'Kelp Forests Are Quiet Listeners to Passing',
    ]);
    assert.deepEqual(misses('the “kelp forests are quiet listeners to passing boats” paper'), [
      'kelp forests are quiet listeners to passing boats',
    ]);
  });

  it('are no mentions, nor differ by more, nor stand in or over what is no prose', () => {
    assert.deepEqual(misses(`We read ${title}.`), []);
    assert.deepEqual(misses(`We read ${title} and Ships.`), []);
    assert.deepEqual(misses('Kelp Forests Were Loud Listeners to Passing Ships'), []);
    assert.deepEqual(misses('Kelp Is Not Quiet at All', 'plaintext', ['Kelp Is Quiet at All']), []);
    const near = 'Kelp Forests Were Quiet Listeners to Passing Ships';
    for (const text of [
      `\`${near}\``,
      `---\ntitle: ${near}\n---\n`,
      `\`\`\`\na\n${near}\n\`\`\`\n`,
      `<!-- ${near} -->`,
      'Kelp Forests `Were` Quiet Listeners to Passing Ships',
      'Kelp Forests https://a.example Quiet Listeners to Passing Ships',
    ]) {
      assert.deepEqual(misses(text, 'markdown'), [], text);
    }
    assert.deepEqual(misses(`\\cite{${near}}`, 'latex'), []);
    assert.deepEqual(misses(`name = "${near}"  # ${near}`, 'python'), [near]);
  });

  it('may have a part of their own title in them that is a mention, and of no other', () => {
    const named = 'TideLens: Low-Rank Routing for Every River Gauge';
    assert.deepEqual(misses('TideLens: Low-Rank Routing for Any River Gauge', 'plaintext', [named]), [
      'TideLens: Low-Rank Routing for Any River Gauge',
    ]);
    assert.deepEqual(
      misses('Low-Rank Routing for TideLens River Gauge', 'plaintext', [
        'Low-Rank Routing for Every River Gauge',
        named,
      ]),
      [],
    );
  });

  it('are of the place that is asked for', () => {
    const near = 'Kelp Forests Were Quiet Listeners to Passing Ships';
    assert.deepEqual(misses(`|We read ${near}.`), []);
    assert.deepEqual(misses(`We read |${near}.`), [near]);
    assert.deepEqual(misses(`We read ${near}|.`), [near]);
    assert.deepEqual(misses(`We read ${near}.|`), []);
    assert.deepEqual(misses(`> We read Kelp Forests Were\n> Quiet Lis|teners to Passing\n> Ships.`, 'markdown'), [
      'Kelp Forests Were\n> Quiet Listeners to Passing\n> Ships',
    ]);
    assert.deepEqual(misses(`Kelp Forests Were\n\nQuiet Lis|teners to Passing Ships`), []);
  });

  it('are found in the middle of much text, but not in lines without end', () => {
    const near = 'Kelp Forests Were Quiet |Listeners to Passing Ships';
    const found = [near.replace('|', '')];
    assert.deepEqual(
      misses(`${'one line of a list\n'.repeat(5_000)}${near}\n${'one line of a list\n'.repeat(5_000)}`),
      found,
    );
    assert.deepEqual(misses(`${'x '.repeat(20_000)}\n${near}\n${'x '.repeat(20_000)}`), found);
    assert.deepEqual(misses(`${'x '.repeat(20_000)}${near}`), []);
  });

  it('follow the titles and the text', () => {
    const table = tableOf([title, 'Seagrass Meadows Are Loud Listeners to Nobody at All']);
    const note = new ScannedNote(table, 'Kelp Forests Were Quiet Listeners to Passing Ships\n', 'plaintext');
    const ids = (): string[] => drain(note.nearMisses(3, 3)).map(({ id }) => id);
    const { id } = paper(title);
    assert.deepEqual(ids(), [id]);
    table.remove(id);
    assert.deepEqual(ids(), []);
    table.add(paper(title));
    table.remove(id);
    assert.deepEqual(ids(), []);
    table.add(paper('Kelp Forests Are Quiet Listeners to Passing Trains'));
    table.add(paper(title));
    assert.deepEqual(ids(), [id]);
    note.edit([{ start: 8, end: 8, text: 'xx' }]);
    assert.deepEqual(ids(), []);
  });

  it('are the same whatever titles came and went', () => {
    const near = (known: string): string => known.replace(/ (\S+)$/, ' walnut');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(titles, fc.boolean()), { minLength: 1, maxLength: 60 }),
        fc.nat(60),
        (changes, askedAfter) => {
          const table = new TitleTable();
          const known = new Set<string>();
          const text = changes.map(([one]) => near(one)).join('.\n\n');
          const found = (one: TitleTable): unknown[] => {
            const note = new ScannedNote(one, text);
            return changes.map((_, i) =>
              drain(
                note.nearMisses(
                  text.split('\n\n', i + 1).join('\n\n').length - 2,
                  text.split('\n\n', i + 1).join('\n\n').length - 2,
                ),
              ),
            );
          };
          for (const [i, [one, isGoing]] of changes.entries()) {
            if (i === askedAfter) found(table);
            if (isGoing) table.remove(paper(one).id);
            else table.add(paper(one));
            if (isGoing) known.delete(one);
            else known.add(one);
          }
          assert.deepEqual(found(table), found(tableOf([...known])));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are found wherever one word of a title is another', () => {
    fc.assert(
      fc.property(titles, fc.nat(), (known, where) => {
        const words = known.split(' ');
        const wrong = where % words.length;
        const parts = words[wrong]?.match(/[\p{L}\p{N}]+/gu) ?? [];
        fc.pre(parts.length === 1 && !/[\^$+]/.test(known) && wordsOfTitle(known).count >= 6);
        const text = words.map((word, i) => (i === wrong ? 'Walnut' : word)).join(' ');
        const table = tableOf([known]);
        const note = new ScannedNote(table, text);
        const found = drain(note.nearMisses(0, text.length));
        assert.ok(found.length === 1 || note.mentions.some(({ tier }) => tier === 'title'), text);
        assert.ok(
          found.every(({ start, end }) => start === 0 && end >= text.length - 1),
          text,
        );
      }),
    );
  });

  it('read the words of a title as those of a text', () => {
    const pieces = fc.constantFrom(
      'Kelp',
      ' ',
      '-',
      'É',
      '{',
      '}',
      '$',
      '^',
      '\\emph{',
      '&amp;',
      'β',
      'ﬁ',
      '2D',
      ':',
      '×',
      'İ',
      '学',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          titles,
          fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
          fc.string({ unit: 'binary', maxLength: 12 }),
        ),
        (text) => {
          assert.deepEqual(wordsOfTitle(text), wordsOf(compactWithOffsets(text)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('take work in proportion to the text, and pause in it', () => {
    const table = tableOf([title]);
    for (const piece of ['Kelp Forests Are ', 'kelp ', 'Passing Ships ', 'x', 'Kelp Forests Are\n']) {
      assertLinear((size) => {
        const text = piece.repeat(Math.ceil(size / piece.length));
        const note = new ScannedNote(table, text);
        assert.ok(note.mentions.length >= 0);
        return () => drain(note.nearMisses(text.length >> 1, text.length >> 1));
      }, 2_000);
    }
    const alike = Array.from({ length: 20_000 }, (_, i) => `Kelp Forests Are Quiet Listeners ${String(i)}`);
    const many = tableOf(alike);
    const note = new ScannedNote(many, 'Kelp Forests Are Quiet Listeners to '.repeat(20));
    drain(note.nearMisses(20, 20));
    let pauses = 0;
    for (const work = note.nearMisses(20, 20); !work.next().done;) pauses++;
    assert.ok(pauses > 50 && pauses < 500, String(pauses));
  });
});
