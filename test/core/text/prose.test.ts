import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import {
  escapeMarkdown,
  firstSentences,
  linkRuns,
  markRuns,
  truncate,
  visible,
  type Run,
} from '../../../src/core/text/prose';
import { abstracts } from '../invented';
import { assertLinear } from '../support';

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        'https://',
        'http://',
        'example.org',
        '/a_b',
        '(',
        ')',
        '.',
        ',',
        ' ',
        '{',
        '}',
        'at~',
        'javascript:',
        '[x](',
        '<b>',
        '$(zap)',
        '\n',
        '\u202e',
        '\u0000',
        '🜁',
        'word',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('linkRuns', function () {
  this.timeout(60_000);

  const links = (text: string): string[] => linkRuns(text).flatMap((run) => run.href ?? []);

  it('loses nothing of the text, and links only http and https', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const runs = linkRuns(text);
        assert.equal(runs.map((run) => run.text).join(''), text);
        for (const { text: shown, href } of runs) {
          assert.notEqual(shown, '');
          if (href === undefined) continue;
          assert.equal(href, shown);
          assert.match(new URL(href).protocol, /^https?:$/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves out what closes the sentence', () => {
    const address = 'https://example.org/moss_net/release';
    for (const text of [
      `${address}.`,
      `(${address})`,
      `(see ${address}).`,
      `[${address}]`,
      `at~${address}, and`,
      `“${address}.”`,
      `<${address}>`,
      `"${address}"`,
      `${address}{codes}`,
      `\\url{${address}}`,
      `${address}…`,
      `*${address}*`,
      `${address}?!`,
    ]) {
      assert.deepEqual(links(text), [address], text);
    }
  });

  it('keeps brackets that belong to the address', () => {
    assert.deepEqual(links('(https://example.org/a_(loom))'), ['https://example.org/a_(loom)']);
    assert.deepEqual(links('https://example.org/~k?a=1&b=(2)'), ['https://example.org/~k?a=1&b=(2)']);
  });

  it('links nothing else', () => {
    for (const text of [
      'javascript:alert(1)',
      'ftp://example.org',
      'www.example.org',
      'http://',
      'https://.',
      'file:///etc/passwd',
      'command:x',
      '',
    ])
      assert.deepEqual(links(text), []);
  });

  it('finds an address that runs part, and keeps what they say', () => {
    const runs: Run[] = [
      { text: 'see ' },
      { text: 'https://a.org/', style: 'em' },
      { text: 'x', style: 'strong' },
      { text: '², https://a', style: 'em' },
    ];
    assert.deepEqual(linkRuns(runs), [
      { text: 'see ' },
      { text: 'https://a.org/', style: 'em', href: 'https://a.org/x²' },
      { text: 'x', style: 'strong', href: 'https://a.org/x²' },
      { text: '²', style: 'em', href: 'https://a.org/x²' },
      { text: ', ', style: 'em' },
      { text: 'https://a', style: 'em', href: 'https://a' },
    ]);
  });

  for (const piece of [')', '(', '.', '()', 'https://', 'http://a)', '{', '%']) {
    it(`grows with ${piece}`, () => {
      assertLinear((size) => {
        const text = `https://example.org/${piece.repeat(size)}`;
        return () => linkRuns(text);
      }, 10_000);
    });
  }
});

describe('markRuns', function () {
  this.timeout(60_000);

  it('splits links and texts where a range begins or ends in them', () => {
    const runs = [{ text: 'See ' }, { text: 'https://a.org/loom', href: 'https://a.org/loom' }, { text: ' here' }];
    assert.deepEqual(
      markRuns(runs, [
        [0, 3],
        [12, 13],
        [18, 24],
      ]),
      [
        { text: 'See', marked: true },
        { text: ' ' },
        { text: 'https://', href: 'https://a.org/loom' },
        { text: 'a', href: 'https://a.org/loom', marked: true },
        { text: '.org/', href: 'https://a.org/loom' },
        { text: 'loom', href: 'https://a.org/loom', marked: true },
        { text: ' h', marked: true },
        { text: 'ere' },
      ],
    );
  });

  it('leaves runs as they are without ranges', () => {
    const runs = linkRuns('Moss (https://example.org) grows.');
    assert.deepEqual(markRuns(runs, []), runs);
    assert.deepEqual(markRuns([], [[0, 4]]), []);
  });

  it('marks the whole of what is shown in another way than its text, and splits none of it', () => {
    const runs: Run[] = [
      { text: 'O(n' },
      { text: '^(4/3)', script: 'sup', shown: '4/3' },
      { text: ') of ' },
      { text: 'x₁+y', math: 'x_1+y' },
    ];
    assert.deepEqual(
      markRuns(runs, [
        [2, 5],
        [14, 16],
      ]),
      [
        { text: 'O(' },
        { text: 'n', marked: true },
        { text: '^(4/3)', script: 'sup', shown: '4/3', marked: true },
        { text: ') of ' },
        { text: 'x₁+y', math: 'x_1+y', marked: true },
      ],
    );
    assert.deepEqual(
      markRuns(runs, [
        [0, 3],
        [9, 14],
      ]).map(({ marked }) => marked === true),
      [true, false, true, false],
    );
  });

  it('loses nothing of the text, marks the ranges and nothing else, and keeps the addresses', () => {
    const lengths = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 30 });
    fc.assert(
      fc.property(anything, lengths, (text, gaps) => {
        const ranges: [number, number][] = [];
        let end = 0;
        for (const [gap, length] of gaps) {
          ranges.push([end + gap, end + gap + length]);
          end += gap + length;
        }
        const runs = linkRuns(text);
        const pieces = markRuns(runs, ranges);
        assert.equal(pieces.map((piece) => piece.text).join(''), text);
        assert.ok(pieces.every((piece) => piece.text !== ''));
        const isMarked = pieces.flatMap((piece) =>
          Array.from({ length: piece.text.length }, () => piece.marked === true),
        );
        assert.deepEqual(
          isMarked,
          Array.from({ length: text.length }, (_, at) => ranges.some(([from, to]) => from <= at && at < to)),
        );
        const hrefs = (parts: typeof runs): (string | undefined)[] =>
          parts.flatMap((part) => Array.from({ length: part.text.length }, () => part.href));
        assert.deepEqual(hrefs(pieces), hrefs(runs));
      }),
      { numRuns: 1000 },
    );
  });

  it('grows with ranges', () => {
    assertLinear((size) => {
      const text = 'moss '.repeat(size);
      const ranges = Array.from({ length: size }, (_, i): [number, number] => [5 * i, 5 * i + 4]);
      return () => markRuns([{ text }], ranges);
    }, 10_000);
  });
});

describe('firstSentences', function () {
  this.timeout(60_000);

  it('gives as many sentences as fit', () => {
    assert.equal(
      firstSentences('One is short. Two is too. Three is the longest of all.', 30),
      'One is short. Two is too.',
    );
    assert.equal(firstSentences('One.', 30), 'One.');
  });

  it('does not stop at abbreviations and numbers', () => {
    assert.equal(
      firstSentences('We weave, e.g. Looms of 4.5 metres. Then we rest for a while.', 40),
      'We weave, e.g. Looms of 4.5 metres.',
    );
  });

  it('cuts a long first sentence at a word', () => {
    assert.equal(firstSentences('We weave on looms of many metres without end', 25), 'We weave on looms of…');
  });

  it('never exceeds the limit, and begins as the text does', () => {
    fc.assert(
      fc.property(fc.oneof(abstracts, anything), fc.integer({ min: 1, max: 400 }), (text, limit) => {
        const short = firstSentences(text, limit);
        assert.ok(short.length <= limit);
        assert.ok(text.replace(/\s+/g, ' ').trim().startsWith(short.replace(/…$/, '')));
      }),
    );
  });

  for (const piece of ['.', '."', '. A', ' ', '."\') ']) {
    it(`grows with ${JSON.stringify(piece)}`, () => {
      assertLinear((size) => {
        const text = `a${piece.repeat(size)}b`;
        return () => firstSentences(text, size);
      }, 10_000);
    });
  }
});

describe('truncate', function () {
  this.timeout(60_000);

  it('never exceeds the limit, and cuts no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const short = truncate(text, limit);
        assert.ok(short.length <= limit && !/\p{Surrogate}/u.test(short));
        assert.ok(text.length > limit ? short.endsWith('…') : short === text);
      }),
    );
  });

  it('cuts at a word where one ends near', () => {
    assert.equal(truncate('We weave looms', 12), 'We weave…');
    assert.equal(truncate('Incomprehensibilities', 12), 'Incomprehen…');
  });
});

describe('escapeMarkdown', function () {
  this.timeout(60_000);

  it('can be read back as the visible text', () => {
    fc.assert(
      fc.property(anything, (text) => {
        assert.equal(escapeMarkdown(text).replace(/\\([!-/:-@[-`{-~])/g, '$1'), visible(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves no punctuation that Markdown could read', () => {
    fc.assert(
      fc.property(anything, (text) => {
        assert.doesNotMatch(escapeMarkdown(text).replace(/\\[!-/:-@[-`{-~]/g, ''), /[!-/:-@[-`{-~\n]/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('visible', function () {
  this.timeout(60_000);

  it('is one line without marks that cannot be seen', () => {
    assert.equal(visible('  a\n\tb\u202ec\u0000 \u2066 d\u2028e\u00a0'), 'a bc d e');
  });

  it('is visible already when it is visible', () => {
    fc.assert(
      fc.property(anything, (text) => {
        assert.equal(visible(visible(text)), visible(text));
      }),
      { numRuns: 1000 },
    );
  });
});
