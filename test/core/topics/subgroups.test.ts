import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Paper } from '../../../src/core/paper';
import { drain } from '../../../src/core/steps';
import { leastToSplit, subgroups, type Subgroup } from '../../../src/core/topics/subgroups';
import { normalWord } from '../../../src/core/text/words';
import { splitWords } from '../../../src/core/topics/tokens';
import { randomNumbers } from '../../../tools/random';
import { assertLinear, paper } from '../support';

const subjects = [
  ['Linear Attention', 'Linear attention lowers the cost of long texts.'],
  ['Mixture-of-Experts', 'A mixture of experts sends each word to few of its parts.'],
  ['Spiking Neural Networks', 'Spiking neural networks compute with rare pulses.'],
  ['Monte Carlo Dropout', 'We average by Monte Carlo dropout at night.'],
  ['Activation Functions', 'Activation functions with a dip learn sooner.'],
  ['fMRI', 'We predict fMRI of readers. The fMRI comes from two hospitals.'],
  ['KV Cache', 'The KV cache grows with each word that is read.'],
  ['Quantization', 'Quantization to three bits loses little, and quantization to two much.'],
  ['Graph Rewiring', 'Graph rewiring brings distant nodes together.'],
] as const;
const forms = [
  'Faster % for Lighthouses',
  'On the Limits of %',
  '%: A Second Look',
  'Rethinking % with Tides',
  'Pebble and % under Storms',
  'When Does % Fail?',
];
const fillers = [
  'We measure it on seven shores.',
  'Gains hold for small budgets.',
  'Code is public.',
  'Nothing else is needed.',
  'Costs fall by half.',
  'Errors stay below the bound.',
];

/** Papers of which each has a subject, or none. */
function library(size: number, seed: number): Paper[] {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: size }, (_, i) => {
    const [name, sentence] = subjects[below(subjects.length + 2)] ?? [`Ferrowake${String(i)}`, 'It stands for itself.'];
    const inTitle = below(3) > 0;
    const title = `${(forms[below(forms.length)] ?? '').replace('%', inTitle ? name : 'Cold Harbours')} ${String(i)}`;
    return paper(
      title,
      [sentence, fillers[below(6)], sentence, fillers[below(6)]].join(' '),
      `p${String(seed)}-${String(i)}`,
    );
  });
}

const split = (papers: readonly Paper[], earlier: readonly string[] = []): readonly Subgroup[] =>
  drain(subgroups(papers, earlier));
const labelsOf = (found: readonly Subgroup[]): string[] => found.map(({ label }) => label);
const named = (found: readonly Subgroup[]): string[] =>
  labelsOf(found)
    .filter((label) => label !== '')
    .sort();
const ids = (found: readonly Subgroup[]): string[] =>
  found.map(({ label, papers }) => `${label}: ${papers.map(({ id }) => id).join(' ')}`);
const normal = (text: string): string => ` ${splitWords(text).map(normalWord).join(' ')} `;

const libraries = fc
  .tuple(fc.integer({ min: leastToSplit, max: 160 }), fc.integer({ min: 1, max: 1000 }))
  .map(([size, seed]) => library(size, seed));

describe('subgroups', function () {
  this.timeout(60_000);

  it('are named as titles write their subject', () => {
    const labels = named(split(library(200, 7)));
    const expected = [
      'Activation functions',
      'Graph rewiring',
      'KV cache',
      'Linear attention',
      'Mixture-of-experts',
      'Monte Carlo dropout',
      'Quantization',
      'Spiking neural networks',
      'fMRI',
    ];
    assert.deepEqual(
      expected.filter((label) => !labels.includes(label)),
      [],
    );
  });

  it('hold every paper exactly once, each containing its label', () => {
    fc.assert(
      fc.property(libraries, (papers) => {
        const found = split(papers);
        assert.deepEqual(
          found.flatMap((group) => group.papers.map(({ id }) => id)).sort(),
          papers.map(({ id }) => id).sort(),
        );
        assert.ok(found.length - 1 <= Math.min(14, Math.round(Math.sqrt(papers.length))));
        for (const { label, papers: members } of found) {
          if (label === '') continue;
          assert.ok(members.length >= 3, label);
          for (const { title, abstract } of members)
            assert.ok(normal(title).includes(normal(label)) || normal(abstract).includes(normal(label)), label);
        }
        const rest = labelsOf(found).indexOf('');
        assert.ok(rest === -1 || rest === found.length - 1);
        const sizes = found.slice(0, rest === -1 ? found.length : rest).map((group) => group.papers.length);
        assert.deepEqual(
          sizes,
          [...sizes].sort((a, b) => b - a),
        );
        assert.equal(new Set(labelsOf(found)).size, found.length);
      }),
      { numRuns: 50 },
    );
  });

  it('do not depend on the order of papers', () => {
    const shuffled = libraries.chain((papers) =>
      fc.tuple(fc.constant(papers), fc.shuffledSubarray(papers, { minLength: papers.length })),
    );
    fc.assert(
      fc.property(shuffled, ([papers, others]) => {
        assert.deepEqual(ids(split(others)), ids(split(papers)));
      }),
      { numRuns: 30 },
    );
  });

  it('are the same again when their labels come back, in any order', () => {
    fc.assert(
      fc.property(libraries, (papers) => {
        const found = split(papers);
        assert.deepEqual(ids(split(papers, labelsOf(found))), ids(found));
        assert.deepEqual(ids(split(papers, labelsOf(found).reverse())), ids(found));
      }),
      { numRuns: 50 },
    );
  });

  it('keep their names when papers come', () => {
    fc.assert(
      fc.property(libraries, fc.integer({ min: 1001, max: 2000 }), (papers, seed) => {
        const before = named(split(papers));
        const after = new Set(named(split([...papers, ...library(Math.ceil(papers.length / 20), seed)], before)));
        assert.ok(before.filter((label) => after.has(label)).length >= 0.95 * before.length);
      }),
      { numRuns: 50 },
    );
  });

  it('keep an earlier name that would not be found anew', () => {
    const papers = library(120, 3);
    const label = 'Seven shores';
    assert.ok(!named(split(papers)).includes(label));
    assert.ok(named(split(papers, [label, 'Vanished subject'])).includes(label));
    assert.ok(!named(split(papers, [label, 'Vanished subject'])).includes('Vanished subject'));
  });

  it('take no second name for the same papers', () => {
    const twice = library(120, 5).map((one) => ({
      ...one,
      title: one.title.replace('KV Cache', 'KV Cache with Key-Value Memory'),
      abstract: one.abstract.replaceAll('The KV cache', 'The KV cache, a key-value memory,'),
    }));
    const labels = named(split(twice)).filter((label) => /KV|value/i.test(label));
    assert.equal(labels.length, 1, labels.join(', '));
  });

  it('are one without a name where nothing is shared, or only what says nothing', () => {
    const strangers = Array.from({ length: 80 }, (_, i) =>
      paper(
        `A New Learning Method for Deep Models ${String(i)}`,
        `We propose ferro${String(i)} data and a neural framework.`,
      ),
    );
    assert.deepEqual(
      split(strangers).map(({ label, papers }) => [label, papers.length]),
      [['', 80]],
    );
    assert.deepEqual(split([]), [{ label: '', papers: [] }]);
    assert.deepEqual(labelsOf(split(strangers, ['Ferro', '', '…'])), ['']);
  });

  it('take titles and abstracts of any kind', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '$\\mathcal{L}_1$', 'constructor __proto__ toString', '—:—', 'BIRD’S-EYE VIEW'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, text), { maxLength: 20 }),
        fc.array(text, { maxLength: 3 }),
        (rows, earlier) => {
          const papers = rows.map(([title, abstract], i) => paper(title, abstract, `p${String(i)}`));
          assert.equal(split(papers, earlier).flatMap((group) => group.papers).length, papers.length);
        },
      ),
    );
  });

  it('take time in proportion to the papers', () => {
    assertLinear((size) => {
      const papers = library(size, 11);
      return () => split(papers);
    }, 200);
  });
});
