import { strict as assert } from 'node:assert';
import { PhraseTrie } from '../../../src/core/topics/phrases';
import { normalWord, splitWords } from '../../../src/core/topics/tokens';

describe('splitWords', () => {
  for (const [text, expected] of [
    ['State-of-the-art: 3D (and 4D) scenes.', ['State', 'of', 'the', 'art', '3D', 'and', '4D', 'scenes']],
    ['E$^{2}$GAN', ['E', '2', 'GAN']],
    ['\\textbf{Fast} decoding', ['Fast', 'decoding']],
    ["Schr\\\"odinger and Fr\\'{e}chet", ['Schrodinger', 'and', 'Frechet']],
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
  const phrases = ['language model', 'diffusion language model', 'model merging', 'diffusion'];
  const trie = new PhraseTrie();
  phrases.forEach((phrase, i) => trie.add(phrase.split(' '), i));
  const scan = (text: string) => {
    const found: string[] = [];
    trie.scan(text.split(' '), (phrase) => found.push(phrases[phrase] ?? ''));
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
    assert.equal(trie.add(['diffusion'], 9), 3);
  });

  it('finds words beyond ASCII and of any length', () => {
    const other = new PhraseTrie();
    other.add(['ß'], 0);
    other.add(['x'.repeat(39)], 1);
    const found: number[] = [];
    other.scan(['ß', 'x'.repeat(38), 'x'.repeat(39), ''], (phrase) => found.push(phrase));
    assert.deepEqual(found, [0, 1]);
  });
});
