import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { grammarOf, lineEnd, maskLine, maskLines, proseOf } from '../../../src/core/mentions/noteText';
import { assertLinear } from '../support';

/** What is prose in a text, with one blank for each gap. */
function prose(text: string, language: string): string {
  return proseOf(text, language).replaceAll('\u4db5', ' ').replace(/\s+/g, ' ').trim();
}

const languages = ['plaintext', 'markdown', 'latex', 'restructuredtext', 'org', 'asciidoc', 'typst', 'html', 'python', 'typescript', 'c', 'rust', 'lua', 'sql', 'haskell', 'matlab', 'clojure', 'json', 'ocaml', 'css', 'a language of tomorrow'];

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
    ],
    latex: [
      ['a % b', 'a % b'],
      ['\\begin{verbatim}\ncode\n\\end{verbatim}\na', 'a'],
      ['a \\url{b} c \\cite[see d]{e} f \\label{g} \\cref{h} \\verb|i| \\lstinline!j! k', 'a \\url c \\cite[see d] f \\label \\cref k'],
      ['\\href{https://example.org}{text} \\emph{b}', '\\href {text} \\emph{b}'],
      ['\\section{Tides}', '\\section{Tides}'],
    ],
    restructuredtext: [
      ['a ``code`` b `text <https://example.org>`_ :ref:`x`', 'a b `text `_'],
      ['a::\n\n  code\n\nb', 'a:: b'],
      ['.. code-block:: ts\n\n   code\n\nb', 'b'],
      ['.. _target: https://example.org\n.. a comment', '.. a comment'],
    ],
    org: [
      ['a =code= b ~code~ c = d', 'a b c = d'],
      ['#+begin_src ts\ncode\n#+end_src\na', 'a'],
      ['#+title: x\n:PROPERTIES:\n:a: b\n:END:\n* Heading', '* Heading'],
      ['[[https://example.org][text]]', '[[ [text]]'],
    ],
    asciidoc: [
      ['a `code` b https://example.org[text] link:x.html[more]', 'a b [text] [more]'],
      ['----\ncode\n----\na', 'a'],
      [':author: x\n[source,ts]\n== Heading', '== Heading'],
    ],
    typst: [
      ['a `code` b @key <label> #link("https://example.org")[text] // c', 'a b #link( )[text] // c'],
      ['```ts\ncode\n``` a', 'a'],
    ],
    html: [['<p class="x">text<br>more</p><script>\ncode\n</script>', 'text more']],
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
    matlab: [['x = a\'; % b', '% b']],
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

  const pieces = fc.constantFrom('`', '```', '~~~', '``', '---', '\n', '\r\n', ' ', '    ', '\t', '> ', '- ', '[', ']', '](', '][', ')', '(', '<', '>', '<!--', '-->', '<pre>', '</pre>', '<a', '"', "'", '"""', '\\', '\\verb|', '\\begin{verbatim}', '\\end{verbatim}', '\\cite{', '{', '}', '::', '.. code::', ':ref:`', '=', '~', '#+begin_src', '#+end_src', ':END:', '----', 'link:', '//', '/*', '*/', '#', '--', '--[[', ']]', '%', ';', '@', 'https://', 'www.', 'a', 'Tides', 'β', '🜁', '\ud83d', '|');
  const noise = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 60 }).map((parts) => parts.join(''));

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
          const { text: line, state } = maskLine(text.slice(start, lineEnd(text, start)), grammar, states[i] ?? '');
          assert.equal(state, states[i + 1]);
          pieced += line;
        }
        assert.equal(pieced, proseOf(text, language));
      }),
    );
  });

  it('takes work in proportion to the text, also of one line', () => {
    for (const language of languages) {
      for (const piece of ['word ', '`', '``` ', '`a``', '[', '](', '](a', '<', '<a ', '<!--', '<code>x</code>', '"', '\\"', "'", '\\', '\\cite[', '\\verb', '\\cite{', ':cite', ':ref:`', '=', '=a', 'link:', '<<', '@', 'https://', '/*', '/* */', '--', '"""', '#', '[a]: ', '\n', '    ', '---\n', '```\n', '> ']) {
        assertLinear((size) => {
          const text = piece.repeat(Math.ceil(size / piece.length));
          return () => proseOf(text, language);
        }, 10_000);
      }
    }
  });
});
