import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { Lexicon } from '../topics/lexicon';
import { sublinear } from '../topics/tfidf';

/** A sparse matrix, a row for each paper: row i holds `values[j]` in column `columns[j]` for j from `starts[i]` to `starts[i + 1]`. */
export interface TermVectors {
  readonly height: number;
  readonly width: number;
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
  /** By column, the word in its normal form. */
  readonly words: readonly string[];
}

const titleWeight = 3;
/** A word of fewer papers ties none to another. */
const leastPapers = 2;
/** A word of a greater share of the papers tells too little of any. */
const mostShare = 0.3;
/** Among so few papers every shared word counts. */
const fewPapers = 30;
const papersPerStep = 10;

/**
 * The TF-IDF vectors of papers, each of length 1, or 0 where a paper shares no telling word with another: (1 + ln tf) ·
 * ln((1 + n) / df), where a word of the title counts three times.
 */
export function* termVectors(papers: readonly Paper[]): Steps<TermVectors> {
  const lexicon = new Lexicon();
  const numbers: Uint32Array[] = [];
  const counts: Uint16Array[] = [];
  let papersWith = new Uint32Array(1024);
  for (const [i, { title, abstract }] of papers.entries()) {
    const found = new Map<number, number>();
    for (const [text, weight] of [
      [title, titleWeight],
      [abstract, 1],
    ] as const) {
      for (const word of lexicon.read(text).normal) found.set(word, (found.get(word) ?? 0) + weight);
    }
    if (lexicon.size > papersWith.length) papersWith = doubled(papersWith, lexicon.size);
    for (const word of found.keys()) papersWith[word] = (papersWith[word] ?? 0) + 1;
    numbers.push(Uint32Array.from(found.keys()));
    counts.push(Uint16Array.from(found.values()));
    if (i % papersPerStep === 0) yield;
  }

  const most = papers.length <= fewPapers ? papers.length : mostShare * papers.length;
  const words: string[] = [];
  const columnOf = new Int32Array(lexicon.size).fill(-1);
  const rarity: number[] = [];
  let cells = 0;
  for (let word = 0; word < lexicon.size; word++) {
    const text = lexicon.textOf(word);
    const holders = papersWith[word] ?? 0;
    if (text === '' || holders < leastPapers || holders > most) continue;
    columnOf[word] = words.push(text) - 1;
    rarity.push(Math.log((1 + papers.length) / holders));
    cells += holders;
  }
  yield;

  const starts = new Uint32Array(papers.length + 1);
  const columns = new Uint32Array(cells);
  const values = new Float32Array(cells);
  let end = 0;
  for (let i = 0; i < papers.length; i++) {
    const start = end;
    let squares = 0;
    for (const [j, word] of (numbers[i] ?? new Uint32Array()).entries()) {
      const column = columnOf[word] ?? -1;
      if (column < 0) continue;
      const value = sublinear(counts[i]?.[j] ?? 0) * (rarity[column] ?? 0);
      columns[end] = column;
      values[end++] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares) || 1;
    for (let j = start; j < end; j++) values[j] = (values[j] ?? 0) / length;
    starts[i + 1] = end;
    if (i % papersPerStep === 0) yield;
  }
  return { height: papers.length, width: words.length, starts, columns, values, words };
}

function doubled(before: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const after = new Uint32Array(2 * least);
  after.set(before);
  return after;
}
