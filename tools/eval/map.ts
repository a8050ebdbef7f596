import { Digest } from '../../src/core/digest';
import { latentSpace } from '../../src/core/overview/latent';
import { paperMap } from '../../src/core/overview/paperMap';
import { termVectors, type TermVectors } from '../../src/core/overview/termVectors';
import type { Dump, Paper } from '../../src/core/paper';
import { drain } from '../../src/core/steps';
import { builtInTaxonomy } from '../../src/core/topics/taxonomy';
import { builtInModel } from '../../src/core/topics/termModel';
import { randomNumbers } from '../random';
import { labelledSets, type Table } from './topics';

interface PaperSet {
  readonly name: string;
  readonly papers: readonly Paper[];
  readonly labels: readonly string[];
}

/** Points of the plane by paper: x and y after each other. */
type Places = Float64Array;

/** How many papers count as near. */
const near = 10;
/** So many papers of a set, at even distances, are asked for what lies near them. */
const asked = 500;

/**
 * How well the map shows what is near, beside the two principal axes alone and beside chance. Trustworthiness: how far, in rank by the
 * cosine of term vectors, the ten nearest on the map are from being the ten nearest (Venna and Kaski 2001), 1 at best. Kept: the
 * share of the ten nearest by term vectors that are among the ten nearest on the map. Label: the share of these with the same label.
 */
export function* mapTables(dumps: readonly Dump[]): Generator<Table> {
  const rows: Table['rows'][number][] = [];
  for (const { name, papers, labels } of [dumpSet(dumps), ...labelledSets()]) {
    const started = process.cpuUsage();
    const points = drain(paperMap(papers));
    const { user, system } = process.cpuUsage(started);
    const placeOf = new Map(points.map((point) => [point.id, point]));
    const vectors = drain(termVectors(papers));
    const axes = drain(
      latentSpace(
        vectors,
        papers.map(({ id }) => id),
        2,
      ),
    );
    const random = randomNumbers(7);
    const found = [
      papers.flatMap(({ id }) => [placeOf.get(id)?.x ?? 0, placeOf.get(id)?.y ?? 0]),
      axes.values,
      papers.flatMap(() => [random(), random()]),
    ].map((places) => judge(Float64Array.from(places), vectors, labels));
    rows.push([
      name,
      String(papers.length),
      ...(['trust', 'kept', 'same'] as const).map((figure) => found.map((one) => one[figure].toFixed(3)).join(' ')),
      ((user + system) / papers.length).toFixed(0),
    ]);
  }
  yield {
    heading: 'Map: each figure of the map, of two principal axes and of random places',
    columns: ['papers', 'trustworthiness', 'nearest kept', 'same label', 'µs/paper'],
    rows,
  };
}

function dumpSet(dumps: readonly Dump[]): PaperSet {
  const digest = new Digest(builtInTaxonomy, builtInModel);
  digest.update(dumps);
  drain(digest.prepareTopics());
  const papers = [...digest.papers.values()];
  return { name: 'all dumps, by area', papers, labels: papers.map((paper) => digest.topicOf(paper).topic) };
}

function judge(
  places: Places,
  vectors: TermVectors,
  labels: readonly string[],
): { trust: number; kept: number; same: number } {
  const height = labels.length;
  const count = Math.min(asked, height);
  let [penalty, kept, same] = [0, 0, 0];
  for (let n = 0; n < count; n++) {
    const i = Math.floor((n * height) / count);
    const byWords = ranking(i, cosines(vectors, i));
    const byPlace = ranking(
      i,
      Float64Array.from(
        labels,
        (_, other) =>
          -Math.hypot(
            (places[2 * other] ?? 0) - (places[2 * i] ?? 0),
            (places[2 * other + 1] ?? 0) - (places[2 * i + 1] ?? 0),
          ),
      ),
    );
    const rankOf = new Map(byWords.map((other, rank) => [other, rank + 1]));
    for (const other of byPlace.slice(0, near)) {
      const rank = rankOf.get(other) ?? 0;
      penalty += Math.max(0, rank - near);
      kept += Number(rank <= near);
      same += Number(labels[other] === labels[i]);
    }
  }
  return {
    trust: 1 - (2 * penalty) / (count * near * (2 * height - 3 * near - 1)),
    kept: kept / count / near,
    same: same / count / near,
  };
}

function cosines({ height, width, starts, columns, values }: TermVectors, i: number): Float64Array {
  const dense = new Float64Array(width);
  for (let j = starts[i] ?? 0; j < (starts[i + 1] ?? 0); j++) dense[columns[j] ?? 0] = values[j] ?? 0;
  const found = new Float64Array(height);
  for (let other = 0; other < height; other++) {
    for (let j = starts[other] ?? 0; j < (starts[other + 1] ?? 0); j++)
      found[other] = (found[other] ?? 0) + (values[j] ?? 0) * (dense[columns[j] ?? 0] ?? 0);
  }
  return found;
}

/** All but one, in the order of their scores, highest first. */
function ranking(one: number, scores: Float64Array): number[] {
  return Array.from(scores.keys())
    .filter((other) => other !== one)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}
