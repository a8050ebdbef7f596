import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseQuery, queryProblemMessages } from '../../../src/core/search/query';
import type { Filter, Query } from '../../../src/core/search/query';
import { compact } from '../../../src/core/text/compact';
import { titles } from '../invented';
import { assertLinear } from '../support';

/** Everything a query asks for in one line: `t.` before what is in titles, `-` before what must not be there. */
function asked(text: string): string {
  const { words, phrases, withoutWords, withoutPhrases, filters } = parseQuery(text);
  const show = (sign: string, quote: string) => (one: Query['words'][number]) =>
    `${sign}${one.inTitle ? 't.' : ''}${quote}${one.text}${quote}`;
  return [
    ...words.map(show('', '')),
    ...phrases.map(show('', '"')),
    ...withoutWords.map(show('-', '')),
    ...withoutPhrases.map(show('-', '"')),
    ...filters.map(shown),
  ].join(' ');
}

function shown(filter: Filter): string {
  const sign = filter.negated ? '-' : '';
  switch (filter.field) {
    case 'year':
      return `${sign}year:${filter.ranges.map(({ from, to }) => `${String(from)}..${String(to)}`).join('|')}`;
    case 'is':
      return `${sign}is:${filter.state}`;
    default:
      return `${sign}${filter.field}:${filter.values.join('|')}`;
  }
}

function problemsOf(text: string): string[] {
  return parseQuery(text).problems.map(({ kind, excerpt, start, end }) => {
    assert.equal(text.slice(start, end), excerpt);
    return `${kind} ${excerpt}`;
  });
}

const clean = (text: string): string => {
  assert.deepEqual(problemsOf(text), [], text);
  return asked(text);
};

describe('parseQuery', function () {
  this.timeout(60_000);

  it('reads words and phrases', () => {
    assert.equal(clean(''), '');
    assert.equal(clean('  tidal\trouting\n'), 'tidal routing');
    assert.equal(clean('tidal "river gauges" drift'), 'tidal drift "river gauges"');
    assert.equal(clean('low-rank E$^{2}$Loom C++ β-Rook 深度学习'), 'low-rank E$^{2}$Loom C++ β-Rook 深度学习');
  });

  it('takes every kind of double quotes', () => {
    for (const text of ['"a b"', '“a b”', '„a b“', '„a b”', '«a b»', '»a b«', '”a b”', '“a b"', '" a b "'])
      assert.equal(clean(text), '"a b"', text);
    assert.equal(clean('"Why “Sparse” Memory" fails'), 'fails "Why “Sparse” Memory"');
    assert.equal(clean('big"red apples"pie'), 'big pie "red apples"');
    assert.equal(clean('Schr\\"odinger "Schr\\"{o}dinger bridges"'), 'Schr\\"odinger "Schr\\"{o}dinger bridges"');
  });

  it('reads what must not be there', () => {
    assert.equal(clean('routing -survey -"river gauges" -3d'), 'routing -survey -3d -"river gauges"');
    assert.equal(
      clean('-title:survey -topic:video -is:new -year:2021'),
      '-t.survey -topic:video -is:new -year:2021..2021',
    );
  });

  it('knows a minus from a dash', () => {
    assert.equal(clean('low-rank pre- training'), 'low-rank pre- training');
    assert.equal(clean('Model - based'), 'Model based');
    assert.equal(clean('A -- B – C — D'), 'A B C D');
    assert.equal(clean('--flag -(x) -$k$ "Moss"-Net'), '--flag -(x) -$k$ -Net "Moss"');
    assert.equal(clean('-1 temperatures -0.5 -10%'), '-1 temperatures -0.5 -10%');
  });

  it('reads words of the title', () => {
    assert.equal(clean('title:kiln TITLE:"tide lens" Title:a,b'), 't.kiln t.a,b t."tide lens"');
    assert.equal(parseQuery('kelp title:kiln "tide lens" -dry year:2021 x').title, 'kelp tide lens x');
  });

  it('reads filters', () => {
    assert.equal(clean('topic:agents,video'), 'topic:agents|video');
    assert.equal(clean('topic:"computer vision",audio kelp'), 'kelp topic:computer vision|audio');
    assert.equal(
      clean('ORG:“Tide Lab” In:2025-09 in:file:///a,b org:3m,'),
      'org:Tide Lab in:2025-09 in:file:///a|b org:3m',
    );
    assert.equal(clean('is:new is:Starred is:"new"'), 'is:new is:starred is:new');
    assert.equal(clean('is:unread -is:queued is:Read is:hidden'), 'is:unread -is:queued is:read is:hidden');
    assert.equal(clean('is:toread is:to-Read'), 'is:queued is:queued');
    assert.equal(clean('tag:looms,"to do" -tag:x'), 'tag:looms|to do -tag:x');
  });

  it('reads years', () => {
    assert.equal(clean('year:2024 x'), 'x year:2024..2024');
    assert.equal(clean('year:2021..2024 x'), 'x year:2021..2024');
    assert.equal(
      clean('year:2021-2024 year:2021–2024 year:2021…2024 year:"2021..2024" x'),
      `x${' year:2021..2024'.repeat(4)}`,
    );
    assert.equal(clean('year:2021.. year:..2024 x'), 'x year:2021..9999 year:0..2024');
    assert.equal(clean('-year:2020,2022..2023,..1999,'), '-year:2020..2020|2022..2023|0..1999');
  });

  it('complains of years and states that are none', () => {
    assert.deepEqual(problemsOf('year:20 year:.. year:soon, year:2024- x'), [
      'notAYear 20',
      'notAYear ..',
      'notAYear soon',
      'notAYear 2024-',
    ]);
    assert.deepEqual(problemsOf('year:20245'), ['notAYear 20245']);
    assert.deepEqual(problemsOf('kelp year:2024..2021'), ['emptyYears 2024..2021']);
    assert.deepEqual(problemsOf('is:st is:odd is:new,starred is:old'), [
      'unknownState st',
      'unknownState odd',
      'unknownState new,starred',
      'unknownState old',
    ]);
    assert.equal(asked('year:20,2021,2024..2023 is:st x'), 'x year:2021..2021');
  });

  it('complains of fields that there are not, and takes them as words', () => {
    assert.deepEqual(problemsOf('kelp author:smith -venue:"north sea"'), ['unknownField author', 'unknownField venue']);
    assert.equal(asked('kelp author:smith -venue:"north sea"'), 'kelp author smith -venue -"north sea"');
    assert.equal(parseQuery('kelp author:smith').title, 'kelp author smith');
  });

  it('sees no field where there can be none', () => {
    for (const text of [
      'https://example.org/a',
      '10:30',
      'Foo::bar',
      'topic::bar',
      'LayerSkip:Fast',
      'GPT-4:x',
      'k:means',
      'C:\\dumps',
      ':x',
      'sad:(',
      'k2:x',
      '"a"year:x',
    ]) {
      assert.deepEqual(problemsOf(text), [], text);
      assert.deepEqual(parseQuery(text).filters, [], text);
      assert.equal(compact(parseQuery(text).title), compact(text));
    }
    assert.equal(clean('LayerSkip: Enabling topic: models'), 'LayerSkip: Enabling topic: models');
  });

  it('does not mind what is unfinished at the end', () => {
    for (const end of [
      '-',
      '"',
      '-"',
      '“',
      '""',
      'title:',
      'title:"',
      'topic:',
      '-topic:',
      'topic: ',
      'TOPIC:"',
      'in:,',
      'year:',
      'year:2',
      'year:202',
      'year:..',
      'year:..20',
      'year:.',
      'is:',
      'is:st',
      'is:NE',
      'is:"n',
      'is:to',
      'is:to-',
      'is:un',
      'tag:',
      'tag:,',
    ])
      assert.equal(clean(`kelp ${end}`), 'kelp', end);
    for (const end of ['2021.', '2021..', '2021..2', '2021..202', '2021-', '2021–20'])
      assert.equal(clean(`year:${end}`), 'year:2021..9999', end);
    assert.equal(clean('year:2019,20'), 'year:2019..2019');
    assert.equal(clean('"river gau'), '"river gau"');
    assert.equal(clean('topic:"computer vi'), 'topic:computer vi');
    assert.equal(clean('topic:agents,'), 'topic:agents');
  });

  it('knows whether the last word may go on', () => {
    for (const text of ['k', 'tidal rout', 'title:rout', '"a b" rout', 'topic:x rout'])
      assert.equal(parseQuery(text).isOpen, true, text);
    for (const text of ['', 'rout ', 'rout -', 'rout -x', 'rout "', '"rout"', '"rout', 'rout topic:x', 'rout title:'])
      assert.equal(parseQuery(text).isOpen, false, text);
  });

  it('reads the beginning of a long text only', () => {
    const { words, isOpen } = parseQuery('ab '.repeat(2000));
    assert.equal(words.length, 1334);
    assert.equal(isOpen, true);
    assert.deepEqual(parseQuery(`${' '.repeat(4000)}author:x`).problems, [
      { kind: 'tooLong', excerpt: 'author:x', start: 4000, end: 4008 },
    ]);
    assert.deepEqual(parseQuery('ab '.repeat(1333) + '   ').problems, []);
  });

  it('reads a phrase that is repeated once, and so many different ones', () => {
    assert.deepEqual(parseQuery('"a b" "a b" title:"a b" "c" -"c" “a b” -"c" "a b').phrases, [
      { text: 'a b', inTitle: false },
      { text: 'a b', inTitle: true },
      { text: 'c', inTitle: false },
    ]);
    assert.equal(parseQuery('”g '.repeat(1300)).phrases.length, 1);
    const many = Array.from({ length: 110 }, (_, i) => `${i % 2 === 0 ? '' : '-'}"p${String(i)}"`).join(' ');
    const { phrases, withoutPhrases, problems } = parseQuery(many);
    assert.equal(phrases.length + withoutPhrases.length, 100);
    assert.deepEqual(problems, [
      { kind: 'tooManyPhrases', excerpt: 'p100', start: many.indexOf('p100'), end: many.indexOf('p100') + 4 },
    ]);
  });

  it('cuts long excerpts', () => {
    const [problem] = parseQuery(`year:${'9'.repeat(200)}`).problems;
    assert.deepEqual(problem, { kind: 'notAYear', excerpt: `${'9'.repeat(59)}…`, start: 5, end: 205 });
  });

  it('has a message for each problem', () => {
    for (const message of Object.values(queryProblemMessages)) assert.equal(message.split('{0}').length, 2);
  });

  it('lets titles be pasted', () => {
    const setting = fc.constantFrom(
      (title: string) => title,
      (title: string) => `"${title}"`,
      (title: string) => `“${title}”`,
      (title: string) => `- ${title}\n`,
      (title: string) => title.replace(': ', ':\n'),
      (title: string) => title.replace(': ', ' - '),
      (title: string) => title.replace(': ', ' – '),
      (title: string) => title.replace(' for', '  for'),
      (title: string) => title.replace(/(\w+) for/, '"$1" for'),
      (title: string) => title.toLowerCase(),
    );
    fc.assert(
      fc.property(titles, setting, (title, set) => {
        const query = parseQuery(set(title));
        assert.equal(compact(query.title), compact(title));
        assert.deepEqual([query.problems, query.filters, query.withoutWords, query.withoutPhrases], [[], [], [], []]);
      }),
      { numRuns: 500 },
    );
    for (const title of [
      'Quillon: -1 Temperatures at 10:30',
      'Moss -- A Survey',
      'Learning Schr\\"odinger Bridges: 5" Discs',
      'In: Out',
      'What Is Attention?',
      'The "Kelp" Problem',
      'TideLens::v2 – Tides',
    ])
      assert.equal(compact(parseQuery(title).title), compact(title), title);
  });

  it('has no complaint while a sound query is typed', () => {
    const value = fc.constantFrom('agents', '3d-vision', '"computer vision"', '“Tide Lab”', 'dumps/2025-09.txt');
    const years = fc.constantFrom('2024', '2021..2024', '2021..', '..2024', '2021-2024', '2021–2024', '"2021..2022"');
    const list = (one: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc.array(one, { minLength: 1, maxLength: 3 }).map((all) => all.join(','));
    const positive = fc.oneof(
      titles,
      titles.map((title) => `"${title}"`),
      fc.constantFrom(
        'title:kiln',
        'Title:"tide lens"',
        'is:new',
        'IS:starred',
        'is:to-read',
        'low-rank',
        '-',
        '10:30',
      ),
      fc.tuple(fc.constantFrom('topic:', 'org:', 'In:', 'tag:'), list(value)).map((pair) => pair.join('')),
      list(years).map((all) => `year:${all}`),
    );
    const sound = fc
      .array(
        fc.tuple(fc.constantFrom('', '-'), positive).map((pair) => pair.join('')),
        { maxLength: 4 },
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(sound, (text) => {
        for (let end = 0; end <= text.length; end++)
          assert.deepEqual(parseQuery(text.slice(0, end)).problems, [], text.slice(0, end));
      }),
    );
  });

  it('takes any text', () => {
    const pieces = fc.constantFrom(
      'topic:',
      'year:',
      'is:',
      'title:',
      'in:',
      'foo:',
      '-',
      '"',
      '“',
      '»',
      ',',
      ' ',
      '..',
      '2024',
      'new',
      '\\',
      '{',
      ':',
      'x',
      'É',
      '\ud83e',
      '\n',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const { words, phrases, withoutWords, withoutPhrases, filters, problems, isOpen } = parseQuery(typed);
        for (const { start, end } of problems) assert.ok(0 <= start && start < end && end <= typed.length);
        for (const word of [...words, ...withoutWords]) assert.ok(typed.includes(word.text) && /^\S+$/.test(word.text));
        for (const phrase of [...phrases, ...withoutPhrases])
          assert.ok(typed.includes(phrase.text) && phrase.text !== '');
        for (const filter of filters) {
          if (filter.field === 'year')
            assert.ok(filter.ranges.length > 0 && filter.ranges.every(({ from, to }) => from <= to));
          else if (filter.field !== 'is') assert.ok(filter.values.length > 0 && !filter.values.includes(''));
        }
        if (isOpen) assert.ok(typed.endsWith(words.at(-1)?.text ?? ' '));
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the text', () => {
    for (const piece of ['-', 'in: ', 'a:', '"', '\\"', ',', 'topic:x,', '-a1 ', '1', ' '])
      assertLinear((size) => () => parseQuery(piece.repeat(size / piece.length)), 500);
  });
});
