import { randomNumbers } from '../random';
import { misspelt, type BenchPaper } from './corpus';

/** One word, three words, two words of which the last is begun, three of which one is misspelt, three in quotes, a word of no paper. */
export const queryKinds = ['word', 'words', 'prefix', 'typo', 'phrase', 'nothing'] as const;

export type QueryKind = (typeof queryKinds)[number];

export interface BenchQuery {
  readonly kind: QueryKind;
  readonly text: string;
}

/** All queries are of the first papers, so that those for few papers are those for many. */
const papersAsked = 1_000;
const leastLetters = 4;
const leastLettersMisspelt = 6;
const leastPrefix = 3;
const consonants = 'bcdfghjkqvwxz';
const plainWord = new RegExp(`^\\p{L}{${String(leastLetters)},}$`, 'u');
/** Words that some engines do not index. */
const stopWords = new Set(
  (
    'about after also among because been before being between both could does during each from have here however into many more most only other over same should show since some such than that ' +
    'their them then there these they this those through thus under upon used using very well were what when where whether which while whose will with within without would your'
  ).split(' '),
);

/** Queries of all kinds in turn, made from papers; the same at every run. */
export function queryMix(papers: readonly BenchPaper[], perKind: number, seed = 3): BenchQuery[] {
  const source = new Source(papers.slice(0, papersAsked), seed);
  const texts = queryKinds.map((kind) => {
    const found = new Set<string>();
    for (let attempt = 0; found.size < perKind && attempt < 100 * perKind; attempt++) {
      const text = source.query(kind);
      if (text !== undefined) found.add(text);
    }
    return [...found].map((text) => ({ kind, text }));
  });
  return Array.from({ length: perKind }, (_, i) => texts.flatMap((queries) => queries[i] ?? [])).flat();
}

class Source {
  readonly #papers: readonly BenchPaper[];
  readonly #random: () => number;
  readonly #known: ReadonlySet<string>;

  constructor(papers: readonly BenchPaper[], seed: number) {
    this.#papers = papers;
    this.#random = randomNumbers(seed);
    this.#known = new Set(
      papers.flatMap(({ title, abstract }) => `${title} ${abstract}`.toLowerCase().match(/\p{L}+/gu) ?? []),
    );
  }

  /** A query about one paper, or undefined where that paper has no words for it. */
  query(kind: QueryKind): string | undefined {
    const paper = this.#papers[this.#below(this.#papers.length)];
    if (!paper) return undefined;
    switch (kind) {
      case 'word':
        return this.#words(paper, 1)?.join(' ');
      case 'words':
        return this.#words(paper, 3)?.join(' ');
      case 'prefix':
        return this.#prefix(paper);
      case 'typo':
        return this.#typo(paper);
      case 'phrase':
        return this.#phrase(paper);
      case 'nothing':
        return this.#nothing();
    }
  }

  /** Telling words of a paper in their order, half of them looked for in its title alone. */
  #words({ title, abstract }: BenchPaper, count: number): string[] | undefined {
    const text = this.#random() < 0.5 ? title : `${title} ${abstract}`;
    const words = [...new Set(bareWords(text))].filter((word) => plainWord.test(word) && !stopWords.has(word));
    while (words.length > count) words.splice(this.#below(words.length), 1);
    return words.length === count ? words : undefined;
  }

  #prefix(paper: BenchPaper): string | undefined {
    const [first, last] = this.#words(paper, 2) ?? [];
    if (first === undefined || last === undefined) return undefined;
    return `${first} ${last.slice(0, leastPrefix + this.#below(last.length - leastPrefix))}`;
  }

  #typo(paper: BenchPaper): string | undefined {
    const words = this.#words(paper, 3) ?? [];
    const at = this.#below(words.length);
    const word = words[at] ?? '';
    const changed = misspelt(word, this.#random);
    return word.length < leastLettersMisspelt || this.#known.has(changed)
      ? undefined
      : words.with(at, changed).join(' ');
  }

  #phrase({ abstract }: BenchPaper): string | undefined {
    const words = abstract.split(' ');
    const at = this.#below(words.length - 2);
    const phrase = words.slice(at, at + 3);
    const [first = '', , last = ''] = phrase.map((word) => word.toLowerCase());
    const isPlain =
      phrase.length === 3 &&
      phrase.every((word) => /^\p{L}+$/u.test(word)) &&
      [first, last].every((word) => plainWord.test(word) && !stopWords.has(word));
    return isPlain ? `"${phrase.join(' ').toLowerCase()}"` : undefined;
  }

  #nothing(): string | undefined {
    const text = Array.from({ length: 8 }, () => consonants.charAt(this.#below(consonants.length))).join('');
    return this.#known.has(text) ? undefined : text;
  }

  #below(end: number): number {
    return Math.floor(this.#random() * Math.max(0, end));
  }
}

function bareWords(text: string): string[] {
  return text
    .toLowerCase()
    .split(' ')
    .map((word) => word.replace(/^[("'[]+|[)"'\].,:;?!]+$/g, ''));
}
