/**
 * A set of phrases, each a row of word numbers, that are found together in one pass over a text's words.
 * A trie whose edges stand in one open-addressing hash table.
 */
export class PhraseTrie {
  #nodes = new Int32Array(1024);
  #words = new Int32Array(1024);
  #targets = new Int32Array(1024);
  #edges = 0;
  /** By node, the number of the phrase that ends there, or -1; node 0 is the root. */
  readonly #phrases: number[] = [-1];
  /** By a word's number, whether a phrase begins with it. */
  #begins = new Uint8Array(1024);

  /**
   * Adds a phrase of at least one word, each above 0, under a number, and returns the number it is found
   * by: that of the same phrase added before, if any.
   */
  add(row: readonly number[], phrase: number): number {
    const [first = 0] = row;
    if (first >= this.#begins.length) {
      const begins = new Uint8Array(2 * first);
      begins.set(this.#begins);
      this.#begins = begins;
    }
    this.#begins[first] = 1;
    let node = 0;
    for (const word of row) {
      const next = this.#next(node, word);
      node = next > 0 ? next : this.#grow(node, word);
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
  scan(row: Int32Array, found: (phrase: number) => void): void {
    let covered = 0;
    for (let start = 0; start < row.length; start++) {
      const first = row[start] ?? 0;
      let node = this.#begins[first] === 1 ? this.#next(0, first) : 0;
      let longest = -1;
      let end = 0;
      for (let i = start + 1; node > 0; i++) {
        const phrase = this.#phrases[node] ?? -1;
        if (phrase >= 0) {
          longest = phrase;
          end = i;
        }
        if (i >= row.length) break;
        node = this.#next(node, row[i] ?? 0);
      }
      if (longest >= 0 && end > covered) {
        covered = end;
        found(longest);
      }
    }
  }

  /** The node reached from another by a word, or 0. */
  #next(node: number, word: number): number {
    return word === 0 ? 0 : (this.#targets[this.#slot(node, word)] ?? 0);
  }

  #slot(node: number, word: number): number {
    const mask = this.#targets.length - 1;
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(word, 0x85ebca6b)) >>> 7;
    for (slot &= mask; this.#targets[slot] !== 0; slot = (slot + 1) & mask) {
      if (this.#nodes[slot] === node && this.#words[slot] === word) break;
    }
    return slot;
  }

  #grow(node: number, word: number): number {
    if (2 * ++this.#edges > this.#targets.length) this.#rehash();
    const target = this.#phrases.push(-1) - 1;
    this.#set(node, word, target);
    return target;
  }

  #set(node: number, word: number, target: number): void {
    const slot = this.#slot(node, word);
    this.#nodes[slot] = node;
    this.#words[slot] = word;
    this.#targets[slot] = target;
  }

  #rehash(): void {
    const [nodes, words, targets] = [this.#nodes, this.#words, this.#targets];
    this.#nodes = new Int32Array(2 * nodes.length);
    this.#words = new Int32Array(2 * nodes.length);
    this.#targets = new Int32Array(2 * nodes.length);
    for (const [slot, target] of targets.entries()) if (target !== 0) this.#set(nodes[slot] ?? 0, words[slot] ?? 0, target);
  }
}
