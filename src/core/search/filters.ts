import type { Paper } from '../paper';
import { fold } from '../text/fold';
import type { TopicAssignment } from '../topics/classifier';
import { unsorted, type Topic } from '../topics/taxonomy';
import type { Filter, PaperState } from './query';

/** What filters need to know of papers beyond their own details. */
export interface FilterContext {
  /** All areas and finer topics. `unsorted` is known without being among them. */
  readonly topics: readonly Topic[];
  topicOf(paper: Paper): TopicAssignment;
  is(state: PaperState, paper: Paper): boolean;
  /** The tags that the user gave a paper. */
  tagsOf(paper: Paper): readonly string[];
}

type Test = (paper: Paper) => boolean;

/**
 * Answers for a paper whether it passes all filters.
 *
 * - A topic is named by its id or name or, where a value is neither, by the beginning of a word in these. A
 *   paper stands in its area, in its finer topic and in the other areas it belongs to.
 * - An organisation is named by a part of its name, a dump by a part of its path.
 * - A tag is named whole.
 * - A paper without a known year is of no year.
 */
export function filterPredicate(filters: readonly Filter[], context: FilterContext): (paper: Paper) => boolean {
  const tests = filters.map((filter): Test => {
    const passes = testOf(filter, context);
    return filter.negated ? (paper) => !passes(paper) : passes;
  });
  return (paper) => tests.every((passes) => passes(paper));
}

function testOf(filter: Filter, context: FilterContext): Test {
  switch (filter.field) {
    case 'topic': {
      const named = namedTopics(filter.values, context.topics);
      const known = new Set(context.topics.map(({ id }) => id));
      return (paper) => {
        const { topic, subtopic, topics } = context.topicOf(paper);
        return (
          named.has(known.has(topic) ? topic : unsorted) ||
          (subtopic !== null && named.has(subtopic)) ||
          topics.some((id) => named.has(id))
        );
      };
    }
    case 'org': {
      const contains = containing(filter.values);
      return ({ organization }) =>
        organization !== null && (contains(organization.slug) || contains(organization.name));
    }
    case 'in': {
      const contains = containing(filter.values);
      return ({ sources }) => sources.some(({ path }) => contains(path));
    }
    case 'tag': {
      const wanted = new Set(filter.values.map(evened));
      return (paper) => context.tagsOf(paper).some((tag) => wanted.has(evened(tag)));
    }
    case 'year': {
      const { ranges } = filter;
      return ({ date }) => {
        const year = Number(/^\d{4}/.exec(date?.iso ?? '')?.[0] ?? NaN);
        return ranges.some(({ from, to }) => from <= year && year <= to);
      };
    }
    case 'is': {
      const { state } = filter;
      return (paper) => context.is(state, paper);
    }
  }
}

/** The ids of the topics that one of the values names. */
function namedTopics(values: readonly string[], topics: readonly Topic[]): ReadonlySet<string> {
  const keys = [...topics, { id: unsorted, name: unsorted }].map(({ id, name }) => ({
    id,
    keys: [wordsKey(id), wordsKey(name)],
  }));
  const named = values.flatMap((value) => {
    const wanted = wordsKey(value);
    if (wanted === '') return [];
    const equal = keys.filter((topic) => topic.keys.includes(wanted));
    return equal.length > 0 ? equal : keys.filter((topic) => topic.keys.some((key) => key.includes(wanted)));
  });
  return new Set(named.map(({ id }) => id));
}

/**
 * The words of a text, folded and each with a blank before it. A key that includes another one has its words
 * in sequence, of which the last may go on.
 */
export function wordsKey(text: string): string {
  return Array.from(fold(text).matchAll(/[\p{L}\p{N}]+/gu), ([word]) => ` ${word}`).join('');
}

/** Answers whether a text contains one of the values, and remembers it. */
function containing(values: readonly string[]): (text: string) => boolean {
  const wanted = values.map(evened);
  const answers = new Map<string, boolean>();
  return (text) => {
    let answer = answers.get(text);
    if (answer === undefined) {
      const inside = evened(decoded(text));
      answer = wanted.some((value) => inside.includes(value));
      answers.set(text, answer);
    }
    return answer;
  };
}

/** A text in which blanks, dashes and quotes are alike, and slashes of both kinds. */
function evened(text: string): string {
  return fold(text)
    .replaceAll('\\', '/')
    .replace(/[\s\p{Pd}"]+/gu, ' ')
    .trim();
}

/** A URI as it is read; other texts as they are. */
function decoded(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
