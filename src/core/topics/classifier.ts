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

interface Count {
  title: number;
  abstract: number;
}

/** How much an occurrence in the title counts; the first one in the abstract counts 1, later ones less and less. */
const titleFactor = 2;
const mostInTitle = 3;
const mostInAbstract = 15;
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

/** A paper's title and abstract, split into words by `splitWords`. */
export interface PaperWords {
  readonly title: readonly string[];
  readonly abstract: readonly string[];
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
  readonly title: Int32Array;
  readonly abstract: Int32Array;
  /** The areas that come in question, most probable first. */
  readonly ranking: readonly RankedArea[];
  /** The assignment to an area, or to the most probable one if that is probable enough. */
  assign(area?: string): TopicAssignment;
}

/** What was found in one paper. */
interface Findings {
  readonly title: Int32Array;
  readonly abstract: Int32Array;
  readonly counts: ReadonlyMap<number, Count>;
  readonly terms: readonly TermEvidence[];
  /** By area: the evidence of the taxonomy's phrases, and of the user's. */
  readonly phraseScores: Float64Array;
  readonly ownScores: Float64Array;
  /** By topic, of both. */
  readonly topicScores: Float64Array;
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
  #model: TermModel | null = null;
  /** By area, its place in the model, or -1. */
  #places: readonly number[] = [];
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
  }

  /** Classifies one paper; either text may be empty, of any length and hold TeX residue. */
  classify({ title, abstract }: { readonly title: string; readonly abstract: string }): TopicAssignment {
    return this.read({ title: splitWords(title), abstract: splitWords(abstract) }).assign();
  }

  /** Reads one paper: which areas come in question, most probable first, and what it means to put it into one. */
  read(words: PaperWords): Reading {
    drain(this.#compiling);
    const findings = this.#find(words);
    const ranking = probabilities(this.#scores(findings)).map(({ area, probability }) => ({ area: this.#areas[area] ?? unsorted, probability }));
    return { title: findings.title, abstract: findings.abstract, ranking, assign: (area) => this.#assign(findings, ranking, area) };
  }

  /** The normal form of a word's number. */
  textOf(word: number): string {
    return this.#lexicon.textOf(word);
  }

  #assign(findings: Findings, ranking: readonly RankedArea[], wanted?: string): TopicAssignment {
    const first = wanted === undefined ? ranking[0] : (ranking.find(({ area }) => area === wanted) ?? { area: wanted, probability: 0 });
    if (!first || (wanted === undefined && first.probability < leastCertainty)) return nothingFound;
    const { area, probability } = first;
    return {
      topic: area,
      subtopic: this.#finest(area, findings.topicScores),
      topics: ranking
        .filter((other) => other !== first && other.probability >= alsoShare * probability && other.probability >= leastAlso)
        .slice(0, mostOthers)
        .map((other) => other.area),
      why: this.#reasons(this.#areas.indexOf(area), findings),
      certainty: probability,
    };
  }

  /** By area, the evidence of the taxonomy's phrases; for the training of the model. */
  phraseScores({ title, abstract }: { readonly title: string; readonly abstract: string }): Float64Array {
    drain(this.#compiling);
    return this.#find({ title: splitWords(title), abstract: splitWords(abstract) }).phraseScores;
  }

  #find(words: PaperWords): Findings {
    const title = this.#lexicon.read(words.title);
    const abstract = this.#lexicon.read(words.abstract);
    const counts = this.#count(title, abstract);
    const phraseScores = new Float64Array(this.#areas.length);
    const ownScores = new Float64Array(this.#areas.length);
    const topicScores = new Float64Array(this.topics.length);
    for (const [phrase, count] of counts) {
      for (let vote = this.#votes[phrase]; vote; vote = vote.other) {
        const score = strength(vote, count);
        const scores = vote.own ? ownScores : phraseScores;
        scores[vote.area] = (scores[vote.area] ?? 0) + score;
        if (vote.topic >= 0) topicScores[vote.topic] = (topicScores[vote.topic] ?? 0) + score;
      }
    }
    return { title: title.normal, abstract: abstract.normal, counts, terms: this.#readyModel.evidence(title.normal, abstract.normal), phraseScores, ownScores, topicScores };
  }

  get #readyModel(): TermModel {
    if (!this.#model) throw new RangeError('The data of the term model is damaged.');
    return this.#model;
  }

  /** By area, the logarithm of its odds, up to a constant. */
  #scores({ terms, phraseScores, ownScores }: Findings): Float64Array {
    const model = this.#readyModel;
    const scores = new Float64Array(this.#areas.length);
    const fromTerms = Float64Array.from(model.bias);
    model.addScores(terms, fromTerms);
    const least = Math.min(0, ...model.bias);
    for (let area = 0; area < scores.length; area++) {
      scores[area] =
        (fromTerms[this.#places[area] ?? -1] ?? least) +
        model.phraseFactor * Math.log1p(Math.max(0, phraseScores[area] ?? 0)) +
        ownFactor * (ownScores[area] ?? 0);
    }
    return scores;
  }

  #finest(area: string, scores: Float64Array): string | null {
    let best: Topic | null = null;
    let bestScore = 0;
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i] ?? 0;
      const topic = this.topics[i];
      if (score >= leastTopicScore && score > bestScore && topic?.parent === area) {
        best = topic;
        bestScore = score;
      }
    }
    return best?.id ?? null;
  }

  /** What speaks most for an area; a term that is part of a phrase told already is left out. */
  #reasons(area: number, { counts, terms, phraseScores }: Findings): string[] {
    const model = this.#readyModel;
    const reasons: { text: string; key: string; weight: number }[] = [];
    const score = Math.max(1, phraseScores[area] ?? 0);
    const perPhrase = (model.phraseFactor * Math.log1p(score)) / score;
    for (const [phrase, count] of counts) {
      let first: Vote | null = null;
      let weight = 0;
      for (let vote = this.#votes[phrase]; vote; vote = vote.other) {
        if (vote.area !== area) continue;
        first ??= vote;
        weight += strength(vote, count) * (vote.own ? ownFactor : perPhrase);
      }
      if (first && weight > 0) reasons.push({ text: first.text, key: first.key, weight });
    }
    const place = this.#places[area] ?? -1;
    for (const { term, share } of terms) {
      const weight = share * model.weight(term, place);
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

  #count(title: WordNumbers, abstract: WordNumbers): Map<number, Count> {
    const counts = new Map<number, Count>();
    const counter = (part: keyof Count) => (phrase: number) => {
      let count = counts.get(phrase);
      if (!count) {
        count = { title: 0, abstract: 0 };
        counts.set(phrase, count);
      }
      count[part]++;
    };
    for (const [part, text] of [['title', title], ['abstract', abstract]] as const) {
      this.#normal.scan(text.normal, counter(part));
      this.#exact.scan(text.exact, counter(part));
    }
    return counts;
  }

  #addEntry(entry: Evidence & { readonly own?: Evidence }, area: number, topic: number): void {
    for (const [evidence, own] of [[entry, false], [entry.own ?? { phrases: {} }, true]] as const) {
      this.#addPhrases(evidence.phrases, { area, topic, own, inTitleOnly: false });
      this.#addPhrases(evidence.titlePhrases ?? {}, { area, topic, own, inTitleOnly: true });
      this.#addAcronyms(evidence.acronyms ?? {}, { area, topic, own, inTitleOnly: false });
    }
  }

  #addPhrases(weights: Weights, vote: VotePlace): void {
    for (const text of Object.keys(weights)) {
      const words = normalWords(text);
      const row = words.map((word) => this.#lexicon.addNormal(word));
      if (row.length > 0) this.#addVote(this.#normal, row, { ...vote, text, key: words.join(' '), weight: weights[text] ?? 0 });
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
  }
}

function strength({ weight, inTitleOnly }: Vote, count: Count): number {
  const inTitle = titleFactor * Math.min(mostInTitle, count.title);
  return weight * (inTitleOnly ? inTitle : inTitle + Math.log2(1 + Math.min(mostInAbstract, count.abstract)));
}

/** The areas that may come in question, most probable first, in the taxonomy's order where equal (softmax). */
function probabilities(scores: Float64Array): { area: number; probability: number }[] {
  const highest = Math.max(...scores);
  let total = 0;
  for (const score of scores) total += Math.exp(score - highest);
  const found: { area: number; probability: number }[] = [];
  for (const [area, score] of scores.entries()) {
    const probability = Math.exp(score - highest) / total;
    if (probability >= leastProbability) found.push({ area, probability });
  }
  return found.sort((a, b) => b.probability - a.probability || a.area - b.area);
}

function includesWords(phrase: string, part: string): boolean {
  return ` ${phrase} `.includes(` ${part} `);
}
