import { generatePapers, type GeneratedPaper } from '../generate';
import { readJsonLines } from '../jsonLines';
import { randomNumbers } from '../random';

/** A paper that is searched for, generated or of a corpus. */
export type BenchPaper = GeneratedPaper;

const letters = 'abcdefghijklmnopqrstuvwxyz';
/** How many of a repeated paper's words give way to words of another one. */
const changedShare = 0.25;

/** As many papers as are asked for: of a corpus (JSON lines, may be gzipped) where one is named, else generated. The same at every run. */
export function readPapers(count: number, corpus?: string): BenchPaper[] {
  return corpus === undefined ? generatePapers(count) : enlarge(readCorpus(corpus), count);
}

function readCorpus(file: string): BenchPaper[] {
  const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
  return readJsonLines(file, ['title', 'abstract']).map(({ title, abstract }) => ({
    title: flat(title),
    abstract: flat(abstract),
  }));
}

/**
 * The first papers, and where there are too few, the same ones again with other words: a quarter are those of another
 * paper, so that words stay as frequent as they are, and one in each text is misspelt, so that new words keep coming.
 */
export function enlarge(papers: readonly BenchPaper[], count: number, seed = 5): BenchPaper[] {
  if (papers.length === 0) throw new Error('The corpus has no papers.');
  const random = randomNumbers(seed);
  const enlarged = papers.slice(0, count);
  for (let i = papers.length; i < count; i++) {
    const [paper, other] = [papers[i % papers.length], papers[Math.floor(random() * papers.length)]];
    if (!paper || !other) break;
    enlarged.push({
      title: mixed(paper.title, other.title, random),
      abstract: mixed(paper.abstract, other.abstract, random),
    });
  }
  return enlarged;
}

function mixed(text: string, other: string, random: () => number): string {
  const [words, others] = [text.split(' '), other.split(' ')];
  const spoilt = Math.floor(random() * words.length);
  return words
    .map((word, i) => {
      if (i === spoilt) return misspelt(word, random);
      return random() < changedShare ? (others[Math.floor(random() * others.length)] ?? word) : word;
    })
    .join(' ');
}

/** The word with one letter, not its first, left out, put in, replaced or swapped with the one before. */
export function misspelt(word: string, random: () => number): string {
  for (let attempt = 0; attempt < 20; attempt++) {
    const at = 1 + Math.floor(random() * Math.max(1, word.length - 1));
    const letter = letters.charAt(Math.floor(random() * letters.length));
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    const kind = Math.floor(random() * 4);
    let changed = before + letter + word.slice(at);
    if (kind === 1) changed = before + after;
    if (kind === 2 && at < word.length) changed = before + letter + after;
    if (kind === 3 && at > 1) changed = word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + after;
    if (changed !== word) return changed;
  }
  return `${word}${letters.charAt(0)}`;
}
