import fc from 'fast-check';
import { compact } from '../../src/core/text/compact';
import { randomNumbers } from '../../tools/random';

// Papers that nobody wrote: titles and abstracts put together from a small vocabulary.

const names = [
  'Ferrowake',
  'TideLens',
  'E$^{2}$Loom',
  'SL^{2}Kiln',
  'Quillon',
  'MossNet',
  'Barnacle++',
  'GRAVEL',
  'k-Harrow',
  'Løvetann',
  'β-Rook',
  '3D-Sorrel',
];
const manners = [
  'Sparse',
  'Delay-Tolerant',
  'Weakly Supervised',
  'Provably Stable',
  'Low-Rank',
  'Two-Stage',
  'Self-Correcting',
  'Uncertainty-Aware',
  'Fréchet',
];
const methods = [
  'Memory',
  'Routing',
  'Graph Matching',
  'Tokenisation',
  'Curriculum Learning',
  'Speculative Planning',
  'Distillation',
  'Contrastive Clustering',
];
const tasks = [
  'Lighthouse Maintenance',
  'River Gauge Forecasting',
  'Sign Language Glossing',
  'Beehive Acoustics',
  'Whole-Slide Triage',
  'Tidal Robots',
  'Long Meeting Transcripts',
  'Crop Rotation Plans',
];

const openings = [
  'Forecasts of river gauges fail when the gauge itself drifts.',
  'We study how a model that was trained on calm seas behaves in a storm.',
  'Large archives of beehive recordings are labelled at the level of days, not seconds.',
  'In this paper, we revisit a step that most pipelines take for granted.',
  'Existing methods assume that every observation arrives in time, which is rarely true.',
  'Lighthouses are maintained by schedules that ignore the weather.',
];
const middles = [
  'We propose a sparse memory that is written once and read often.',
  'The key idea is to learn the delay of each sensor together with its noise (see Section 3).',
  'Unlike earlier work, our approach needs no labels from the target domain, e.g. no second camera.',
  'A small network decides when the large one is worth its cost.',
  'Its loss has the form O(n^2) in theory, but sim10% of the terms suffice in practice.',
  'Training takes 4.5 hours on one GPU; inference runs on a phone.',
  'This yields a bound that does not depend on the number of rooms: it holds for any building.',
  'We also release 11,000 annotated recordings under a permissive licence.',
  'Why does this work? Because the errors of neighbouring gauges are correlated.',
  'Experiments on seven data sets show gains of 3.1 points over the strongest baseline.',
  'An ablation attributes most of the improvement to the order of the examples.',
  'Human raters preferred our transcripts in 64% of all cases, although they were shorter.',
];
const endings = [
  'The method is robust to missing values and easy to implement.',
  'Code is available at https://example.org/moss_net/release.',
  'We discuss limits of the approach and give advice to practitioners.',
  'Our results suggest that delay is a signal rather than a nuisance.',
  'All models and recordings will be made public.',
];

/** Titles as they look in listings: with and without a method's name, as questions, with residue. */
export const titles: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...names),
    fc.constantFrom(...manners),
    fc.constantFrom(...methods),
    fc.constantFrom(...tasks),
    fc.nat(5),
  )
  .map(([name, manner, method, task, form]) => {
    switch (form) {
      case 0:
        return `${manner} ${method} for ${task}`;
      case 1:
        return `Can ${method} Replace ${task}? ${manner} Evidence from ${name}`;
      case 2:
        return `On the Limits of ${manner} ${method} in ${task}`;
      default:
        return `${name}: ${manner} ${method} for ${task}`;
    }
  });

/** Abstracts of one paragraph, about as long as real ones. */
export const abstracts: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...openings),
    fc.shuffledSubarray(middles, { minLength: 6, maxLength: 12 }),
    fc.constantFrom(...endings),
  )
  .map(([opening, middle, ending]) => [opening, ...middle, ending].join(' '));

/** Several titles that differ in their compact form. */
export function differentTitles(minLength: number, maxLength: number): fc.Arbitrary<string[]> {
  return fc.uniqueArray(titles, { minLength, maxLength, selector: compact });
}

/** Prose in which none of the titles stands. */
export const prose: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...openings, ...middles, ...endings), { minLength: 1, maxLength: 6 })
  .map((sentences) => sentences.join(' '));

/** Many papers at once, all different: the number is in the title. */
export function manyPapers(count: number, seed = 1): { title: string; abstract: string }[] {
  const random = randomNumbers(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  return Array.from({ length: count }, (_, i) => ({
    title: `${pick(names)}-${String(i)}: ${pick(manners)} ${pick(methods)} for ${pick(tasks)}`,
    abstract: [pick(openings), ...Array.from({ length: 8 }, () => pick(middles)), pick(endings)].join(' '),
  }));
}
