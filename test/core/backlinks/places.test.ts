import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { placesOf } from '../../../src/core/backlinks/places';
import { TitleTable } from '../../../src/core/mentions/titleTable';
import { paper } from '../support';

const title = 'Keelhold: Safe Exploration by Reversible Actions First';
const table = new TitleTable();
table.add(paper(title));

function excerptsIn(text: string): string[] {
  return placesOf(text, table.find(text, 'markdown')).map(({ excerpt }) => excerpt);
}

describe('placesOf', () => {
  it('gives lines and columns as an editor counts, over line wraps and every line end', () => {
    const text = 'One\r\nTwo\rThree\nread Keelhold: Safe Exploration by\r\nReversible Actions First today\n';
    const [place, ...more] = placesOf(text, table.find(text, 'plaintext'), 3);
    assert.deepEqual(more, []);
    assert.deepEqual(place, {
      ids: [paper(title).id],
      cell: 3,
      line: 3,
      character: 5,
      endLine: 4,
      endCharacter: 24,
      excerpt: 'read … today',
    });
  });

  it('tells what the note says beside the name', () => {
    assert.deepEqual(excerptsIn(`- **${title}**: the one to try first\n`), ['…: the one to try first']);
    assert.deepEqual(excerptsIn(`> We tried ${title}, which failed.\n`), ['We tried …, which failed.']);
    assert.deepEqual(excerptsIn(`1. [ ] ask about “${title}”\n`), ['ask about …']);
  });

  it('tells the line below where the name stands alone, unless that is about something else', () => {
    assert.deepEqual(excerptsIn(`## ${title}\n\nGood, but *slow*.\n`), ['Good, but *slow*.']);
    assert.deepEqual(excerptsIn(`- ${title}\n  - reread chapter two\n`), ['reread chapter two']);
    assert.deepEqual(excerptsIn(`${title}\n# Another day\nwords\n`), ['']);
    assert.deepEqual(excerptsIn(`  - ${title}\n  - buy bread\n`), ['']);
    assert.deepEqual(excerptsIn(`${title}\n\n${title}\nread twice\n`), ['', 'read twice']);
    assert.deepEqual(excerptsIn(title), ['']);
  });

  it('cuts what is long at words', () => {
    const [excerpt = ''] = excerptsIn(`${'long before '.repeat(40)}${title} ${'and long after '.repeat(40)}`);
    assert.match(excerpt, /^…(?:long|before) .* … and long .*…$/);
    assert.ok(excerpt.length <= 160);
  });

  it('names text that stands at its range, in any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        title,
        title.replace(' by ', '\nby '),
        '\n',
        '\r\n',
        '\r',
        ' ',
        '- ',
        '*',
        '\u202e',
        '\ud83d\ude00',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const mentions = table.find(text, 'plaintext');
        const lines = text.split(/\r\n?|\n/);
        for (const [i, place] of placesOf(text, mentions).entries()) {
          const found = text.slice(mentions[i]?.start, mentions[i]?.end).split(/\r\n?|\n/);
          const between = lines.slice(place.line, place.endLine + 1);
          const last = between.length - 1;
          between[last] = (between[last] ?? '').slice(0, place.endCharacter);
          between[0] = (between[0] ?? '').slice(place.character);
          assert.deepEqual(between, found);
          assert.doesNotMatch(
            place.excerpt,
            /[\n\r\u202e]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
