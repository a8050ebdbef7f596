import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { ScannedNote } from '../../../src/core/mentions/scannedNote';
import type { Mention } from '../../../src/core/mentions/mention';
import { TitleTable } from '../../../src/core/mentions/titleTable';
import { linkMentions, mentionClass, type MentionLink } from '../../../src/core/notes/linkedTokens';
import type { ReadNote } from '../../../src/core/notes/markdownTokens';
import { assertLinear, paper } from '../support';

const tidelens = 'TideLens: Low-Rank Routing for River Gauges';
const weaving = 'The Slow Weaving of a Small Café';
const two = 'River Looms';
const hostile = [
  '"><img src=x onerror=alert(1)> as Seen by Lanterns',
  '[x](javascript:alert(1)) and `Other` Links to Refuse',
  '</a><script>alert(1)</script> in Titles of Papers',
  '*Stars* & <b>Bold</b> Claims of _Under_ Scores',
];
const known = [tidelens, weaving, two, 'Foxes on the $E^{2}$ Moor by Night', ...hostile];

const table = new TitleTable();
for (const title of known) table.add(paper(title));

const linkOf = ({ ids }: Mention): MentionLink => ({
  href: `paper:${ids.join()}`,
  title: `About “${ids.join()}”\n"><b>`,
});

type Token = ReturnType<MarkdownIt['parse']>[number];

/** A note as markdown-it reads it. */
function read(
  text: string,
  markdown = new MarkdownIt({ html: true, linkify: true }),
): { note: ReadNote<Token>; source: string } {
  const state = new markdown.core.State(text, markdown, {});
  markdown.core.process(state);
  return {
    note: { tokens: state.tokens, token: (type, tag, nesting) => new state.Token(type, tag, nesting) },
    source: state.src,
  };
}

/** What markdown-it renders of a note, with its mentions linked and without. */
function render(
  text: string,
  { titles = table, markdown = new MarkdownIt({ html: true, linkify: true }) } = {},
): { linked: string; plain: string } {
  const { note, source } = read(text, markdown);
  const show = (tokens: readonly Token[]): string => markdown.renderer.render([...tokens], markdown.options, {});
  const plain = show(note.tokens);
  const linked = show(linkMentions(note, new ScannedNote(titles, source, 'markdown'), linkOf));
  assert.equal(show(note.tokens), plain, 'the given tokens stay as they are');
  return { linked, plain };
}

const ours = new RegExp(`<a href="paper:[^"]*" class="${mentionClass}" title="[^"]*">([^]*?)</a>`, 'g');

/** What stands in the links of mentions. */
const linksIn = (text: string): string[] => [...render(text).linked.matchAll(ours)].map((match) => match[1] ?? '');

describe('a rendered note', function () {
  this.timeout(60_000);

  it('links its mentions', () => {
    assert.equal(
      render('Read *Slow Weaving of a Small Café* today.\n').linked,
      `<p>Read <em><a href="paper:slowweavingofasmallcafe" class="${mentionClass}" title="About “slowweavingofasmallcafe”\n&quot;&gt;&lt;b&gt;">Slow Weaving of a Small Café</a></em> today.</p>\n`.replaceAll(
        'slowweaving',
        'theslowweaving',
      ),
    );
  });

  const cases: readonly (readonly [what: string, note: string, links: readonly string[]])[] = [
    ['in headings', `# ${tidelens}\n\n${weaving}\n===\n`, [tidelens, weaving]],
    ['in lists', `1. ${tidelens}\n   - ${weaving}\n`, [tidelens, weaving]],
    ['in cells of tables', `| a | b |\n| - | - |\n| ${tidelens} | x ${weaving} |\n`, [tidelens, weaving]],
    [
      'in quotations, over their lines',
      `> TideLens: Low-Rank Routing\n> for River Gauges\n`,
      ['TideLens: Low-Rank Routing\nfor River Gauges'],
    ],
    [
      'around emphasis',
      `A TideLens: *Low-Rank* Routing for **River Gauges** b`,
      ['TideLens: <em>Low-Rank</em> Routing for <strong>River Gauges</strong>'],
    ],
    [
      'where emphasis begins with it',
      `*TideLens*: Low-Rank Routing for River Gauges`,
      ['<em>TideLens</em>: Low-Rank Routing for River Gauges'],
    ],
    [
      'where emphasis goes on before and behind',
      `*a TideLens: Low-Rank* Routing for **River Gauges b**`,
      ['TideLens: Low-Rank', ' Routing for ', 'River Gauges'],
    ],
    [
      'around HTML, not over it',
      `TideLens: <b>Low-Rank</b> Routing for<br>River Gauges`,
      ['TideLens: ', 'Low-Rank', ' Routing for', 'River Gauges'],
    ],
    [
      'with what is escaped',
      `TideLens\\: Low&#45;Rank&nbsp;Routing for River Gauges`,
      ['TideLens: Low-Rank\u00a0Routing for River Gauges'],
    ],
    [
      'with accents set as characters of their own',
      `The Slow Weaving of a Small Cafe\u0301 is`,
      ['The Slow Weaving of a Small Cafe\u0301'],
    ],
    ['each time', `${weaving}, ${weaving} and ${weaving}`, [weaving, weaving, weaving]],
    ['not in code', `\`${weaving}\`\n\n    ${weaving}\n\n~~~\n${weaving}\n~~~\n`, []],
    ['not in HTML', `<p title="${weaving}">\n${weaving}\n</p>\n\n<!-- ${weaving} --> <i title="${weaving}">x</i>`, []],
    [
      'not in links of the note’s own',
      `[${weaving}](https://example.org) [see ${tidelens}][a] <a href="x">${weaving}</a>\n\n[a]: https://example.org '${weaving}'`,
      [],
    ],
    ['not in pictures', `![${weaving}](a.png)`, []],
    ['behind code that says the same', `\`${weaving}\` and <code>${weaving}</code> and ${weaving}`, [weaving]],
    [
      'of two words only where they are set off',
      `We weave river looms. We read *River Looms*, not river looms.`,
      ['River Looms'],
    ],
    ['of two words in the item that they are alone in', `- on river looms\n- River Looms\n`, ['River Looms']],
  ];
  for (const [what, note, links] of cases) {
    it(`links ${what}`, () => {
      assert.deepEqual(linksIn(note), links);
    });
  }

  it('goes on over formulas', () => {
    const markdown = new MarkdownIt();
    markdown.inline.ruler.before('escape', 'math', (state, silent) => {
      const end = state.src.indexOf('$', state.pos + 1);
      if (state.src[state.pos] !== '$' || end < 0) return false;
      if (!silent) state.push('math_inline', 'math', 0).content = state.src.slice(state.pos + 1, end);
      state.pos = end + 1;
      return true;
    });
    markdown.renderer.rules['math_inline'] = (tokens, at) =>
      `<math>${markdown.utils.escapeHtml(tokens[at]?.content ?? '')}</math>`;
    const { linked } = render('See Foxes on the $E^{2}$ Moor by Night.', { markdown });
    assert.deepEqual(
      [...linked.matchAll(ours)].map((match) => match[1]),
      ['Foxes on the <math>E^{2}</math> Moor by Night'],
    );
  });

  it('leaves what it does not know as text, and names in it', () => {
    for (const title of hostile) {
      const { linked, plain } = render(`“${title.replace(/[!-/:-@[-`{-~]/g, '\\$&')}”\n`);
      assert.ok(linked.includes(mentionClass), title);
      assert.equal(linked.replace(ours, '$1'), plain);
      assert.doesNotMatch(linked, /<(?!\/?(?:p|a)\b)/);
    }
  });

  it('is the same but for its links', () => {
    const words = known.flatMap((title) => title.split(' '));
    const piece = fc.oneof(
      fc.constantFrom(...known),
      fc.constantFrom(...words.map((word) => `${word} `)),
      fc.constantFrom(
        '\n',
        '\n\n',
        '\r\n',
        '```\n',
        '`',
        '- ',
        '1. ',
        '> ',
        '"',
        '*',
        '**',
        '_',
        '~~',
        '    ',
        '<!--',
        '-->',
        '---\n',
        '# ',
        '\n===\n',
        '| ',
        ' |\n',
        '|-|-|\n',
        '[',
        '](',
        '](x)',
        ')',
        '[a]',
        '\n[a]: b\n',
        '![',
        '<b>',
        '</b>',
        '<a href="x">',
        '</a>',
        '<code>',
        '</code>',
        '<br>',
        '\\',
        '\\\n',
        '  \n',
        'https://example.org/',
        '&amp;',
        '&lt;',
        ':',
        '\u0301',
        '学',
        '\0',
        'words ',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const texts = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
    const options = fc.record({
      html: fc.boolean(),
      linkify: fc.boolean(),
      breaks: fc.boolean(),
      typographer: fc.boolean(),
    });
    let linked = 0;
    fc.assert(
      fc.property(texts, options, (text, chosen) => {
        const rendered = render(text, { markdown: new MarkdownIt(chosen) });
        assert.equal(rendered.linked.replace(ours, '$1'), rendered.plain);
        for (const [, inner = ''] of rendered.linked.matchAll(ours)) assert.doesNotMatch(inner, /<a\b/);
        if (rendered.linked !== rendered.plain) linked++;
      }),
      { numRuns: 3_000 },
    );
    assert.ok(linked > 300, `${String(linked)} notes with links`);
  });

  it('is the same byte for byte without mentions', () => {
    const none = new TitleTable();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { linked, plain } = render(text, { titles: none });
        assert.equal(linked, plain);
      }),
    );
  });

  it('takes time as its length', () => {
    for (const end of ['\n\n', ' ']) {
      assertLinear((size) => {
        const { note, source } = read(`1. ${`We read ${weaving}${end}`.repeat(size)}`);
        const scan = new ScannedNote(table, source, 'markdown');
        assert.equal(scan.mentions.length, size);
        return () => linkMentions(note, scan, linkOf);
      }, 500);
    }
  });
});
