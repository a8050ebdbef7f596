import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TopicClassifier } from '../src/core/topics/classifier';
import { builtInTaxonomy, topicsOf } from '../src/core/topics/taxonomy';
import { TermModel, type TermModelData } from '../src/core/topics/termModel';
import { Lexicon } from '../src/core/topics/lexicon';
import { normalWords } from '../src/core/topics/tokens';
import { readJsonLines } from './jsonLines';
import {
  chooseTerms,
  learn,
  pack,
  phraseLogarithms,
  scoresOf,
  termCounts,
  vectorOf,
  type Example,
  type Settings,
} from './train/learn';

const usage = `Usage: npm run train -- [--papers FILE.jsonl[.gz]]… [--folds N]

Trains src/core/topics/termModel.json on papers whose topics were decided by reading (tools/train/labels.tsv).
Their texts are not part of the project: each FILE has one JSON object a line with id, title and abstract.`;

const root = join(__dirname, '..');
const shared = join(root, '..', 'shared');
const settings: Settings = { terms: 7000, epochs: 3, rate: 0.3, decay: 1e-4, leastWeight: 0.5, leastLength: 12 };
/** How much of a paper belongs to the second topic that its reader named. */
const secondShare = 0.2;
/** Every so many papers of the files are counted for the frequencies of terms. */
const sampleStep = 2;

/** A model that knows one word and says nothing of it: the phrases alone are read with it. */
const withoutEvidence: TermModelData = {
  version: 1,
  areas: [],
  bias: [],
  phraseFactor: 1,
  leastLength: 0,
  terms: 'x',
  idf: 'AQ==',
  counts: 'AA==',
  weightAreas: '',
  weights: '',
};

type Text = Readonly<Record<'id' | 'title' | 'abstract', string>>;

function main(): void {
  const { values } = parseArgs({
    options: {
      papers: { type: 'string', multiple: true, default: defaultPapers() },
      folds: { type: 'string', default: '4' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || values.papers.length === 0) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const texts = values.papers.flatMap((file): Text[] => readJsonLines(file, ['id', 'title', 'abstract']));
  const byId = new Map(texts.map((text) => [text.id, text]));
  const areas = builtInTaxonomy.areas.map(({ id }) => id);
  const examples = readLabels(join(root, 'tools', 'train', 'labels.tsv'), byId, areas);
  const frequencies = new Map<string, number>();
  const sample = texts.filter((_, i) => i % sampleStep === 0);
  for (const { title, abstract } of sample) {
    for (const term of termCounts(normalWords(title), normalWords(abstract)).keys())
      frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const fit = (part: readonly Example[]) => {
    const vocabulary = chooseTerms(part, areas.length, frequencies, sample.length, settings.terms);
    return { vocabulary, weights: learn(part, areas.length, vocabulary, settings) };
  };
  const folds = Number(values.folds);
  let [right, tested] = [0, 0];
  for (let fold = 0; fold < folds; fold++) {
    const { vocabulary, weights } = fit(examples.filter((_, i) => i % folds !== fold));
    const places = new Map(vocabulary.terms.map((term, i) => [term, i]));
    for (const example of examples.filter((_, i) => i % folds === fold)) {
      const scores = scoresOf(
        vectorOf(example, places, vocabulary, settings.leastLength),
        phraseLogarithms(example.phraseScores),
        weights,
        areas.length,
      );
      tested++;
      if ((example.target[scores.indexOf(Math.max(...scores))] ?? 0) > 0.5) right++;
    }
  }
  if (tested > 0)
    process.stdout.write(
      `Held out: ${((100 * right) / tested).toFixed(1)} % of ${String(tested)} papers in the area that was read.\n`,
    );
  const { vocabulary, weights } = fit(examples);
  const data = pack(vocabulary, weights, areas, settings);
  new TermModel(data, new Lexicon());
  const file = join(root, 'src', 'core', 'topics', 'termModel.json');
  writeFileSync(file, `${JSON.stringify(data, null, 1)}\n`);
  process.stdout.write(
    `${String(examples.length)} papers, ${String(data.terms.split('\n').length)} terms, ${String(Buffer.from(data.weights, 'base64').length)} weights, phrases count ${String(data.phraseFactor)}: ${file}\n`,
  );
}

function defaultPapers(): string[] {
  return ['corpus/arxiv-20k.jsonl.gz', 'labelled/iclr.jsonl']
    .map((name) => join(shared, name))
    .filter((file) => existsSync(file));
}

function readLabels(file: string, texts: ReadonlyMap<string, Text>, areas: readonly string[]): Example[] {
  const areaOf = new Map(topicsOf(builtInTaxonomy).map(({ id, parent }) => [id, areas.indexOf(parent ?? id)]));
  const classifier = new TopicClassifier(builtInTaxonomy, withoutEvidence);
  const examples: Example[] = [];
  for (const [i, line] of readFileSync(file, 'utf8').trimEnd().split('\n').entries()) {
    const [id = '', topic = '', also = ''] = line.split('\t');
    if (i === 0 || topic === 'unsorted') continue;
    const area = areaOf.get(topic);
    if (area === undefined) throw new Error(`${file}:${String(i + 1)}: unknown topic ${topic}`);
    const text = texts.get(id);
    if (!text) continue;
    const second = areaOf.get(also) ?? area;
    examples.push({
      title: normalWords(text.title),
      abstract: normalWords(text.abstract),
      phraseScores: classifier.phraseScores(text),
      target: second === area ? { [area]: 1 } : { [area]: 1 - secondShare, [second]: secondShare },
    });
  }
  return examples;
}

main();
