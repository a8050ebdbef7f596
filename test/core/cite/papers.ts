import fc from 'fast-check';
import type { Paper, PaperDate } from '../../../src/core/paper';
import { titles } from '../invented';
import { paper } from '../support';

/** A paper with a known date. */
export const dated = (title: string, iso: string, details: Partial<Paper> = {}): Paper => ({
  ...paper(title),
  date: { iso, yearInferred: false },
  ...details,
});

const pieces = fc.constantFrom(
  '{',
  '}',
  '{}',
  '}}',
  '\\',
  '\\\\',
  '\\{',
  '\\}',
  '\\%',
  '\\textbf{',
  '\\textbackslash{}',
  '$',
  '^{2}',
  '^',
  '~',
  '_',
  '#',
  '%',
  '&',
  '@',
  '@misc{x,',
  '"',
  "'",
  '``',
  ',',
  '=',
  ':',
  ': ',
  ' ',
  '\n',
  '\r\n',
  '\n\n',
  '\t',
  '\u2028',
  '\u202e',
  '\u200f',
  '\u0000',
  '\u0085',
  '²',
  'Ø',
  '漢',
  '🜁',
  'word',
  'The',
  '-',
  '--',
  '+',
  ';',
  "'",
  '＝',
  'ER  - ',
  'TY  - GEN\n',
  '<b>',
  '&amp;',
  '1. ',
  '[x](y)',
  '**',
  '|',
  '  ',
);

/** Titles and names that mean something to the formats that papers are written in. */
export const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.tuple(titles, fc.array(pieces, { maxLength: 4 })).map(([title, parts]) => title + parts.join('')),
);

const dates: fc.Arbitrary<PaperDate | null> = fc.option(
  fc.record({
    iso: fc.constantFrom('2024-09-23', '2025-01-02', 'XXXX-09-23', '2025-12-31'),
    yearInferred: fc.boolean(),
  }),
);

/** Papers of which anything may be unknown and anything hostile. */
export const papers: fc.Arbitrary<Paper> = fc
  .record({
    title: hostile,
    organization: fc.option(hostile.map((name) => ({ slug: 'loom', name }))),
    date: dates,
    authorCount: fc.option(fc.nat(300)),
    count: fc.option(fc.nat(300)),
    abstract: fc.oneof(
      fc.constant(''),
      hostile,
      fc.tuple(hostile, hostile).map((paragraphs) => paragraphs.join('\n\n')),
    ),
  })
  .map((details) => ({ ...paper(details.title), ...details }));
