import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { normalWord } from '../text/words';
import { Lexicon } from './lexicon';
import { PhraseTrie } from './phrases';
import { splitWords } from './tokens';

/** A phrase of moved papers that others of their kind may share. */
export interface TellingPhrase {
  /** As it is written, in lower case unless it is an acronym. */
  readonly text: string;
  /** The other papers that have it in title or abstract. */
  readonly others: readonly Paper[];
}

const longestPhrase = 3;
const mostPhrases = 12;
const papersPerStep = 40;
/** A phrase of the abstract must stand there so often to be a candidate; one of the title need not. */
const leastInAbstract = 2;
/** A phrase that more than this share of all papers have tells nothing. */
const commonShare = 0.1;
const stopWords = new Set(
  (
    'a all an and any are as at be been both by can do does during each enough for from good has have how in into is it its large more most need new no ' +
    'not of on or our over show such than that the their these they this to too towards under using via we well what when where which while with without you your'
  ).split(' '),
);

interface Candidate {
  readonly text: string;
  readonly words: readonly string[];
  inTitle: boolean;
  count: number;
}

/**
 * The phrases by which papers like the given ones could be recognised: rows of one to three words of their
 * titles, or such as are repeated in their abstracts; those first that other papers have too, but not many (TF-IDF).
 *
 * @param all All papers, with the given ones among them.
 */
export function* tellingPhrases(moved: readonly Paper[], all: Iterable<Paper>): Steps<TellingPhrase[]> {
  const candidates = candidatesOf(moved);
  const lexicon = new Lexicon();
  const tries = Array.from({ length: longestPhrase }, () => new PhraseTrie());
  for (const [i, { words }] of candidates.entries())
    tries[words.length - 1]?.add(
      words.map((word) => lexicon.addNormal(word)),
      i,
    );
  const chosen = new Set(moved.map(({ id }) => id));
  const mine = new Uint32Array(candidates.length);
  const others: Paper[][] = candidates.map(() => []);
  let total = 0;
  for (const paper of all) {
    for (const phrase of phrasesIn(paper, lexicon, tries)) {
      if (chosen.has(paper.id)) mine[phrase] = (mine[phrase] ?? 0) + 1;
      else others[phrase]?.push(paper);
    }
    if (++total % papersPerStep === 0) yield;
  }
  return candidates
    .map(({ text, words, inTitle, count }, i) => {
      const shared = others[i] ?? [];
      const rarity = Math.log((1 + total) / ((mine[i] ?? 0) + shared.length || 1));
      const strength =
        (Math.log2(1 + count) + (inTitle ? 1 : 0)) *
        rarity *
        (words.length === 1 ? 0.6 : 1) *
        (shared.length > 0 ? 2 : 1);
      return { text, others: shared, strength };
    })
    .filter((phrase) => phrase.others.length <= Math.max(moved.length, commonShare * total))
    .sort((a, b) => b.strength - a.strength || (a.text < b.text ? -1 : 1))
    .slice(0, mostPhrases)
    .map((phrase) => ({ text: phrase.text, others: phrase.others }));
}

function candidatesOf(papers: readonly Paper[]): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { title, abstract } of papers) {
    for (const [text, inTitle] of [
      [title, true],
      [abstract, false],
    ] as const) {
      for (const part of text.split(/[^\p{L}\p{N}\p{M}\s\p{Pd}]+/u)) addRows(splitWords(part), inTitle, found);
    }
  }
  return [...found.values()].filter(({ inTitle, count }) => inTitle || count >= leastInAbstract);
}

function addRows(written: readonly string[], inTitle: boolean, found: Map<string, Candidate>): void {
  for (let start = 0; start < written.length; start++) {
    for (let length = 1; length <= longestPhrase && start + length <= written.length; length++) {
      const row = written.slice(start, start + length);
      if (!mayStand(row[length - 1] ?? '')) break;
      const words = row.map(normalWord);
      if (words.every((word) => word.length < 3)) continue;
      const key = words.join(' ');
      const candidate = found.get(key);
      if (candidate) {
        candidate.count++;
        candidate.inTitle ||= inTitle;
      } else found.set(key, { text: row.map(inLowerCase).join(' '), words, inTitle, count: 1 });
    }
  }
}

function mayStand(word: string): boolean {
  return word !== '' && !stopWords.has(word.toLowerCase()) && !/^\d+$/.test(word);
}

function inLowerCase(word: string): string {
  return /^\p{Lu}?[^\p{Lu}]*$/u.test(word) ? word.toLowerCase() : word;
}

function phrasesIn({ title, abstract }: Paper, lexicon: Lexicon, tries: readonly PhraseTrie[]): Set<number> {
  const found = new Set<number>();
  for (const text of [title, abstract]) {
    const { normal } = lexicon.read(text);
    for (const trie of tries) {
      trie.scan(normal, (phrase) => {
        found.add(phrase);
      });
    }
  }
  return found;
}
