import { drain, type Steps } from '../steps';
import { Lexicon, type WordNumbers } from './lexicon';
import { PhraseTrie } from './phrases';
import { TermModel, type TermEvidence, type TermModelData } from './termModel';
import { topicsOf, unsorted } from './taxonomy';
import type { Evidence, Taxonomy, Topic, Weights } from './taxonomy';
import { normalWords, splitWords } from './tokens';

/** Where a paper belongs, and why. */
export interface TopicAssignment {
  /** An area's id, or `unsorted`. */
  readonly topic: string;
  /** The id of a finer topic of that area. */
  readonly subtopic: string | null;
  /** Up to two other areas it also belongs to. */
  readonly topics: readonly string[];
  /** The phrases and terms that decided, strongest first, at most five. */
  readonly why: readonly string[];
  /** How probable the area is beside the others, from 0 to 1. */
  readonly certainty: number;
}

/** One phrase speaking for (or against) one topic. */
interface Vote {
  readonly text: string;
  /** Its words in their normal form, joined by blanks. */
  readonly key: string;
  /** Index of the area in the taxonomy. */
  readonly area: number;
  /** Index into all topics, -1 where the phrase stands with the area itself. */
  readonly topic: number;
  readonly weight: number;
  readonly inTitleOnly: boolean;
  /** Whether the user wrote it. */
  readonly own: boolean;
  /** The same phrase speaking for another topic. */
  readonly other: Vote | undefined;
}

/** What all phrases of one list share. */
type VotePlace = Pick<Vote, 'area' | 'topic' | 'inTitleOnly' | 'own'>;

/** How often a phrase stands in a paper. */
interface Count {
  readonly phrase: number;
  title: number;
  abstract: number;
}

/** How much an occurrence in the title counts; the first one in the abstract counts 1, later ones less and less. */
const titleFactor = 2;
const mostInTitle = 3;
const mostInAbstract = 15;
const abstractStrengths = Float64Array.from({ length: mostInAbstract + 1 }, (_, count) => Math.log2(1 + count));
/** A finer topic needs this much evidence of its own. */
const leastTopicScore = 3;
/** What a phrase of the user's adds to the score of its area for each unit of evidence. */
const ownFactor = 1;
/** An area less probable than this is not named at all. */
export const leastCertainty = 0.2;
/** Another area is named beside the first if it is at least this probable beside it. */
const alsoShare = 0.3;
const leastAlso = 0.1;
/** A paper belongs to so many other areas at the most. */
export const mostOthers = 2;
const mostReasons = 5;
/** An area less probable than this does not come in question. */
const leastProbability = 0.01;
/** A reason is told if it is at least this strong beside the strongest. */
const leastReason = 0.08;

/** Where a paper without evidence belongs. */
export const nothingFound: TopicAssignment = { topic: unsorted, subtopic: null, topics: [], why: [], certainty: 0 };

/** What of a paper is read; either text may be empty, of any length and hold TeX residue. */
export interface PaperText {
  readonly title: string;
  readonly abstract: string;
}

/** An area in which a paper may belong, and how probable it is beside the others. */
export interface RankedArea {
  readonly area: string;
  /** From 0 to 1, in sum 1 over all areas. */
  readonly probability: number;
}

/** A paper as it was read. */
export interface Reading {
  /** Title and abstract as numbers of words in normal form, see `TopicClassifier.textOf`. */
  readonly title: readonly number[];
  readonly abstract: readonly number[];
  /** The areas that come in question, most probable first. */
  readonly ranking: readonly RankedArea[];
  /** The assignment to an area, or to the most probable one if that is probable enough. */
  assign(area?: string): TopicAssignment;
}

/** What was found in one paper. */
interface Findings {
  readonly title: readonly number[];
  readonly abstract: readonly number[];
  readonly counts: readonly Count[];
  readonly terms: TermEvidence;
  /** By area: the evidence of the taxonomy's phrases, and of the user's. */
  readonly phraseScores: Float64Array;
  readonly ownScores: Float64Array;
}

/**
 * Puts papers into the areas of a taxonomy: by the weighted phrases found in title and abstract, and by
 * a linear model over their words. The outcome depends on the one paper only, so that it stays when
 * other papers come and go.
 */
export class TopicClassifier {
  readonly topics: readonly Topic[];
  readonly #areas: readonly string[];
  readonly #lexicon = new Lexicon();
  readonly #normal = new PhraseTrie();
  readonly #exact = new PhraseTrie();
  /** By a phrase's number, the first of its votes. */
  readonly #votes: Vote[] = [];
  /** By a phrase's number, how often it stands in the paper that is read; all null before and after. */
  readonly #counting: (Count | null)[] = [];
  #model: TermModel | null = null;
  /** By area, its place in the model, or -1. */
  #places: readonly number[] = [];
  #leastBias = 0;
  /** By an area's place in the model, its score by the terms of the paper that is read. */
  #termScores = new Float64Array();
  readonly #compiling: Steps<void>;

  /** Every use throws a RangeError if the model's data is damaged. */
  constructor(taxonomy: Taxonomy, model: TermModelData) {
    this.topics = topicsOf(taxonomy);
    this.#areas = taxonomy.areas.map((area) => area.id);
    this.#compiling = this.#compile(taxonomy, model);
  }

  /** Makes phrases and model ready ahead of need, pausing at each `yield`. */
  prepare(): Steps<void> {
    return this.#compiling;
  }

  *#compile(taxonomy: Taxonomy, model: TermModelData): Steps<void> {
    let topic = 0;
    for (const [area, entry] of taxonomy.areas.entries()) {
      this.#addEntry(entry, area, -1);
      topic++;
      for (const finer of entry.topics) this.#addEntry(finer, area, topic++);
      yield;
    }
    const terms = new TermModel(model, this.#lexicon);
    yield* terms.prepare();
    this.#model = terms;
    this.#places = this.#areas.map((area) => model.areas.indexOf(area));
    this.#leastBias = Math.min(0, ...model.bias);
    this.#termScores = new Float64Array(model.bias.length);
  }

  /** Classifies one paper. */
  classify(paper: PaperText): TopicAssignment {
    return this.read(paper).assign();
  }

  /** Reads one paper: which areas come in question, most probable first, and what it means to put it into one. */
  read(paper: PaperText): Reading {
    drain(this.#compiling);
    const findings = this.#find(paper);
    const ranking = probabilities(this.#scores(findings)).map(({ area, probability }) => ({
      area: this.#areas[area] ?? unsorted,
      probability,
    }));
    return {
      title: findings.title,
      abstract: findings.abstract,
      ranking,
      assign: (area) => this.#assign(findings, ranking, area),
    };
  }

  /** One more than the greatest number of a word. */
  get words(): number {
    return this.#lexicon.size;
  }

  /** The normal form of a word's number. */
  textOf(word: number): string {
    return this.#lexicon.textOf(word);
  }

  #assign(findings: Findings, ranking: readonly RankedArea[], wanted?: string): TopicAssignment {
    const first =
      wanted === undefined
        ? ranking[0]
        : (ranking.find(({ area }) => area === wanted) ?? { area: wanted, probability: 0 });
    if (!first || (wanted === undefined && first.probability < leastCertainty)) return nothingFound;
    const { area, probability } = first;
    const place = this.#areas.indexOf(area);
    return {
      topic: area,
      subtopic: this.#finest(place, findings.counts),
      topics: ranking
        .filter(
          (other) => other !== first && other.probability >= alsoShare * probability && other.probability >= leastAlso,
        )
        .slice(0, mostOthers)
        .map((other) => other.area),
      why: this.#reasons(place, findings),
      certainty: probability,
    };
  }

  /** By area, the evidence of the taxonomy's phrases; for the training of the model. */
  phraseScores(paper: PaperText): Float64Array {
    drain(this.#compiling);
    return this.#find(paper).phraseScores;
  }

  #find(paper: PaperText): Findings {
    const title = this.#lexicon.read(paper.title);
    const abstract = this.#lexicon.read(paper.abstract);
    const counts = this.#count(title, abstract);
    const phraseScores = new Float64Array(this.#areas.length);
    const ownScores = new Float64Array(this.#areas.length);
    for (const count of counts) {
      for (let vote = this.#votes[count.phrase]; vote; vote = vote.other) {
        const scores = vote.own ? ownScores : phraseScores;
        scores[vote.area] = (scores[vote.area] ?? 0) + strength(vote, count);
      }
    }
    return {
      title: title.normal,
      abstract: abstract.normal,
      counts,
      terms: this.#readyModel.evidence(title.normal, abstract.normal),
      phraseScores,
      ownScores,
    };
  }

  get #readyModel(): TermModel {
    if (!this.#model) throw new RangeError('The data of the term model is damaged.');
    return this.#model;
  }

  /** By area, the logarithm of its odds, up to a constant. */
  #scores({ terms, phraseScores, ownScores }: Findings): Float64Array {
    const model = this.#readyModel;
    const scores = new Float64Array(this.#areas.length);
    this.#termScores.set(model.bias);
    model.addScores(terms, this.#termScores);
    for (let area = 0; area < scores.length; area++) {
      scores[area] =
        (this.#termScores[this.#places[area] ?? -1] ?? this.#leastBias) +
        model.phraseFactor * Math.log1p(Math.max(0, phraseScores[area] ?? 0)) +
        ownFactor * (ownScores[area] ?? 0);
    }
    return scores;
  }

  #finest(area: number, counts: readonly Count[]): string | null {
    const scores = new Map<number, number>();
    for (const count of counts) {
      for (let vote = this.#votes[count.phrase]; vote; vote = vote.other) {
        if (vote.area === area && vote.topic >= 0)
          scores.set(vote.topic, (scores.get(vote.topic) ?? 0) + strength(vote, count));
      }
    }
    let best = -1;
    let bestScore = 0;
    for (const [topic, score] of scores) {
      if (score < leastTopicScore || score < bestScore || (score === bestScore && topic > best)) continue;
      best = topic;
      bestScore = score;
    }
    return this.topics[best]?.id ?? null;
  }

  /** What speaks most for an area; a term that is part of a phrase told already is left out. */
  #reasons(area: number, { counts, terms, phraseScores }: Findings): string[] {
    const model = this.#readyModel;
    const reasons: { text: string; key: string; weight: number }[] = [];
    const score = Math.max(1, phraseScores[area] ?? 0);
    const perPhrase = (model.phraseFactor * Math.log1p(score)) / score;
    for (const count of counts) {
      let first: Vote | null = null;
      let weight = 0;
      for (let vote = this.#votes[count.phrase]; vote; vote = vote.other) {
        if (vote.area !== area) continue;
        first ??= vote;
        weight += strength(vote, count) * (vote.own ? ownFactor : perPhrase);
      }
      if (first && weight > 0) reasons.push({ text: first.text, key: first.key, weight });
    }
    const place = this.#places[area] ?? -1;
    for (const [i, term] of terms.terms.entries()) {
      const weight = (terms.shares[i] ?? 0) * model.weight(term, place);
      if (weight > 0) reasons.push({ text: model.text(term), key: model.text(term), weight });
    }
    reasons.sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1));
    const told: typeof reasons = [];
    for (const reason of reasons) {
      if (told.length === mostReasons || reason.weight < leastReason * (reasons[0]?.weight ?? 0)) break;
      if (!told.some(({ key }) => includesWords(key, reason.key) || includesWords(reason.key, key))) told.push(reason);
    }
    return told.map(({ text }) => text);
  }

  #count(title: WordNumbers, abstract: WordNumbers): Count[] {
    const counts: Count[] = [];
    const countOf = (phrase: number): Count => {
      let count = this.#counting[phrase];
      if (!count) {
        count = { phrase, title: 0, abstract: 0 };
        this.#counting[phrase] = count;
        counts.push(count);
      }
      return count;
    };
    const inTitle = (phrase: number): void => {
      countOf(phrase).title++;
    };
    const inAbstract = (phrase: number): void => {
      countOf(phrase).abstract++;
    };
    this.#normal.scan(title.normal, inTitle);
    this.#exact.scan(title.exact, inTitle);
    this.#normal.scan(abstract.normal, inAbstract);
    this.#exact.scan(abstract.exact, inAbstract);
    for (const { phrase } of counts) this.#counting[phrase] = null;
    return counts;
  }

  #addEntry(entry: Evidence & { readonly own?: Evidence }, area: number, topic: number): void {
    for (const [evidence, own] of [
      [entry, false],
      [entry.own ?? { phrases: {} }, true],
    ] as const) {
      this.#addPhrases(evidence.phrases, { area, topic, own, inTitleOnly: false });
      this.#addPhrases(evidence.titlePhrases ?? {}, { area, topic, own, inTitleOnly: true });
      this.#addAcronyms(evidence.acronyms ?? {}, { area, topic, own, inTitleOnly: false });
    }
  }

  #addPhrases(weights: Weights, vote: VotePlace): void {
    for (const text of Object.keys(weights)) {
      const words = normalWords(text);
      const row = words.map((word) => this.#lexicon.addNormal(word));
      if (row.length > 0)
        this.#addVote(this.#normal, row, { ...vote, text, key: words.join(' '), weight: weights[text] ?? 0 });
    }
  }

  #addAcronyms(weights: Weights, vote: VotePlace): void {
    for (const text of Object.keys(weights)) {
      const row = splitWords(text);
      const last = row.pop();
      if (last === undefined) continue;
      const key = normalWords(text).join(' ');
      for (const form of [last, `${last}s`]) {
        const numbers = [...row, form].map((word) => this.#lexicon.addExact(word));
        this.#addVote(this.#exact, numbers, { ...vote, text, key, weight: weights[text] ?? 0 });
      }
    }
  }

  #addVote(trie: PhraseTrie, row: readonly number[], vote: Omit<Vote, 'other'>): void {
    const phrase = trie.add(row, this.#votes.length);
    this.#votes[phrase] = { ...vote, other: this.#votes[phrase] };
    this.#counting[phrase] = null;
  }
}

function strength({ weight, inTitleOnly }: Vote, count: Count): number {
  const inTitle = titleFactor * Math.min(mostInTitle, count.title);
  return (
    weight * (inTitleOnly ? inTitle : inTitle + (abstractStrengths[Math.min(mostInAbstract, count.abstract)] ?? 0))
  );
}

/** The areas that may come in question, most probable first, in the taxonomy's order where equal (softmax). */
function probabilities(scores: Float64Array): { area: number; probability: number }[] {
  let highest = -Infinity;
  for (const score of scores) if (score > highest) highest = score;
  let total = 0;
  for (let area = 0; area < scores.length; area++) total += scores[area] = Math.exp((scores[area] ?? 0) - highest);
  const found: { area: number; probability: number }[] = [];
  for (let area = 0; area < scores.length; area++) {
    const probability = (scores[area] ?? 0) / total;
    if (probability >= leastProbability) found.push({ area, probability });
  }
  return found.sort((a, b) => b.probability - a.probability || a.area - b.area);
}

function includesWords(phrase: string, part: string): boolean {
  return ` ${phrase} `.includes(` ${part} `);
}
