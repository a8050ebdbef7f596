import { PairMap } from './pairMap';

/** A set of phrases, each a row of word numbers, that are found together in one pass over a text's words: a trie. */
export class PhraseTrie {
  /** By a node and a word, the node that follows; node 0 is the root. */
  readonly #edges = new PairMap();
  /** By node, the number of the phrase that ends there, or -1. */
  readonly #phrases: number[] = [-1];
  /** By a word's number, the node that follows the root, or 0. */
  #begins = new Int32Array(1024);

  /**
   * Adds a phrase of at least one word, each above 0, under a number, and returns the number it is found
   * by: that of the same phrase added before, if any.
   */
  add(row: readonly number[], phrase: number): number {
    const [first = 0] = row;
    if (first >= this.#begins.length) {
      const begins = new Int32Array(2 * first);
      begins.set(this.#begins);
      this.#begins = begins;
    }
    let node = (this.#begins[first] ||= this.#addNode());
    for (let i = 1; i < row.length; i++) {
      const word = row[i] ?? 0;
      let next = this.#edges.get(node, word);
      if (next === 0) this.#edges.set(node, word, (next = this.#addNode()));
      node = next;
    }
    const before = this.#phrases[node] ?? -1;
    if (before >= 0) return before;
    this.#phrases[node] = phrase;
    return phrase;
  }

  /**
   * Calls `found` for each phrase of the text that does not lie within a longer one, so that
   * "diffusion language model" is not also a "language model". Words of number 0 belong to no phrase.
   */
  scan(row: readonly number[], found: (phrase: number) => void): void {
    let covered = 0;
    for (let start = 0; start < row.length; start++) {
      let node = this.#begins[row[start] ?? 0] ?? 0;
      let longest = -1;
      let end = 0;
      for (let i = start + 1; node > 0; i++) {
        const phrase = this.#phrases[node] ?? -1;
        if (phrase >= 0) {
          longest = phrase;
          end = i;
        }
        if (i >= row.length) break;
        node = this.#edges.get(node, row[i] ?? 0);
      }
      if (longest >= 0 && end > covered) {
        covered = end;
        found(longest);
      }
    }
  }

  #addNode(): number {
    return this.#phrases.push(-1) - 1;
  }
}
