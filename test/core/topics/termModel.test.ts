import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { TopicClassifier } from '../../../src/core/topics/classifier';
import { Lexicon } from '../../../src/core/topics/lexicon';
import { builtInTaxonomy, unsorted } from '../../../src/core/topics/taxonomy';
import { builtInModel, TermModel, titleRepeats, type TermModelData } from '../../../src/core/topics/termModel';
import { splitWords } from '../../../src/core/topics/tokens';
import { papers } from './papers';
import { base64, modelOf } from './smallModel';

const data = modelOf(['boats', 'teas'], {
  bias: [0.5, -0.5],
  terms: { sail: { boats: 3 }, cup: { teas: 1.5, boats: -2 }, 'tea cup': { teas: 4 }, tea: { teas: 2 }, moist: {} },
});

/** Evidence and scores of a text. */
class Reader {
  readonly #lexicon = new Lexicon();
  readonly model: TermModel;

  constructor(from: TermModelData) {
    this.model = new TermModel(from, this.#lexicon);
  }

  evidence(title: string, abstract = ''): { term: string; share: number }[] {
    const [first, second] = [title, abstract].map((text) => this.#lexicon.read(text).normal);
    const { terms, shares } = this.model.evidence(first ?? [], second ?? []);
    return terms.map((term, i) => ({ term: this.model.text(term), share: shares[i] ?? 0 }));
  }

  scores(title: string, abstract = ''): number[] {
    const [first, second] = [title, abstract].map((text) => this.#lexicon.read(text).normal);
    const scores = Float64Array.from(this.model.bias);
    this.model.addScores(this.model.evidence(first ?? [], second ?? []), scores);
    return [...scores];
  }

  terms(title: string, abstract = ''): string[] {
    return this.evidence(title, abstract)
      .map(({ term }) => term)
      .sort();
  }
}

const small = new Reader(data);
const builtIn = new Reader(builtInModel);
const near = (actual: number | undefined, expected: number): void => {
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-9, `${String(actual)} is not ${String(expected)}`);
};
const lengthOf = (evidence: readonly { share: number }[]): number => Math.hypot(...evidence.map(({ share }) => share));

describe('TermModel', () => {
  it('finds words and pairs of neighbouring words by their normal form', () => {
    assert.deepEqual(small.terms('Sails'), ['sail']);
    assert.deepEqual(small.terms('', 'TEA-CUPS and a cup'), ['cup', 'tea', 'tea cup']);
    assert.deepEqual(small.terms('tea', 'cup'), ['cup', 'tea']);
    assert.deepEqual(small.terms('tea unheard cup, cup tea'), ['cup', 'tea']);
  });

  it('adds what each term says to the bias', () => {
    assert.deepEqual(small.scores('sail'), [3.5, -0.5]);
    assert.deepEqual(small.scores('', 'cup'), [-1.5, 1]);
    assert.deepEqual(small.scores('moist'), [0.5, -0.5]);
    const [boats, teas] = small.scores('', 'tea cup');
    near(boats, 0.5 - 2 / Math.sqrt(3));
    near(teas, -0.5 + 7.5 / Math.sqrt(3));
  });

  it('counts the title more, and repetitions less and less', () => {
    const ratio = (title: string, abstract: string): number => {
      const shares = new Map(small.evidence(title, abstract).map(({ term, share }) => [term, share]));
      return (shares.get('sail') ?? 0) / (shares.get('cup') ?? 1);
    };
    near(ratio('sail', 'cup'), 1 + Math.log(1 + titleRepeats));
    near(ratio('', 'sail sail sail cup'), 1 + Math.log(3));
    near(ratio('', 'sail cup sail cup'), 1);
  });

  it('knows how strongly a term speaks for an area', () => {
    const weights = [0, 1].map((area) =>
      ['sail', 'cup', 'moist'].map((word) => {
        const term = Array.from({ length: 6 }, (_, i) => i).find((i) => small.model.text(i) === word) ?? -1;
        return small.model.weight(term, area);
      }),
    );
    assert.deepEqual(weights, [
      [3, -2, 0],
      [0, 1.5, 0],
    ]);
    assert.equal(small.model.text(99), '');
    assert.equal(small.model.weight(99, 0), 0);
    assert.equal(small.model.weight(0, -1), 0);
  });

  for (const model of [small, builtIn]) {
    const name = model === small ? 'a small model' : 'the built-in model';

    it(`${name}: evidence has length 1 at most, each term once`, () => {
      const text = fc
        .array(
          fc.constantFrom(
            'sail',
            'Tea',
            'cups',
            'unheard',
            'diffusion',
            'models',
            'graph',
            'neural',
            'network',
            ',',
            'x1',
          ),
        )
        .map((words) => words.join(' '));
      fc.assert(
        fc.property(text, text, (title, abstract) => {
          const evidence = model.evidence(title, abstract);
          if (model === small && evidence.length > 0) near(lengthOf(evidence), 1);
          assert.ok(lengthOf(evidence) <= 1 + 1e-9);
          assert.equal(new Set(evidence.map(({ term }) => term)).size, evidence.length);
        }),
      );
    });

    it(`${name}: unknown words do nothing`, () => {
      assert.deepEqual(model.evidence('Qwzx vbrk', 'zzyzx qqq'), []);
      assert.deepEqual(model.scores('Qwzx vbrk', 'zzyzx qqq'), [...model.model.bias]);
      assert.deepEqual(
        model.scores('Sail Qwzx', 'vbrk cup zzyzx diffusion qqq'),
        model.scores('Sail', 'cup zzyzx diffusion'),
      );
    });

    it(`${name}: scores are finite for any text`, () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc
          .array(fc.constantFrom('sail', 'tea cup', 'transformer', '\\alpha', '𝒳', '', 'x'.repeat(60)))
          .map((words) => words.join(' ')),
      );
      fc.assert(fc.property(text, text, (title, abstract) => model.scores(title, abstract).every(Number.isFinite)));
    });
  }
});

describe('damaged data of a term model', () => {
  const bytes = (column: string): number[] => [...Buffer.from(column, 'base64')];
  const damages: Readonly<Record<string, Partial<TermModelData>>> = {
    'another version': { version: 2 },
    'a term too many': { terms: `${data.terms}\nkettle` },
    'a term too few': { terms: data.terms.slice(data.terms.indexOf('\n') + 1) },
    'no terms': { terms: '' },
    'IDF cut short': { idf: base64(bytes(data.idf).slice(1)) },
    'IDF missing': { idf: '' },
    'IDF too long': { idf: base64([...bytes(data.idf), 1]) },
    'counts cut short': { counts: base64(bytes(data.counts).slice(0, 3)) },
    'counts too high': { counts: base64(bytes(data.counts).map((count) => count + 1)) },
    'areas of weights cut short': { weightAreas: base64(bytes(data.weightAreas).slice(1)) },
    'weights cut short': { weights: base64(bytes(data.weights).slice(1)) },
    'weights too long': { weights: base64([...bytes(data.weights), 128]) },
  };
  for (const [name, damage] of Object.entries(damages)) {
    it(`${name}: is refused`, () => {
      assert.throws(() => new TermModel({ ...data, ...damage }, new Lexicon()), RangeError);
      const classifier = new TopicClassifier(builtInTaxonomy, { ...data, ...damage });
      assert.throws(() => classifier.classify({ title: 'Sail', abstract: '' }), RangeError);
    });
  }

  it('is refused from the first use, every time', () => {
    const classifier = new TopicClassifier(builtInTaxonomy, { ...data, version: 2 });
    for (let use = 0; use < 3; use++)
      assert.throws(() => classifier.classify({ title: 'Sail', abstract: '' }), RangeError);
  });

  it('as it is, is accepted', () => {
    assert.doesNotThrow(() => new TermModel(data, new Lexicon()));
  });
});

describe('the built-in term model', () => {
  it('knows exactly the areas of the taxonomy', () => {
    assert.deepEqual([...builtInModel.areas].sort(), builtInTaxonomy.areas.map(({ id }) => id).sort());
    assert.equal(builtInModel.bias.length, builtInModel.areas.length);
    assert.ok(builtInModel.bias.every(Number.isFinite) && builtInModel.phraseFactor > 0);
  });

  it('has weights for its own areas, and different terms of one or two words in normal form', () => {
    const areas = Buffer.from(builtInModel.weightAreas, 'base64');
    assert.ok(areas.every((area) => area < builtInModel.areas.length));
    const terms = builtInModel.terms.split('\n');
    assert.equal(new Set(terms).size, terms.length);
    for (const term of terms) assert.match(term, /^[^\s\p{Lu}]+(?: [^\s\p{Lu}]+)?$/u);
    assert.ok(Buffer.from(builtInModel.idf, 'base64').every((idf) => idf > 0));
  });

  it('finds its own terms in a text that holds them', () => {
    for (const term of builtInModel.terms.split('\n').filter((_, i) => i % 61 === 0))
      assert.ok(builtIn.terms(term).includes(term), term);
  });

  it('makes certainties that are probabilities, for any text', () => {
    const classifier = new TopicClassifier(builtInTaxonomy, builtInModel);
    const words = papers.flatMap(([title, abstract]) => splitWords(`${title} ${abstract}`));
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((some) => some.join(' ')),
    );
    fc.assert(
      fc.property(text, text, (title, abstract) => {
        const { topic, certainty } = classifier.classify({ title, abstract });
        assert.ok(topic === unsorted ? certainty === 0 : certainty >= 0.2 && certainty <= 1);
        const { ranking } = classifier.read({ title, abstract });
        assert.ok(ranking.length > 0 && ranking.reduce((sum, { probability }) => sum + probability, 0) <= 1 + 1e-9);
      }),
    );
  });
});
