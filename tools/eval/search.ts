import { existsSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { Digest } from '../../src/core/digest';
import type { Dump, Paper } from '../../src/core/paper';
import type { SearchEngine } from '../../src/core/search/engine';
import { MiniSearchEngine } from '../../src/core/search/miniSearchEngine';
import { PaperSearch, paperText } from '../../src/core/search/paperSearch';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { SqliteEngine } from '../../src/core/search/sqliteEngine';
import { LocalWordIndex } from '../../src/core/search/wordIndex';
import { compact } from '../../src/core/text/compact';
import { builtInTaxonomy } from '../../src/core/topics/taxonomy';
import { builtInModel } from '../../src/core/topics/termModel';
import { readPapers } from '../bench/corpus';
import { randomNumbers } from '../random';
import { openSqlite } from '../sqlite';
import type { Table } from './topics';

/** A search as it is asked: the ids of the papers it finds, best first. */
interface Searcher {
  readonly name: string;
  search(query: string): Promise<readonly string[]> | readonly string[];
}

/** What someone may type who looks for a paper; undefined where the paper gives no such query. */
type Distortion = (paper: Paper, random: () => number) => string | undefined;

const corpus = join(__dirname, '..', '..', '..', 'shared', 'corpus', 'arxiv-20k.jsonl.gz');
const corpusPapers = 3_000;
const corpusAsked = 400;
const searchDepth = 20;
const titleWeight = 3;
const rareWords = 5;
const missesShown = 5;

const distortions: Readonly<Record<string, Distortion>> = {
  'whole title': ({ title }) => title,
  'a letter mistyped': ({ title }, random) => mistyped(title, 1, random),
  'two letters mistyped': ({ title }, random) => mistyped(title, 2, random),
  'a blank missing': ({ title }, random) => withBlankMissing(title, random),
  'half of the words': ({ title }) =>
    wordsOf(title)
      .filter((_, i) => i % 2 === 0)
      .join(' '),
  'every third word dropped': ({ title }) =>
    wordsOf(title)
      .filter((_, i) => i % 3 !== 2)
      .join(' '),
  'first three words': ({ title }) => wordsOf(title).slice(0, 3).join(' '),
  'first 20 letters': ({ title }) => title.slice(0, 20),
  'words in another order': ({ title }) => wordsOf(title).reverse().join(' '),
  'hyphens joined': ({ title }) => title.replaceAll('-', ''),
  'hyphens as blanks': ({ title }) => title.replaceAll('-', ' '),
  'without TeX': ({ title }) => title.replace(/[${}^\\]/g, ''),
  'method name alone': ({ title }) => /^([^\s:]{2,40}):\s/.exec(title)?.[1],
};

/**
 * Looks papers up by their distorted titles and by rare words of their abstracts, beside plain MiniSearch with prefix and
 * fuzzy search on and beside SQLite's FTS5. Queries that are the title itself count as the whole title only.
 */
export async function* searchTables(dumps: readonly Dump[]): AsyncGenerator<Table> {
  yield* tablesOf('the dumps', papersOf(dumps), Infinity);
  if (!existsSync(corpus)) return;
  const entries = readPapers(corpusPapers, corpus).map(({ title, abstract }, i) => ({
    title,
    abstract,
    line: i + 1,
    authorCount: null,
    organization: null,
    date: null,
    count: null,
  }));
  yield* tablesOf(
    'papers of arXiv',
    papersOf([{ path: 'corpus', shape: 'blocks', date: null, entries, problems: [] }]),
    corpusAsked,
  );
}

function papersOf(dumps: readonly Dump[]): ReadonlyMap<string, Paper> {
  const digest = new Digest(builtInTaxonomy, builtInModel);
  digest.update(dumps);
  return digest.papers;
}

async function* tablesOf(name: string, papers: ReadonlyMap<string, Paper>, asked: number): AsyncGenerator<Table> {
  const all = [...papers.values()];
  const searchers = [
    ours(papers, 'ours', new MiniSearchEngine()),
    ours(papers, 'ours on SQLite', new SqliteEngine(openSqlite(':memory:'))),
    plainMiniSearch(all),
    sqlite(all),
  ];
  const names = searchers.map((searcher) => searcher.name);
  const random = randomNumbers(7);
  const chosen = asked < all.length ? sample(all, asked, random) : all;
  const rows: Table['rows'][number][] = [];
  const misses: Table['rows'][number][] = [];
  for (const [kind, distort] of Object.entries({
    ...distortions,
    'rare words of its first sentence': rareWordsOf(all),
  })) {
    const ranks: number[][] = [];
    let shown = 0;
    for (const paper of chosen) {
      const query = distort(paper, random);
      if (query === undefined || query === '' || (query === paper.title && kind !== 'whole title')) continue;
      const found = await Promise.all(searchers.map((searcher) => searcher.search(query)));
      const rank = found.map((ids) => ids.indexOf(paper.id));
      ranks.push(rank);
      if (rank[0] !== 0 && rank.includes(0) && shown++ < missesShown)
        misses.push([
          `${kind}: ${query}`,
          `wanted ${paper.title}`,
          `first ${papers.get(found[0]?.[0] ?? '')?.title ?? 'none'}`,
          rank.map((one) => String(one + 1)).join('/'),
        ]);
    }
    const mrr = names.map((_, side) => mean(ranks.map((rank) => reciprocal(rank[side] ?? -1))).toFixed(3));
    const first = names.map(
      (_, side) => `${(100 * mean(ranks.map((rank) => (rank[side] === 0 ? 1 : 0)))).toFixed(1)} %`,
    );
    rows.push([kind, String(ranks.length), ...mrr, ...first]);
  }
  const columns = ['queries', ...names.map((one) => `MRR ${one}`), ...names.map((one) => `first ${one}`)];
  yield { heading: `Search: ${String(all.length)} of ${name}, mean reciprocal rank and success at 1`, columns, rows };
  if (process.argv.includes('misses'))
    yield {
      heading: 'Queries that another answers better: wanted, first, ranks (0: not found)',
      columns: ['', '', ''],
      rows: misses,
    };
}

function ours(papers: ReadonlyMap<string, Paper>, name: string, engine: SearchEngine): Searcher {
  const index = new LocalWordIndex(new SearchIndex(engine));
  index.put([...papers.values()].map(paperText));
  const place = { topic: '', subtopic: null, topics: [], why: [], certainty: 0 };
  const search = new PaperSearch(
    { papers, topics: [], topicOf: () => place, is: () => false, tagsOf: () => [] },
    index,
  );
  return {
    name,
    search: async (query) => (await search.search(query, { limit: searchDepth })).papers.map(({ paper }) => paper.id),
  };
}

function plainMiniSearch(papers: readonly Paper[]): Searcher {
  const plain = new MiniSearch<Paper>({
    fields: ['title', 'abstract'],
    searchOptions: { boost: { title: titleWeight }, prefix: true, fuzzy: 0.2 },
  });
  plain.addAll(papers);
  return {
    name: 'plain',
    search: (query) =>
      plain
        .search(query)
        .slice(0, searchDepth)
        .map(({ id }) => String(id)),
  };
}

/** All of the words or, where no paper has them all, any of them. */
function sqlite(papers: readonly Paper[]): Searcher {
  const database = openSqlite(':memory:');
  database.exec("create virtual table papers using fts5(title, abstract, content = '', tokenize = 'unicode61'); begin");
  const insert = database.prepare('insert into papers(rowid, title, abstract) values (?, ?, ?)');
  for (const [i, { title, abstract }] of papers.entries()) insert.run(i, title, abstract);
  database.exec('commit');
  const statement = database.prepare(
    `select rowid as row from papers where papers match ? order by bm25(papers, ${String(titleWeight)}, 1) limit ${String(searchDepth)}`,
  );
  const match = (words: readonly string[], operator: string): string[] =>
    (statement.all(words.map((word) => `"${word.replaceAll('"', '""')}"`).join(operator)) as { row: number }[]).map(
      ({ row }) => papers[row]?.id ?? '',
    );
  return {
    name: 'FTS5',
    search: (query) => {
      const words = wordsOf(query);
      if (words.length === 0) return [];
      const found = match(words, ' AND ');
      return found.length > 0 ? found : match(words, ' OR ');
    },
  };
}

/** The words of an abstract's first sentence that the fewest papers have, in their order. */
function rareWordsOf(papers: readonly Paper[]): Distortion {
  const plainWords = (text: string): Set<string> =>
    new Set(
      wordsOf(text.toLowerCase())
        .map((word) => word.replace(/[.,;:]$/, ''))
        .filter((word) => /^\p{L}{4,}$/u.test(word)),
    );
  const holders = new Map<string, number>();
  for (const { title, abstract } of papers)
    for (const word of plainWords(`${title} ${abstract}`)) holders.set(word, (holders.get(word) ?? 0) + 1);
  return ({ abstract }) => {
    const words = [...plainWords(abstract.split(/(?<=[.?!])\s+(?=\p{Lu})/u)[0] ?? '')];
    const rare = new Set([...words].sort((a, b) => (holders.get(a) ?? 0) - (holders.get(b) ?? 0)).slice(0, rareWords));
    return rare.size < rareWords ? undefined : words.filter((word) => rare.has(word)).join(' ');
  };
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => compact(word) !== '');
}

/** Swaps two neighbouring letters in so many of the longer words. */
function mistyped(title: string, count: number, random: () => number): string | undefined {
  const words = [...title.matchAll(/[A-Za-z]{6,}/g)];
  if (words.length < count) return undefined;
  let typed = title;
  for (const word of sample(words, count, random)) {
    const at = word.index + 1 + Math.floor(random() * (word[0].length - 3));
    typed = typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2);
  }
  return typed;
}

function withBlankMissing(title: string, random: () => number): string | undefined {
  const [blank] = sample([...title.matchAll(/(?<=\p{L}) (?=\p{L})/gu)], 1, random);
  return blank && title.slice(0, blank.index) + title.slice(blank.index + 1);
}

function sample<T>(items: readonly T[], count: number, random: () => number): T[] {
  const left = [...items];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}

function reciprocal(rank: number): number {
  return rank < 0 ? 0 : 1 / (rank + 1);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
