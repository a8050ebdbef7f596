import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { TitleTable } from '../../../src/core/mentions/titleTable';
import { differentTitles, manyPapers, prose, titles } from '../invented';
import { assertLinear, paper } from '../support';

function tableOf(...known: readonly string[]): TitleTable {
  const table = new TitleTable();
  for (const title of known) table.add(paper(title));
  return table;
}

/** What is found in a text, as it stands there. */
function found(text: string, ...known: readonly string[]): string[] {
  return tableOf(...known)
    .find(text)
    .map(({ start, end }) => text.slice(start, end));
}

const loom = 'TideLens: Low-Rank Routing for “River” Gauges';

describe('TitleTable', function () {
  this.timeout(60_000);

  it('finds a title in prose', () => {
    assert.deepEqual(found(`We read ${loom}, and liked it.`, loom), [loom]);
    assert.deepEqual(found('We read nothing, and liked it.', loom), []);
  });

  it('does not mind case, dashes, quotes and blanks', () => {
    for (const text of [
      loom.toUpperCase(),
      'tidelens – low–rank\u00a0routing for "river" gauges',
      "TideLens  Low Rank Routing for ``River'' Gauges",
      'TIDELENS: LOW‐RANK ROUTING FOR ‘RIVER’ GAUGES',
    ]) {
      assert.deepEqual(found(`see ${text}.`, loom), [text]);
    }
  });

  it('does not mind line wraps, also in quotes and comments', () => {
    for (const text of [
      'TideLens: Low-Rank\nRouting for “River”\nGauges',
      'TideLens: Low-\nRank Routing\r\n> for “River”\n>   Gauges',
      'TideLens: Low-Rank\n  // Routing for\n  // “River” Gauges',
      'TideLens:\n* Low-Rank\n* Routing for “River” Gauges',
      'TideLens: Low-Rank Rout-\ning for “River” Gauges',
    ]) {
      assert.deepEqual(found(`> see ${text}, too`, loom), [text]);
    }
  });

  it('does not mind TeX, in the title or in the text', () => {
    const residue = 'E$^{2}$Loom: Weaving Schrödinger Cats Twice';
    for (const text of [
      'E2Loom: Weaving Schrodinger Cats Twice',
      'E²Loom: Weaving Schro\u0308dinger Cats Twice',
      '{E\\textsuperscript{2}Loom}: Weaving {S}chr\\"{o}dinger {C}ats Twice',
      '\\emph{E$^2$Loom}: Weaving Schr{\\"o}dinger Cats Twice',
    ]) {
      assert.equal(found(`title = {${text}},`, residue).length, 1, text);
    }
  });

  it('gives positions in UTF-16, also behind astral characters', () => {
    const text = `🜁𝔸 ${loom} 🜁`;
    assert.deepEqual(tableOf(loom).find(text), [
      { ids: [paper(loom).id], start: 5, end: 5 + loom.length, tier: 'title' },
    ]);
  });

  it('takes a whole last letter, with its accent', () => {
    assert.deepEqual(found('On the Slow Weaving of a Cafe\u0301, today', 'On the Slow Weaving of a Café'), [
      'On the Slow Weaving of a Cafe\u0301',
    ]);
  });

  it('prefers the longest title', () => {
    const longer = `${loom} in Two Harbours`;
    assert.deepEqual(found(`${longer}; ${loom}`, loom, longer), [longer, loom]);
    assert.deepEqual(found(`${loom} in Two Harbour`, loom, longer), [loom]);
  });

  it('finds no title inside a longer word', () => {
    const title = 'Mosses Weave Looms for Rivers';
    for (const text of [
      'Mosses Weave Looms for Riversides',
      'Mosses Weave Looms for Rivers2',
      'xMosses Weave Looms for Rivers',
      'CoMosses Weave Looms for Rivers',
      'Mosses Weave Looms for Rivers\u0301ide',
      'éMosses Weave Looms for Rivers',
      'e\u0301Mosses Weave Looms for Rivers',
    ]) {
      assert.deepEqual(found(text, title), [], text);
    }
    for (const text of [
      '(Mosses Weave Looms for Rivers)',
      'x-Mosses Weave Looms for Rivers-y',
      '学Mosses Weave Looms for Rivers学',
      '_Mosses Weave Looms for Rivers_',
      'Mosses Weave Looms for Rivers’',
    ]) {
      assert.equal(found(text, title).length, 1, text);
    }
  });

  it('finds a short title only where it is set off', () => {
    for (const text of [
      '“TideLens”',
      '"TideLens"',
      '*TideLens*',
      '_TideLens_',
      '[TideLens](x.md)',
      '`TideLens`',
      '- TideLens',
      '  12. TideLens',
      '- [x] TideLens.',
      '# TideLens',
      '> TideLens',
      'TideLens',
      '\nTideLens\n',
      '\\item \\emph{TideLens}',
      '\\section{TideLens}',
      "`TideLens'",
    ]) {
      assert.deepEqual(found(`${text}`, 'TideLens'), ['TideLens'], text);
    }
    for (const text of [
      'we use TideLens for',
      'TideLens is',
      '- TideLens is',
      'the TideLens',
      '“TideLens is”',
      'TideLens, too',
    ])
      assert.deepEqual(found(text, 'TideLens'), [], text);
    assert.deepEqual(found('we read “Preface” and Preface', 'Preface'), ['Preface']);
  });

  it('finds titles of one character and in other scripts', () => {
    assert.deepEqual(found('- X\n- Y', 'X'), ['X']);
    assert.deepEqual(found('“深度学习”', '深度学习'), ['深度学习']);
    assert.deepEqual(found('“🜁”', '🜁'), []);
  });

  const tiers = (text: string, ...known: readonly string[]): string[] =>
    tableOf(...known)
      .find(text)
      .map(({ start, end, tier }) => `${tier} ${text.slice(start, end)}`);

  it('finds a title without its leading article, and with one of the text', () => {
    assert.deepEqual(tiers('We read slow weaving of small cafés.', 'The Slow Weaving of Small Cafés'), [
      'title slow weaving of small cafés',
    ]);
    assert.deepEqual(tiers('We read the Slow Weaving of Small Cafés.', 'Slow Weaving of Small Cafés'), [
      'title Slow Weaving of Small Cafés',
    ]);
    assert.deepEqual(tiers('“Slow Weaving”', 'The Slow Weaving'), []);
  });

  const long = 'Ferries Take the Long Way Round in Winter: Delay-Tolerant Planning for Ships That Wait';

  it('finds the parts of a title beside its colon, if they are of one paper', () => {
    assert.deepEqual(tiers('Ferries take the long way round in winter is good.', long), [
      'cut Ferries take the long way round in winter',
    ]);
    assert.deepEqual(tiers('So is Delay-Tolerant Planning for Ships That Wait.', long), [
      'cut Delay-Tolerant Planning for Ships That Wait',
    ]);
    assert.deepEqual(
      tiers(
        'So is Delay-Tolerant Planning for Ships That Wait.',
        long,
        'Kelp: Delay-Tolerant Planning for Ships That Wait',
      ),
      [],
    );
    assert.deepEqual(tiers('Ferries Take the Long Way Round in Winter: A Rejoinder', long), []);
    assert.deepEqual(tiers(`${long}.`, long), [`title ${long}`]);
    assert.deepEqual(
      tiers('Tides of Small Harbours and “Tides of Small Harbours”', 'Tides of Small Harbours: Two Gauges'),
      ['cut Tides of Small Harbours'],
    );
    const table = tableOf(long, 'Kelp: Delay-Tolerant Planning for Ships That Wait');
    table.remove(paper('Kelp: Delay-Tolerant Planning for Ships That Wait').id);
    assert.equal(table.find('Delay-Tolerant Planning for Ships That Wait').length, 1);
  });

  it('finds a distinctive name as a whole word in its own case, if it is of one paper', () => {
    for (const text of ['TideLens is', 'is TideLens.', '(TideLens)', '**TideLens**', 'TideLens-based', 'TideLens’s'])
      assert.deepEqual(tiers(text, loom), ['name TideLens'], text);
    for (const text of [
      'Tidelens is',
      'tide lens',
      'Tide-Lens',
      'TideLens2',
      'TideLens-7B',
      'x-TideLens',
      'tidelens.TideLens',
      'TideLens.py',
      '@TideLens',
      'a/TideLens',
      'TideLens(x)',
      'TideLens_x',
      `${loom}`,
    ]) {
      assert.deepEqual(
        tiers(text, loom).filter((one) => one.startsWith('name')),
        [],
        text,
      );
    }
    assert.deepEqual(tiers('TideLens is', loom, 'TideLens: Another Paper'), []);
    assert.deepEqual(tiers('TideLens is', loom, 'TideLens'), []);
    for (const name of ['E2Loom', 'k-Harrow', 'GRAVOL', 'MossNet', '3D-Sorrel'])
      assert.deepEqual(tiers(`a ${name} b`, `${name}: Looms`), [`name ${name}`], name);
    assert.deepEqual(tiers('an E²Loom and E$^{2}$Loom', 'E$^{2}$Loom: Weaving Cats'), [
      'name E²Loom',
      'name E$^{2}$Loom',
    ]);
    for (const name of ['Tide', 'FAST', 'A1', 'Low-Rank', 'Tides and Looms', 'GitHub', 'Self-Correcting'])
      assert.deepEqual(tiers(`a ${name} b`, `${name}: Looms`), [], name);
  });

  it('never takes another title for a title that differs by a word', () => {
    assert.deepEqual(found('Looms Are Not All You Ever Need', 'Looms Are All You Ever Need'), []);
    assert.deepEqual(found('Looms Are All You Need', 'Looms Are All You Ever Need'), []);
  });

  it('tells all papers that share a title', () => {
    const table = tableOf(loom);
    table.add({ ...paper(loom.toUpperCase()), id: 'other' });
    assert.deepEqual(table.find(loom)[0]?.ids, ['other', paper(loom).id].sort());
    table.remove('other');
    assert.deepEqual(table.find(loom)[0]?.ids, [paper(loom).id]);
  });

  it('knows a paper by its new title only', () => {
    const table = tableOf(loom);
    table.add({ ...paper('Another Title of Many Words'), id: paper(loom).id });
    assert.deepEqual(
      table.find(`${loom}; Another Title of Many Words`).map(({ start }) => start),
      [loom.length + 2],
    );
  });

  it('finds the same after any changes as a table that is new', () => {
    const shorts = fc.constantFrom(
      'X',
      'Preface',
      'TideLens',
      'TideLens 2',
      'Tide',
      '???',
      'TideLens: A',
      'TideLens: B',
      long,
      'Kelp: Delay-Tolerant Planning for Ships That Wait',
      `The ${long}`,
    );
    const change = fc.tuple(fc.boolean(), fc.nat(6), fc.oneof(titles, shorts));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const table = new TitleTable();
        const left = new Map<string, string>();
        for (const [add, id, title] of changes) {
          if (add) table.add({ ...paper(title), id: String(id) });
          else table.remove(String(id));
          if (add) left.set(String(id), title);
          else left.delete(String(id));
        }
        const fresh = new TitleTable();
        for (const [id, title] of left) fresh.add({ ...paper(title), id });
        const text = changes
          .map(([, , title]) => `“${title}” ${title.replace(/^The |:.*/g, '')}, ${title.replace(/.*: /, '')}`)
          .join(' and ');
        assert.deepEqual(table.find(text), fresh.find(text));
      }),
    );
  });

  it('keeps its mentions when papers go', () => {
    const table = tableOf(loom);
    table.add({ ...paper(loom), id: 'other' });
    const before = table.find(loom);
    table.remove('other');
    assert.equal(before[0]?.ids.length, 2);
  });

  const blank = fc.constantFrom(' ', ' ', ' ', '  ', '\n', '\n> ', '\r\n', '\u00a0', '\n  // ');
  const distorted = (title: string): fc.Arbitrary<string> => {
    const changes = fc.tuple(
      fc.constantFrom('as it is', 'upper', 'lower', 'decomposed'),
      fc.constantFrom('-', '–', '‐', '-\n'),
      fc.array(blank, { minLength: 1, maxLength: 5 }),
    );
    return changes.map(([letters, dash, blanks]) => {
      const set =
        letters === 'upper'
          ? title.toUpperCase()
          : letters === 'lower'
            ? title.toLowerCase()
            : letters === 'decomposed'
              ? title.normalize('NFD')
              : title;
      let i = 0;
      return set.replaceAll('-', dash).replace(/ /g, () => blanks[i++ % blanks.length] ?? ' ');
    });
  };

  it('finds every distorted title in any prose, at its place', () => {
    const cases = differentTitles(1, 8).chain((known) =>
      fc.record({
        known: fc.constant(known),
        parts: fc.array(fc.tuple(prose, fc.constantFrom(...known).chain(distorted)), { minLength: 1, maxLength: 4 }),
        around: fc.constantFrom(['“', '”'], ['', ''], ['(', ')'], ['*', '*'], ['🜁 ', ' 🜁']),
      }),
    );
    fc.assert(
      fc.property(cases, ({ known, parts, around: [open, close] }) => {
        let text = '';
        const expected: [number, number][] = [];
        for (const [words, title] of parts) {
          text += `${words} ${open ?? ''}`;
          const [before = '', after = ''] = [/^[^\p{L}\p{N}]*/u, /[^\p{L}\p{N}\p{M}]*$/u].map(
            (edge) => edge.exec(title)?.[0],
          );
          expected.push([text.length + before.length, text.length + title.length - after.length]);
          text += `${title}${close ?? ''} `;
        }
        assert.deepEqual(
          tableOf(...known)
            .find(text)
            .map(({ start, end }) => [start, end]),
          expected,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('finds nothing where no title stands', () => {
    fc.assert(
      fc.property(
        differentTitles(1, 8),
        fc.array(prose, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        (known, parts, where) => {
          const table = tableOf(...known);
          assert.deepEqual(table.find(parts.join('\n')), []);
          const words = (known[0] ?? '').split(' ');
          const left = words.filter((_, i) => i !== where % words.length).join(' ');
          assert.deepEqual(
            tableOf(known[0] ?? '')
              .find(`${parts.join('\n')} ${left}.`)
              .filter(({ tier }) => tier === 'title'),
            [],
          );
        },
      ),
    );
  });

  it('takes any text', () => {
    const table = tableOf(loom, 'X', '深度学习');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const text = `${before} “X” ${after}`;
        for (const { start, end } of table.find(text)) assert.ok(start >= 0 && start < end && end <= text.length);
      }),
      { numRuns: 500 },
    );
  });

  describe('grows', () => {
    const known = manyPapers(16_000).map(({ title }) => paper(title));
    const table = new TitleTable();
    for (const one of known.slice(0, 5000)) table.add(one);
    table.add(paper('X'));

    it('with the text', () => {
      const sentence = `We read ${known[7]?.title ?? ''} and “X”, TideLens-7: Sparse Memory and others. `;
      for (const piece of [sentence, '“X” ', 'X ', '“X', '\n', '- ', 'x', 'tidelens', '“”', '\u0301', '\\emph{']) {
        assertLinear((size) => {
          const text = piece.repeat(Math.ceil(size / piece.length));
          return () => table.find(text);
        }, 12_500);
      }
    });

    it('with a text of one line that ends in blanks', () => {
      assertLinear((size) => {
        const text = `${'- '.repeat(size)}X${' '.repeat(size)}`;
        return () => table.find(text);
      }, 12_500);
    });

    it('little with the titles', () => {
      const text = known
        .slice(0, 200)
        .map(({ title }) => `We read ${title} today.`)
        .join('\n');
      assertLinear((size) => {
        const some = new TitleTable();
        for (const one of known.slice(0, size)) some.add(one);
        return () => some.find(text);
      }, 2000);
    });

    it('linearly while it is built', () => {
      assertLinear(
        (size) => () => {
          const some = new TitleTable();
          for (const one of known.slice(0, size)) some.add(one);
        },
        2000,
      );
    });

    it('with titles that begin alike', () => {
      const alike = Array.from({ length: 8000 }, (_, i) =>
        paper(`Deep Reinforcement Learning of ${String(i)} ${'Looms '.repeat(i % 9)}`),
      );
      assertLinear((size) => {
        const text = 'We read Deep Reinforcement Learning of 77 Rivers. '.repeat(200);
        return () => {
          const some = new TitleTable();
          for (const one of alike.slice(0, size)) some.add(one);
          some.find(text);
        };
      }, 1000);
    });

    it('bearably with thousands of papers of one title', () => {
      assertLinear(
        (size) => () => {
          const some = new TitleTable();
          for (let i = 0; i < size; i++) some.add({ ...paper(loom), id: String(i) });
          for (let i = 0; i < size; i++) some.remove(String(i));
        },
        1000,
      );
    });
  });
});
