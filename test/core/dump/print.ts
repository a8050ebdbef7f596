import fc from 'fast-check';
import type { Entry, Shape } from '../../../src/core/paper';
import { abstracts, differentTitles } from '../invented';

// The way back from papers to a dump: prints the three shapes as the site's pages are copied.

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface PrintedDay {
  readonly month: number;
  readonly day: number;
  readonly year: number | null;
}

interface Footer {
  readonly who: { readonly authors: number } | { readonly slug: string; readonly name: string };
  readonly day: PrintedDay;
  readonly count: number | null;
}

export interface PageContent {
  readonly shape: 'compact' | 'blocks' | 'listing';
  readonly day: PrintedDay;
  readonly papers: readonly { readonly title: string; readonly abstract: string; readonly footer: Footer }[];
}

/** How the copy was made: what surrounds the lines and stands at their ends. */
export interface Style {
  readonly newline: '\n' | '\r\n';
  readonly byteOrderMark: boolean;
  readonly trailing: readonly string[];
  readonly finalNewline: boolean;
}

export const plainStyle: Style = { newline: '\n', byteOrderMark: false, trailing: [''], finalNewline: true };

const day = (years: fc.Arbitrary<number | null>): fc.Arbitrary<PrintedDay> =>
  fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), year: years });

const footer: fc.Arbitrary<Footer> = fc.record({
  who: fc.oneof(
    fc.record({ authors: fc.integer({ min: 1, max: 3000 }) }),
    fc.constantFrom(
      { slug: 'harborlab', name: 'Harbor Lab' },
      { slug: 'gezeiten-inst', name: 'Institut für Gezeiten' },
      { slug: 'UofTidal', name: 'University of Tidal Sciences, Dept. 4' },
    ),
  ),
  day: day(fc.option(fc.integer({ min: 2005, max: 2024 }), { nil: null })),
  count: fc.option(fc.nat(1500), { nil: null }),
});

export function pages(
  shapes: readonly PageContent['shape'][] = ['compact', 'blocks', 'listing'],
  minLength = 2,
): fc.Arbitrary<PageContent> {
  return differentTitles(minLength, 8).chain((list) =>
    fc.record({
      shape: fc.constantFrom(...shapes),
      day: day(fc.constant(null)),
      papers: fc.tuple(...list.map((title) => fc.record({ title: fc.constant(title), abstract: abstracts, footer }))),
    }),
  );
}

export const styles: fc.Arbitrary<Style> = fc.record({
  newline: fc.constantFrom('\n' as const, '\r\n' as const),
  byteOrderMark: fc.boolean(),
  trailing: fc.array(fc.constantFrom('', '', ' ', '\u00a0', '  \t', '\u00a0 '), { minLength: 1, maxLength: 7 }),
  finalNewline: fc.boolean(),
});

function printDay({ month, day: dayOfMonth, year }: PrintedDay): string {
  return `${monthNames[month - 1] ?? ''} ${String(dayOfMonth)}${year === null ? '' : `, ${String(year)}`}`;
}

function printFooter({ who, day: posted, count }: Footer): string[] {
  const first = 'authors' in who ? `  • ${String(who.authors)} authors` : `${who.slug} ${who.name}`;
  return [first, '·', printDay(posted) + (count === null ? '' : ` ${String(count)}`)];
}

/** The lines of a page as they are copied. */
export function pageLines({ shape, day: date, papers }: PageContent): string[] {
  if (shape === 'compact') {
    const lines = papers.flatMap(({ title, abstract }) => [title, abstract]);
    return [
      'Get trending papers in your email inbox once a day!',
      'Get trending papers in your email inbox!',
      `Subscribe${lines[0] ?? ''}`,
      ...lines.slice(1),
    ];
  }
  const heading = [
    'new',
    'Get trending papers in your email inbox!',
    'Subscribe',
    ...(shape === 'listing' ? ['Daily Papers'] : []),
    'byAK and the research community',
    printDay(date),
  ];
  const blocks = [...heading.map((line) => [line])];
  for (const { title, abstract, footer: details } of papers) {
    blocks.push([title], [abstract]);
    if (shape === 'listing') blocks.push(printFooter(details));
  }
  return blocks.flatMap((block, i) => (i === 0 ? block : ['', ...block]));
}

/** The text of pages that were put one after the other into a file. */
export function print(contents: readonly PageContent[], style: Style = plainStyle): string {
  let line = 0;
  const trailing = (): string => style.trailing[line++ % style.trailing.length] ?? '';
  const printed = contents.map((content) =>
    pageLines(content)
      .map((text) => text + trailing())
      .join(style.newline),
  );
  const [between, after] = style.finalNewline ? [style.newline, style.newline] : ['', ''];
  return (style.byteOrderMark ? '\ufeff' : '') + printed.join(between) + after;
}

/** What a reader of these pages knows, without the lines. */
export function expectedEntries(contents: readonly PageContent[]): Omit<Entry, 'line'>[] {
  return contents.flatMap(({ shape, papers }) => {
    const years = papers.flatMap(({ footer: { day: posted } }) => posted.year ?? []);
    const pageYear = years.length === 0 ? null : Math.max(...years) + 1;
    return papers.map(({ title, abstract, footer: { who, day: posted, count } }) => {
      if (shape !== 'listing')
        return { title, abstract, authorCount: null, organization: null, date: null, count: null };
      return {
        title,
        abstract,
        authorCount: 'authors' in who ? who.authors : null,
        organization: 'authors' in who ? null : who,
        date: { iso: isoDay(posted, pageYear), yearInferred: posted.year === null && pageYear !== null },
        count,
      };
    });
  });
}

function isoDay({ month, day: dayOfMonth, year }: PrintedDay, pageYear: number | null): string {
  const known = year ?? pageYear;
  return `${known === null ? 'XXXX' : String(known)}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

export function expectedShape(contents: readonly PageContent[]): Shape {
  const shapes = new Set(contents.map(({ shape }) => shape));
  return shapes.size > 1 ? 'mixed' : (contents[0]?.shape ?? 'empty');
}
