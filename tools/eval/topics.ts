import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Digest } from '../../src/core/digest';
import type { Dump, Paper } from '../../src/core/paper';
import { drain } from '../../src/core/steps';
import { compact } from '../../src/core/text/compact';
import { hash32 } from '../../src/core/text/hash';
import type { TopicAssignment } from '../../src/core/topics/classifier';
import { builtInTaxonomy, topicsOf, unsorted } from '../../src/core/topics/taxonomy';
import { builtInModel } from '../../src/core/topics/termModel';
import { readJsonLines } from '../jsonLines';
import { randomNumbers } from '../random';
import { agreement } from './agreement';
import { kMeans, lsa, nmf, tfidf, type Text } from './baselines';

/** What is printed: each row has its name and a value for each column; empty ones may be missing at the end. */
export interface Table {
  readonly heading: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [name: string, ...values: string[]])[];
}

interface Labelled extends Text {
  readonly label: string;
}

interface PaperSet {
  readonly name: string;
  readonly papers: readonly Labelled[];
}

interface Invented extends Labelled {
  /** The id of a finer topic, or `-`. */
  readonly topic: string;
}

interface Read extends Text {
  readonly first: string;
  readonly second: string;
}

const root = join(__dirname, '..', '..');
const shared = join(root, '..', 'shared');
/** The baselines run on so many papers of a set, drawn at random, and on all of them. */
const sampleSize = 1000;
/** They look for as many clusters as there are labels of at least this share, and for at least so many. */
const leastLabelShare = 0.01;
const leastClusters = 8;
const largest = 20;
/** So many papers of each set are sorted once before times are taken. */
const warmUp = 100;

/** Topics beside labels that others gave, beside what clustering finds, and as dumps are added one by one. */
export function* topicTables(dumps: readonly Dump[]): Generator<Table> {
  const trained = readTrained();
  const invented = readInvented();
  const read = readReaders(dumps, trained);
  const sets: PaperSet[] = [
    { name: 'invented titles, by area', papers: invented },
    ...readLabelled(trained),
    ...(read.length === 0
      ? []
      : [
          { name: 'dumps, by the first reader', papers: read.map((paper) => ({ ...paper, label: paper.first })) },
          { name: 'dumps, by the second reader', papers: read.map((paper) => ({ ...paper, label: paper.second })) },
        ]),
  ];
  sort(sets.flatMap(({ papers }) => papers.slice(0, warmUp)));
  yield agreementTable(sets, dumps, read);
  yield inventedTable(invented);
  yield baselineTable(sets);
  yield stabilityTable(dumps);
}

/** The topics of papers that are a library by themselves, in their order, and the time for each in µs. */
function sort(papers: readonly Text[]): { topics: TopicAssignment[]; micros: number } {
  const digest = new Digest(builtInTaxonomy, builtInModel);
  digest.update([dumpOf('ready', [{ title: 'Nothing at All', abstract: '' }])]);
  drain(digest.prepareTopics());
  digest.update([dumpOf('papers', papers)], ['ready']);
  const started = performance.now();
  drain(digest.prepareTopics());
  const micros = ((performance.now() - started) * 1000) / papers.length;
  const topics: TopicAssignment[] = [];
  for (const paper of digest.papers.values())
    for (const { line } of paper.sources) topics[line - 1] = digest.topicOf(paper);
  return { topics, micros };
}

/** The same with the shorter of two times, for other work disturbs them. */
function sortTwice(papers: readonly Text[]): { topics: TopicAssignment[]; micros: number } {
  const { micros } = sort(papers);
  const again = sort(papers);
  return { topics: again.topics, micros: Math.min(micros, again.micros) };
}

function dumpOf(path: string, papers: readonly Text[]): Dump {
  const entries = papers.map(({ title, abstract }, i) => ({
    title,
    abstract,
    line: i + 1,
    authorCount: null,
    organization: null,
    date: null,
    count: null,
  }));
  return { path, shape: 'blocks', date: null, entries, problems: [] };
}

function agreementTable(sets: readonly PaperSet[], dumps: readonly Dump[], read: readonly Read[]): Table {
  const figures = (labels: readonly string[], found: readonly string[]): string[] => {
    const { ami, ari, nmi, purity } = agreement(found, labels);
    return [ami, ari, nmi, purity].map((value) => value.toFixed(3));
  };
  const covered = (found: readonly string[]): string[] => {
    const without = found.filter((topic) => topic === unsorted).length;
    return [percent(without, found.length), percent(found.length - without, found.length)];
  };
  const rows = sets.map(({ name, papers }): Table['rows'][number] => {
    const { topics, micros } = sortTwice(papers);
    const found = topics.map(({ topic }) => topic);
    return [
      name,
      String(papers.length),
      ...figures(
        papers.map(({ label }) => label),
        found,
      ),
      ...covered(found),
      micros.toFixed(0),
    ];
  });
  if (read.length > 0)
    rows.push([
      'first reader by the second',
      String(read.length),
      ...figures(
        read.map(({ second }) => second),
        read.map(({ first }) => first),
      ),
    ]);
  const all = dumps.flatMap(({ entries }) => entries);
  const { topics, micros } = sortTwice(all);
  rows.push([
    'all dumps',
    String(all.length),
    '–',
    '–',
    '–',
    '–',
    ...covered(topics.map(({ topic }) => topic)),
    micros.toFixed(0),
  ]);
  return {
    heading: 'Topics: areas beside labels (papers the model was trained on left out)',
    columns: ['papers', 'AMI', 'ARI', 'NMI', 'purity', 'unsorted', 'coverage', 'µs/paper'],
    rows,
  };
}

function inventedTable(papers: readonly Invented[]): Table {
  const { topics } = sort(papers);
  const results = papers.map((paper, i) => ({ paper, found: topics[i] ?? { topic: '', subtopic: null, topics: [] } }));
  const rows = [true, false].map((inArea): Table['rows'][number] => {
    const part = results.filter(({ paper }) => (paper.label !== unsorted) === inArea);
    const finer = part.filter(({ paper }) => paper.topic !== '-');
    const right = part.filter(({ paper, found }) => found.topic === paper.label).length;
    const named = part.filter(({ paper, found }) => [found.topic, ...found.topics].includes(paper.label)).length;
    const none = part.filter(({ found }) => found.topic === unsorted).length;
    return [
      inArea ? 'of an area' : 'of no area',
      String(part.length),
      percent(right, part.length),
      percent(named, part.length),
      percent(none, part.length),
      percent(finer.filter(({ paper, found }) => found.subtopic === paper.topic).length, finer.length),
    ];
  });
  return {
    heading: 'Topics of invented titles without abstracts, as labelled by judgement',
    columns: ['papers', 'area', 'area named', 'unsorted', 'finer topic'],
    rows,
  };
}

function baselineTable(sets: readonly PaperSet[]): Table {
  const rows = sets.flatMap(({ name, papers }) =>
    (papers.length > sampleSize ? [baselineRow(`${name}, a sample`, sampled(papers))] : []).concat([
      baselineRow(name, papers),
    ]),
  );
  return {
    heading: 'Topics: AMI beside clustering of TF-IDF, each run on the same papers',
    columns: ['papers', 'clusters', 'topics', 'k-means', 'NMF', 'LSA k-means'],
    rows,
  };
}

function baselineRow(name: string, papers: readonly Labelled[]): Table['rows'][number] {
  const labels = papers.map(({ label }) => label);
  const k = Math.max(
    leastClusters,
    [...tally(labels).values()].filter((count) => count >= leastLabelShare * papers.length).length,
  );
  const rows = tfidf(papers);
  const found = [
    sort(papers).topics.map(({ topic }) => topic),
    ...[kMeans(rows, k), nmf(rows, k), kMeans(lsa(rows), k)].map((clusters) => Array.from(clusters, String)),
  ];
  return [name, String(papers.length), String(k), ...found.map((groups) => agreement(groups, labels).ami.toFixed(3))];
}

function sampled<T>(items: readonly T[]): T[] {
  const random = randomNumbers(5);
  const keys = items
    .map((_, i) => ({ i, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, sampleSize);
  const chosen = new Set(keys.map(({ i }) => i));
  return items.filter((_, i) => chosen.has(i));
}

/** Adds the dumps of a folder one by one in every order and compares the topics after each step with those of the end. */
function stabilityTable(dumps: readonly Dump[]): Table {
  const folders = new Set(dumps.map(({ path }) => dirname(path)));
  const rows = Array.from(folders, (folder): Table['rows'][number] => {
    const ofFolder = dumps.filter(({ path }) => dirname(path) === folder);
    const shares: number[] = [];
    const finer: number[] = [];
    const ends = new Set<string>();
    for (const order of permutations(ofFolder)) {
      const digest = new Digest(builtInTaxonomy, builtInModel);
      const states = order.map((dump) => {
        digest.update([dump]);
        drain(digest.prepareTopics());
        return new Map([...digest.papers.values()].map((paper) => [paper.id, digest.topicOf(paper)]));
      });
      const end = states.pop() ?? new Map<string, TopicAssignment>();
      ends.add(JSON.stringify([...end].sort(([a], [b]) => (a < b ? -1 : 1))));
      for (const state of states) {
        const kept = [...state].filter(([id, { topic }]) => end.get(id)?.topic === topic);
        shares.push(kept.length / state.size);
        finer.push(kept.filter(([id, { subtopic }]) => end.get(id)?.subtopic === subtopic).length / state.size);
      }
    }
    const mean = (values: readonly number[]): string =>
      percent(
        values.reduce((a, b) => a + b, 0),
        values.length,
      );
    return [
      folder.startsWith(shared) ? 'shared dumps' : 'sample',
      String(ofFolder.length),
      String(shares.length),
      mean(shares),
      percent(Math.min(...shares), 1),
      mean(finer),
      ends.size === 1 ? 'yes' : `NO: ${String(ends.size)} ends`,
    ];
  });
  return {
    heading: 'Topics as dumps are added one by one in every order: papers that have the topic of the end (target 98 %)',
    columns: ['dumps', 'steps', 'area', 'worst step', 'finer topic', 'same end for every order'],
    rows,
  };
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) =>
    permutations(items.filter((_, other) => other !== i)).map((rest) => [item, ...rest]),
  );
}

function readInvented(): Invented[] {
  const areaOf = new Map(topicsOf(builtInTaxonomy).map(({ id, parent }) => [id, parent ?? id]));
  return readTable('invented.tsv').map(([area = '', topic = '', title = ''], i) => {
    const isKnown = area === unsorted || (areaOf.has(area) && areaOf.get(topic === '-' ? area : topic) === area);
    if (!isKnown) throw new Error(`invented.tsv:${String(i + 2)}: the taxonomy has no ${area} / ${topic}`);
    return { title, abstract: '', label: area, topic };
  });
}

/** The papers of the shared dumps with the topics that two careful readers sorted them into, each into topics of their own making. */
function readReaders(dumps: readonly Dump[], trained: Trained): Read[] {
  const topics = new Map(
    readTable('readers.tsv').map(([paper, first = '', second = '']) => [paper, { first, second }]),
  );
  const digest = new Digest(builtInTaxonomy, builtInModel);
  digest.update(dumps.filter(({ path }) => path.startsWith(shared)));
  return [...digest.papers.values()].flatMap((paper) => {
    const found = topics.get(hash32(paper.id).toString(36));
    return found && !trained.titles.has(compact(paper.title))
      ? [{ title: paper.title, abstract: paper.abstract, ...found }]
      : [];
  });
}

function readTable(name: string, folder = __dirname): string[][] {
  return readFileSync(join(folder, name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}

/** The papers that others labelled, but for those that the model was trained on. */
export function labelledSets(): readonly {
  readonly name: string;
  readonly papers: readonly Paper[];
  readonly labels: readonly string[];
}[] {
  return readLabelled(readTrained()).map(({ name, papers }) => {
    const labels = new Map(papers.map(({ title, abstract, label }) => [`${title}\n${abstract}`, label]));
    const digest = new Digest(builtInTaxonomy, builtInModel);
    digest.update([dumpOf('papers', papers)]);
    const library = [...digest.papers.values()];
    return {
      name,
      papers: library,
      labels: library.map(({ title, abstract }) => labels.get(`${title}\n${abstract}`) ?? ''),
    };
  });
}

function readLabelled(trained: Trained): PaperSet[] {
  return ['iclr', 'arxiv-2025', 'arxiv-2019-all-fields'].flatMap((name): PaperSet[] => {
    const all = readPapers(join(shared, 'labelled', `${name}.jsonl`), ['id', 'title', 'abstract', 'label']);
    if (all.length === 0) return [];
    const papers = all.filter(({ id, title }) => !trained.ids.has(id) && !trained.titles.has(compact(title)));
    if (name !== 'arxiv-2019-all-fields') return [{ name, papers }];
    const counts = [...tally(papers.map(({ label }) => label))].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const labels = new Set(counts.slice(0, largest).map(([label]) => label));
    return [
      { name, papers },
      { name: `${name}, ${String(largest)} largest`, papers: papers.filter(({ label }) => labels.has(label)) },
    ];
  });
}

/** What the model was trained on. Papers stand in several sources under different ids, hence the titles too, made compact. */
interface Trained {
  readonly ids: ReadonlySet<string>;
  readonly titles: ReadonlySet<string>;
}

function readTrained(): Trained {
  const ids = new Set(readTable('labels.tsv', join(root, 'tools', 'train')).map(([id = '']) => id));
  const texts = ['corpus/arxiv-20k.jsonl.gz', 'labelled/iclr.jsonl'].flatMap((name) =>
    readPapers(join(shared, name), ['id', 'title']),
  );
  return { ids, titles: new Set(texts.filter(({ id }) => ids.has(id)).map(({ title }) => compact(title))) };
}

function readPapers<Field extends string>(file: string, fields: readonly Field[]): Readonly<Record<Field, string>>[] {
  return existsSync(file) ? readJsonLines(file, fields) : [];
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}
