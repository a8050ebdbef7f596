import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { TitleTable } from '../../../src/core/mentions/titleTable';
import { titles } from '../invented';
import { assertLinear, paper } from '../support';

const title = 'Kelp Forests Are Quiet Listeners to Passing Ships';

function misses(text: string, language = 'plaintext', ...known: readonly string[]): string[] {
  const table = new TitleTable();
  for (const one of known.length > 0 ? known : [title]) table.add(paper(one));
  return table.nearMisses(text, language).map(({ start, end }) => text.slice(start, end));
}

describe('near misses', function () {
  this.timeout(60_000);

  it('are a title with a word substituted, missing or added', () => {
    for (const text of [
      'Kelp Forests Were Quiet Listeners to Passing Ships', 'kelp forests are listeners to passing\nships', 'Kelp Forests Are Not Quiet Listeners to Passing Ships', 'Kelp Forests Are Quiet Listeners to Passing Boats',
      'Seagrass Forests Are Quiet Listeners to Passing Ships', 'Kelp Forests Are Quiet Listeners to Big Passing Ships',
    ]) {
      assert.ok(misses(`We read ${text}, too.`).includes(text), text);
    }
  });

  it('are no mentions, nor stand in code, nor differ by more', () => {
    assert.deepEqual(misses(`We read ${title}.`), []);
    assert.deepEqual(misses('`Kelp Forests Were Quiet Listeners to Passing Ships`', 'markdown'), []);
    assert.deepEqual(misses('Kelp Forests Were Loud Listeners to Passing Ships'), []);
    assert.deepEqual(misses('Kelp Is Not Quiet at All', 'plaintext', 'Kelp Is Quiet at All'), []);
  });

  it('are found wherever one word of a title is another', () => {
    fc.assert(
      fc.property(titles, fc.nat(), (known, where) => {
        const words = known.split(' ');
        fc.pre(words.length >= 6);
        const text = words.map((word, i) => (i === where % words.length ? 'walnut' : word)).join(' ');
        const table = new TitleTable();
        table.add(paper(known));
        const parts = words[where % words.length]?.match(/[\p{L}\p{N}]+/gu) ?? [];
        fc.pre(parts.length === 1 && !/[\^$+]/.test(known));
        assert.ok(table.find(text).length > 0 || table.nearMisses(text).length > 0, text);
      }),
    );
  });

  it('take work in proportion to the text', () => {
    const table = new TitleTable();
    table.add(paper(title));
    for (const piece of ['Kelp Forests Are ', 'kelp ', 'Passing Ships ', 'x']) {
      assertLinear((size) => {
        const text = piece.repeat(Math.ceil(size / piece.length));
        return () => table.nearMisses(text);
      }, 10_000);
    }
  });
});
