import type { Paper } from '../../../src/core/paper';
import type { SearchEngine } from '../../../src/core/search/engine';
import { MiniSearchEngine } from '../../../src/core/search/miniSearchEngine';
import { paperText, PaperSearch, type FoundPaper, type SearchOptions } from '../../../src/core/search/paperSearch';
import { SearchIndex } from '../../../src/core/search/searchIndex';
import { SqliteEngine } from '../../../src/core/search/sqliteEngine';
import { LocalWordIndex } from '../../../src/core/search/wordIndex';
import type { PaperState } from '../../../src/core/search/query';
import type { TopicAssignment } from '../../../src/core/topics/classifier';
import type { Topic } from '../../../src/core/topics/taxonomy';
import { openSqlite, type OpenDatabase } from '../../../tools/sqlite';
import { paper } from '../support';

/** Databases in use, oldest first. */
const open: OpenDatabase[] = [];
const mostOpen = 100;

/** An empty database; of many that are opened, the oldest are closed. */
export function newDatabase(): OpenDatabase {
  if (open.length >= mostOpen) open.shift()?.close();
  const database = openSqlite(':memory:');
  open.push(database);
  return database;
}

/** All engines, each of which has to pass the same tests. */
export const engines: readonly (readonly [name: string, make: () => SearchEngine])[] = [
  ['MiniSearch', () => new MiniSearchEngine()],
  ['SQLite FTS5', () => new SqliteEngine(newDatabase())],
];

/** What filters are to know of papers, by their ids. */
export interface Surroundings {
  readonly topics?: readonly Topic[];
  readonly topicOf?: Readonly<Record<string, string>>;
  readonly starred?: readonly string[];
}

/** Papers and the search for them. */
export class Finder {
  readonly papers = new Map<string, Paper>();
  readonly index: SearchIndex;
  readonly words: LocalWordIndex;
  readonly search: PaperSearch;

  constructor(
    engine: SearchEngine,
    papers: readonly Paper[] = [],
    { topics = [], topicOf = {}, starred = [] }: Surroundings = {},
  ) {
    this.index = new SearchIndex(engine);
    this.words = new LocalWordIndex(this.index);
    this.search = new PaperSearch(
      {
        papers: this.papers,
        topics,
        topicOf: ({ id }): TopicAssignment => ({
          topic: topicOf[id] ?? 'unsorted',
          subtopic: null,
          topics: [],
          why: [],
          certainty: 1,
        }),
        is: (state: PaperState, { id }) => state === 'starred' && starred.includes(id),
        tagsOf: () => [],
      },
      this.words,
    );
    this.put(...papers);
  }

  put(...papers: readonly Paper[]): void {
    for (const one of papers) this.papers.set(one.id, one);
    this.words.put([...new Map(papers.map((one) => [one.id, paperText(one)])).values()]);
  }

  remove(...ids: readonly string[]): void {
    for (const id of ids) this.papers.delete(id);
    this.index.remove(ids);
  }

  async hits(query: string, options: Partial<SearchOptions> = {}): Promise<readonly FoundPaper[]> {
    return (await this.search.search(query, { limit: 50, ...options })).papers;
  }

  async ids(query: string, options: Partial<SearchOptions> = {}): Promise<string[]> {
    return (await this.hits(query, options)).map((hit) => hit.paper.id);
  }
}

/** A paper of a day, by an organisation, in a dump. */
export function detailed(
  title: string,
  details: { abstract?: string; date?: string; org?: string; path?: string },
): Paper {
  const { abstract = '', date, org, path = 'a.txt' } = details;
  return {
    ...paper(title, abstract),
    date: date === undefined ? null : { iso: date, yearInferred: false },
    organization: org === undefined ? null : { slug: org.toLowerCase().replaceAll(' ', '-'), name: org },
    sources: [{ path, line: 1 }],
  };
}
