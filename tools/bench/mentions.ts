import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AhoCorasick from 'modern-ahocorasick';
import { ScannedNote } from '../../src/core/mentions/scannedNote';
import { TitleTable } from '../../src/core/mentions/titleTable';
import { drain } from '../../src/core/steps';
import { enlarge, type BenchPaper } from './corpus';
import { median } from './report';

/** What was measured with so many titles, in milliseconds. */
export interface MentionTimes {
  readonly titles: number;
  readonly table: number;
  readonly scan: number;
  /** How many mentions there are in the note. */
  readonly found: number;
  /** From a character typed in a note of a megabyte to its mentions. */
  readonly keystroke: number;
  /** The first time that near misses are looked for, which reads all titles. */
  readonly halves: number;
  /** From a cursor that moved in a note of a megabyte to the near misses where it is. */
  readonly cursor: number;
  readonly ahoCorasick: { readonly build: number; readonly scan: number };
  readonly ripgrep?: number;
}

const noteLength = 100_000;
const longNoteLength = 1_000_000;
const repetitions = 15;

/** Times of the table of titles and of scans, beside an automaton over the same titles and ripgrep where there is one. */
export function benchMentions(papers: readonly BenchPaper[], titles: number): MentionTimes {
  const known = enlarge(
    papers.map(({ title }) => ({ title, abstract: '' })),
    titles,
  );
  const prose = papers
    .slice(0, 6000)
    .map(({ abstract }, i) => `We read ${known[(i * 7) % known.length]?.title ?? ''}.\n${abstract.slice(0, 180)}\n`)
    .join('\n');
  const note = repeated(prose, noteLength);

  const table = new TitleTable();
  const built = clocked(() => {
    for (const [i, { title }] of known.entries()) table.add({ id: String(i), title });
  });
  const scan = median(Array.from({ length: repetitions }, () => clocked(() => table.find(note, 'markdown'))));

  const long = new ScannedNote(table, repeated(prose, longNoteLength), 'markdown');
  const mentions = (): number => long.mentions.length;
  mentions();
  const keystrokes = Array.from({ length: 10 * repetitions }, (_, i) => {
    const at = (i * 6007) % longNoteLength;
    return clocked(() => {
      long.edit([{ start: at, end: at, text: 'x' }]);
      mentions();
    });
  });

  const nearMisses = (at: number): unknown => drain(long.nearMisses(at, at));
  const halves = clocked(() => nearMisses(0));
  const cursors = Array.from({ length: 10 * repetitions }, (_, i) =>
    clocked(() => nearMisses((i * 6007) % longNoteLength)),
  );

  const patterns = known.map(({ title }) => title.toLowerCase());
  let automaton: AhoCorasick | undefined;
  const build = clocked(() => (automaton = new AhoCorasick(patterns)));
  const lower = note.toLowerCase();
  const search = median(Array.from({ length: repetitions }, () => clocked(() => automaton?.search(lower))));
  const ripgrep = timeOfRipgrep(patterns, note);
  return {
    titles,
    table: built,
    scan,
    found: table.find(note, 'markdown').length,
    keystroke: median(keystrokes),
    halves,
    cursor: median(cursors),
    ahoCorasick: { build, scan: search },
    ...(ripgrep === undefined ? {} : { ripgrep }),
  };
}

/** The time of `rg -F -i -f TITLES NOTE`, with its start and its reading of the titles; undefined where there is none. */
function timeOfRipgrep(patterns: readonly string[], note: string): number | undefined {
  if (spawnSync('rg', ['--version']).error) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'paper-digest-bench-'));
  try {
    writeFileSync(join(folder, 'titles'), patterns.join('\n'));
    writeFileSync(join(folder, 'note'), note);
    return median(
      Array.from({ length: 3 }, () =>
        clocked(() => spawnSync('rg', ['-F', '-i', '-o', '-f', join(folder, 'titles'), join(folder, 'note')])),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function repeated(text: string, length: number): string {
  return text.repeat(Math.ceil(length / Math.max(1, text.length))).slice(0, length);
}

function clocked(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
