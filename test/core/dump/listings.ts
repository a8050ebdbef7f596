import { manyPapers } from '../invented';

// Listings of invented papers, line by line, with what each line is.

export type Layout = 'compact' | 'blocks' | 'listing';

export interface ListedPaper {
  readonly title: string;
  readonly abstract: string;
  /** The lines of its footer; empty where the layout has none. */
  readonly footer: readonly string[];
}

export interface ListingLine {
  readonly text: string;
  readonly part: 'header' | 'title' | 'abstract' | 'footer' | 'blank' | 'foreign';
  /** The index of its paper; null for what belongs to none. */
  readonly paper: number | null;
}

export interface Listing {
  readonly papers: readonly ListedPaper[];
  readonly lines: readonly ListingLine[];
}

export type Random = () => number;

/** A whole number from 0 to `limit` - 1. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const item = from[below(random, from.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

const headers: Readonly<Record<Layout, readonly string[]>> = {
  compact: ['Get trending papers in your email inbox once a day!', 'Get trending papers in your email inbox!'],
  blocks: [
    'new',
    '',
    'Get trending papers in your email inbox!',
    '',
    'Subscribe',
    '',
    'byAK and the research community',
    '',
    'Mar 12',
    '',
  ],
  listing: [
    'new',
    '',
    'Get trending papers in your email inbox!',
    '',
    'Subscribe',
    '',
    'Daily Papers',
    '',
    'byAK and the research community',
    '',
    'Nov 12',
    '',
  ],
};

const titleForms: readonly ((name: string, topic: string, i: number) => string)[] = [
  (name, topic) => `${name}: ${topic}`,
  (_, topic, i) => `On the limits of ${topic.toLowerCase()} and what follows from them, part ${String(i)}`,
  (name, topic) => `Can ${name} Replace ${topic}?`,
  (_, topic, i) => `${topic}, Attempt ${String(i)}`,
  (name, topic) => `"${name}" Revisited: Towards ${topic} with Few Labels, Fewer Sensors and No Patience at All`,
  (name, topic) => `learning ${topic.toLowerCase()} from ${name} recordings: a second look`,
  (name) => `${name} Is All You Need`,
];

const endings = ['', '', '', '', ' Code: https://example.org/harbor/kites', ' (see https://example.org/looms)'];
const organizations = [
  'harborlab Harbor Lab',
  'gezeiten-inst Institut für Gezeiten',
  'UofTidal University of Tidal Sciences',
];
const dates = ['Sep 23 4', 'Aug 16, 2023', 'Dec 31, 2024 12', 'Jan 11', 'May 29 5'];

function makePapers(random: Random, layout: Layout, count: number): ListedPaper[] {
  return manyPapers(count, 1 + below(random, 1e9)).map(({ title, abstract }, i) => {
    const [name = title, topic = title] = title.split(': ');
    const author = `  • ${String(1 + below(random, 30))} authors`;
    const who = random() < 0.75 ? author : pick(random, organizations);
    return {
      title: pick(random, titleForms)(`${name}-${String(below(random, 1e6))}`, topic, i),
      abstract: abstract + pick(random, endings),
      footer: layout === 'listing' ? [who, '·', pick(random, dates)] : [],
    };
  });
}

/** Breaks a text into lines of at most `width` characters where a word allows it. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** A listing of one to four sections, each laid out in its own way, with and without page headers. */
export function makeListing(random: Random): Listing {
  const papers: ListedPaper[] = [];
  const lines: ListingLine[] = [];
  const sections = pick(random, [1, 1, 1, 2, 2, 3, 4]);
  for (let i = 0; i < sections; i++) {
    const layout = pick(random, ['compact', 'blocks', 'listing'] as const);
    const hasHeader = random() < 0.5;
    const some = makePapers(random, layout, 7 + below(random, 5));
    const blank: ListingLine = { text: '', part: 'blank', paper: null };
    const gap = layout === 'compact' ? [] : [blank];
    if (hasHeader)
      for (const text of headers[layout]) lines.push({ text, part: text ? 'header' : 'blank', paper: null });
    else if (i > 0) lines.push(...gap);
    for (const [j, paper] of some.entries()) {
      const index = papers.push(paper) - 1;
      const glued = layout === 'compact' && hasHeader && j === 0 ? 'Subscribe' : '';
      const of = (part: ListingLine['part'], text: string): ListingLine => ({ text, part, paper: index });
      lines.push(...(j === 0 ? [] : gap), of('title', glued + paper.title), ...gap, of('abstract', paper.abstract));
      if (layout === 'listing') lines.push(blank, ...paper.footer.map((text) => of('footer', text)));
    }
  }
  return { papers, lines };
}
