import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Lexicon } from '../../../src/core/topics/lexicon';
import { PhraseTrie } from '../../../src/core/topics/phrases';
import { normalWord } from '../../../src/core/text/words';
import { splitWords } from '../../../src/core/topics/tokens';

describe('splitWords', () => {
  for (const [text, expected] of [
    ['State-of-the-art: 3D (and 4D) scenes.', ['State', 'of', 'the', 'art', '3D', 'and', '4D', 'scenes']],
    ['E$^{2}$GAN', ['E', '2', 'GAN']],
    ['\\textbf{Fast} decoding', ['Fast', 'decoding']],
    ['Schr\\"odinger and Fr\\\'{e}chet', ['Schrodinger', 'and', 'Frechet']],
    ['naïve Bayes', ['naïve', 'Bayes']],
    [`a ${'x'.repeat(200)} b`, ['a', '', 'b']],
    ['', []],
    [' -- ', []],
  ] as const) {
    it(JSON.stringify(text.slice(0, 30)), () => assert.deepEqual(splitWords(text), expected));
  }
});

describe('normalWord', () => {
  for (const [words, expected] of [
    [['models', 'Model', 'MODELS'], 'model'],
    [['policies', 'policy'], 'policy'],
    [['boxes', 'box'], 'box'],
    [['patches', 'patch'], 'patch'],
    [['biases', 'bias'], 'bias'],
    [['analysis'], 'analysis'],
    [['loss', 'Loss'], 'loss'],
    [['losses'], 'loss'],
    [['corpus'], 'corpus'],
    [['optimisation', 'optimization'], 'optimization'],
    [['quantised', 'quantized'], 'quantized'],
    [['naïve', 'naive'], 'naive'],
    [['gas'], 'gas'],
  ] as const) {
    it(`${words.join(', ')} → ${expected}`, () => {
      for (const word of words) assert.equal(normalWord(word), expected);
    });
  }
});

describe('PhraseTrie', () => {
  const lexicon = new Lexicon();
  const numbers = (text: string) => text.split(' ').map((word) => lexicon.addNormal(word));
  const phrases = ['language model', 'diffusion language model', 'model merging', 'diffusion'];
  const trie = new PhraseTrie();
  phrases.forEach((phrase, i) => trie.add(numbers(phrase), i));
  const scan = (text: string) => {
    const found: string[] = [];
    trie.scan(numbers(text), (phrase) => found.push(phrases[phrase] ?? ''));
    return found;
  };
  const scanRow = (searched: PhraseTrie, row: readonly number[]) => {
    const found: number[] = [];
    searched.scan(row, (phrase) => found.push(phrase));
    return found;
  };

  it('finds the longest phrase, and none within it', () => {
    assert.deepEqual(scan('a diffusion language model here'), ['diffusion language model']);
  });

  it('finds phrases that overlap, are repeated or end the text', () => {
    assert.deepEqual(scan('language model merging'), ['language model', 'model merging']);
    assert.deepEqual(scan('diffusion diffusion language'), ['diffusion', 'diffusion']);
    assert.deepEqual(scan('model language'), []);
  });

  it('gives a phrase added twice its first number', () => {
    assert.equal(trie.add(numbers('diffusion'), 9), 3);
  });

  it('finds words beyond ASCII and of any length', () => {
    const other = new PhraseTrie();
    other.add(numbers('ß'), 0);
    other.add(numbers('x'.repeat(39)), 1);
    assert.deepEqual(scanRow(other, ['ß', 'x'.repeat(38), 'x'.repeat(39), ''].flatMap(numbers)), [0, 1]);
  });

  it('finds no phrase across a word that is not known', () => {
    const other = new PhraseTrie();
    other.add([1, 2], 0);
    other.add([5000], 1);
    assert.deepEqual(scanRow(other, [1, 0, 2, 0, 1, 2, 90_000, 5000]), [0, 1]);
  });

  it('finds what comparing word by word finds', () => {
    const word = fc.integer({ min: 1, max: 4 });
    const rows = fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(rows, fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }), (added, text) => {
        const other = new PhraseTrie();
        const ends = new Map(added.map((row, i) => [row.join(), other.add(row, i)]));
        const expected: number[] = [];
        let covered = 0;
        for (let start = 0; start < text.length; start++) {
          for (let end = text.length; end > start; end--) {
            const phrase = ends.get(text.slice(start, end).join());
            if (phrase === undefined) continue;
            if (end > covered) expected.push(phrase);
            covered = Math.max(covered, end);
            break;
          }
        }
        assert.deepEqual(scanRow(other, text), expected);
      }),
    );
  });

  it('holds any number of phrases', () => {
    const other = new PhraseTrie();
    const rows = Array.from({ length: 20_000 }, (_, i) => [1 + (i % 173), 1 + Math.floor(i / 173), 1 + (i % 7)]);
    rows.forEach((row, i) => assert.equal(other.add(row, i), i));
    rows.forEach((row, i) => {
      if (i % 97 === 0) assert.deepEqual(scanRow(other, row), [i]);
    });
    rows.forEach((row, i) => {
      if (i % 97 === 0) assert.equal(other.add(row, -1), i);
    });
  });
});
