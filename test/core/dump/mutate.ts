import { below, pick, wrap, type Listing, type ListingLine, type Random } from './listings';

/** What was done to a listing. */
export interface Mutation {
  readonly kind: string;
  readonly text: string;
  /** The papers whose own lines were changed. */
  readonly touched: ReadonlySet<number>;
  /** The papers whose neighborhood was changed: what is beside a paper that was touched, or beside a line put in. */
  readonly near: ReadonlySet<number>;
}

const notes = [
  'My reading list',
  'TODO: read this one again',
  'zsh: command not found: papers',
  '>>> import os',
  '<div class="paper">',
  '???',
  '---',
  '• • •',
  'x',
  'Upvote',
  '104',
  'This one is worth a second look.',
  'See also the talk by the harbor master, who disagrees with nearly all of it.',
  'https://example.org/kites?page=2',
  'Page 3 of 17',
  'Copied on Monday, read on Tuesday.',
];
const footers = ['3 authors', '  • 3 authors', '1 authors', '- 6 authors'];
const controls = ['\u0007', '\u001b[31m', '\u200b', '\u00ad', '\ufeff', '\u0085', '\u2028', '\u000b'];

interface Edit {
  readonly lines: readonly ListingLine[];
  /** Indexes into the lines of the listing. */
  readonly touched: readonly number[];
  /** Whether lines were only put in before the line `touched[0]`, which itself is as it was. */
  readonly inserted?: boolean;
  readonly newline?: string;
  readonly cutTail?: number;
}

type Mutator = (lines: readonly ListingLine[], random: Random) => Edit;

const foreign = (text: string): ListingLine => ({ text, part: 'foreign', paper: null });
const blank: ListingLine = { text: '', part: 'blank', paper: null };

function indexWhere(lines: readonly ListingLine[], random: Random, is: (line: ListingLine) => boolean): number {
  const found = lines.flatMap((line, i) => (is(line) ? [i] : []));
  return found.length === 0 ? 0 : pick(random, found);
}

const isVisible = ({ part }: ListingLine): boolean => part !== 'blank';
const isOfPaper = ({ paper }: ListingLine): boolean => paper !== null;

function replaceAt(lines: readonly ListingLine[], at: number, texts: (text: string) => readonly string[]): Edit {
  const line = lines[at] ?? blank;
  const made = texts(line.text).map((text) => ({ ...line, text }));
  return { lines: [...lines.slice(0, at), ...made, ...lines.slice(at + 1)], touched: [at] };
}

function insertAt(lines: readonly ListingLine[], at: number, made: readonly ListingLine[]): Edit {
  return { lines: [...lines.slice(0, at), ...made, ...lines.slice(at)], touched: [at], inserted: true };
}

function insertInto(text: string, random: Random, piece: string): string {
  const at = below(random, text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}

/** Where a paper begins, or the end of the listing: what is put in there stands inside no paper. */
function boundary(lines: readonly ListingLine[], random: Random): number {
  return random() < 0.1 ? lines.length : indexWhere(lines, random, ({ part }) => part === 'title');
}

const withGap = (random: Random, text: string): ListingLine[] =>
  random() < 0.5 ? [foreign(text)] : [foreign(text), blank];

export const mutators: Readonly<Record<string, Mutator>> = {
  'delete a line': (lines, random) => replaceAt(lines, indexWhere(lines, random, isVisible), () => []),
  'duplicate a line': (lines, random) => replaceAt(lines, indexWhere(lines, random, isVisible), (text) => [text, text]),
  'duplicate a line below a blank line': (lines, random) =>
    replaceAt(lines, indexWhere(lines, random, isOfPaper), (text) => [text, '', text]),
  'swap two lines': (lines, random) => {
    const at = below(random, lines.length - 1);
    const swapped = [...lines];
    [swapped[at], swapped[at + 1]] = [lines[at + 1] ?? blank, lines[at] ?? blank];
    return { lines: swapped, touched: [at, at + 1] };
  },
  'wrap a line': (lines, random) =>
    replaceAt(lines, indexWhere(lines, random, isOfPaper), (text) => wrap(text, pick(random, [40, 72, 80, 120]))),
  'split a line': (lines, random) =>
    replaceAt(lines, indexWhere(lines, random, isOfPaper), (text) => {
      const at = text.indexOf(' ', below(random, text.length));
      return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
    }),
  'join two lines': (lines, random) => {
    const at = indexWhere(lines, random, isVisible);
    let next = at + 1;
    while (lines[next]?.part === 'blank') next++;
    const [first, second] = [lines[at] ?? blank, lines[next]];
    if (!second) return { lines, touched: [] };
    const joined = { ...first, text: `${first.text}${pick(random, [' ', ''])}${second.text}` };
    return { lines: [...lines.slice(0, at), joined, ...lines.slice(next + 1)], touched: [at, next] };
  },
  'put a note between papers': (lines, random) =>
    insertAt(lines, boundary(lines, random), withGap(random, pick(random, notes))),
  'put a note anywhere': (lines, random) =>
    insertAt(lines, below(random, lines.length), withGap(random, pick(random, notes))),
  'put a note first': (lines, random) => insertAt(lines, 0, withGap(random, pick(random, notes))),
  'put the line of a footer anywhere': (lines, random) =>
    insertAt(lines, below(random, lines.length), [foreign(pick(random, footers))]),
  'put a blank line anywhere': (lines, random) => insertAt(lines, below(random, lines.length), [blank]),
  'delete a blank line': (lines, random) => {
    const at = indexWhere(lines, random, ({ part }) => part === 'blank');
    return lines[at]?.part === 'blank' ? replaceAt(lines, at, () => []) : { lines, touched: [] };
  },
  'put in NUL bytes': (lines, random) =>
    replaceAt(lines, indexWhere(lines, random, isVisible), (text) => [insertInto(text, random, '\0')]),
  'put in a control character': (lines, random) =>
    replaceAt(lines, indexWhere(lines, random, isOfPaper), (text) => [
      insertInto(text, random, pick(random, controls)),
    ]),
  'shorten an abstract': (lines, random) =>
    replaceAt(
      lines,
      indexWhere(lines, random, ({ part }) => part === 'abstract'),
      (text) => [text.slice(0, text.indexOf('. ', below(random, 150)) + 1)],
    ),
  'end a title in a period': (lines, random) =>
    replaceAt(
      lines,
      indexWhere(lines, random, ({ part }) => part === 'title'),
      (text) => [`${text}.`],
    ),
  'cut off the end': (lines, random) => {
    const kept = Math.max(Math.ceil(0.7 * lines.length), below(random, lines.length));
    const cut = lines.slice(0, kept);
    const last = cut.pop() ?? blank;
    const touched = lines.flatMap((_, i) => (i >= kept - 1 ? [i] : []));
    return { lines: [...cut, { ...last, text: last.text.slice(0, below(random, last.text.length + 1)) }], touched };
  },
  'end lines in CRLF': (lines) => ({ lines, touched: [], newline: '\r\n' }),
};

/** Does one thing to a listing. */
export function mutate({ lines }: Listing, kind: string, random: Random): Mutation {
  const mutator = mutators[kind];
  if (!mutator) throw new RangeError(kind);
  const { lines: made, touched, inserted = false, newline = '\n' } = mutator(lines, random);
  const text = made.map((line) => line.text).join(newline) + newline;
  const near = new Set<number>();
  const own = new Set<number>();
  for (const at of touched) {
    const [before, after] = [paperAt(lines, at, -1), paperAt(lines, at, 1)];
    const isInside = inserted ? before === after : lines[at]?.paper != null;
    const here = lines[at]?.paper;
    if (!inserted && here != null) own.add(here);
    else if (isInside && before !== null) own.add(before);
    for (const paper of [before, after, here]) if (paper != null) near.add(paper);
    for (const paper of own) near.add(paper - 1).add(paper + 1);
  }
  return { kind, text, touched: own, near };
}

/** The paper of the nearest line above (-1) or below (1), where that of the line itself counts as below. */
function paperAt(lines: readonly ListingLine[], at: number, direction: -1 | 1): number | null {
  for (let i = direction < 0 ? at - 1 : at; i >= 0 && i < lines.length; i += direction) {
    const paper = lines[i]?.paper;
    if (paper != null) return paper;
  }
  return null;
}
