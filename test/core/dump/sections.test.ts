import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../../src/core/dump/decode';
import { parseDump } from '../../../src/core/dump/parse';
import type { Entry, Shape } from '../../../src/core/paper';
import { manyPapers } from '../invented';

type Layout = 'compact' | 'blocks' | 'listing';

const papers = manyPapers(40);
const footer = ['  • 6 authors', '·', 'Sep 23 4'];

/** The lines of papers without a page header. */
function section(layout: Layout, first: number, count: number): string[] {
  return papers.slice(first, first + count).flatMap(({ title, abstract }) => {
    if (layout === 'compact') return [title, abstract];
    return ['', title, '', abstract, '', ...(layout === 'listing' ? footer : [])];
  });
}

function titlesIn(lines: readonly string[]): string[] {
  const { entries, problems } = parseDump(lines.join('\n'), 'dump.txt');
  assert.deepEqual(problems, []);
  for (const { title, abstract } of entries)
    assert.equal(abstract, papers.find((paper) => paper.title === title)?.abstract);
  return entries.map(({ title }) => title);
}

describe('a page whose sections are laid out differently', () => {
  const layouts: readonly Layout[] = ['compact', 'blocks', 'listing'];
  for (const first of layouts) {
    for (const second of layouts) {
      for (const count of [1, 2, 4, 12]) {
        it(`${String(count)} papers of ${first}, then ${second}`, () => {
          const lines = [...section(first, 0, count), ...section(second, count, count)];
          const expected = papers.slice(0, 2 * count).map(({ title }) => title);
          assert.deepEqual(titlesIn(lines), expected);
        });
      }
    }
  }

  it('is mixed', () => {
    const shapeOf = (lines: readonly string[]): Shape => parseDump(lines.join('\n'), 'dump.txt').shape;
    for (const layout of layouts) assert.equal(shapeOf(section(layout, 0, 8)), layout);
    assert.equal(shapeOf([...section('compact', 0, 8), ...section('blocks', 8, 8)]), 'mixed');
    assert.equal(shapeOf([...section('blocks', 0, 8), ...section('listing', 8, 8)]), 'mixed');
  });

  it('keeps a page of blocks as it is around one line of a footer', () => {
    const page = [...section('blocks', 0, 4), '3 authors', ...section('blocks', 4, 4)];
    const { entries, problems, shape } = parseDump(page.join('\n'), 'dump.txt');
    assert.deepEqual(
      entries.map(({ title, authorCount }) => [title, authorCount]),
      papers.slice(0, 8).map(({ title }) => [title, null]),
    );
    assert.deepEqual(
      problems.map(({ line, kind }) => [line, kind]),
      [[21, 'noPaper']],
    );
    assert.equal(shape, 'blocks');
  });
});

// The real dumps stand beside the repository where it is developed; they are not part of it.
const seeds = join(__dirname, '../../../../shared/seeds');

describe('the dumps beside the repository, joined without their headers', function () {
  this.timeout(120_000);

  interface Seed {
    readonly text: string;
    readonly content: string;
    readonly papers: readonly object[];
  }
  const all: Seed[] = [];

  before(function () {
    if (!existsSync(seeds)) this.skip();
    for (const name of readdirSync(seeds).sort()) {
      const text = decode(readFileSync(join(seeds, name)));
      const { entries } = parseDump(text, 'dump.txt');
      const firstLine = text.split('\n')[(entries[0]?.line ?? 1) - 1] ?? '';
      const content = text.slice(text.indexOf(firstLine)).replace(/^Subscribe/, '');
      all.push({ text, content, papers: entries.map(withoutPlace) });
    }
  });

  /** A year is inferred from the whole page, so it may differ where pages are joined. */
  function withoutPlace({ title, abstract, authorCount, organization, count, date }: Entry): object {
    return { title, abstract, authorCount, organization, count, day: date?.iso.slice(4) ?? null };
  }

  function* orders(size: number, before: readonly Seed[] = []): Generator<readonly Seed[]> {
    if (before.length === size) yield before;
    else for (const seed of all) if (!before.includes(seed)) yield* orders(size, [...before, seed]);
  }

  const joins: Readonly<Record<string, (parts: readonly Seed[]) => string>> = {
    'with their headers': (parts) => parts.map(({ text }) => text).join('\n'),
    'with their headers, as cat does': (parts) => parts.map(({ text }) => text).join(''),
    'with the first header': (parts) => parts.map(({ text, content }, i) => (i === 0 ? text : content)).join('\n'),
    'without headers': (parts) => parts.map(({ content }) => content).join('\n'),
    'without headers, a blank line between': (parts) => parts.map(({ content }) => content).join('\n\n'),
  };
  for (const [name, join] of Object.entries(joins)) {
    for (const size of [2, 3, 4]) {
      it(`${String(size)} of them ${name}`, () => {
        let lost = 0;
        for (const parts of orders(size)) {
          const { entries, problems } = parseDump(join(parts), 'dump.txt');
          const found = new Set(entries.map((entry) => JSON.stringify(withoutPlace(entry))));
          const expected = parts.flatMap((part) => part.papers);
          lost += expected.filter((paper) => !found.has(JSON.stringify(paper))).length;
          if (lost === 0) {
            assert.deepEqual(entries.map(withoutPlace), expected);
            assert.deepEqual(problems, []);
          }
        }
        assert.equal(lost, 0, `${String(lost)} papers were lost or changed`);
      });
    }
  }
});
