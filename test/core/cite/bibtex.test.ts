import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { bibtex } from '../../../src/core/cite/bibtex';
import { citationStem } from '../../../src/core/cite/stem';
import { visible } from '../../../src/core/text/prose';
import { readableTitle } from '../../../src/core/text/readable';
import { assertLinear, paper } from '../support';
import { dated, papers } from './papers';

interface ReadEntry {
  readonly type: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads the one entry of a text as BibTeX does: a value in braces ends where they balance, whatever a backslash says. */
function readEntry(text: string): ReadEntry {
  let at = 0;
  const take = (pattern: RegExp): string => {
    const match = new RegExp(pattern.source, 'y');
    match.lastIndex = at;
    const found = match.exec(text);
    assert.ok(found, `${pattern.source} at ${String(at)} of ${text}`);
    at = match.lastIndex;
    return found[1] ?? found[0];
  };
  const type = take(/@([a-z]+)\{/);
  const key = take(/([^\s,{}]+)\s*,\s*/);
  const fields: Record<string, string> = {};
  while (text.charAt(at) !== '}') {
    const name = take(/([a-z]+)\s*=\s*/);
    assert.ok(!(name in fields), name);
    fields[name] = text.charAt(at) === '{' ? takeBraced() : take(/[a-z]{3}/);
    take(/\s*,\s*/);
  }
  assert.equal(at, text.length - 1);
  return { type, key, fields };

  function takeBraced(): string {
    const start = ++at;
    for (let depth = 1; ; at++) {
      const character = text.charAt(at);
      assert.notEqual(character, '', text);
      if (character === '{') depth++;
      else if (character === '}' && --depth === 0) break;
    }
    return text.slice(start, at++);
  }
}

const commands = new Map([
  ['textbackslash', '\\'],
  ['textbraceleft', '{'],
  ['textbraceright', '}'],
  ['textasciitilde', '~'],
  ['textasciicircum', '^'],
]);

/** What TeX prints for a field of plain text; fails on all that it would not print as it stands. */
function printed(value: string): string {
  const text = /^\{([^]*)\}$/.exec(value)?.[1];
  assert.ok(text !== undefined, `${value} is in braces of its own`);
  let result = '';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (/[-'`,<>?!]/.test(character) && text.startsWith('{}', i + 1)) {
      result += character;
      i += 2;
      continue;
    }
    assert.doesNotMatch(text.slice(i, i + 2), /--|''|``|,,|<<|>>|[?!]`/, value);
    assert.doesNotMatch(character, /[{}$&#%_~^\n\r]/, value);
    if (character !== '\\') {
      result += character;
    } else if (/[$&#%_]/.test(text.charAt(i + 1))) {
      result += text.charAt(++i);
    } else {
      const name = /^[a-z]+(?=\{\})/.exec(text.slice(i + 1))?.[0] ?? '';
      const symbol = commands.get(name);
      assert.ok(symbol !== undefined, `${value}, at ${text.slice(i)}`);
      result += symbol;
      i += name.length + 2;
    }
  }
  return result;
}

function titleIn(text: string): string {
  const { title } = readEntry(text).fields;
  return title === undefined ? '' : printed(title);
}

const context = { keyOf: citationStem, abstracts: false };

describe('bibtex', function () {
  this.timeout(60_000);

  it('writes what a listing tells', () => {
    const known = dated('LayerMoss: Sparse Routing for 100% of R&D', '2024-09-23', {
      organization: { slug: 'tide', name: 'Tide & Loom_Lab' },
      authorCount: 7,
    });
    assert.equal(
      bibtex(known, context),
      [
        '@misc{layermoss2024,',
        '  author = {{Tide \\& Loom\\_Lab}},',
        '  title = {{LayerMoss: Sparse Routing for 100\\% of R\\&D}},',
        '  month = sep,',
        '  year = {2024},',
        '}',
      ].join('\n'),
    );
  });

  it('counts the authors where that is all there is', () => {
    const noteOf = (authorCount: number): string | undefined =>
      readEntry(bibtex({ ...paper('Quillon'), authorCount }, context)).fields['note'];
    assert.equal(noteOf(7), '7 authors');
    assert.equal(noteOf(1), '1 author');
    assert.equal(readEntry(bibtex(paper('Quillon'), context)).fields['note'], undefined);
  });

  it('leaves out a date without a year, and all that is unknown', () => {
    assert.equal(bibtex(dated('On Gauges', 'XXXX-09-23'), context), '@misc{gauges,\n  title = {{On Gauges}},\n}');
  });

  it('names every month', () => {
    const names = Array.from(
      { length: 12 },
      (_, i) =>
        readEntry(bibtex(dated('Quillon', `2025-${String(i + 1).padStart(2, '0')}-01`), context)).fields['month'],
    );
    assert.deepEqual(names, ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']);
  });

  it('keeps letters and raised digits', () => {
    assert.equal(titleIn(bibtex(paper('E$^{2}$Løvetann: β-Rook für 漢字'), context)), 'E²Løvetann: β-Rook für 漢字');
  });

  for (const title of [
    '}',
    '{',
    '}{',
    '\\',
    '\\\\',
    'a\\',
    'a{b',
    'a}b',
    '\\{',
    '100%',
    '@misc{x, title = {y}}',
    '"quoted" and \'quoted\'',
    'two\nlines',
    '\u202eturned\u202c',
    '\\textbackslash{}',
    '~^_#$&',
    '',
  ]) {
    it(`writes ${JSON.stringify(title)} so that it is read back`, () => {
      assert.equal(titleIn(bibtex(paper(title), context)), readableTitle(title));
    });
  }

  it('is read back whatever the paper is called', () => {
    fc.assert(
      fc.property(papers, (one) => {
        const text = bibtex(one, context);
        const { type, key, fields } = readEntry(text);
        assert.equal(type, 'misc');
        assert.equal(key, citationStem(one));
        assert.equal(titleIn(text), readableTitle(one.title));
        assert.equal(
          fields['author'] === undefined ? '' : printed(fields['author']),
          visible(one.organization?.name ?? ''),
        );
        const year = one.date?.iso.startsWith('2') ? one.date.iso.slice(0, 4) : undefined;
        assert.equal(fields['year'], year);
        assert.equal(fields['month'] === undefined, year === undefined);
        assert.equal(text.split('\n').length, Object.keys(fields).length + 2);
      }),
      { numRuns: 3000 },
    );
  });

  for (const piece of ['{', '\\', 'a: ', 'word ', ':']) {
    it(`grows with ${piece}`, () => {
      assertLinear((size) => {
        const one = paper(piece.repeat(size), '', 'x');
        return () => bibtex(one, context);
      }, 5_000);
    });
  }
});
