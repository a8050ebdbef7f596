import { strict as assert } from 'node:assert';
import {
  begun,
  brackets,
  isHeading,
  isInCode,
  isDumpPlace,
  isInLink,
  linkAround,
} from '../../../src/core/notes/context';

/** A text with the stretch between two `|`. */
function between(marked: string): [string, number, number] {
  const [before = '', inside = '', after = ''] = marked.split('|');
  return [before + inside + after, before.length, before.length + inside.length];
}

describe('linkAround', () => {
  it('knows the text of a Markdown link from other brackets, and where it leads', () => {
    assert.equal(linkAround(...between('see [|Tollhedge|](https://example.org)')), 'https://example.org');
    assert.equal(linkAround(...between('see [**|Tollhedge|**](<a.txt#L3> "copy")')), 'a.txt#L3');
    assert.equal(linkAround(...between('see [my copy of |Tollhedge|, printed][copy]')), '');
    for (const text of [
      'see |Tollhedge|',
      '[[|Tollhedge|]]',
      '[a](b) |Tollhedge| [c](d)',
      '- [ ] |Tollhedge|',
      '[|Tollhedge|] (printed)',
    ])
      assert.equal(linkAround(...between(text)), null, text);
  });

  it('knows what leads to a line of a dump', () => {
    for (const address of ['a.txt#L3', '../papers/my%20dump.txt#L112']) assert.ok(isDumpPlace(address), address);
    for (const address of [
      '',
      'a.txt',
      'https://example.org/a.txt#L3',
      '//example.org/a#L3',
      'www.example.org#L3',
      '#L3',
      'a.md#Looms',
    ])
      assert.ok(!isDumpPlace(address), address);
  });
});

describe('what is begun before the cursor', () => {
  it('is a search after two brackets', () => {
    assert.deepEqual(brackets('see [[toll'), { text: 'toll', column: 4 });
    assert.deepEqual(brackets('[[Tollhedge: Adm'), { text: 'Tollhedge: Adm', column: 0 });
    for (const before of ['see [toll', 'see [[toll]] and', '[[file:papers', '[[a][b', `[[${'x'.repeat(300)}`])
      assert.equal(brackets(before), null, before);
  });

  it('may be a title from two words on, the longest first', () => {
    assert.deepEqual(
      begun('in Tollhedge: Adm').map(({ text }) => text),
      ['in Tollhedge: Adm', 'Tollhedge: Adm'],
    );
    assert.deepEqual(
      begun('in Tollhedge ').map(({ text }) => text),
      ['in Tollhedge '],
    );
    for (const before of ['', 'Tollhedge', 'of the ', '   ']) assert.deepEqual(begun(before), [], before);
    assert.ok(begun('word '.repeat(100_000)).length < 20);
  });
});

describe('where nothing is completed', () => {
  it('knows headings', () => {
    for (const [language, line] of [
      ['markdown', '## World models'],
      ['asciidoc', '== World'],
      ['typst', '= World'],
      ['org', '** World'],
      ['latex', '\\section{World'],
      ['tex', '\\subsection*{World'],
    ] as const) {
      assert.ok(isHeading(language, line), line);
    }
    for (const [language, line] of [
      ['markdown', '#hashtag'],
      ['markdown', '- world'],
      ['plaintext', '# world'],
      ['latex', '\\section{World} text'],
    ] as const)
      assert.ok(!isHeading(language, line), line);
  });

  it('knows headings by the lines above and below', () => {
    for (const [language, above, below] of [
      ['markdown', '', '====='],
      ['markdown', 'a\n\n', '---'],
      ['restructuredtext', 'a\n\n', '~~~~~'],
      ['restructuredtext', '=====\n', ''],
      ['restructuredtext', 'a\n\n=====\n', '====='],
      ['restructuredtext', 'a\r\n\r\n=====\r\n', ''],
    ] as const)
      assert.ok(isHeading(language, 'World mo', above, below), `${language} ${above}`);
    for (const [language, above, below] of [
      ['markdown', '=====\n', ''],
      ['markdown', '', '- a'],
      ['plaintext', '', '====='],
      ['restructuredtext', 'Title\n=====\n', ''],
      ['restructuredtext', 'a\n', '===== ====='],
    ] as const)
      assert.ok(!isHeading(language, 'World mo', above, below), `${language} ${above}`);
  });

  it('knows links and arguments that are names', () => {
    for (const [language, before, after] of [
      ['markdown', '[world mo', 'dels](https://example.org)'],
      ['markdown', '[world](papers/world mo', ''],
      ['markdown', 'at https://example.org/world-mo', ''],
      ['latex', '\\cite{world', ''],
      ['latex', '\\includegraphics[width=1cm]{world mo', ''],
    ] as const)
      assert.ok(isInLink(language, before, after), before);
    for (const [language, before, after] of [
      ['markdown', '- [ ] world mo', ''],
      ['markdown', '[a](b) world mo', ''],
      ['latex', '\\emph{world mo', ''],
      ['latex', '\\footnote{world mo', ''],
    ] as const) {
      assert.ok(!isInLink(language, before, after), before);
    }
  });

  it('knows code', () => {
    assert.ok(isInCode('markdown', 'a\n```py\nb\n', 'world mo'));
    assert.ok(isInCode('markdown', '~~~\n```\nb\n', 'world mo'));
    assert.ok(isInCode('markdown', '', 'the `world mo'));
    assert.ok(isInCode('markdown', '', '    world mo'));
    assert.ok(isInCode('org', '#+BEGIN_SRC python\n', 'world mo'));
    assert.ok(isInCode('latex', '\\begin{verbatim}\n', 'world mo'));
    assert.ok(isInCode('asciidoc', '----\n', 'world mo'));
    for (const [language, above, before] of [
      ['markdown', 'a `b\n', 'c` and `world mo'],
      ['markdown', '$$\n', 'world mo'],
      ['markdown', '<!-- a\n', 'world mo'],
      ['restructuredtext', 'Code::\n\n', '  world mo'],
      ['restructuredtext', '.. code-block:: text\n\n', '   world mo'],
      ['restructuredtext', '', 'the ``world'],
      ['latex', '\\begin{lstlisting}[language=C]\n', 'world mo'],
      ['tex', '\\begin{equation}\n', 'world mo'],
      ['tex', '', 'the \\verb|world mo'],
      ['latex', '', 'cost \\$3, $x_{world mo'],
      ['org', '', 'the =world mo'],
      ['org', '\\begin{align}\n', 'world mo'],
      ['typst', '```\n', 'world mo'],
      ['typst', '', 'the $world mo'],
      ['asciidoc', '[source,c]\n', 'world mo'],
      ['python', '', 'x = world mo'],
    ] as const)
      assert.ok(isInCode(language, above, before), `${language} ${above}${before}`);
    for (const [language, above, before] of [
      ['markdown', 'a `b\n', 'world mo'],
      ['markdown', '', 'cost $3 for world mo'],
      ['markdown', '', 'an escaped \\` world mo'],
      ['restructuredtext', 'Code::\n\n  a\n\n', 'world mo'],
      ['restructuredtext', 'Code::\n\n  a\n\n', '``b`` world mo'],
      ['latex', '\\begin{equation}\n\\end{equation}\n', 'world mo'],
      ['latex', '', '$x$ and \\verb|y| world mo'],
      ['latex', '', 'a \\\\ world mo'],
      ['org', '', 'a = b and =c= world mo'],
      ['typst', '', 'the `a` world mo'],
      ['asciidoc', '[source,c]\na\n\n', 'world mo'],
      ['python', '', '# world mo'],
    ] as const)
      assert.ok(!isInCode(language, above, before), `${language} ${above}${before}`);
    assert.ok(!isInCode('markdown', '```\nb\n```\n', 'world mo'));
    assert.ok(!isInCode('markdown', '- a\n', '    - world mo'));
    assert.ok(!isInCode('org', '#+BEGIN_SRC\n#+END_SRC\n', 'world mo'));
    assert.ok(!isInCode('plaintext', '```\n', '`world mo'));
  });
});
