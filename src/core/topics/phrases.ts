interface Node {
  /** What may follow; absent where nothing does, as for most phrases' last words. */
  next?: Map<string, Node>;
  /** The number of the phrase that ends here, or -1. */
  phrase: number;
}

/** A set of phrases, each a row of words, that are found together in one pass over a text's words. */
export class PhraseTrie {
  readonly #first = new Map<string, Node>();
  /** For each ASCII character, the lengths (as bits, 31 for all above) of the first words that begin with it. */
  readonly #lengths = new Int32Array(0x80);

  /** Adds a phrase of at least one word under a number and returns the number it is found by: that of the same phrase added before, if any. */
  add(row: readonly string[], phrase: number): number {
    const first = row[0] ?? '';
    const code = first.charCodeAt(0);
    if (code < 0x80) this.#lengths[code] = (this.#lengths[code] ?? 0) | lengthBit(first);
    let level = this.#first;
    for (let i = 0; ; i++) {
      const word = row[i] ?? '';
      let node = level.get(word);
      if (!node) {
        node = { phrase: -1 };
        level.set(word, node);
      }
      if (i >= row.length - 1) {
        if (node.phrase < 0) node.phrase = phrase;
        return node.phrase;
      }
      level = node.next ??= new Map();
    }
  }

  /**
   * Calls `found` for each phrase of the text that does not lie within a longer one, so that
   * "diffusion language model" is not also a "language model".
   */
  scan(row: readonly string[], found: (phrase: number) => void): void {
    let covered = 0;
    for (let start = 0; start < row.length; start++) {
      let node = this.#begin(row[start] ?? '');
      let longest = -1;
      let end = 0;
      for (let i = start + 1; node; i++) {
        if (node.phrase >= 0) {
          longest = node.phrase;
          end = i;
        }
        if (i >= row.length) break;
        node = node.next?.get(row[i] ?? '');
      }
      if (longest >= 0 && end > covered) {
        covered = end;
        found(longest);
      }
    }
  }

  #begin(word: string): Node | undefined {
    const code = word.charCodeAt(0);
    return code < 0x80 && ((this.#lengths[code] ?? 0) & lengthBit(word)) === 0 ? undefined : this.#first.get(word);
  }
}

function lengthBit(word: string): number {
  return 1 << Math.min(word.length, 31);
}
