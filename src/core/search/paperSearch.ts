import type { Paper } from '../paper';
import { drainInSlices, type Steps } from '../steps';
import { compact } from '../text/compact';
import { readable, readableTitle } from '../text/readable';
import { filterPredicate, type FilterContext } from './filters';
import { PhraseText, phraseTest } from './phrases';
import type { PaperText } from './prepare';
import { parseQuery, type Query, type QueryPhrase, type QueryProblem, type QueryWord } from './query';
import { Tier, type WordHit, type WordSearch } from './searchIndex';
import { wantedWords } from './wanted';
import type { WordIndex } from './wordIndex';
import { WordMatcher } from './wordMatcher';

/** A paper that a search found. */
export interface FoundPaper {
  readonly paper: Paper;
  readonly tier: Tier;
  /** The engine's score, comparable within a tier. */
  readonly score: number;
}

/** What a search found. */
export interface SearchResult {
  /** Best first. */
  readonly papers: readonly FoundPaper[];
  /** Finds the query's words in a text, to be marked there. */
  readonly matcher: WordMatcher;
  readonly problems: readonly QueryProblem[];
}

export interface SearchOptions {
  /** The greatest number of papers returned. */
  readonly limit: number;
  /** Whether only papers that have all the words are found, none that are misspelt or match in part. */
  readonly strict?: boolean;
  /** Asked now and then; when it answers true the search is given up. */
  readonly isCancelled?: () => boolean;
}

/** A paper near another one. */
export interface SimilarFound {
  readonly paper: Paper;
  /** The cosine of the two papers' vectors, from 0 to 1. */
  readonly score: number;
  /** The shared words that tie the two, strongest first, as the other paper writes them. */
  readonly terms: readonly string[];
}

type Found = Pick<SearchResult, 'papers' | 'matcher'>;

/** The papers that are searched, and what filters ask of them. */
export interface Catalogue extends FilterContext {
  readonly papers: ReadonlyMap<string, Paper>;
}

/** With this many found, misspelt and partly matching papers are not looked for. */
const enough = 10;
const candidatesCompared = 100;
const leastSimilarity = 0.05;

/**
 * The search for papers: a query's words are looked for in an index of words, wherever that is; its phrases and
 * filters are asked of the papers that come back, here.
 */
export class PaperSearch {
  readonly #catalogue: Catalogue;
  readonly #index: WordIndex;

  constructor(catalogue: Catalogue, index: WordIndex) {
    this.#catalogue = catalogue;
    this.#index = index;
  }

  /**
   * What a query finds, best first; see `parseQuery` for the language and `SearchIndex` for the order. A query that
   * has only filters finds the newest papers first; an empty one finds nothing. A whole title is found whatever it
   * says as a query. Where no paper has the phrases of a query of words and phrases alone, their words are looked for.
   *
   * @throws CancelledError when `isCancelled` answered true.
   */
  async search(text: string, options: SearchOptions): Promise<SearchResult> {
    const query = parseQuery(text);
    const found = await this.#found(text, query, options);
    const titled = mayBeTitle(query) ? [] : await this.#titledAs(text, options.limit);
    const ids = new Set(titled.map(({ paper }) => paper.id));
    const papers = [...titled, ...found.papers.filter(({ paper }) => !ids.has(paper.id))].slice(0, options.limit);
    return { papers, matcher: found.matcher, problems: query.problems };
  }

  async #found(text: string, query: Query, { limit, strict = false, isCancelled }: SearchOptions): Promise<Found> {
    const search = wordSearch(text, query);
    const passes = this.#narrowing(query, isPhraseOpen(text, query));
    const slices = isCancelled ? { isCancelled } : {};
    const isNarrowed = query.filters.length + query.phrases.length + query.withoutPhrases.length > 0;
    if (search.words.length + search.without.length + search.titles.length === 0) {
      const papers = isNarrowed ? await drainInSlices(this.#newest(passes, limit), slices) : [];
      return { papers, matcher: new WordMatcher([]) };
    }
    const look = async (least: number, most: number, test: (paper: Paper) => boolean): Promise<Found> => {
      const { hits, words } = await this.#index.search({ ...search, enough: least, limit: most });
      return {
        papers: await drainInSlices(this.#narrowed(hits, test, limit), slices),
        matcher: new WordMatcher(words),
      };
    };
    if (!isNarrowed) return look(strict ? 0 : enough, limit, passes);
    const found = await look(0, Infinity, passes);
    if (strict || found.papers.length >= enough) return found;
    if (query.phrases.length === 0) return look(Infinity, Infinity, passes);
    return found.papers.length === 0 && mayBeTitle(query) ? look(enough, limit, () => true) : found;
  }

  /** The papers of which a text is the whole title, as far as these titles would be queries for something else. */
  async #titledAs(text: string, limit: number): Promise<FoundPaper[]> {
    const { hits } = await this.#index.search({
      titles: titleKeys(text),
      words: [],
      without: [],
      isOpen: false,
      enough: 0,
      limit,
    });
    return hits.flatMap(({ id, tier, score }) => {
      const paper = tier === Tier.WholeTitle ? this.#catalogue.papers.get(id) : undefined;
      return paper && !mayBeTitle(parseQuery(readableTitle(paper.title))) ? { paper, tier, score } : [];
    });
  }

  /** The papers nearest to one, nearest first. */
  async similar(paper: Paper, limit: number): Promise<SimilarFound[]> {
    const text = paperText(paper);
    const ids = await this.#index.candidates(text, Math.max(limit, candidatesCompared));
    const others = ids.flatMap((id) => this.#catalogue.papers.get(id) ?? []);
    const compared = await this.#index.compare(text, await drainInSlices(paperTexts(others)));
    return others
      .map((other, i): SimilarFound => ({
        paper: other,
        score: compared[i]?.score ?? 0,
        terms: compared[i]?.terms ?? [],
      }))
      .filter(({ score }) => score >= leastSimilarity)
      .sort((a, b) => b.score - a.score || (a.paper.id < b.paper.id ? -1 : 1))
      .slice(0, limit);
  }

  *#narrowed(hits: readonly WordHit[], passes: (paper: Paper) => boolean, limit: number): Steps<FoundPaper[]> {
    const found: FoundPaper[] = [];
    for (const { id, tier, score } of hits) {
      const paper = this.#catalogue.papers.get(id);
      if (paper && passes(paper)) found.push({ paper, tier, score });
      if (found.length >= limit) break;
      yield;
    }
    return found;
  }

  *#newest(passes: (paper: Paper) => boolean, limit: number): Steps<FoundPaper[]> {
    const found: Paper[] = [];
    for (const paper of this.#catalogue.papers.values()) {
      if (passes(paper)) found.push(paper);
      yield;
    }
    return newestFirst(found, limit).map((paper) => ({ paper, tier: Tier.Words, score: 0 }));
  }

  #narrowing(query: Query, isOpen: boolean): (paper: Paper) => boolean {
    const passesFilters = filterPredicate(query.filters, this.#catalogue);
    const last = query.phrases.at(-1);
    const wanted = query.phrases.map((phrase) => standing(phrase, isOpen && phrase === last));
    const unwanted = query.withoutPhrases.map((phrase) => standing(phrase, false));
    if (wanted.length + unwanted.length === 0) return passesFilters;
    return (paper) => {
      if (!passesFilters(paper)) return false;
      const phrases = new PaperPhrases(paper);
      return wanted.every((stands) => stands(phrases)) && !unwanted.some((stands) => stands(phrases));
    };
  }
}

/** The papers of the latest dates, at most so many, the newest first; those of an unknown year last. */
export function newestFirst(papers: Iterable<Paper>, limit: number): Paper[] {
  const byDate = new Map<string, Paper[]>();
  for (const paper of papers) {
    const date = knownDate(paper);
    const others = byDate.get(date);
    if (others) others.push(paper);
    else byDate.set(date, [paper]);
  }
  const dates = [...byDate.keys()].sort((a, b) => (a < b ? 1 : -1));
  const newest: Paper[] = [];
  for (const date of dates) {
    for (const paper of byDate.get(date) ?? []) {
      if (newest.length >= limit) return newest;
      newest.push(paper);
    }
  }
  return newest;
}

/** What the index needs of a paper: its text as it is read. */
export function paperText(paper: Paper): PaperText {
  return {
    id: paper.id,
    title: readableTitle(paper.title),
    abstract: readable(paper.abstract),
    date: knownDate(paper),
  };
}

/** As `paperText`, for several papers, pausing at each `yield`. */
export function* paperTexts(papers: Iterable<Paper>): Steps<PaperText[]> {
  const texts: PaperText[] = [];
  for (const paper of papers) {
    texts.push(paperText(paper));
    yield;
  }
  return texts;
}

function knownDate({ date }: Paper): string {
  return date === null || date.iso.startsWith('X') ? '' : date.iso;
}

function wordSearch(text: string, query: Query): Pick<WordSearch, 'titles' | 'words' | 'without' | 'isOpen'> {
  const phrased = query.phrases.flatMap((phrase) => wordsOf(phrase));
  const words = (query.isOpen ? [...phrased, ...query.words] : [...query.words, ...phrased])
    .map(asShown)
    .filter((word) => wantedWords([word]).length > 0);
  const title = compact(query.title);
  // A title may begin like a field: `Topic: …`.
  const isFieldBegun = words.length + query.withoutWords.length + query.withoutPhrases.length === 0;
  const isBare = query.filters.length === 0 && (title !== '' || isFieldBegun);
  return {
    titles: isBare ? titleKeys(query.title, text) : titleKeys(query.title),
    words,
    without: query.withoutWords,
    isOpen: query.isOpen || isPhraseOpen(text, query),
  };
}

/** A word as it stands in papers that are shown, if it is written as in a dump: `ell_1` is `ℓ₁` there. */
function asShown(word: QueryWord): QueryWord {
  const shown = { ...word, text: readable(word.text) };
  return wantedWords([shown]).length > 0 ? shown : word;
}

/** The compact forms that a title has as it stands in a dump and as it is shown. */
function titleKeys(...texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => [compact(text), compact(readable(text))]))].filter((key) => key !== '');
}

/** Whether a query has nothing but words and phrases. */
function mayBeTitle({ words, phrases, withoutWords, withoutPhrases, filters }: Query): boolean {
  return (
    filters.length + withoutWords.length + withoutPhrases.length === 0 &&
    ![...words, ...phrases].some(({ inTitle }) => inTitle)
  );
}

/** Whether the query ends within its last phrase. */
function isPhraseOpen(text: string, { phrases }: Query): boolean {
  const last = phrases.at(-1);
  return last !== undefined && text.endsWith(last.text);
}

function wordsOf({ text, inTitle }: QueryPhrase): QueryWord[] {
  return text.split(/\s+/).flatMap((word) => (word === '' ? [] : { text: word, inTitle }));
}

/** A paper's title and abstract in which phrases are looked for, each made when it is first needed. */
class PaperPhrases {
  readonly #paper: Paper;
  #title: PhraseText | undefined;
  #abstract: PhraseText | undefined;

  constructor(paper: Paper) {
    this.#paper = paper;
  }

  get title(): PhraseText {
    return (this.#title ??= new PhraseText(readableTitle(this.#paper.title)));
  }

  get abstract(): PhraseText {
    return (this.#abstract ??= new PhraseText(readable(this.#paper.abstract)));
  }
}

function standing({ text, inTitle }: QueryPhrase, isOpen: boolean): (paper: PaperPhrases) => boolean {
  const stands = phraseTest(text, isOpen);
  return (paper) => stands(paper.title) || (!inTitle && stands(paper.abstract));
}
