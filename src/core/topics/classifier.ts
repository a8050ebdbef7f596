import { drain, type Steps } from '../steps';
import { PhraseTrie } from './phrases';
import { topicsOf, unsorted } from './taxonomy';
import type { Taxonomy, Topic, TopicEntry, Weights } from './taxonomy';
import { normalWord, splitWords } from './tokens';

/** Where a paper belongs, and why. */
export interface TopicAssignment {
  /** An area's id, or `unsorted`. */
  readonly topic: string;
  /** The id of a finer topic of that area. */
  readonly subtopic: string | null;
  /** Up to two other areas it also belongs to. */
  readonly topics: readonly string[];
  /** The phrases that decided, as they stand in the taxonomy, strongest first, at most five. */
  readonly why: readonly string[];
}

/** One phrase speaking for (or against) one topic. */
interface Vote {
  readonly text: string;
  /** Index of the area in the taxonomy. */
  readonly area: number;
  /** Index into all topics, -1 where the phrase stands with the area itself. */
  readonly topic: number;
  readonly weight: number;
  readonly inTitleOnly: boolean;
  /** The same phrase speaking for another topic. */
  readonly other: Vote | undefined;
}

interface Count {
  title: number;
  abstract: number;
}

/** How much an occurrence in the title counts; the first one in the abstract counts 1, later ones less and less. */
const titleFactor = 2;
const mostInTitle = 3;
const mostInAbstract = 15;
/** Evidence below which an area is not named at all. */
const leastScore = 6;
/** A finer topic needs this much evidence of its own. */
const leastTopicScore = 3;
/** Another area is named beside the first if its evidence reaches this share of it. */
const alsoShare = 0.6;
const mostOthers = 2;
const mostReasons = 5;

/**
 * Puts papers into the areas of a taxonomy by the weighted phrases found in title and abstract. The
 * outcome depends on the one paper only, so that it stays when other papers come and go.
 */
export class TopicClassifier {
  readonly topics: readonly Topic[];
  readonly #areas: readonly string[];
  readonly #normal = new PhraseTrie();
  readonly #exact = new PhraseTrie();
  /** By a phrase's number, the first of its votes. */
  readonly #votes: Vote[] = [];

  readonly #compiling: Steps<void>;

  constructor(taxonomy: Taxonomy) {
    this.topics = topicsOf(taxonomy);
    this.#areas = taxonomy.areas.map((area) => area.id);
    this.#compiling = this.#compile(taxonomy);
  }

  /** Makes the phrases ready ahead of need, pausing at each `yield`. */
  prepare(): Steps<void> {
    return this.#compiling;
  }

  *#compile(taxonomy: Taxonomy): Steps<void> {
    let topic = 0;
    for (const [area, entry] of taxonomy.areas.entries()) {
      this.#addEntry(entry, area, -1);
      topic++;
      for (const finer of entry.topics) this.#addEntry(finer, area, topic++);
      yield;
    }
  }

  /** Classifies one paper; either text may be empty, of any length and hold TeX residue. */
  classify(paper: { readonly title: string; readonly abstract: string }): TopicAssignment {
    drain(this.#compiling);
    const counts = this.#count(splitWords(paper.title), splitWords(paper.abstract));
    const areaScores = new Float64Array(this.#areas.length);
    const topicScores = new Float64Array(this.topics.length);
    for (const [phrase, count] of counts) {
      const inTitle = strengthInTitle(count);
      const anywhere = inTitle + strengthInAbstract(count);
      for (let vote = this.#votes[phrase]; vote; vote = vote.other) {
        const score = vote.weight * (vote.inTitleOnly ? inTitle : anywhere);
        areaScores[vote.area] = (areaScores[vote.area] ?? 0) + score;
        if (vote.topic >= 0) topicScores[vote.topic] = (topicScores[vote.topic] ?? 0) + score;
      }
    }
    const ranking = ranked(areaScores, leastScore);
    const first = ranking[0];
    if (first === undefined) return { topic: unsorted, subtopic: null, topics: [], why: [] };
    const bar = alsoShare * (areaScores[first] ?? 0);
    const others = ranking.slice(1, 1 + mostOthers).filter((area) => (areaScores[area] ?? 0) >= bar);
    const area = this.#areas[first] ?? unsorted;
    return {
      topic: area,
      subtopic: this.#finest(area, topicScores),
      topics: others.map((other) => this.#areas[other] ?? unsorted),
      why: this.#reasons(first, counts),
    };
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

  #reasons(area: number, counts: ReadonlyMap<number, Count>): string[] {
    const reasons: { text: string; strength: number }[] = [];
    for (const [phrase, count] of counts) {
      const inTitle = strengthInTitle(count);
      const anywhere = inTitle + strengthInAbstract(count);
      let text: string | null = null;
      let strength = 0;
      for (let vote = this.#votes[phrase]; vote; vote = vote.other) {
        const score = vote.weight * (vote.inTitleOnly ? inTitle : anywhere);
        if (vote.area !== area || score <= 0) continue;
        text ??= vote.text;
        strength += score;
      }
      if (text !== null) reasons.push({ text, strength });
    }
    return reasons
      .sort((a, b) => b.strength - a.strength || (a.text < b.text ? -1 : 1))
      .slice(0, mostReasons)
      .map(({ text }) => text);
  }

  #count(title: readonly string[], abstract: readonly string[]): Map<number, Count> {
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
      this.#normal.scan(text.map(normalWord), counter(part));
      this.#exact.scan(text, counter(part));
    }
    return counts;
  }

  #addEntry(entry: TopicEntry, area: number, topic: number): void {
    this.#addPhrases(entry.phrases, area, topic, false);
    this.#addPhrases(entry.titlePhrases ?? {}, area, topic, true);
    const acronyms = entry.acronyms ?? {};
    for (const text of Object.keys(acronyms)) {
      const row = splitWords(text);
      const last = row.pop();
      if (last === undefined) continue;
      for (const form of [last, `${last}s`]) {
        const phrase = this.#exact.add([...row, form], this.#votes.length);
        this.#votes[phrase] = { text, area, topic, weight: acronyms[text] ?? 0, inTitleOnly: false, other: this.#votes[phrase] };
      }
    }
  }

  #addPhrases(weights: Weights, area: number, topic: number, inTitleOnly: boolean): void {
    for (const text of Object.keys(weights)) {
      const row = splitWords(text);
      if (row.length === 0) continue;
      for (let i = 0; i < row.length; i++) row[i] = normalWord(row[i] ?? '');
      const phrase = this.#normal.add(row, this.#votes.length);
      this.#votes[phrase] = { text, area, topic, weight: weights[text] ?? 0, inTitleOnly, other: this.#votes[phrase] };
    }
  }
}

function strengthInTitle(count: Count): number {
  return titleFactor * Math.min(mostInTitle, count.title);
}

function strengthInAbstract(count: Count): number {
  return Math.log2(1 + Math.min(mostInAbstract, count.abstract));
}

/** The indices of scores that reach a bar, best first, in the taxonomy's order where equal. */
function ranked(scores: Float64Array, least: number): number[] {
  const indices: number[] = [];
  for (let i = 0; i < scores.length; i++) if ((scores[i] ?? 0) >= least) indices.push(i);
  return indices.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}
