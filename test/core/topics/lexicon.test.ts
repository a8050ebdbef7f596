import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Lexicon } from '../../../src/core/topics/lexicon';
import { normalWord } from '../../../src/core/text/words';
import { splitWords } from '../../../src/core/topics/tokens';

const normal = (lexicon: Lexicon, ...words: string[]): number[] => [...lexicon.read(words.join(' ')).normal];
const exact = (lexicon: Lexicon, ...words: string[]): number[] => [...lexicon.read(words.join(' ')).exact];

describe('Lexicon', () => {
  it('numbers normal forms from 1, each once', () => {
    const lexicon = new Lexicon();
    assert.deepEqual(
      ['loom', 'river', 'loom'].map((word) => lexicon.addNormal(word)),
      [1, 2, 1],
    );
    assert.equal(lexicon.textOf(2), 'river');
    for (const unknown of [0, 3, -1]) assert.equal(lexicon.textOf(unknown), '');
  });

  it('reads a word by its normal form, also one that was never added', () => {
    const lexicon = new Lexicon();
    const loom = lexicon.addNormal('loom');
    assert.deepEqual(normal(lexicon, 'Loom', 'LOOMS', 'loom'), [loom, loom, loom]);
    const [first, again] = normal(lexicon, 'Rivers', 'river');
    assert.ok(first !== undefined && first > 0 && first === again && first !== loom);
    assert.equal(lexicon.addNormal('river'), first);
    assert.deepEqual(normal(lexicon), []);
  });

  it('reads exact words only if they were added, in their very case', () => {
    const lexicon = new Lexicon();
    const acronym = lexicon.addExact('SAEs');
    assert.ok(acronym > 0);
    assert.equal(lexicon.addExact('SAEs'), acronym);
    assert.notEqual(lexicon.addExact('SAE'), acronym);
    assert.deepEqual(exact(lexicon, 'SAEs', 'saes', 'SAES', 'x'.repeat(41)), [acronym, 0, 0, 0]);
  });

  it('finds an exact word that is added after it was read', () => {
    const lexicon = new Lexicon();
    const before = normal(lexicon, 'RAG', 'rag');
    assert.deepEqual(exact(lexicon, 'RAG', 'rag'), [0, 0]);
    const acronym = lexicon.addExact('RAG');
    assert.deepEqual(exact(lexicon, 'RAG', 'rag'), [acronym, 0]);
    assert.deepEqual(normal(lexicon, 'RAG', 'rag'), before);
  });

  it('gives two words the same number exactly if their normal forms are equal', () => {
    const word = fc.oneof(
      fc.constantFrom('Policy', 'policies', 'POLICY', 'naïve', 'naive', 'boxes', '', '__proto__', 'constructor'),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    );
    const lexicon = new Lexicon();
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (texts) => {
        const words = splitWords(texts.join(' '));
        const { normal: numbers, exact: none } = lexicon.read(texts.join(' '));
        assert.deepEqual(
          [...numbers],
          words.map((one) => lexicon.addNormal(normalWord(one))),
        );
        assert.deepEqual(
          [...numbers].map((number) => lexicon.textOf(number)),
          words.map(normalWord),
        );
        assert.ok(none.every((number) => number === 0));
      }),
    );
  });

  it('stays right after more different words than it remembers', () => {
    const lexicon = new Lexicon();
    const acronym = lexicon.addExact('RAG');
    const [loom, rag] = normal(lexicon, 'looms', 'RAG');
    const words = Array.from({ length: 600_000 }, (_, i) => `w${i.toString(36)}`);
    const first = lexicon.read(words.join(' ')).normal;
    assert.deepEqual(normal(lexicon, 'looms', 'RAG'), [loom, rag]);
    assert.deepEqual(exact(lexicon, 'looms', 'RAG'), [0, acronym]);
    assert.ok(words.every((word, i) => lexicon.addNormal(normalWord(word)) === first[i]));
  }).timeout(20_000);
});
