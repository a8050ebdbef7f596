import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create, insertMultiple, load, save, search, type RawData } from '@orama/orama';
import { Document } from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Paper } from '../../src/core/paper';
import type { SearchEngine } from '../../src/core/search/engine';
import { MiniSearchEngine } from '../../src/core/search/miniSearchEngine';
import { PaperSearch, paperText } from '../../src/core/search/paperSearch';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { SqliteEngine, type SqlStatement } from '../../src/core/search/sqliteEngine';
import { TermCache } from '../../src/core/search/termCache';
import { LocalWordIndex } from '../../src/core/search/wordIndex';
import { unsorted } from '../../src/core/topics/taxonomy';
import { openSqlite, sqliteName, type OpenDatabase } from '../sqlite';
import type { BenchPaper } from './corpus';
import type { QueryKind } from './queries';

/** A search engine as it is measured. */
export interface BenchedEngine {
  readonly name: string;
  /** What has to be known beside its times. */
  readonly note?: string;
  /** Indexes the papers; nothing is left from a run before. */
  build(papers: readonly BenchPaper[]): Promise<void>;
  /** Fetches at most 100 results; returns how many there are. */
  search(query: string, kind: QueryKind): Promise<number> | number;
  /** Writes what `restart` needs; without it, an engine has no way to save. */
  save?(): Promise<void>;
  /** Makes it ready again from what was saved alone. */
  restart?(): Promise<void>;
  close(): void;
}

/** The name that others are compared with. */
export const ownName = 'Paper Digest';
const mostResults = 100;
const titleWeight = 3;

/** All engines, ours first. What they write goes to the folder, which is removed after them. */
export function benchedEngines(folder: string): BenchedEngine[] {
  return [
    ...ownEngines(folder),
    new PlainMiniSearch(folder),
    new FlexSearch(),
    new Orama(folder),
    new FuseTitles(),
    new SqliteFts(folder),
  ];
}

/** Our own engine, under `ownName`, and variants of it under names of their own. */
export function ownEngines(folder: string): BenchedEngine[] {
  const onMiniSearch = (): OpenedEngine => ({ engine: new MiniSearchEngine(), close: () => undefined });
  if (sqliteName !== 'node:sqlite') return [new PaperDigest(ownName, 'on MiniSearch', folder, onMiniSearch)];
  return [
    new PaperDigest(ownName, `on ${sqliteName} in memory`, folder, openSqliteEngine),
    new PaperDigest(`${ownName} on MiniSearch`, undefined, folder, onMiniSearch),
  ];
}

interface OpenedEngine {
  readonly engine: SearchEngine;
  close(): void;
}

/** Our search as it is in the editor, in this thread. What it saves are the papers' terms; the texts are given again. */
class PaperDigest implements BenchedEngine {
  readonly name: string;
  readonly note?: string;
  readonly #folder: string;
  readonly #open: () => OpenedEngine;
  #papers = new Map<string, Paper>();
  #cache = new TermCache();
  #opened: OpenedEngine | undefined;
  #search: PaperSearch | undefined;

  constructor(name: string, note: string | undefined, folder: string, open: () => OpenedEngine) {
    this.name = name;
    if (note !== undefined) this.note = note;
    this.#folder = join(folder, 'terms');
    this.#open = open;
  }

  async build(papers: readonly BenchPaper[]): Promise<void> {
    this.#papers = new Map(papers.map(({ title, abstract }, i) => [String(i), asPaper(String(i), title, abstract)]));
    this.#cache = new TermCache();
    this.#index();
  }

  async search(query: string): Promise<number> {
    return (await this.#search?.search(query, { limit: mostResults }))?.papers.length ?? 0;
  }

  async save(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const { name, bytes } of this.#cache.collect().written) await writeFile(join(this.#folder, name), bytes);
    this.close();
  }

  async restart(): Promise<void> {
    this.#cache = new TermCache();
    for (const name of await readdir(this.#folder))
      this.#cache.read({ name, bytes: await readFile(join(this.#folder, name)) });
    this.#index();
  }

  close(): void {
    this.#search = undefined;
    this.#opened?.close();
    this.#opened = undefined;
  }

  #index(): void {
    this.close();
    this.#opened = this.#open();
    const index = new SearchIndex(this.#opened.engine);
    index.put(
      [...this.#papers.values()].map((paper) => {
        const text = paperText(paper);
        return { text, terms: this.#cache.termsOf(text) };
      }),
    );
    const place = { topic: unsorted, subtopic: null, topics: [], why: [], certainty: 0 };
    this.#search = new PaperSearch(
      { papers: this.#papers, topics: [], topicOf: () => place, is: () => false, tagsOf: () => [] },
      new LocalWordIndex(index),
    );
  }
}

function asPaper(id: string, title: string, abstract: string): Paper {
  return { id, title, abstract, authorCount: null, organization: null, date: null, count: null, sources: [] };
}

/** A phrase as mere words, for engines that know no phrases. */
function withoutQuotes(query: string): string {
  return query.replaceAll('"', '');
}

class PlainMiniSearch implements BenchedEngine {
  readonly name = 'MiniSearch';
  readonly note = 'any of the words, phrases as words';
  readonly #file: string;
  readonly #options = {
    fields: ['title', 'abstract'],
    searchOptions: { boost: { title: titleWeight }, prefix: true, fuzzy: 0.2 },
  };
  #index: MiniSearch | undefined;

  constructor(folder: string) {
    this.#file = join(folder, 'minisearch.json');
  }

  async build(papers: readonly BenchPaper[]): Promise<void> {
    this.#index = new MiniSearch(this.#options);
    this.#index.addAll(papers.map(({ title, abstract }, id) => ({ id, title, abstract })));
  }

  search(query: string): number {
    return this.#index?.search(withoutQuotes(query)).slice(0, mostResults).length ?? 0;
  }

  async save(): Promise<void> {
    await writeFile(this.#file, JSON.stringify(this.#index));
    this.#index = undefined;
  }

  async restart(): Promise<void> {
    this.#index = MiniSearch.loadJSON(await readFile(this.#file, 'utf8'), this.#options);
  }

  close(): void {
    this.#index = undefined;
  }
}

type IndexedPaper = { id: number; title: string; abstract: string };

class FlexSearch implements BenchedEngine {
  readonly name = 'FlexSearch';
  readonly note = 'no typos, phrases as words';
  #index: Document<IndexedPaper> | undefined;

  async build(papers: readonly BenchPaper[]): Promise<void> {
    const index = new Document<IndexedPaper>({
      tokenize: 'forward',
      document: { id: 'id', index: ['title', 'abstract'] },
    });
    for (const [id, { title, abstract }] of papers.entries()) index.add({ id, title, abstract });
    this.#index = index;
  }

  search(query: string): number {
    const fields = this.#index?.search(withoutQuotes(query), { limit: mostResults }) ?? [];
    return Math.min(mostResults, new Set(fields.flatMap(({ result }) => result)).size);
  }

  close(): void {
    this.#index = undefined;
  }
}

function createOrama() {
  return create({ schema: { title: 'string', abstract: 'string' } as const });
}

class Orama implements BenchedEngine {
  readonly name = 'Orama';
  readonly note = 'any of the words, one letter misspelt where there is a typo, phrases as words';
  readonly #file: string;
  #index: ReturnType<typeof createOrama> | undefined;

  constructor(folder: string) {
    this.#file = join(folder, 'orama.json');
  }

  async build(papers: readonly BenchPaper[]): Promise<void> {
    this.#index = createOrama();
    await insertMultiple(
      this.#index,
      papers.map(({ title, abstract }) => ({ title, abstract })),
    );
  }

  async search(query: string, kind: QueryKind): Promise<number> {
    if (!this.#index) return 0;
    const found = await search(this.#index, {
      term: withoutQuotes(query),
      limit: mostResults,
      boost: { title: titleWeight },
      tolerance: kind === 'typo' ? 1 : 0,
    });
    return found.hits.length;
  }

  async save(): Promise<void> {
    if (this.#index) await writeFile(this.#file, JSON.stringify(save(this.#index)));
    this.#index = undefined;
  }

  async restart(): Promise<void> {
    this.#index = createOrama();
    load(this.#index, JSON.parse(await readFile(this.#file, 'utf8')) as RawData);
  }

  close(): void {
    this.#index = undefined;
  }
}

class FuseTitles implements BenchedEngine {
  readonly name = 'Fuse.js';
  readonly note = 'titles only, phrases as words';
  #index: Fuse<{ title: string }> | undefined;

  async build(papers: readonly BenchPaper[]): Promise<void> {
    this.#index = new Fuse(
      papers.map(({ title }) => ({ title })),
      { keys: ['title'], includeScore: true },
    );
  }

  search(query: string): number {
    return this.#index?.search(withoutQuotes(query), { limit: mostResults }).length ?? 0;
  }

  close(): void {
    this.#index = undefined;
  }
}

function openSqliteEngine(): OpenedEngine {
  const database = openSqlite(':memory:');
  return {
    engine: new SqliteEngine(database),
    close: () => {
      database.close();
    },
  };
}

class SqliteFts implements BenchedEngine {
  readonly name = `SQLite FTS5 (${sqliteName})`;
  readonly note = 'in a file, no typos';
  readonly #file: string;
  #database: OpenDatabase | undefined;
  #query: SqlStatement | undefined;

  constructor(folder: string) {
    this.#file = join(folder, 'fts5.db');
  }

  async build(papers: readonly BenchPaper[]): Promise<void> {
    const database = openSqlite(this.#file);
    database.exec(
      "pragma journal_mode = off; pragma synchronous = off; create virtual table papers using fts5(title, abstract, content = '', tokenize = 'unicode61')",
    );
    const insert = database.prepare('insert into papers(rowid, title, abstract) values (?, ?, ?)');
    database.exec('begin');
    for (const [id, { title, abstract }] of papers.entries()) insert.run(id, title, abstract);
    database.exec("commit; insert into papers(papers) values ('optimize')");
    database.close();
    await this.restart();
  }

  search(query: string, kind: QueryKind): number {
    return this.#query?.all(expression(query, kind)).length ?? 0;
  }

  async save(): Promise<void> {
    this.close();
  }

  async restart(): Promise<void> {
    const database = openSqlite(this.#file);
    this.#database = database;
    this.#query = database.prepare(
      `select rowid from papers where papers match ? and rank match 'bm25(${String(titleWeight)}, 1)' order by rank limit ${String(mostResults)}`,
    );
  }

  close(): void {
    this.#database?.close();
    this.#query = undefined;
    this.#database = undefined;
  }
}

/** All of the words, the last one begun where the query is a prefix; a phrase as it is. */
function expression(query: string, kind: QueryKind): string {
  if (kind === 'phrase') return query;
  const words = query.split(' ').map((word) => `"${word.replaceAll('"', '""')}"`);
  return `${words.join(' ')}${kind === 'prefix' ? '*' : ''}`;
}
