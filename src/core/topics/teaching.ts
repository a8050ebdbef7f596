import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { Lexicon } from './lexicon';
import { PhraseTrie } from './phrases';
import { normalWord, splitWords } from './tokens';

/** A phrase of moved papers' titles that others of their kind may share. */
export interface TellingPhrase {
  /** As it is written in the title, in lower case unless it is an acronym. */
  readonly text: string;
  /** How many other papers have it in title or abstract. */
  readonly others: number;
}

const longestPhrase = 3;
const mostPhrases = 12;
const papersPerStep = 40;
/** A phrase that more than this share of all papers have tells nothing. */
const commonShare = 0.1;
const stopWords = new Set('a an and are as at be by can for from how in is it its of on or our that the their this to towards under using via we what when where which with without'.split(' '));

/**
 * The phrases by which papers like the given ones could be recognised: rows of one to three words of their
 * titles, those first that many of them and few others have (TF-IDF).
 *
 * @param all All papers, with the given ones among them.
 */
export function* tellingPhrases(moved: readonly Paper[], all: Iterable<Paper>): Steps<TellingPhrase[]> {
  const candidates = candidatesOf(moved);
  const lexicon = new Lexicon();
  const tries = Array.from({ length: longestPhrase }, () => new PhraseTrie());
  for (const [i, { words }] of candidates.entries()) tries[words.length - 1]?.add(words.map((word) => lexicon.addNormal(word)), i);
  const chosen = new Set(moved.map(({ id }) => id));
  const inMoved = new Uint32Array(candidates.length);
  const inOthers = new Uint32Array(candidates.length);
  let total = 0;
  for (const paper of all) {
    const counts = chosen.has(paper.id) ? inMoved : inOthers;
    for (const phrase of phrasesIn(paper, lexicon, tries)) counts[phrase] = (counts[phrase] ?? 0) + 1;
    if (++total % papersPerStep === 0) yield;
  }
  return candidates
    .map(({ text, words }, i) => {
      const [mine, others] = [inMoved[i] ?? 0, inOthers[i] ?? 0];
      const strength = mine * Math.log((1 + total) / (mine + others || 1)) * (words.length === 1 ? 0.6 : 1);
      return { text, others, strength, isCommon: others > Math.max(moved.length, commonShare * total) };
    })
    .filter(({ isCommon }) => !isCommon)
    .sort((a, b) => b.strength - a.strength || (a.text < b.text ? -1 : 1))
    .slice(0, mostPhrases)
    .map(({ text, others }) => ({ text, others }));
}

function candidatesOf(papers: readonly Paper[]): { text: string; words: string[] }[] {
  const found = new Map<string, { text: string; words: string[] }>();
  for (const { title } of papers) {
    const written = splitWords(title).filter((word) => word !== '');
    for (let start = 0; start < written.length; start++) {
      for (let length = 1; length <= longestPhrase && start + length <= written.length; length++) {
        const row = written.slice(start, start + length);
        const words = row.map(normalWord);
        if (!mayStand(words[0]) || !mayStand(words.at(-1)) || words.every((word) => word.length < 3)) continue;
        const key = words.join(' ');
        if (!found.has(key)) found.set(key, { text: row.map(inLowerCase).join(' '), words });
      }
    }
  }
  return [...found.values()];
}

function mayStand(word: string | undefined): boolean {
  return word !== undefined && word !== '' && !stopWords.has(word) && !/^\d+$/.test(word);
}

function inLowerCase(word: string): string {
  return /^\p{Lu}?[^\p{Lu}]*$/u.test(word) ? word.toLowerCase() : word;
}

function phrasesIn({ title, abstract }: Paper, lexicon: Lexicon, tries: readonly PhraseTrie[]): Set<number> {
  const found = new Set<number>();
  for (const text of [title, abstract]) {
    const { normal } = lexicon.read(splitWords(text));
    for (const trie of tries) {
      trie.scan(normal, (phrase) => {
        found.add(phrase);
      });
    }
  }
  return found;
}
