import { strict as assert } from 'node:assert';
import { Cite, plugins, type ReadItem } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import '@citation-js/plugin-ris';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { citedTitle } from '../../../src/core/cite/details';
import { exportFormats, type ExportFormat } from '../../../src/core/cite/formats';
import { CitationKeys } from '../../../src/core/cite/keys';
import type { PrintContext } from '../../../src/core/cite/printing';
import type { Paper } from '../../../src/core/paper';
import { drain } from '../../../src/core/steps';
import { visible } from '../../../src/core/text/prose';
import { readable } from '../../../src/core/text/readable';
import { assertLinear, paper } from '../support';
import { dated, papers } from './papers';

plugins.config.get('@bibtex').parse.sentenceCase = 'never';

const context: PrintContext = {
  keyOf: ({ id }) => `key${id}`,
  topicOf: () => 'Robots',
  abstracts: true,
  byTopic: false,
};

function print(id: ExportFormat['id'], list: readonly Paper[], changes: Partial<PrintContext> = {}): string {
  const format = exportFormats.find((one) => one.id === id);
  assert.ok(format);
  return drain(format.print(list, { ...context, ...changes }));
}

/** Several papers with different ids. */
const lists = fc
  .array(papers, { maxLength: 4 })
  .map((list) => list.map((one, i): Paper => ({ ...one, id: String(i) })));

/** What another program reads, in one form for all of them; empty where it reads nothing. */
interface Read {
  readonly key: string;
  readonly title: string;
  readonly author: string;
  readonly date: string;
  readonly note: string;
  readonly abstract: string;
}

function readItem({ id, type, title = '', author = [], issued, note = '', abstract = '' }: ReadItem): Read {
  assert.equal(type, 'document');
  assert.ok(author.length <= 1);
  const { literal, family = '', given } = author[0] ?? {};
  assert.equal(given, undefined);
  return {
    key: id,
    title,
    author: literal ?? family,
    date: (issued?.['date-parts'][0] ?? []).join('-'),
    note,
    abstract,
  };
}

const readers: Record<'bibtex' | 'csl' | 'ris', (text: string) => Read[]> = {
  bibtex: (text) => new Cite(text, { forceType: '@bibtex/text', generateGraph: false }).data.map(readItem),
  csl: (text) => new Cite(JSON.parse(text), { forceType: '@csl/list+object', generateGraph: false }).data.map(readItem),
  ris: (text) => new Cite(text, { forceType: '@ris/file', generateGraph: false }).data.map(readItem),
};

/** What should be read of a paper. */
function expected({ id, title, organization, authorCount, date, abstract }: Paper): Read {
  const author = visible(organization?.name ?? '');
  const isDated = date?.iso.startsWith('2') ?? false;
  const count = authorCount === 1 ? '1 author' : `${String(authorCount)} authors`;
  const notes = [
    ...(author === '' && authorCount !== null ? [count] : []),
    ...(isDated && date?.yearInferred ? ['year inferred'] : []),
  ];
  return {
    key: `key${id}`,
    title: citedTitle(title),
    author,
    date: isDated ? (date?.iso ?? '').split('-').map(Number).join('-') : '',
    note: notes.join(', '),
    abstract: visible(readable(abstract)),
  };
}

type Row = Readonly<
  Record<
    'key' | 'title' | 'organization' | 'authors' | 'date' | 'yearInferred' | 'count' | 'topic' | 'abstract',
    string
  >
>;

/** Reads a table strictly; cells are as they stand in the file. */
function readCsv(text: string, delimiter = ','): string[][] {
  return parseCsv(text, { delimiter, record_delimiter: '\r\n' });
}

function readRows(text: string): Row[] {
  return parseCsv(text, { columns: true, record_delimiter: '\r\n' });
}

/** Takes away what keeps a cell from being a formula. */
const unguarded = (cell: string): string => cell.replace(/(^|;)(\s*)'(?='*[=+\-@＝＋－＠])/g, '$1$2');

/** What CommonMark shows of a text without mark-up; fails on mark-up. */
function shown(markdown: string): string {
  assert.doesNotMatch(markdown.replace(/\\[!-/:-@[-`{-~]/g, ' '), /[`*_[\]<>$|~\\]|&#?\w+;/, markdown);
  assert.doesNotMatch(markdown, /^(?:[-+=#]|\d{1,9}[.)](?:\s|$))/, markdown);
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}

describe('the export formats', function () {
  this.timeout(120_000);

  const known = dated('LayerMoss: Sparse Routing for 100% of R&D', '2024-09-23', {
    ...{
      id: '1',
      organization: { slug: 'tide', name: 'Tide, Loom & Co' },
      authorCount: 7,
      count: 12,
      abstract: 'It routes.\n\nIt is sparse.',
    },
  });
  const bare = paper('Quillon', '', '2');
  const counted: Paper = { ...bare, authorCount: 1, date: { iso: '2025-01-02', yearInferred: true } };
  const yearless = dated('On Gauges', 'XXXX-09-03', { id: '3' });

  it('have names that differ', () => {
    assert.equal(new Set(exportFormats.map(({ id }) => id)).size, exportFormats.length);
    assert.equal(new Set(exportFormats.map(({ extension }) => extension)).size, exportFormats.length);
  });

  it('write many entries as BibTeX', () => {
    assert.equal(
      print('bibtex', [bare, counted]),
      '@misc{key2,\n  title = {{Quillon}},\n}\n\n@misc{key2,\n  title = {{Quillon}},\n  month = jan,\n  year = {2025},\n  note = {1 author, year inferred},\n}\n',
    );
    assert.match(print('bibtex', [known]), /\n {2}abstract = \{It routes\. It is sparse\.\},\n/);
  });

  it('write CSL-JSON', () => {
    assert.deepEqual(JSON.parse(print('csl', [known, bare])), [
      {
        id: 'key1',
        type: 'document',
        'citation-key': 'key1',
        author: [{ literal: 'Tide, Loom & Co' }],
        title: 'LayerMoss: Sparse Routing for 100% of R&D',
        issued: { 'date-parts': [[2024, 9, 23]] },
        abstract: 'It routes.\n\nIt is sparse.',
      },
      { id: 'key2', type: 'document', 'citation-key': 'key2', title: 'Quillon' },
    ]);
  });

  it('write RIS', () => {
    assert.equal(
      print('ris', [known, counted]),
      [
        ...[
          'TY  - GEN',
          'ID  - key1',
          'AU  - Tide Loom & Co',
          'TI  - LayerMoss: Sparse Routing for 100% of R&D',
          'PY  - 2024',
          'DA  - 2024/09/23/',
          'N2  - It routes. It is sparse.',
          'ER  - ',
          '',
        ],
        ...[
          'TY  - GEN',
          'ID  - key2',
          'TI  - Quillon',
          'PY  - 2025',
          'DA  - 2025/01/02/',
          'N1  - 1 author, year inferred',
          'ER  - ',
          '',
        ],
      ].join('\r\n'),
    );
  });

  it('write a table', () => {
    const header = 'key,title,organization,authors,date,yearInferred,count,topic';
    assert.equal(
      print('csv', [known], { abstracts: false }),
      `${header}\r\n"key1","LayerMoss: Sparse Routing for 100% of R&D","Tide, Loom & Co","7","2024-09-23","no","12","Robots"\r\n`,
    );
    assert.equal(
      print('csv', [counted, yearless]),
      `${header},abstract\r\n"key2","Quillon","","1","2025-01-02","yes","","Robots",""\r\n"key3","On Gauges","","","XXXX-09-03","no","","Robots",""\r\n`,
    );
  });

  it('write a reading list', () => {
    assert.equal(
      print('markdown', [known, bare, counted, yearless], { abstracts: false }),
      [
        '- **LayerMoss: Sparse Routing for 100% of R&D** — Tide, Loom & Co, 7 authors, 23 Sep 2024',
        '- **Quillon**',
        '- **Quillon** — 1 author, 2 Jan 2025 (year inferred)',
        '- **On Gauges** — 3 Sep',
        '',
      ].join('\n'),
    );
    assert.equal(
      print('markdown', [known, bare]),
      '- **LayerMoss: Sparse Routing for 100% of R&D** — Tide, Loom & Co, 7 authors, 23 Sep 2024\n\n  It routes.\n\n  It is sparse.\n\n- **Quillon**\n',
    );
  });

  it('group a reading list by topics, in the order in which they come', () => {
    const topicOf = ({ id }: Paper): string => (id === '2' ? 'Rivers [*]' : 'Looms');
    assert.equal(
      print('markdown', [known, bare, yearless], { topicOf, byTopic: true, abstracts: false }),
      '## Looms\n\n- **LayerMoss: Sparse Routing for 100% of R&D** — Tide, Loom & Co, 7 authors, 23 Sep 2024\n- **On Gauges** — 3 Sep\n\n## Rivers \\[\\*\\]\n\n- **Quillon**\n',
    );
  });

  it('write nothing of no papers', () => {
    assert.deepEqual(
      exportFormats.map(({ id }) => print(id, [], { abstracts: false })),
      ['', '[]\n', '', '', 'key,title,organization,authors,date,yearInferred,count,topic\r\n'],
    );
  });

  it('leave abstracts out', () => {
    for (const { id } of exportFormats) assert.ok(!print(id, [known], { abstracts: false }).includes('It routes'), id);
  });

  it('are read back by another program whatever the papers say: CSL-JSON', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const read = readers.csl(print('csl', list));
        assert.deepEqual(
          read.map((one) => ({ ...one, abstract: visible(one.abstract) })),
          list.map(expected),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('are read back by another program whatever the papers say: RIS', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const read = readers.ris(print('ris', list));
        assert.deepEqual(
          read,
          list.map(expected).map((one) => ({ ...one, author: visible(one.author.replaceAll(',', ' ')) })),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('are read back by another program whatever the papers say: BibTeX', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const read = readers.bibtex(print('bibtex', list));
        const wanted = list.map(expected).map((one) => ({ ...one, date: one.date.replace(/-\d+$/, ''), abstract: '' }));
        assert.deepEqual(read, wanted);
      }),
      { numRuns: 1000 },
    );
  });

  it('are read back by another program whatever the papers say: a table', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const read = readRows(print('csv', list));
        assert.deepEqual(
          read.map(({ key, title, organization, abstract, ...rest }) => ({
            ...rest,
            key,
            title: unguarded(title),
            organization: unguarded(organization),
            abstract: unguarded(abstract),
          })),
          list.map((one) => ({
            ...{
              key: `key${one.id}`,
              title: citedTitle(one.title),
              organization: visible(one.organization?.name ?? ''),
              abstract: visible(readable(one.abstract)),
              topic: 'Robots',
            },
            ...{ authors: String(one.authorCount ?? ''), count: String(one.count ?? ''), date: one.date?.iso ?? '' },
            yearInferred: one.date === null ? '' : one.date.yearInferred ? 'yes' : 'no',
          })),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('let no cell be a formula, at whichever mark a spreadsheet parts them', () => {
    const formula = /^\s*["']?\s*[=+\-@＝＋－＠]/;
    const begun = fc
      .tuple(
        fc.constantFrom('=', '+1', '-', '@SUM(A1)', '\t=', '\r\n=', '＝', ' =', ';=', 'x; -', '"=', "'=", '";"='),
        papers,
      )
      .map(([start, one]) => ({ ...one, title: start + one.title }));
    fc.assert(
      fc.property(begun, (one) => {
        const text = print('csv', [one]);
        for (const cell of readCsv(text).flat()) assert.doesNotMatch(cell, /^\s*[=+\-@＝＋－＠]/);
        for (const cell of text.split(/[;\n]/))
          assert.doesNotMatch(cell, formula.source.startsWith('x') ? formula : /^\s*[=+\-@＝＋－＠]/);
      }),
      { numRuns: 1000 },
    );
  });

  it('show titles in a reading list as they are', () => {
    fc.assert(
      fc.property(papers, (one) => {
        const [line = '', ...paragraphs] = print('markdown', [{ ...one, date: null, authorCount: null }])
          .trimEnd()
          .split('\n\n');
        const [, title = '', rest = ''] = /^- \*\*((?:\\.|[^\\*])+)\*\*(?: — (.*))?$/.exec(line) ?? [];
        assert.equal(shown(title), citedTitle(one.title) || `key${one.id}`);
        assert.equal(shown(rest), visible(one.organization?.name ?? ''));
        assert.equal(
          visible(paragraphs.map((paragraph) => shown(paragraph.slice(2))).join(' ')),
          visible(readable(one.abstract)),
        );
        assert.ok(paragraphs.every((paragraph) => /^ {2}\S.*$/.test(paragraph)));
      }),
      { numRuns: 1000 },
    );
  });

  it('give every paper of a library a key of its own', () => {
    const list = ['A B', 'A B!', 'A: b'].map((title, i) => paper(title, '', String(i)));
    const keys = new CitationKeys();
    for (const one of list) keys.add(one);
    const read = readers.bibtex(print('bibtex', list, { keyOf: (one) => keys.keyOf(one) }));
    assert.deepEqual(
      read.map(({ key }) => key),
      list.map((one) => keys.keyOf(one)),
    );
  });

  it('take time in proportion to the text', () => {
    for (const { id } of exportFormats) {
      for (const piece of ['; ', '-', "'", 'a,', '"']) {
        assertLinear((size) => {
          const one = paper(piece.repeat(size), piece.repeat(size), 'x');
          return () => print(id, [one]);
        }, 3_000);
      }
    }
  });
});
