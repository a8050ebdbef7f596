import type { Paper, PaperId } from '../paper';
import type { Steps } from '../steps';
import { leastCertainty, nothingFound, TopicClassifier, type RankedArea, type Reading, type TopicAssignment } from './classifier';
import type { Taxonomy, Topic } from './taxonomy';
import type { TermModelData } from './termModel';
import { basisOf, paperKey, type TopicMemory } from './topicMemory';
import { splitWords } from './tokens';

/** A paper whose area is less probable than this is decided by its neighbours too, and one that is not decides. */
const confident = 0.6;
const neighbours = 8;
/** How much a neighbour's vote weighs for each unit of similarity, beside the probability of the area itself. */
const neighbourWeight = 0.75;
const leastSimilarity = 0.1;
/** Neighbours vote for areas only that the paper's own text makes at least so probable. */
const leastPlausible = 0.05;
/** By how many of its own terms, those that tell most, a paper's neighbours are looked for. */
const queryTerms = 100;
/** A word that more papers have tells too little to look for neighbours by. */
const mostHolders = 200;
const titleWeight = 3;
const papersPerStep = 10;

/** What is known of one paper. */
interface Row {
  readonly paper: Paper;
  readonly ranking: readonly RankedArea[];
  readonly own: TopicAssignment;
  /** Its different words by number, and how often they stand in it (1 + ln n). */
  readonly words: Uint32Array;
  readonly frequencies: Float32Array;
  /** The length of its TF-IDF vector, while neighbours are looked for. */
  norm: number;
}

/** The papers that have a word, by their places, and the word's weight in each, of length 1 in all. */
interface Posting {
  readonly places: number[];
  readonly weights: number[];
}

/**
 * The topics of all papers. A paper is first decided by itself, see `TopicClassifier`; one that gives weak
 * evidence then by its nearest neighbours of strong evidence too (k nearest neighbours over TF-IDF, cosine;
 * Yang 1999). The outcome is a function of the papers alone, not of the order in which they came.
 */
export class TopicTable {
  readonly #classifier: TopicClassifier;
  /** Papers whose text has not been read yet. */
  readonly #unread = new Map<PaperId, Paper>();
  readonly #rows = new Map<PaperId, Row>();
  /** By a word's number, how many papers have it. */
  readonly #papersWith: number[] = [];
  /** By a word's number, its inverse document frequency while papers are settled. */
  #idf = new Float64Array();
  #settled = new WeakMap<Paper, TopicAssignment>();
  readonly #taxonomy: Taxonomy;
  readonly #model: TermModelData;
  readonly #memory: TopicMemory | null;
  #knownBasis: string | null = null;
  /** What was found when other papers, or the same ones, were settled, by `paperKey`; null where that is of no use. */
  #recalled: ReadonlyMap<string, TopicAssignment> | null = null;
  /** The unread papers that were among those. */
  readonly #recalledIds = new Set<PaperId>();

  /** @param memory What was found before. It counts for good if the papers are the same, and until they are settled if not. */
  constructor(taxonomy: Taxonomy, model: TermModelData, memory: TopicMemory | null = null) {
    this.#taxonomy = taxonomy;
    this.#model = model;
    this.#memory = memory;
    this.#classifier = new TopicClassifier(taxonomy, model);
  }

  /** What the topics are found by, see `basisOf`. */
  get basis(): string {
    return (this.#knownBasis ??= basisOf(this.#taxonomy, this.#model));
  }

  /** How many papers `settle` has to read first. */
  get unread(): number {
    return this.#isRecalled ? 0 : this.#unread.size;
  }

  get topics(): readonly Topic[] {
    return this.#classifier.topics;
  }

  /** Takes in a paper, or its new text; counts for others from the next `settle` on. */
  add(paper: Paper): void {
    this.remove(paper.id);
    this.#unread.set(paper.id, paper);
    if (this.#rows.size === 0 && this.#unread.size === 1) this.#recalled = this.#memory?.recall(() => this.basis) ?? null;
    const recalled = this.#recalled?.get(paperKey(paper));
    if (!recalled) return;
    this.#recalledIds.add(paper.id);
    this.#settled.set(paper, recalled);
  }

  /** Reads the papers of which nothing is known, pausing at each `yield`. */
  *read(): Steps<void> {
    yield* this.#readAll([...this.#unread.values()].filter(({ id }) => !this.#recalledIds.has(id)));
  }

  *#readAll(papers: readonly Paper[]): Steps<void> {
    if (papers.length > 0) yield* this.#classifier.prepare();
    for (const [i, paper] of papers.entries()) {
      this.#unread.delete(paper.id);
      this.#addRow(paper);
      if (i % papersPerStep === 0) yield;
    }
  }

  #addRow(paper: Paper): void {
    const reading = this.#read(paper);
    const own = reading.assign();
    const counts = count(reading);
    const words = new Uint32Array(counts.size);
    const frequencies = new Float32Array(counts.size);
    let place = 0;
    counts.forEach((times, word) => {
      this.#papersWith[word] = (this.#papersWith[word] ?? 0) + 1;
      words[place] = word;
      frequencies[place++] = 1 + Math.log(times);
    });
    this.#rows.set(paper.id, {
      paper,
      ranking: reading.ranking.filter(({ probability }) => probability >= leastPlausible),
      own,
      words,
      frequencies,
      norm: 1,
    });
    if (!this.#settled.has(paper)) this.#settled.set(paper, own);
  }

  remove(id: PaperId): void {
    this.#unread.delete(id);
    this.#recalledIds.delete(id);
    const row = this.#rows.get(id);
    if (!row) return;
    for (const word of row.words) this.#papersWith[word] = (this.#papersWith[word] ?? 1) - 1;
    this.#rows.delete(id);
  }

  /** The topic of a paper: as settled last, or by its own text alone if it came after that. */
  of(paper: Paper): TopicAssignment {
    let found = this.#settled.get(paper);
    if (!found) {
      found = this.#classifier.classify(paper);
      this.#settled.set(paper, found);
    }
    return found;
  }

  /** Decides the papers of weak evidence anew, pausing at each `yield`. Until it is done the topics stay as they were. */
  *settle(): Steps<void> {
    if (this.#isRecalled) return;
    yield* this.#readAll([...this.#unread.values()]);
    this.#recalled = null;
    this.#recalledIds.clear();
    const rows = [...this.#rows.values()];
    const postings = yield* this.#index(rows);
    const settled = new WeakMap<Paper, TopicAssignment>();
    const scores = new Float32Array(rows.length);
    for (const [i, row] of rows.entries()) {
      settled.set(row.paper, row.own.certainty >= confident ? row.own : this.#decide(row, rows, postings, scores));
      if (i % papersPerStep === 0) yield;
    }
    this.#settled = settled;
  }

  /** Whether the papers are the very ones that were settled before. */
  get #isRecalled(): boolean {
    return this.#recalled?.size === this.#unread.size && this.#recalledIds.size === this.#unread.size && this.#rows.size === 0;
  }

  *#index(rows: readonly Row[]): Steps<ReadonlyMap<number, Posting>> {
    const postings = new Map<number, Posting>();
    this.#idf = Float64Array.from(this.#papersWith, (count) => Math.log((1 + rows.length) / (count || 1)));
    for (const [place, row] of rows.entries()) {
      let squares = 0;
      for (let i = 0; i < row.words.length; i++) squares += this.#weight(row, i) ** 2;
      row.norm = Math.sqrt(squares) || 1;
      if (row.own.certainty >= confident) {
        for (const [i, word] of row.words.entries()) {
          const papersWith = this.#papersWith[word] ?? 0;
          if (papersWith < 2 || papersWith > mostHolders) continue;
          let posting = postings.get(word);
          if (!posting) postings.set(word, (posting = { places: [], weights: [] }));
          posting.places.push(place);
          posting.weights.push(this.#weight(row, i) / row.norm);
        }
      }
      if (place % papersPerStep === 0) yield;
    }
    return postings;
  }

  #weight(row: Row, i: number): number {
    return (row.frequencies[i] ?? 0) * (this.#idf[row.words[i] ?? 0] ?? 0);
  }

  #decide(row: Row, rows: readonly Row[], postings: ReadonlyMap<number, Posting>, scores: Float32Array): TopicAssignment {
    const votes = new Map(row.ranking.map(({ area, probability }) => [area, probability]));
    for (const { row: near, similarity } of this.#nearest(row, rows, postings, scores)) {
      const vote = votes.get(near.own.topic);
      if (vote !== undefined) votes.set(near.own.topic, vote + neighbourWeight * similarity);
    }
    const [best] = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (!best || best[1] < leastCertainty) return nothingFound;
    if (best[0] === row.own.topic) return row.own;
    return this.#read(row.paper).assign(best[0]);
  }

  #read({ title, abstract }: Paper): Reading {
    return this.#classifier.read({ title: splitWords(title), abstract: splitWords(abstract) });
  }

  /** The words by which a paper's neighbours are looked for: those of highest weight, if there are many. */
  #queryOf(row: Row, postings: ReadonlyMap<number, Posting>): { word: number; weight: number }[] {
    const found: { word: number; weight: number }[] = [];
    for (const [i, word] of row.words.entries()) if (postings.has(word)) found.push({ word, weight: this.#weight(row, i) });
    if (found.length <= queryTerms) return found;
    return found
      .sort((a, b) => b.weight - a.weight || (this.#classifier.textOf(a.word) < this.#classifier.textOf(b.word) ? -1 : 1))
      .slice(0, queryTerms);
  }

  /** The nearest papers of strong evidence. `scores` is all zero before and after. */
  #nearest(row: Row, rows: readonly Row[], postings: ReadonlyMap<number, Posting>, scores: Float32Array): { row: Row; similarity: number }[] {
    const touched: number[] = [];
    for (const { word, weight } of this.#queryOf(row, postings)) {
      const posting = postings.get(word);
      if (!posting) continue;
      const { places, weights } = posting;
      const share = weight / row.norm;
      for (let i = 0; i < places.length; i++) {
        const place = places[i] ?? 0;
        const score = scores[place] ?? 0;
        if (score === 0) touched.push(place);
        scores[place] = score + share * (weights[i] ?? 0);
      }
    }
    const found: { row: Row; similarity: number }[] = [];
    for (const place of touched) {
      const similarity = scores[place] ?? 0;
      const near = rows[place];
      if (near && similarity >= leastSimilarity) found.push({ row: near, similarity });
      scores[place] = 0;
    }
    return found.sort((a, b) => b.similarity - a.similarity || (a.row.paper.id < b.row.paper.id ? -1 : 1)).slice(0, neighbours);
  }
}

function count({ title, abstract }: Reading): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of title) counts.set(word, (counts.get(word) ?? 0) + titleWeight);
  for (const word of abstract) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
