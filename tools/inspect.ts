import { existsSync } from 'node:fs';
import { open, readFile, readdir, stat } from 'node:fs/promises';
import { extname, join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { Digest } from '../src/core/digest';
import { decode } from '../src/core/dump/decode';
import { parseDump } from '../src/core/dump/parse';
import { problemMessages } from '../src/core/dump/problems';
import { isDump, sniffLength } from '../src/core/dump/sniff';
import { firstWhere } from '../src/core/firstWhere';
import type { Dump, Paper } from '../src/core/paper';
import { MiniSearchEngine } from '../src/core/search/miniSearchEngine';
import { PaperSearch, paperText } from '../src/core/search/paperSearch';
import { SearchIndex, Tier } from '../src/core/search/searchIndex';
import { LocalWordIndex } from '../src/core/search/wordIndex';
import { drain } from '../src/core/steps';
import { readable } from '../src/core/text/readable';
import { compact } from '../src/core/text/compact';
import type { TopicAssignment } from '../src/core/topics/classifier';
import { ownTopicsMessages, parseOwnTopics } from '../src/core/topics/ownTopics';
import { builtInTaxonomy, unsorted } from '../src/core/topics/taxonomy';
import { builtInModel } from '../src/core/topics/termModel';

const usage = 'Usage: npm run -s inspect -- FOLDER [--search QUERY]… [--note FILE]… [--similar TITLE]… [--limit N]';

/** Something the user can mend; printed as one line. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = parse();
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new UsageError(usage);
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1)
    throw new UsageError(`--limit takes a whole number from 1, not ${values.limit}.`);

  const digest = new Digest(builtInTaxonomy, builtInModel);
  digest.update(await readDumps(resolve(folder)));
  await useOwnTopics(digest, resolve(folder));
  drain(digest.prepareTopics());
  const { search, similar } = await lookUp(digest, values.search, values.similar, limit);
  const result = {
    dumps: [...digest.dumps.values()].map((dump) => ({
      path: dump.path,
      shape: dump.shape,
      date: dump.date?.iso ?? null,
      papers: dump.entries.length,
      problems: dump.problems.map(({ line, kind, excerpt }) => ({
        line,
        message: problemMessages[kind].replace('{0}', () => excerpt),
      })),
    })),
    papers: [...digest.papers.values()].map((paper) => ({
      id: paper.id,
      title: paper.title,
      abstract: paper.abstract,
      titleText: readable(paper.title),
      abstractText: readable(paper.abstract),
      authorCount: paper.authorCount,
      count: paper.count,
      organization: paper.organization,
      date: paper.date?.iso ?? null,
      yearInferred: paper.date?.yearInferred ?? false,
      sources: paper.sources,
      ...placeOf(digest.topicOf(paper)),
    })),
    topics: topicCounts(digest),
    search,
    mentions: (await Promise.all(values.note.map((note) => mentionsIn(digest, note)))).flat(),
    similar,
  };
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

function parse(): {
  values: { search: string[]; note: string[]; similar: string[]; limit: string };
  positionals: string[];
} {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        search: { type: 'string', multiple: true, default: [] },
        note: { type: 'string', multiple: true, default: [] },
        similar: { type: 'string', multiple: true, default: [] },
        limit: { type: 'string', default: '20' },
      },
    });
    return { values, positionals };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)} ${usage}`);
  }
}

async function readDumps(root: string): Promise<Dump[]> {
  if (!existsSync(root)) throw new UsageError(`There is no folder ${root}.`);
  if (!(await stat(root)).isDirectory()) throw new UsageError(`${root} is not a folder.`);
  const names = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    throw new UsageError(`${root} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const dumps: Dump[] = [];
  for (const entry of names) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || !/\.(?:txt|text)$/i.test(entry.name) || file.split(sep).includes('node_modules')) continue;
    if (isDump(await readPrefix(file)))
      dumps.push(parseDump(decode(await readFile(file)), relative(root, file).split(sep).join('/')));
  }
  return dumps.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readPrefix(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(sniffLength), 0, sniffLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

interface Found {
  readonly id: string;
  readonly title: string;
  readonly score: number;
}

interface LookUp {
  readonly search: readonly { readonly query: string; readonly results: readonly Found[] }[];
  readonly similar: readonly { readonly id: string; readonly title: string; readonly results: readonly Found[] }[];
}

/** What the queries find, and the papers near to those with the titles. */
async function lookUp(
  digest: Digest,
  queries: readonly string[],
  titles: readonly string[],
  limit: number,
): Promise<LookUp> {
  if (queries.length + titles.length === 0) return { search: [], similar: [] };
  const papers = titles.map((title) => {
    const paper = digest.find(compact(title));
    if (!paper) throw new UsageError(`No paper has the title ${title}.`);
    return paper;
  });
  const index = new LocalWordIndex(new SearchIndex(new MiniSearchEngine()));
  index.put([...digest.papers.values()].map(paperText));
  const catalogue = {
    papers: digest.papers,
    topics: digest.topics,
    topicOf: (paper: Paper) => digest.topicOf(paper),
    is: () => false,
    tagsOf: () => [],
  };
  const searcher = new PaperSearch(catalogue, index);
  const search: LookUp['search'][number][] = [];
  for (const query of queries) {
    const found = await searcher.search(query, { limit });
    const results = found.papers.map(({ paper: { id, title }, tier, score }) => ({
      id,
      title,
      score: Tier.SomeWords + 1 - tier + score / (1 + score),
    }));
    search.push({ query, results });
  }
  const similar: LookUp['similar'][number][] = [];
  for (const paper of papers) {
    const found = await searcher.similar(paper, limit);
    similar.push({
      id: paper.id,
      title: paper.title,
      results: found.map(({ paper: { id, title }, score }) => ({ id, title, score })),
    });
  }
  return { search, similar };
}

/** The part of an assignment that the contract names. */
function placeOf({ topic, subtopic, topics, why }: TopicAssignment): Omit<TopicAssignment, 'certainty'> {
  return { topic, subtopic, topics, why };
}

/** Takes over the user's own topics, if the folder has a topics file. */
async function useOwnTopics(digest: Digest, folder: string): Promise<void> {
  const file = join(folder, 'paper-digest.topics.json');
  if (!existsSync(file)) return;
  const { topics, problems } = parseOwnTopics(await readFile(file, 'utf8'), builtInTaxonomy);
  for (const { line, kind, excerpt } of problems)
    process.stderr.write(`${file}:${String(line)}: ${ownTopicsMessages[kind].replace('{0}', () => excerpt)}\n`);
  drain(digest.setOwnTopics(topics));
}

function topicCounts(digest: Digest): { id: string; name: string; parent: string | null; papers: number }[] {
  const counts = new Map<string, number>();
  for (const paper of digest.papers.values()) {
    const { topic, subtopic } = digest.topicOf(paper);
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
    if (subtopic !== null) counts.set(subtopic, (counts.get(subtopic) ?? 0) + 1);
  }
  const unsortedTopic = { id: unsorted, name: 'Unsorted', parent: null };
  return [...digest.topics, unsortedTopic].map(({ id, name, parent }) => ({
    id,
    name,
    parent,
    papers: counts.get(id) ?? 0,
  }));
}

const languages: ReadonlyMap<string, string> = new Map([
  ['.md', 'markdown'],
  ['.markdown', 'markdown'],
  ['.qmd', 'quarto'],
  ['.rmd', 'rmd'],
  ['.mdx', 'mdx'],
  ['.tex', 'latex'],
  ['.bib', 'bibtex'],
  ['.rst', 'restructuredtext'],
  ['.org', 'org'],
  ['.adoc', 'asciidoc'],
  ['.asciidoc', 'asciidoc'],
  ['.typ', 'typst'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.xml', 'xml'],
  ['.py', 'python'],
  ['.ts', 'typescript'],
  ['.tsx', 'typescriptreact'],
  ['.js', 'javascript'],
  ['.mjs', 'javascript'],
  ['.jsx', 'javascriptreact'],
  ['.java', 'java'],
  ['.c', 'c'],
  ['.h', 'c'],
  ['.cpp', 'cpp'],
  ['.hpp', 'cpp'],
  ['.cc', 'cpp'],
  ['.cu', 'cuda-cpp'],
  ['.cs', 'csharp'],
  ['.go', 'go'],
  ['.rs', 'rust'],
  ['.swift', 'swift'],
  ['.kt', 'kotlin'],
  ['.scala', 'scala'],
  ['.rb', 'ruby'],
  ['.pl', 'perl'],
  ['.php', 'php'],
  ['.r', 'r'],
  ['.jl', 'julia'],
  ['.sh', 'shellscript'],
  ['.yml', 'yaml'],
  ['.yaml', 'yaml'],
  ['.toml', 'toml'],
  ['.json', 'json'],
  ['.lua', 'lua'],
  ['.sql', 'sql'],
  ['.hs', 'haskell'],
  ['.m', 'matlab'],
  ['.lisp', 'lisp'],
  ['.el', 'lisp'],
  ['.clj', 'clojure'],
  ['.scm', 'scheme'],
  ['.css', 'css'],
]);

/** The language of a note by its name's extension, as VS Code names it. */
function languageOf(note: string): string {
  return languages.get(extname(note).toLowerCase()) ?? 'plaintext';
}

async function mentionsIn(
  digest: Digest,
  note: string,
): Promise<{ note: string; start: [number, number]; end: [number, number]; id: string }[]> {
  const bytes = await readFile(note).catch(() => {
    throw new UsageError(`The note ${note} cannot be read.`);
  });
  const text = decode(bytes);
  const lineStarts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) lineStarts.push(match.index + match[0].length);
  const position = (offset: number): [number, number] => {
    const line = firstWhere(lineStarts.length, (place) => (lineStarts[place] ?? 0) > offset) - 1;
    return [line, offset - (lineStarts[line] ?? 0)];
  };
  const full = digest.mentions(text, languageOf(note)).filter(({ tier }) => tier === 'title');
  return full.flatMap(({ ids, start, end }) =>
    ids.map((id) => ({ note, start: position(start), end: position(end), id })),
  );
}

main().catch((error: unknown) => {
  process.stderr.write(
    `inspect: ${error instanceof UsageError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
