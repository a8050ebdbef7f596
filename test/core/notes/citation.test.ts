import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { citationAt } from '../../../src/core/notes/citation';

/** A text after keys were put in at its `|`; null where that is in no citation. */
function withKeys(language: string, marked: string, ...keys: string[]): string | null {
  const [before = '', after = ''] = marked.split('|');
  const citation = citationAt(language, before, after);
  return citation && before + after.slice(0, citation.skip) + citation.write(keys) + after.slice(citation.skip);
}

type Case = readonly [before: string, after: string];

function check(language: string, cases: readonly Case[]): void {
  for (const [marked, expected] of cases) assert.equal(withKeys(language, marked, 'new'), expected, marked);
}

function checkNone(language: string, texts: readonly string[]): void {
  for (const text of texts) assert.equal(withKeys(language, text, 'new'), null, text);
}

describe('citationAt', () => {
  it('puts a key alone into a citation of LaTeX, with a comma where others are', () => {
    check('latex', [
      ['\\cite{|}', '\\cite{new}'],
      ['\\cite{ | }', '\\cite{ new }'],
      ['\\cite{a|}', '\\cite{a,new}'],
      ['\\cite{a,|}', '\\cite{a,new}'],
      ['\\cite{|a}', '\\cite{new,a}'],
      ['\\cite{|,a}', '\\cite{new,a}'],
      ['\\cite{a|,b}', '\\cite{a,new,b}'],
      ['\\cite{a,|b}', '\\cite{a,new,b}'],
      ['\\cite{a, b|}', '\\cite{a, b, new}'],
      ['\\cite{a, |}', '\\cite{a, new}'],
      ['\\cite{a, |b}', '\\cite{a, new, b}'],
      ['\\cite{a,\n  |\n}', '\\cite{a,\n  new\n}'],
      ['\\cite{|', '\\cite{new'],
    ]);
    assert.equal(withKeys('latex', '\\cite{x|}', 'a', 'b', 'c'), '\\cite{x,a,b,c}');
    assert.equal(withKeys('latex', '\\cite{|}', 'a', 'b', 'c'), '\\cite{a,b,c}');
    assert.equal(withKeys('latex', '\\cite{x, |y}', 'a', 'b'), '\\cite{x, a, b, y}');
  });

  it('goes behind the key that the cursor is in', () => {
    check('latex', [['\\cite{ab|cd,e}', '\\cite{abcd,new,e}']]);
    check('markdown', [['[see |@a, p. 3; @b]', '[see @a, p. 3; @new; @b]']]);
    check('typst', [['#cite(<ab|cd>)', '#cite(<abcd>) #cite(<new>)']]);
  });

  it('knows the commands of natbib and biblatex, starred, with notes and with several lists', () => {
    check('tex', [
      ['\\citep[see][p.~3]{a|}', '\\citep[see][p.~3]{a,new}'],
      ['\\Citet*{|}', '\\Citet*{new}'],
      ['\\citeauthor{|}', '\\citeauthor{new}'],
      ['\\autocite [see {[1]}] {|}', '\\autocite [see {[1]}] {new}'],
      ['\\parencites(see)()[3]{a}[4]{|}', '\\parencites(see)()[3]{a}[4]{new}'],
      ['\\footfullcite{|}', '\\footfullcite{new}'],
      ['\\nocite{|}', '\\nocite{new}'],
      ['\\volcite{2}[3]{|}', '\\volcite{2}[3]{new}'],
      ['a \\\\\\cite{|}', 'a \\\\\\cite{new}'],
      ['\\cite|', '\\cite{new}'],
      ['\\citep[see]|', '\\citep[see]{new}'],
    ]);
    assert.equal(withKeys('tex', '\\cite|', 'a', 'b'), '\\cite{a,b}');
  });

  it('knows it in every language of notes', () => {
    for (const language of ['markdown', 'plaintext', 'org', 'asciidoc', 'restructuredtext', 'typst', 'python'])
      check(language, [['\\citep{a|}', '\\citep{a,new}']]);
  });

  it('leaves other places of LaTeX alone', () => {
    checkNone('latex', [
      '|',
      'the \\cite{a} |',
      '\\cite{a}{|}',
      '\\emph{|}',
      '\\cite{a} \\emph{|}',
      '\\section{On \\cite{a} |}',
      '\\citestyle{|}',
      '\\setcitestyle{|}',
      '\\DeclareCiteCommand{|}',
      '\\recited{|}',
      '\\\\cite{|}',
      '{|}',
      '\\cite{a\n\nAnother paragraph |',
    ]);
  });

  it('puts keys into the citations of Pandoc', () => {
    check('markdown', [
      ['[@a; |]', '[@a; @new]'],
      ['[@a|]', '[@a; @new]'],
      ['[@a;|]', '[@a; @new]'],
      ['[|@a]', '[@new; @a]'],
      ['[@|]', '[@new]'],
      ['[@a; @|]', '[@a; @new]'],
      ['[see @a, pp. 3-4; -@|; @b]', '[see @a, pp. 3-4; -@new; @b]'],
      ['[see @a, p. 3|]', '[see @a, p. 3; @new]'],
      ['[@a; |', '[@a; @new'],
      ['as @| says', 'as @new says'],
      ['[@{https://moss.net/a}|]', '[@{https://moss.net/a}; @new]'],
    ]);
    assert.equal(withKeys('markdown', '[@|]', 'a', 'b', 'c'), '[@a; @b; @c]');
    assert.equal(withKeys('markdown', '[@x; |]', 'a', 'b'), '[@x; @a; @b]');
    checkNone('markdown', [
      '[|]',
      '- [ ] |',
      '[@a] |',
      '[see |]',
      'mail me@|',
      '[mail me@moss.net |]',
      '[@a |](b.md)',
      '[[@a|]]',
      '^[as @a says |]',
      'I told [him and @bob |',
    ]);
    checkNone('ruby', ['[@a, |]', '@|']);
  });

  it('puts keys into the roles of MyST and Sphinx', () => {
    check('markdown', [
      ['{cite}`|`', '{cite}`new`'],
      ['{cite:p}`a|`', '{cite:p}`a,new`'],
    ]);
    check('restructuredtext', [
      [':cite:`a, |`', ':cite:`a, new`'],
      [':cite:t:`|`', ':cite:t:`new`'],
      [':footcite:`a|`', ':footcite:`a,new`'],
    ]);
    checkNone('restructuredtext', [':ref:`|`', ':cite:`a` |', '``|``']);
  });

  it('puts keys into the citations of Org and AsciiDoc', () => {
    check('org', [
      ['[cite:|]', '[cite:@new]'],
      ['[cite:@|]', '[cite:@new]'],
      ['[cite/t:@a;|]', '[cite/t:@a;@new]'],
      ['[cite:see @a p. 3; @b|]', '[cite:see @a p. 3; @b; @new]'],
      ['cite:a,|', 'cite:a,new'],
      ['cite:&a|', 'cite:&a;&new'],
      ['[[citep:&|]]', '[[citep:&new]]'],
      ['[[cite:a|]]', '[[cite:a,new]]'],
    ]);
    checkNone('org', ['[cite:@a] |', '[[file:|]]', 'to cite: |']);
    check('asciidoc', [
      ['cite:[|]', 'cite:[new]'],
      ['citenp:[a|]', 'citenp:[a,new]'],
    ]);
    checkNone('asciidoc', ['cite:[a] |', 'link:a[|]']);
  });

  it('puts keys into the citations of Typst', () => {
    check('typst', [
      ['#cite(|)', '#cite(<new>)'],
      ['#cite(<|>)', '#cite(<new>)'],
      ['#cite(<|>, form: "prose")', '#cite(<new>, form: "prose")'],
      ['#cite(<a|>)', '#cite(<a>) #cite(<new>)'],
      ['#cite(<a>|)', '#cite(<a>) #cite(<new>)'],
      ['#footnote(cite(<a|>))', '#footnote(cite(<a>) + cite(<new>))'],
      ['as @| says', 'as @new says'],
    ]);
    assert.equal(withKeys('typst', '#cite(<|>)', 'a', 'b', 'c'), '#cite(<a>) #cite(<b>) #cite(<c>)');
    assert.equal(withKeys('typst', '#cite(|)', 'a', 'b'), '#cite(<a>) #cite(<b>)');
    assert.equal(withKeys('typst', 'as @|', 'a', 'b'), 'as @a @b');
    checkNone('typst', ['#cite(<a>) |', '#figure(|)', 'me@|', '#recite(<|>)']);
  });

  it('never puts a citation into a citation, wherever its cursor is', () => {
    const key = fc.constantFrom('a', 'kelp2024', 'tide:lens-3');
    const list = fc.tuple(fc.array(key, { maxLength: 3 }), fc.constantFrom(',', ', ', ',\n'));
    const command = fc.constantFrom('\\cite{', '\\citep[see][3]{', '\\autocite*{', '\\textcites[1]{x}{');
    fc.assert(
      fc.property(
        command,
        list,
        fc.nat(),
        fc.array(key, { minLength: 1, maxLength: 3 }),
        (opening, [keys, mark], at, added) => {
          const inner = keys.join(mark);
          const place = at % (inner.length + 1);
          const text = withKeys(
            'latex',
            `Text ${opening}${inner.slice(0, place)}|${inner.slice(place)}} more`,
            ...added,
          );
          const cited = text?.slice(`Text ${opening}`.length, -'} more'.length).split(/,\s*/);
          assert.deepEqual(cited?.toSorted(), [...keys, ...added].sort());
        },
      ),
    );
  });

  it('looks at no more than what is near the cursor', () => {
    for (const text of [
      '\\cite',
      '[@',
      '\\cite[',
      '#cite(<',
      '{',
      '[cite:',
      'cite:a,',
      ':cite:`',
      '\\\\',
      '[a](',
      'a;',
    ])
      for (const language of ['latex', 'markdown', 'org', 'typst', 'restructuredtext', 'asciidoc'])
        citationAt(language, text.repeat(200_000), text.repeat(200_000));
  });
});
