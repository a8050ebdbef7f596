interface Node {
  readonly next: Map<string, Node>;
  /** The number of the phrase that ends here, or -1. */
  phrase: number;
}

/** A set of phrases, each a row of words, that are found together in one pass over a text's words. */
export class PhraseTrie {
  readonly #root: Node = { next: new Map(), phrase: -1 };

  /** Adds a phrase under a number and returns the number it is found by: that of the same phrase added before, if any. */
  add(row: readonly string[], phrase: number): number {
    let node = this.#root;
    for (const word of row) {
      let next = node.next.get(word);
      if (!next) {
        next = { next: new Map(), phrase: -1 };
        node.next.set(word, next);
      }
      node = next;
    }
    if (node.phrase < 0) node.phrase = phrase;
    return node.phrase;
  }

  /**
   * Calls `found` for each phrase of the text that does not lie within a longer one, so that
   * "diffusion language model" is not also a "language model".
   */
  scan(row: readonly string[], found: (phrase: number) => void): void {
    let covered = 0;
    for (let start = 0; start < row.length; start++) {
      let node = this.#root.next.get(row[start] ?? '');
      let longest = -1;
      let end = 0;
      for (let i = start + 1; node; i++) {
        if (node.phrase >= 0) {
          longest = node.phrase;
          end = i;
        }
        if (i >= row.length) break;
        node = node.next.get(row[i] ?? '');
      }
      if (longest >= 0 && end > covered) {
        covered = end;
        found(longest);
      }
    }
  }
}
