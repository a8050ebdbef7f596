import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseDump } from '../../../src/core/dump/parse';
import type { Entry } from '../../../src/core/paper';
import { manyPapers } from '../invented';
import { assertLinear } from '../support';
import { expectedEntries, expectedShape, pageLines, pages, plainStyle, print, styles } from './print';

function withoutLine({ title, abstract, authorCount, organization, date, count }: Entry): Omit<Entry, 'line'> {
  return { title, abstract, authorCount, organization, date, count };
}

describe('parseDump', function () {
  this.timeout(60_000);

  it('gives back what was printed, in every shape and style', () => {
    fc.assert(
      fc.property(pages(), styles, (page, style) => {
        const dump = parseDump(print([page], style), 'dump.txt');
        assert.deepEqual(dump.entries.map(withoutLine), expectedEntries([page]));
        assert.deepEqual(dump.problems, []);
        assert.equal(dump.shape, page.shape);
      }),
      { numRuns: 300 },
    );
  });

  it('gives back pages that were put into one file, with and without a line end between them', () => {
    fc.assert(
      fc.property(fc.array(pages(), { minLength: 2, maxLength: 4 }), styles, (contents, style) => {
        const dump = parseDump(print(contents, style), 'dump.txt');
        assert.deepEqual(dump.entries.map(withoutLine), expectedEntries(contents));
        assert.deepEqual(dump.problems, []);
        assert.equal(dump.shape, expectedShape(contents));
      }),
      { numRuns: 200 },
    );
  });

  it('counts lines as an editor does', () => {
    fc.assert(
      fc.property(fc.array(pages(), { minLength: 1, maxLength: 3 }), styles, (contents, style) => {
        const text = print(contents, style);
        const lines = text.split(/\r\n|\n/);
        for (const { title, line } of parseDump(text, 'dump.txt').entries) assert.ok(lines[line - 1]?.includes(title));
      }),
    );
  });

  it('reads a page that holds a single paper', () => {
    fc.assert(
      fc.property(pages(undefined, 1), styles, (page, style) => {
        const only = { ...page, papers: page.papers.slice(0, 1) };
        assert.deepEqual(parseDump(print([only], style), 'dump.txt').entries.map(withoutLine), expectedEntries([only]));
      }),
    );
  });

  const noise = fc.oneof(
    fc.stringMatching(/^[ -~]{1,60}$/),
    fc.constantFrom(
      'zsh: command not found: papers',
      '>>> import os',
      '<div class="paper">',
      '%PDF-1.7 %âãÏÓ',
      '0x7ffd2a91 0x00000000',
      '???',
      '---',
      'x',
      '127.0.0.1 - - [12/Nov/2025:10:11:12 +0000] "GET / HTTP/1.1" 200',
      'Lorem ipsum dolor sit amet.',
      '·',
      '• • •',
      'TODO: read this one again',
      'Upvote',
    ),
  );

  it('keeps the papers around a line of noise between two papers of a listing', () => {
    fc.assert(
      fc.property(pages(['listing'], 3), noise, fc.nat(), (page, garbage, where) => {
        const lines = pageLines(page);
        const gap = lines.indexOf(page.papers[1 + (where % (page.papers.length - 1))]?.title ?? '');
        const text = [...lines.slice(0, gap), garbage, '', ...lines.slice(gap)].join('\n');
        const { entries } = parseDump(text, 'dump.txt');
        for (const { title, abstract } of page.papers) {
          assert.ok(
            entries.some((entry) => entry.title === title && entry.abstract === abstract),
            `${title} is lost to ${garbage}`,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('drops no visible line in silence', () => {
    fc.assert(
      fc.property(pages(['listing'], 3), noise, fc.nat(), (page, garbage, where) => {
        const lines = pageLines(page);
        const at = 11 + (where % (lines.length - 10));
        const text = [...lines.slice(0, at), garbage, ...lines.slice(at)].join('\n');
        const { entries, problems } = parseDump(text, 'dump.txt');
        const kept = entries.flatMap(({ title, abstract }) => [title, abstract]).join('\n');
        for (const { title } of page.papers) {
          assert.ok(kept.includes(title) || problems.length > 0, `${title} is lost to ${garbage}`);
        }
      }),
    );
  });

  it('takes any text', () => {
    const pieces = fc.constantFrom(
      '\n',
      '\n\n',
      '\r',
      '\r\n',
      ' ',
      '·',
      '  • 6 authors',
      'Nov 12',
      'Aug 16, 2023 4',
      'new',
      'Subscribe',
      'Get trending papers in your email inbox!',
      'byAK and the research community',
      'A Title',
      '\ufeff',
      '\u0000',
      '\ud83d',
      'We propose. ',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 }),
        (parts) => {
          parseDump(parts.join(''), 'dump.txt');
        },
      ),
      { numRuns: 500 },
    );
  });

  it('tells an empty file from a page without papers', () => {
    assert.equal(parseDump('', 'a.txt').shape, 'empty');
    const page = parseDump(
      'new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\nMar 12\n',
      'a-2024-03-13.txt',
    );
    assert.deepEqual([page.shape, page.entries.length, page.date?.iso, page.problems], ['empty', 0, '2024-03-12', []]);
  });

  it('reads a paper for each of a hundred thousand footers and more', () => {
    const text =
      'byAK and the research community\n\n' +
      'A Tiny Title\n\nWe propose it.\n\n  • 1 authors\n·\nAug 16, 2023\n\n'.repeat(130_000);
    assert.equal(parseDump(text, 'dump.txt').entries.length, 130_000);
  });

  it('reports text that could not be decoded, with its line', () => {
    const text =
      print([{ shape: 'blocks', day: { month: 3, day: 12, year: null }, papers: [] }], plainStyle) +
      '\nA Title\n\nA br\ufffdken abstract. '.padEnd(500, 'We propose it. ');
    assert.deepEqual(parseDump(text, 'dump.txt').problems, [{ line: 13, kind: 'undecodable', excerpt: '' }]);
  });

  it('reports a file of which nothing can be read, once and first', () => {
    const header =
      'new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nbyAK and the research community\n\n';
    const kinds = (text: string): string[] => parseDump(text, 'dump.txt').problems.map(({ kind }) => kind);
    assert.equal(kinds(`${header}3 authors\n\n---\n`)[0], 'unreadable');
    assert.deepEqual(kinds(header), []);
    const garbled = parseDump(header + 'A\ufffd\ufffd Title\n\nWe \ufffd\ufffd\ufffd.\n'.repeat(40), 'dump.txt');
    assert.deepEqual(garbled.entries, []);
    assert.deepEqual(
      garbled.problems.map(({ kind }) => kind),
      ['unreadable'],
    );
  });

  it('reports NUL characters, a repeated line, an abstract without a title and a second abstract', () => {
    const [first, second, third] = manyPapers(3);
    assert.ok(first && second && third);
    const problems = (...lines: readonly string[]): unknown[] =>
      parseDump(lines.join('\n'), 'dump.txt').problems.map(({ line, kind }) => [line, kind]);
    const pair = [first.title, first.abstract];
    assert.deepEqual(problems(`${first.title}\0`, first.abstract), [[1, 'nulCharacter']]);
    assert.deepEqual(problems(first.title, first.title, first.abstract), [[2, 'repeatedText']]);
    const lines = [...pair, second.abstract, third.title, third.abstract];
    assert.deepEqual(problems(...lines), [[3, 'secondAbstract']]);
    const blocks = lines.flatMap((line) => [line, '']);
    assert.deepEqual(problems(...blocks), [[5, 'secondAbstract']]);
    const long = `${second.abstract} ${'We propose to look at it again. '.repeat(40)}`;
    assert.deepEqual(problems(...lines.map((line) => (line === second.abstract ? long : line))), [[3, 'noTitle']]);
  });

  describe('grows with its input', () => {
    const papers = manyPapers(4000);
    const listing = (count: number): string =>
      'byAK and the research community\n\n' +
      papers
        .slice(0, count)
        .map(({ title, abstract }) => `${title}\n\n${abstract}\n\n  • 6 authors\n·\nAug 16, 2023\n\n`)
        .join('');

    const inputs: Record<string, (size: number) => string> = {
      'many papers': (size) => listing(size / 250),
      'a line of words': (size) => 'We propose a line. '.repeat(size / 19),
      'a title of blanks': (size) => `A${' '.repeat(size)}Title\n\n  • 6 authors\n·\nAug 16, 2023`,
      'a title of blanks that goes on': (size) =>
        `new\n\nSubscribe\n\nA Title That\rGoes${' '.repeat(size)}On\n\nWe propose it.`,
      'carriage returns': (size) => `A\n${'\r'.repeat(size)}B`,
      'blank lines': (size) => `new${'\n'.repeat(size)}new`,
      'short lines': (size) => 'a\n'.repeat(size / 8),
      'headers in one line': (size) => 'Get trending papers in your email inbox!'.repeat(size / 40),
      pages: (size) => 'new\n\nGet trending papers in your email inbox!\n\n'.repeat(size / 46),
      'lines that say new': (size) => 'new\n\n'.repeat(size / 20),
      'stops and quotes': (size) => '."\')'.repeat(size / 4),
      separators: (size) => '·\n'.repeat(size / 8),
      'notes and titles': (size) => 'Note\nA Title\n\n'.repeat(size / 14),
      'wrapped lines': (size) => `A Title\n\n${'We propose a line that was wrapped\n'.repeat(size / 34)}`,
      'paragraphs of scraps': (size) => 'A\n\n' + '---\nNov 12\n'.repeat(size / 11),
      'stray footers': (size) => '3 authors\nA Title\n'.repeat(size / 18),
      'words of field names': (size) => 'Published on Nov 12 '.repeat(size / 20),
      'NUL characters': (size) =>
        `A Title\n${'We propose\0 it and more of it all the time, as others do.\n'.repeat(size / 58)}`,
      footers: (size) => '  • 6 authors\n·\nAug 16, 2023 4\n'.repeat(size / 32),
    };
    for (const [name, make] of Object.entries(inputs)) {
      it(name, () => {
        assertLinear((size) => {
          const text = make(size);
          return () => parseDump(text, 'dump.txt');
        }, 125_000);
      });
    }
  });
});
