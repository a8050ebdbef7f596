import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { forEachToken, tokenize, type Token } from '../../../src/core/search/tokens';
import { normalWord } from '../../../src/core/text/words';
import { titles } from '../invented';
import { assertLinear } from '../support';

const termsOf = (text: string): string[] => tokenize(text).flatMap((token) => token.terms);
const texts = fc.oneof(
  titles,
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        'loom',
        'Nets',
        's',
        't',
        'x',
        'times',
        '12',
        '000',
        '.',
        ',',
        '-',
        '–',
        "'",
        '’',
        '\\',
        '\\beta',
        '\\emph',
        '\\c',
        '\\o',
        '\\"',
        '{',
        '}',
        '$',
        '^',
        '_',
        '深',
        '度',
        'é',
        '\u0301',
        '𝔸',
        '½',
        ' ',
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
);
const placesOf = (text: string): string[] => tokenize(text).map(({ start, end }) => text.slice(start, end));

describe('tokenize', function () {
  this.timeout(60_000);

  it('drops case, accents and stop words', () => {
    assert.deepEqual(termsOf('The LOOM of a Fréchet Fre\u0301chet'), ['loom', 'frechet', 'frechet']);
  });

  it('takes off the plural and nothing more', () => {
    assert.deepEqual(termsOf('looms studies biases classes bias analysis corpus loss boxes gas 3ds'), [
      'loom',
      'study',
      'bias',
      'class',
      'bias',
      'analysis',
      'corpus',
      'loss',
      'box',
      'gas',
      '3ds',
    ]);
    assert.deepEqual(termsOf('sizes size Sizes'), ['size', 'size', 'size']);
  });

  it('spells -ise as -ize', () => {
    assert.deepEqual(termsOf('tokenisation optimised'), termsOf('tokenization optimized'));
  });

  it('finds a hyphenated word joined and in parts', () => {
    assert.deepEqual(
      tokenize('low-rank Low‐Rank').map((token) => token.terms),
      [
        ['lowrank', 'low', 'rank'],
        ['lowrank', 'low', 'rank'],
      ],
    );
    assert.deepEqual(termsOf('in-context'), ['incontext', 'context']);
  });

  it('keeps the joined form first, even if all parts are stop words', () => {
    assert.deepEqual(
      tokenize('i-n by-and-by').map(({ terms, joined }) => [joined, ...terms]),
      [
        [true, 'in', 'i', 'n'],
        [true, 'byandby'],
      ],
    );
  });

  it('takes single dashes between letters for hyphens, but no em dash', () => {
    for (const dash of '-‐‑‒–−﹣－')
      assert.deepEqual(
        tokenize(`low${dash}rank`).map(({ terms }) => terms),
        [['lowrank', 'low', 'rank']],
        dash,
      );
    for (const text of [
      'low—rank',
      'low―rank',
      'low--rank',
      'low-–rank',
      'low -rank',
      'low- rank',
      '-low/rank-',
      'low-$-rank',
    ]) {
      assert.deepEqual(
        tokenize(text).map(({ terms, joined }) => [joined, ...terms]),
        [
          [false, 'low'],
          [false, 'rank'],
        ],
        text,
      );
    }
  });

  it('does not mind TeX', () => {
    for (const text of ['E2Loom', 'E$^{2}$Loom', 'E^2Loom', 'E²Loom', '\\textsc{E2Loom}', '{\\bf E$^2$Loom}'])
      assert.deepEqual(termsOf(text), ['e2loom'], text);
    for (const text of ['Schrödinger', 'Schr\\"odinger', 'Schr\\"{o}dinger', 'Schr{\\"o}dinger'])
      assert.deepEqual(termsOf(text), ['schrodinger'], text);
    for (const text of ['β-Loom', '$\\beta$-Loom', '\\beta-Loom', 'beta-loom'])
      assert.deepEqual(termsOf(text), ['betaloom', 'beta', 'loom'], text);
  });

  it('does not mind what a page leaves of TeX', () => {
    assert.deepEqual(termsOf('ell_2 \\ell_2 log_{2} x^{2} x² H_2O moss_net moss\\_net'), [
      'ell2',
      'ell2',
      'log2',
      'x2',
      'x2',
      'h2o',
      'mossnet',
      'mossnet',
    ]);
    for (const text of ['SL^{2}A-INR', 'SL2A-INR', 'SL$^2$A-INR', 'SL²A–INR'])
      assert.deepEqual(termsOf(text), ['sl2ainr', 'sl2a', 'inr'], text);
  });

  it('takes the letters that TeX spells as commands', () => {
    for (const text of ['Bj{\\o}ntegaard', 'Bjøntegaard', 'Bj\\o{}ntegaard'])
      assert.deepEqual(termsOf(text), ['bjontegaard'], text);
    for (const text of ['na\\"{\\i}ve', 'naïve', 'na\\"ive', 'na\\-ive'])
      assert.deepEqual(termsOf(text), ['naive'], text);
    for (const text of ['$\\alpha$-$\\beta$', 'α-β', 'alpha–beta'])
      assert.deepEqual(termsOf(text), ['alphabeta', 'alpha', 'beta'], text);
  });

  it('leaves commands out that print nothing, and keeps their arguments apart', () => {
    assert.deepEqual(termsOf('\\textbf{Fast} \\href{moss}{loom} x\\emph{y} \\\\textit \\% \\$ \\'), [
      'fast',
      'moss',
      'loom',
      'x',
      'y',
      'textit',
    ]);
    assert.deepEqual(termsOf('k-\\emph{x} k-\\times'), ['k', 'x', 'k']);
  });

  it('parts two numbers at a multiplication sign', () => {
    for (const text of [
      '224×224',
      '224$\\times$224',
      '224 \\times 224',
      '224times224',
      '224x224',
      '224X224',
      '224 × 224',
    ]) {
      assert.deepEqual(
        tokenize(text).map(({ terms, joined }) => [joined, ...terms]),
        [
          [false, '224'],
          [false, '224'],
        ],
        text,
      );
    }
    assert.deepEqual(termsOf('Next-32x4d 2x3x5 10x max2x x2 3times sometimes2'), [
      'next32',
      'next',
      '32',
      '4d',
      '2',
      '3',
      '5',
      '10x',
      'max2x',
      'x2',
      '3time',
      'sometimes2',
    ]);
    assert.deepEqual(placesOf('a 16times9-loom'), ['16', '9-loom']);
  });

  it('drops possessive endings and closes elisions', () => {
    for (const mark of "'’ʼ") {
      assert.deepEqual(
        termsOf(`model${mark}s models${mark} don${mark}t ${mark}loom${mark} bird${mark}s-eye 1990${mark}s`),
        ['model', 'model', 'dont', 'loom', 'birdseye', 'bird', 'eye', '1990'],
        mark,
      );
    }
    assert.deepEqual(placesOf("a model's, don't; LLM’S"), ['model', "don't", 'LLM']);
    assert.deepEqual(termsOf("it's 'tis f''x 2'x loom's- loom's-$"), ['tis', 'f', 'x', '2', 'x', 'loom', 'loom']);
  });

  it('separates at a slash', () => {
    assert.deepEqual(termsOf('text/image'), ['text', 'image']);
  });

  it('takes a number with a decimal stop or with thousands for one', () => {
    assert.deepEqual(termsOf('3.5 11,000 1{,}234 1,234,567.8 3.x .5. 1,23 1,2345 a.5 a,123 2.'), [
      '35',
      '11000',
      '1234',
      '12345678',
      '3',
      'x',
      '5',
      '1',
      '23',
      '1',
      '2345',
      '5',
      '123',
      '2',
    ]);
    assert.deepEqual(
      tokenize('GPT-3.5 v1.5-small').map(({ terms }) => terms),
      [
        ['gpt35', 'gpt', '35'],
        ['v15small', 'v15', 'small'],
      ],
    );
    assert.deepEqual(placesOf('(3.5), 11,000.'), ['3.5', '11,000']);
  });

  it('gives a run of ideographs as its pairs', () => {
    assert.deepEqual(termsOf('深度学习'), ['深度', '度学', '学习']);
    assert.deepEqual(termsOf('学'), ['学']);
    assert.deepEqual(termsOf('データ ﾃﾞｰﾀ 한국어 ' + '한국어'.normalize('NFD')), [
      'テー',
      'ータ',
      'テー',
      'ータ',
      '한국',
      '국어',
      '한국',
      '국어',
    ]);
  });

  it('parts ideographs from other letters', () => {
    assert.deepEqual(
      tokenize('深度Loom学习3D-深').map(({ terms, joined }) => [joined, ...terms]),
      [
        [false, '深度'],
        [false, 'loom'],
        [false, '学习'],
        [false, '3d'],
        [false, '深'],
      ],
    );
    assert.deepEqual(placesOf('深度Loom学习'), ['深度', 'Loom', '学习']);
  });

  it('knows where each word stands', () => {
    assert.deepEqual(placesOf('🜁 A low-rank E$^{2}$Loom, 𝔸 深度学习!'), ['low-rank', 'E$^{2}$Loom', '深度学习']);
    assert.deepEqual(placesOf('𝔹𝔸 𠀀𠀁 e\u0301-b'), ['𝔹𝔸', '𠀀𠀁', 'e\u0301-b']);
    assert.deepEqual(placesOf('_sparse_ $k$-Loom {\\it word} R^{n}_{m}'), ['sparse', 'k$-Loom', 'word', 'R^{n}_{m']);
  });

  it('has positions within the text that never cut a character', () => {
    fc.assert(
      fc.property(fc.oneof(titles, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        let last = 0;
        for (const { terms, start, end } of tokenize(text)) {
          assert.ok(terms.length > 0 && terms.every((term) => term !== ''));
          assert.ok(start >= last && end > start && end <= text.length);
          assert.ok(!(/^[\udc00-\udfff]/.test(text.slice(start)) && /[\ud800-\udbff]$/.test(text.slice(0, start))));
          assert.ok(!(/[\ud800-\udbff]$/.test(text.slice(start, end)) && /^[\udc00-\udfff]/.test(text.slice(end))));
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives terms of lower-case letters and digits only', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { terms, joined } of tokenize(text)) {
          for (const term of terms) assert.ok(/^[\p{L}\p{N}\p{M}]+$/u.test(term) && term === term.toLowerCase(), term);
          if (joined) assert.ok(terms.slice(1).every((part) => part.length <= (terms[0] ?? '').length + 2));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('gives a word the same terms wherever it stands', () => {
    fc.assert(
      fc.property(texts, texts, (first, second) => {
        const apart = [
          ...tokenize(first),
          ...tokenize(second).map((token) => ({
            ...token,
            start: token.start + first.length + 1,
            end: token.end + first.length + 1,
          })),
        ];
        const together = tokenize(`${first} ${second}`);
        const show = (tokens: Token[]): unknown[] =>
          tokens.map(({ terms, joined, start, end }) => ({ terms, joined, start, end }));
        assert.deepEqual(show(together), show(apart));
        for (const { terms, start, end } of together)
          assert.deepEqual(termsOf(`${first} ${second}`.slice(start, end)), terms);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds what a regular expression finds in plain text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('loom', 'Nets', 'the', 'K', '7', 'b3', '-', ' ', ', ', '. ', ' (', '; ')),
        (pieces) => {
          const text = pieces.join('');
          const expected = (text.match(/[a-z0-9]+(?:-[a-z0-9]+)*/gi) ?? []).flatMap((written) => {
            const parts = written.toLowerCase().split('-');
            const kept = parts.filter((part) => part !== 'the').map(normalWord);
            return parts.length > 1 ? [normalWord(parts.join('')), ...kept] : kept;
          });
          assert.deepEqual(termsOf(text), expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('knows a word however many it has seen', () => {
    const words = Array.from({ length: 200_000 }, (_, i) =>
      `${(i * 7919).toString(36).replaceAll(/\d/g, 'Q')}${'pq'.charAt(i % 2)}${String(i)}`.toLowerCase(),
    );
    for (let round = 0; round < 2; round++) for (const word of words) assert.equal(tokenize(word)[0]?.terms[0], word);
  });

  for (const piece of [
    '$',
    '\\',
    'a-',
    '-',
    'a',
    '{',
    '深',
    '\u0301',
    '\u02ee',
    '\\a',
    '1x',
    '1times',
    '1,000',
    '1.',
    '1,',
    "a'",
    "'s",
    "a's",
    'a-{',
    '}{',
    '\\"',
    '\\c',
    '\\o',
    '-\\beta',
    '-\\emph',
    '深a',
    '深{',
    '{,}',
    '1{,}',
    '𠀀',
    'é-',
  ]) {
    it(`grows with ${piece}`, () => {
      assertLinear((size) => {
        const text = `x${piece.repeat(size)}`;
        return () => tokenize(text);
      }, 25_000);
    });
  }
});

describe('forEachToken', () => {
  it('visits the words until it is told to stop', () => {
    const seen: string[] = [];
    forEachToken('low-rank looms of the 深度 rivers', (terms, joined, start, end) => {
      seen.push(`${terms.join('+')} ${String(joined)} ${String(start)} ${String(end)}`);
      return terms[0] === '深度';
    });
    assert.deepEqual(seen, ['lowrank+low+rank true 0 8', 'loom false 9 14', '深度 false 22 24']);
  });
});
