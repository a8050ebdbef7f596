import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { grammarOf, lineEnd, maskLine, maskLines, proseOf } from '../../../src/core/mentions/noteText';
import { assertLinear } from '../support';

/** What is prose in a text, with one blank for each gap. */
function prose(text: string, language: string): string {
  return proseOf(text, language).replaceAll('\u4db5', ' ').replace(/\s+/g, ' ').trim();
}

const languages = [
  'plaintext',
  'markdown',
  'latex',
  'restructuredtext',
  'org',
  'asciidoc',
  'typst',
  'html',
  'python',
  'typescript',
  'c',
  'rust',
  'lua',
  'sql',
  'haskell',
  'matlab',
  'clojure',
  'json',
  'ocaml',
  'css',
  'a language of tomorrow',
];

describe('the prose of a note', function () {
  this.timeout(60_000);

  const cases: Record<string, readonly (readonly [text: string, prose: string])[]> = {
    plaintext: [
      ['see https://example.org/a_b?c and www.example.org.', 'see and'],
      ['`all` *of* <it> [counts](here)', '`all` *of* <it> [counts](here)'],
    ],
    markdown: [
      ['---\ntitle: Tides\ntags: [a]\n---\nText', 'Text'],
      ['---\nAfter a rule, text', 'After a rule, text'],
      ['a `code` b ``c ` d`` e `f', 'a b e `f'],
      ['a\n```ts\ncode\n```\nb', 'a b'],
      ['~~~\ncode\n```\n~~~\nb', 'b'],
      ['> ```\n> code\nb', 'b'],
      ['- ```\n  code\n  ```\n- b', '- b'],
      ['[text](https://example.org/x "title") and [more](a/b.md)', '[text] and [more]'],
      ['[text](no target as it has blanks)', '[text](no target as it has blanks)'],
      ['[text](a_(b).md) x', '[text] x'],
      ['[text][ref] and [ref]: x', '[text] and [ref]: x'],
      ['[ref]: https://example.org "Title"', ''],
      ['[^1]: A footnote.', '[^1]: A footnote.'],
      ['[[page|text]] and [[page]]', '[[ |text]] and [[page]]'],
      ['<https://example.org> <i title="x">text</i> a < b > c', 'text a < b > c'],
      ['a <!-- b --> c <!-- d\ne --> f', 'a c f'],
      ['<pre>\ncode\n</pre> a <code>b</code> c', 'a c'],
      ['a\n\n    code\n\n    code\n\nb', 'a b'],
      ['- a\n\n    b', '- a b'],
      ['a\n    b', 'a b'],
      ['a \\`b\\` c', 'a \\`b\\` c'],
      ['a `code\ncode` b', 'a b'],
      ['> a ``code\n> code ` code`` b', '> a b'],
      ['a `no code\n\nb` c', 'a `no code b` c'],
      ['a `no code\n- b` c', 'a `no code - b` c'],
      ['a `no code\n# b` c', 'a `no code # b` c'],
      ['a `no code\n```\ncode\n```\nb', 'a `no code b'],
      ['a `code` `no code\nb ``c`` d', 'a `no code b d'],
      ['a <b\n  title="x">text</b> c', 'a text c'],
      ['<img\n  src="a.png"\n  alt="b"\n/> c', 'c'],
      ['a <b and c\nd e', 'a <b and c d e'],
      ['a < b\nc > d', 'a < b c > d'],
      ['a <https://example.org\nb> c', 'a < b> c'],
      ['a\n$$\nx = y\n$$\nb', 'a b'],
      ['a\n$$ x\n$$ b', 'a $$ x $$ b'],
      ['$$\nx = y\n\nb', 'b'],
      ['> $$\n> x\n> $$\n> b', '> b'],
      ['# A\r```\rcode\r```\rb\r\n    c', '# A b c'],
    ],
    latex: [
      ['a % b', 'a % b'],
      ['\\begin{verbatim}\ncode\n\\end{verbatim}\na', 'a'],
      [
        'a \\url{b} c \\cite[see d]{e} f \\label{g} \\cref{h} \\verb|i| \\lstinline!j! k',
        'a \\url c \\cite[see d] f \\label \\cref k',
      ],
      ['\\href{https://example.org}{text} \\emph{b}', '\\href {text} \\emph{b}'],
      ['\\section{Tides}', '\\section{Tides}'],
      ['\\begin{align*}\nx &= y\n\\end{align*}\na', 'a'],
      ['a $x$ \\begin{equation} x \\end{equation} b \\begin{math}y\\end{math}\nc', 'a $x$ b c'],
      ['\\begin{verbatim}\ncode\n\ncode\n\\end{verbatim} a', 'a'],
      ['\\begin{equation}\nx\n\na', 'a'],
      ['a \\[ x \\]\n\\[\nx = y\n\\]\nb', 'a \\[ x \\] b'],
      ['\\[ x \\] a', 'a'],
      ['\\begin{tikzpicture}\n\\node {x};\n\\end{tikzpicture}\na', 'a'],
      ['\\begin{BVerbatim}[fontsize=\\small]\ncode\n\\end{BVerbatim}\na', 'a'],
      ['\\begin{quote}\na\n\\end{quote}', '\\begin{quote} a \\end{quote}'],
    ],
    restructuredtext: [
      ['a ``code`` b `text <https://example.org>`_ :ref:`x`', 'a b `text `_'],
      ['a::\n\n  code\n\nb', 'a:: b'],
      ['.. code-block:: ts\n\n   code\n\nb', 'b'],
      ['.. _target: https://example.org\n.. a comment', '.. a comment'],
      ['a ``code\ncode`` b ``c\n\nd', 'a b ``c d'],
      ['.. raw:: html\n\n   <b>x</b>\n\na', 'a'],
      ['.. image:: a/b.png\n   :alt: c', ':alt: c'],
      ['.. note:: a\n\n   b', '.. note:: a b'],
      ['a\n\n>>> code\n\nb', 'a b'],
    ],
    org: [
      ['a =code= b ~code~ c = d', 'a b c = d'],
      ['#+begin_src ts\ncode\n#+end_src\na', 'a'],
      ['#+title: x\n:PROPERTIES:\n:a: b\n:END:\n* Heading', '* Heading'],
      ['[[https://example.org][text]]', '[[ [text]]'],
      ['a src_python[:results raw]{code} b', 'a b'],
      ['\\begin{equation}\nx = y\n\\end{equation}\na', 'a'],
      ['#+begin_quote\na\n#+end_quote', '#+begin_quote a #+end_quote'],
    ],
    asciidoc: [
      ['a `code` b https://example.org[text] link:x.html[more]', 'a b [text] [more]'],
      ['----\ncode\n----\na', 'a'],
      [':author: x\n[source,ts]\n== Heading', '== Heading'],
      ['[source,ts]\ncode\ncode\n\na', 'a'],
      ['[source]\n----\ncode\n\ncode\n----\na', 'a'],
      ['[NOTE]\na', 'a'],
      ['a\n++++\n<b>x</b>\n++++\nb', 'a b'],
    ],
    typst: [
      ['a `code` b @key <label> #link("https://example.org")[text] // c', 'a b #link( )[text] // c'],
      ['```ts\ncode\n``` a', 'a'],
      ['a `code\ncode` b', 'a b'],
      ['#set text(font: "a")\nb #emph[c]', 'b #emph[c]'],
    ],
    html: [
      ['<p class="x">text<br>more</p><script>\ncode\n</script>', 'text more'],
      ['<a href="x"\n   class="y">text</a>', 'text'],
    ],
    python: [
      ['x = "# a" # b\ny = 1', '# b'],
      ['def f():\n    """Docs\n    more"""\n    return """no\n    docs"""', '"""Docs more"""'],
      ["# don't\nx = 'a'", "# don't"],
    ],
    typescript: [
      ['const a = "// b"; // c\n/* d\n e */ f();', '// c /* d e */'],
      ['x = `// a\n// b` // c', '// c'],
      ['// a https://example.org b', '// a b'],
    ],
    lua: [['x = 1 -- a\n--[[ b\nc ]] d()', '-- a --[[ b c ]]']],
    sql: [["select '--a' -- b", '-- b']],
    clojure: [['(f "; a") ; b', '; b']],
    matlab: [["x = a'; % b", '% b']],
    json: [['{"a": "b // c"}', '']],
    rust: [["fn f<'a>(x: &'a str) {} // b", '// b']],
    'a language of tomorrow': [['code // a\n# b\n"# c"', '// a # b']],
  };
  for (const [language, pairs] of Object.entries(cases)) {
    it(`is told from the rest in ${language}`, () => {
      for (const [text, expected] of pairs) {
        assert.equal(prose(text, language), expected, text);
      }
    });
  }

  const pieces = fc.constantFrom(
    '`',
    '```',
    '~~~',
    '``',
    '---',
    '\n',
    '\r',
    '\r\n',
    '\n$$\n',
    '<b ',
    'x="y"',
    '\\[',
    '\\]',
    '\\begin{align}',
    '\\end{align}',
    '\n[source]\n',
    '>>> ',
    '#set ',
    'src_c{',
    ' ',
    '    ',
    '\t',
    '> ',
    '- ',
    '[',
    ']',
    '](',
    '][',
    ')',
    '(',
    '<',
    '>',
    '<!--',
    '-->',
    '<pre>',
    '</pre>',
    '<a',
    '"',
    "'",
    '"""',
    '\\',
    '\\verb|',
    '\\begin{verbatim}',
    '\\end{verbatim}',
    '\\cite{',
    '{',
    '}',
    '::',
    '.. code::',
    ':ref:`',
    '=',
    '~',
    '#+begin_src',
    '#+end_src',
    ':END:',
    '----',
    'link:',
    '//',
    '/*',
    '*/',
    '#',
    '--',
    '--[[',
    ']]',
    '%',
    ';',
    '@',
    'https://',
    'www.',
    'a',
    'Tides',
    'β',
    '🜁',
    '\ud83d',
    '|',
  );
  const noise = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 60 })
    .map((parts) => parts.join(''));

  it('has the length and the lines of the note, whatever the text', () => {
    fc.assert(
      fc.property(noise, fc.constantFrom(...languages), (text, language) => {
        const masked = proseOf(text, language);
        assert.equal(masked.length, text.length);
        for (let i = 0; i < text.length; i++) {
          if (masked[i] !== text[i]) assert.ok(masked[i] === ' ' || masked[i] === '\u4db5');
          assert.equal(masked[i] === '\n', text[i] === '\n');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is told line by line', () => {
    fc.assert(
      fc.property(noise, fc.constantFrom(...languages), (text, language) => {
        const grammar = grammarOf(language);
        const { states } = maskLines(text, grammar);
        let [start, i] = [0, 0];
        let pieced = '';
        for (; start < text.length; start = lineEnd(text, start), i++) {
          const end = lineEnd(text, start);
          const { text: line, state } = maskLine(
            text.slice(start, end),
            grammar,
            states[i] ?? '',
            text.slice(end, lineEnd(text, end)),
          );
          assert.equal(state, states[i + 1]);
          pieced += line;
        }
        assert.equal(pieced, proseOf(text, language));
      }),
    );
  });

  it('takes work in proportion to the text, also of one line', () => {
    for (const language of languages) {
      for (const piece of [
        'word ',
        '`',
        '``` ',
        '`a``',
        '[',
        '](',
        '](a',
        '<',
        '<a ',
        '<!--',
        '<code>x</code>',
        '"',
        '\\"',
        "'",
        '\\',
        '\\cite[',
        '\\verb',
        '\\cite{',
        ':cite',
        ':ref:`',
        '=',
        '=a',
        'link:',
        '<<',
        '@',
        'https://',
        '/*',
        '/* */',
        '--',
        '"""',
        '#',
        '[a]: ',
        '\n',
        '    ',
        '---\n',
        '```\n',
        '> ',
        '`\n',
        '`` `\n',
        '<a\n',
        '<a x\n',
        '<a x="',
        '<a x=',
        ' x="y"',
        '=\n',
        '\r',
        '$$\n',
        '\\[\n',
        '\\begin{math}',
        '\\begin{math}\\end{math}',
        '``a\n',
        '[source]\n',
        'src_a',
        '#set',
      ]) {
        assertLinear((size) => {
          const text = piece.repeat(Math.ceil(size / piece.length));
          return () => proseOf(text, language);
        }, 10_000);
      }
    }
  });
});
