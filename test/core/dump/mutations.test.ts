import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../../src/core/dump/decode';
import { isHeaderLine } from '../../../src/core/dump/furniture';
import { plainLine } from '../../../src/core/dump/lines';
import { parseDump } from '../../../src/core/dump/parse';
import { isDump, sniffLength } from '../../../src/core/dump/sniff';
import type { Dump, Entry } from '../../../src/core/paper';
import { randomNumbers } from '../../../tools/random';
import { makeListing, type Listing, type ListingLine } from './listings';
import { mutate, mutators, type Mutation } from './mutate';

const cases = Number(process.env['PAPER_DIGEST_MUTATIONS'] ?? 3_000);
const firstSeed = Number(process.env['PAPER_DIGEST_MUTATION_SEED'] ?? 1);
const kinds = Object.keys(mutators);

/** What became of the papers of one case that the mutation did not touch, and of the lines of the file. */
interface Faults {
  readonly lost: readonly string[];
  readonly changed: readonly string[];
  /** Papers beside the damage to whose abstract text of the damaged place was put; not a fault by itself. */
  readonly appended: readonly string[];
  readonly invented: readonly string[];
  readonly unaccounted: readonly string[];
  readonly unrecognized: readonly string[];
}

/** A paper without its place; the year may be inferred from other papers of its page. */
function content({ title, abstract, authorCount, organization, count, date }: Entry): string {
  return JSON.stringify([title, abstract, authorCount, organization, count, date?.iso.slice(4)]);
}

const isFooterLine = (text: string): boolean =>
  /^(?:\W{0,2} ?\d+ authors?|[·•∙]|\p{L}{3} \d+(?:, \d{4})?(?: \d+)?)$/iu.test(text);
const isHeaderPart = (text: string): boolean =>
  isHeaderLine(text) || /^(?:new|subscribe|daily papers|mar 12|nov 12)$/i.test(text);

/** The lines of a text that are in no paper, header, footer or problem. */
function unaccountedLines(text: string, { entries, problems }: Dump, { papers }: Listing): string[] {
  const known = new Set(entries.flatMap(({ title, abstract }) => [title, ...abstract.split(/[\r\n]+/)].map(plainLine)));
  const footers = new Set(papers.flatMap(({ footer }) => footer.map(plainLine)));
  const reported = new Set(problems.map(({ line }) => line));
  const titles = entries.map(({ title }) => plainLine(title));
  const organizations = entries.flatMap(({ organization }) => organization?.name ?? []);
  let isReported = false;
  return text.split(/\r?\n/).filter((line, i) => {
    const plain = plainLine(line);
    // A problem stands at the first line of its paragraph.
    isReported = reported.has(i + 1) || (isReported && plain !== '');
    if (plain === '' || isReported || known.has(plain) || footers.has(plain)) return false;
    if (isFooterLine(plain) || isHeaderPart(plain) || known.has(plain.replace(/^Subscribe|\s*new$/g, ''))) return false;
    // A header may be glued to a date, an organization may hold what was put into its line.
    if (/inbox.*!/.test(plain) || isFooterLine(plain.replace(/new$/, ''))) return false;
    return ![...titles, ...organizations].some((part) => part.includes(plain) || (i > 0 && plain.endsWith(part)));
  });
}

/** The titles and abstracts that are not made of whole lines of the text. */
function inventedTexts(text: string, { entries }: Dump): string[] {
  const pieces = text.split(/\r?\n/).map((line) =>
    line
      .split(/Get trending papers in your email inbox(?: once a day)?!/)
      .map((piece) => piece.trim())
      .flatMap((piece) => [piece, piece.replace(/^Subscribe/, ''), piece.replace(/\s*new$/, '')]),
  );
  const whole = new Set(pieces.flat());
  return entries.flatMap(({ title, abstract, line }) => {
    const parts = abstract === '' ? [] : abstract.split(/\n+/);
    const isWhole = whole.has(title) || pieces[line - 1]?.some((piece) => piece !== '' && title.startsWith(piece));
    return [...(isWhole ? [] : [title]), ...parts.filter((part) => !whole.has(part.trim()))];
  });
}

/** How many authors the lines of footers that are put in name. */
const putIn = [1, 3, 6];

/**
 * Whether a paper is as it was but for text that was put to its abstract from the damaged place. An abstract that
 * lost its title, with its footer, cannot be told from a second paragraph, nor a lone address from the last line of
 * an abstract.
 */
function isAppended(entry: Entry, changed: Entry, damaged: readonly Entry[], intact: ReadonlySet<string>): boolean {
  const { abstract } = changed;
  const details = [entry, ...damaged, ...putIn.map((authorCount) => ({ ...entry, authorCount }))];
  const expected = details.map((some) => content({ ...some, title: entry.title, abstract }));
  if (!expected.includes(content(changed))) return false;
  const added = abstract.slice(entry.abstract.length).split(/\n+/);
  const isLonger = abstract === entry.abstract || abstract.startsWith(`${entry.abstract}\n`);
  return isLonger && added.every((line) => !intact.has(line));
}

function findFaults(listing: Listing, before: Dump, { text, touched, near }: Mutation): Faults {
  const dump = parseDump(text, 'dump.txt');
  const found = new Set(dump.entries.map(content));
  const byTitle = new Map(dump.entries.map((entry) => [entry.title, entry]));
  const intact = new Set(listing.papers.flatMap(({ title, abstract }, i) => (touched.has(i) ? [] : [title, abstract])));
  const damaged = before.entries.filter((_, i) => touched.has(i));
  const faults: Record<'lost' | 'changed' | 'appended', string[]> = { lost: [], changed: [], appended: [] };
  for (const [i, entry] of before.entries.entries()) {
    if (touched.has(i) || found.has(content(entry))) continue;
    const now = byTitle.get(entry.title);
    const kind = !now ? 'lost' : near.has(i) && isAppended(entry, now, damaged, intact) ? 'appended' : 'changed';
    faults[kind].push(entry.title);
  }
  return {
    ...faults,
    invented: inventedTexts(text, dump),
    unaccounted: unaccountedLines(text, dump, listing),
    unrecognized: isRecognized(text) ? [] : ['the file'],
  };
}

function isRecognized(text: string): boolean {
  return isDump(new TextEncoder().encode(text).subarray(0, sniffLength));
}

// The real dumps stand beside the repository where it is developed; they are not part of it.
const folder = join(__dirname, '../../../../shared/seeds');

/** The real listings, where they are there, with what each line is. */
function readSeeds(): Listing[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const text = decode(readFileSync(join(folder, name)));
    const { entries } = parseDump(text, 'dump.txt');
    let paper = -1;
    const lines = text.split('\n').map((line, i): ListingLine => {
      if (entries[paper + 1]?.line === i + 1) paper++;
      const entry = entries[paper];
      const trimmed = line.trim();
      if (trimmed === '') return { text: line, part: 'blank', paper: null };
      if (!entry) return { text: line, part: 'header', paper: null };
      const part = entry.line === i + 1 ? 'title' : trimmed === entry.abstract ? 'abstract' : 'footer';
      return { text: line, part, paper };
    });
    const footers = entries.map((_, i) => lines.filter((line) => line.paper === i && line.part === 'footer'));
    return {
      papers: entries.map((entry, i) => ({ ...entry, footer: (footers[i] ?? []).map(({ text: t }) => t) })),
      lines,
    };
  });
}

describe('a listing that was damaged in one place', function () {
  this.timeout(Math.max(300_000, 60 * cases));
  const seeds = readSeeds();
  const totals = new Map<string, Record<string, number>>();

  /** One case: its number decides everything about it. */
  function runCase(seed: number): { kind: string; faults: Faults } {
    const random = randomNumbers(Math.imul(seed, 2_654_435_761) >>> 0);
    for (let i = 0; i < 3; i++) random();
    const kind = kinds[seed % kinds.length] ?? '';
    const real = seeds[Math.floor(random() * 40)];
    const listing = real ?? makeListing(random);
    const text = listing.lines.map((line) => line.text).join('\n');
    const before = parseDump(text, 'dump.txt');
    assert.deepEqual(
      before.entries.map(({ title, abstract }) => [title, abstract]),
      listing.papers.map(({ title, abstract }) => [title, abstract]),
      `listing ${String(seed)} before anything was done to it`,
    );
    assert.ok(isRecognized(text), `listing ${String(seed)} is recognized`);
    return { kind, faults: findFaults(listing, before, mutate(listing, kind, random)) };
  }

  const failures: string[] = [];
  before(() => {
    for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
      const { kind, faults } = runCase(seed);
      const row = totals.get(kind) ?? {};
      totals.set(kind, row);
      row['cases'] = (row['cases'] ?? 0) + 1;
      for (const [name, found] of Object.entries(faults) as [keyof Faults, readonly string[]][]) {
        row[name] = (row[name] ?? 0) + found.length;
        if (found.length > 0) failures.push(`${name}, case ${String(seed)}, ${kind}: ${found[0]?.slice(0, 100) ?? ''}`);
      }
    }
    if ('PAPER_DIGEST_MUTATIONS' in process.env) console.table(Object.fromEntries(totals));
  });

  const none = (name: keyof Faults): void => {
    const found = failures.filter((failure) => failure.startsWith(`${name},`));
    assert.equal(found.length, 0, `${String(found.length)} of ${String(cases)}:\n${found.slice(0, 8).join('\n')}`);
  };
  it('loses no paper that was not touched', () => {
    none('lost');
  });
  it('changes no paper that was not touched', () => {
    none('changed');
  });
  it('invents no text', () => {
    none('invented');
  });
  it('accounts for every line', () => {
    none('unaccounted');
  });
  it('is still recognized', () => {
    none('unrecognized');
  });
});
