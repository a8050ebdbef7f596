import type { Paper, PaperId } from '../paper';
import type { Steps } from '../steps';
import {
  leastCertainty,
  nothingFound,
  TopicClassifier,
  type RankedArea,
  type Reading,
  type TopicAssignment,
} from './classifier';
import type { Taxonomy, Topic } from './taxonomy';
import type { TermModelData } from './termModel';
import { sublinear } from './tfidf';
import { basisOf, paperKey, type TopicMemory } from './topicMemory';

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

/** For each word by which neighbours are looked for, the papers of strong evidence that have it. */
interface Postings {
  /** By a word's number, where its papers begin; one more at the end. */
  readonly starts: Uint32Array;
  /** Papers by their places. */
  readonly places: Uint32Array;
  /** The word's weight in each of these papers, of length 1 in all. */
  readonly weights: Float64Array;
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
  #papersWith = new Uint32Array();
  /** By a word's number, how often it stands in the paper that is read, with those in the title weighted; all zero before and after. */
  #counts = new Uint32Array();
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
    if (this.#rows.size === 0 && this.#unread.size === 1)
      this.#recalled = this.#memory?.recall(() => this.basis) ?? null;
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
      if (this.#unread.get(paper.id) === paper) this.#addRow(paper);
      if (i % papersPerStep === 0) yield;
    }
  }

  #addRow(paper: Paper): void {
    this.#unread.delete(paper.id);
    const reading = this.#classifier.read(paper);
    const own = reading.assign();
    const found = this.#count(reading);
    const words = new Uint32Array(found.length);
    const frequencies = new Float32Array(found.length);
    for (let i = 0; i < found.length; i++) {
      const word = found[i] ?? 0;
      this.#papersWith[word] = (this.#papersWith[word] ?? 0) + 1;
      words[i] = word;
      frequencies[i] = sublinear(this.#counts[word] ?? 0);
      this.#counts[word] = 0;
    }
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

  /** The different words of a paper, counted in `#counts`. */
  #count({ title, abstract }: Reading): number[] {
    const words = this.#classifier.words;
    if (this.#counts.length < words) {
      this.#counts = new Uint32Array(2 * words);
      const papersWith = new Uint32Array(2 * words);
      papersWith.set(this.#papersWith);
      this.#papersWith = papersWith;
    }
    const found: number[] = [];
    for (const [row, weight] of [
      [title, titleWeight],
      [abstract, 1],
    ] as const) {
      for (const word of row) {
        const count = this.#counts[word] ?? 0;
        if (count === 0) found.push(word);
        this.#counts[word] = count + weight;
      }
    }
    return found;
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
    if (!this.#settled.has(paper) && this.#unread.get(paper.id) === paper) this.#addRow(paper);
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
    return (
      this.#recalled?.size === this.#unread.size &&
      this.#recalledIds.size === this.#unread.size &&
      this.#rows.size === 0
    );
  }

  *#index(rows: readonly Row[]): Steps<Postings> {
    const starts = new Uint32Array(this.#papersWith.length + 1);
    this.#idf = new Float64Array(this.#papersWith.length);
    for (let word = 0; word < this.#idf.length; word++)
      this.#idf[word] = Math.log((1 + rows.length) / (this.#papersWith[word] || 1));
    for (const [place, row] of rows.entries()) {
      let squares = 0;
      for (let i = 0; i < row.words.length; i++) squares += this.#weight(row, i) ** 2;
      row.norm = Math.sqrt(squares) || 1;
      if (row.own.certainty >= confident) for (const word of row.words) starts[word] = (starts[word] ?? 0) + 1;
      if (place % papersPerStep === 0) yield;
    }
    let total = 0;
    for (let word = 0; word < starts.length; word++) {
      const papersWith = this.#papersWith[word] ?? 0;
      if (papersWith >= 2 && papersWith <= mostHolders) total += starts[word] ?? 0;
      starts[word] = total;
    }
    const places = new Uint32Array(total);
    const weights = new Float64Array(total);
    for (let place = rows.length - 1; place >= 0; place--) {
      const row = rows[place];
      if (row && row.own.certainty >= confident) {
        for (let i = 0; i < row.words.length; i++) {
          const word = row.words[i] ?? 0;
          const papersWith = this.#papersWith[word] ?? 0;
          if (papersWith < 2 || papersWith > mostHolders) continue;
          const at = (starts[word] = (starts[word] ?? 0) - 1);
          places[at] = place;
          weights[at] = this.#weight(row, i) / row.norm;
        }
      }
      if (place % papersPerStep === 0) yield;
    }
    return { starts, places, weights };
  }

  #weight(row: Row, i: number): number {
    return (row.frequencies[i] ?? 0) * (this.#idf[row.words[i] ?? 0] ?? 0);
  }

  #decide(row: Row, rows: readonly Row[], postings: Postings, scores: Float32Array): TopicAssignment {
    const votes = new Map(row.ranking.map(({ area, probability }) => [area, probability]));
    for (const { row: near, similarity } of this.#nearest(row, rows, postings, scores)) {
      const vote = votes.get(near.own.topic);
      if (vote !== undefined) votes.set(near.own.topic, vote + neighbourWeight * similarity);
    }
    const [best] = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (!best || best[1] < leastCertainty) return nothingFound;
    if (best[0] === row.own.topic) return row.own;
    return this.#classifier.read(row.paper).assign(best[0]);
  }

  /** The words by which a paper's neighbours are looked for, by their places in it: those of highest weight, if there are many. */
  #queryOf(row: Row, { starts }: Postings): number[] {
    const found: number[] = [];
    for (let i = 0; i < row.words.length; i++) {
      const word = row.words[i] ?? 0;
      if ((starts[word + 1] ?? 0) > (starts[word] ?? 0)) found.push(i);
    }
    if (found.length <= queryTerms) return found;
    const textOf = (i: number): string => this.#classifier.textOf(row.words[i] ?? 0);
    return found
      .sort((a, b) => this.#weight(row, b) - this.#weight(row, a) || (textOf(a) < textOf(b) ? -1 : 1))
      .slice(0, queryTerms);
  }

  /** The nearest papers of strong evidence. `scores` is all zero before and after. */
  #nearest(
    row: Row,
    rows: readonly Row[],
    postings: Postings,
    scores: Float32Array,
  ): { row: Row; similarity: number }[] {
    const { starts, places, weights } = postings;
    const touched: number[] = [];
    for (const i of this.#queryOf(row, postings)) {
      const word = row.words[i] ?? 0;
      const share = this.#weight(row, i) / row.norm;
      const end = starts[word + 1] ?? 0;
      for (let at = starts[word] ?? 0; at < end; at++) {
        const place = places[at] ?? 0;
        const score = scores[place] ?? 0;
        if (score === 0) touched.push(place);
        scores[place] = score + share * (weights[at] ?? 0);
      }
    }
    const found: { row: Row; similarity: number }[] = [];
    for (const place of touched) {
      const similarity = scores[place] ?? 0;
      const near = rows[place];
      if (near && similarity >= leastSimilarity) found.push({ row: near, similarity });
      scores[place] = 0;
    }
    return found
      .sort((a, b) => b.similarity - a.similarity || (a.row.paper.id < b.row.paper.id ? -1 : 1))
      .slice(0, neighbours);
  }
}
