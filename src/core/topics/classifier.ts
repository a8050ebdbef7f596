import { PhraseTrie } from './phrases';
import { topicsOf, unsorted } from './taxonomy';
import type { Taxonomy, Topic, TopicEntry, Weights } from './taxonomy';
import { words } from './tokens';
import type { Words } from './tokens';

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
  /** Index of the area in the taxonomy. */
  readonly area: number;
  /** Index into all topics, -1 where the phrase stands with the area itself. */
  readonly topic: number;
  readonly weight: number;
  readonly inTitleOnly: boolean;
}

interface Phrase {
  readonly text: string;
  readonly votes: Vote[];
}

interface Count {
  title: number;
  abstract: number;
}

/** How much an occurrence in the title counts; the first one in the abstract counts 1. */
const titleFactor = 2.5;
const mostInTitle = 3;
/** Evidence below which an area is not named at all. */
const leastScore = 4;
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
  readonly #phrases: Phrase[] = [];

  constructor(taxonomy: Taxonomy) {
    this.topics = topicsOf(taxonomy);
    this.#areas = taxonomy.areas.map((area) => area.id);
    let topic = 0;
    for (const [area, entry] of taxonomy.areas.entries()) {
      this.#addEntry(entry, area, -1);
      topic++;
      for (const finer of entry.topics) this.#addEntry(finer, area, topic++);
    }
  }

  /** Classifies one paper; either text may be empty, of any length and hold TeX residue. */
  classify(paper: { readonly title: string; readonly abstract: string }): TopicAssignment {
    const counts = this.#count(words(paper.title), words(paper.abstract));
    const areaScores = new Float64Array(this.#areas.length);
    const topicScores = new Float64Array(this.topics.length);
    for (const [phrase, count] of counts) {
      const inTitle = titleFactor * Math.min(mostInTitle, count.title);
      const anywhere = inTitle + Math.log2(1 + count.abstract);
      for (const vote of this.#phrases[phrase]?.votes ?? []) {
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
    const best = ranked(scores, leastTopicScore).find((topic) => this.topics[topic]?.parent === area);
    return best === undefined ? null : (this.topics[best]?.id ?? null);
  }

  #reasons(area: number, counts: ReadonlyMap<number, Count>): string[] {
    const strength = new Map<string, number>();
    for (const [index, count] of counts) {
      const phrase = this.#phrases[index];
      if (!phrase) continue;
      const inTitle = titleFactor * Math.min(mostInTitle, count.title);
      for (const vote of phrase.votes) {
        const score = vote.weight * (vote.inTitleOnly ? inTitle : inTitle + Math.log2(1 + count.abstract));
        if (vote.area === area && score > 0) strength.set(phrase.text, (strength.get(phrase.text) ?? 0) + score);
      }
    }
    return [...strength]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, mostReasons)
      .map(([text]) => text);
  }

  #count(title: Words, abstract: Words): Map<number, Count> {
    const counts = new Map<number, Count>();
    const counter = (part: keyof Count) => (phrase: number) => {
      const count = counts.get(phrase);
      if (count) count[part]++;
      else counts.set(phrase, { title: 0, abstract: 0, [part]: 1 });
    };
    for (const [part, text] of [['title', title], ['abstract', abstract]] as const) {
      this.#normal.scan(text.normal, counter(part));
      this.#exact.scan(text.exact, counter(part));
    }
    return counts;
  }

  #addEntry(entry: TopicEntry, area: number, topic: number): void {
    this.#addPhrases(entry.phrases, area, topic, false);
    this.#addPhrases(entry.titlePhrases ?? {}, area, topic, true);
    for (const [text, weight] of Object.entries(entry.acronyms ?? {})) {
      const vote = { area, topic, weight, inTitleOnly: false };
      const row = words(text).exact;
      this.#add(this.#exact, text, row, vote);
      this.#add(this.#exact, text, [...row.slice(0, -1), `${row.at(-1) ?? ''}s`], vote);
    }
  }

  #addPhrases(weights: Weights, area: number, topic: number, inTitleOnly: boolean): void {
    for (const [text, weight] of Object.entries(weights)) {
      this.#add(this.#normal, text, words(text).normal, { area, topic, weight, inTitleOnly });
    }
  }

  #add(trie: PhraseTrie, text: string, row: readonly string[], vote: Vote): void {
    if (row.length === 0) return;
    const number = trie.add(row, this.#phrases.length);
    const phrase = this.#phrases[number];
    if (phrase) phrase.votes.push(vote);
    else this.#phrases.push({ text, votes: [vote] });
  }
}

/** The indices of scores that reach a bar, best first, in the taxonomy's order where equal. */
function ranked(scores: Float64Array, least: number): number[] {
  const indices: number[] = [];
  for (const [index, score] of scores.entries()) if (score >= least) indices.push(index);
  return indices.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}
