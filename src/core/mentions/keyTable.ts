/**
 * The lengths of texts by the hash of how they begin: a hash table with chains in typed arrays, quick to say that
 * there are none. The lengths of texts that were removed stay until no text of their hash is left.
 */
export class KeyTable {
  /** One more than the first key of each bucket; 0 for none. */
  #buckets = new Int32Array(1 << 10);
  #hashes = new Int32Array(1 << 9);
  /** One more than the next key of the same bucket, or of the free ones; 0 for none. */
  #next = new Int32Array(1 << 9);
  #texts = new Uint32Array(1 << 9);
  readonly #lengths: (number | number[])[] = [];
  #free = 0;

  /** The lengths, longest first, of the texts with a hash; a number where there is only one, null if there is none. */
  lengthsOf(hash: number): number | readonly number[] | null {
    const key = this.#find(hash);
    return key < 0 ? null : (this.#lengths[key] ?? null);
  }

  add(hash: number, length: number): void {
    const key = this.#find(hash);
    if (key < 0) {
      this.#insert(hash, length);
      return;
    }
    this.#texts[key] = (this.#texts[key] ?? 0) + 1;
    const lengths = this.#lengths[key] ?? length;
    if (typeof lengths === 'number') {
      if (lengths !== length) this.#lengths[key] = lengths > length ? [lengths, length] : [length, lengths];
    } else if (!lengths.includes(length)) {
      lengths.push(length);
      lengths.sort((a, b) => b - a);
    }
  }

  remove(hash: number): void {
    const key = this.#find(hash);
    if (key < 0) return;
    const left = (this.#texts[key] ?? 1) - 1;
    this.#texts[key] = left;
    if (left > 0) return;
    const bucket = this.#bucketOf(hash);
    const after = this.#next[key] ?? 0;
    if (this.#buckets[bucket] === key + 1) {
      this.#buckets[bucket] = after;
    } else {
      let before = (this.#buckets[bucket] ?? 0) - 1;
      while (this.#next[before] !== key + 1) before = (this.#next[before] ?? 0) - 1;
      this.#next[before] = after;
    }
    this.#lengths[key] = 0;
    this.#next[key] = this.#free;
    this.#free = key + 1;
  }

  #bucketOf(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 8) & (this.#buckets.length - 1);
  }

  #find(hash: number): number {
    let key = (this.#buckets[this.#bucketOf(hash)] ?? 0) - 1;
    while (key >= 0 && this.#hashes[key] !== hash) key = (this.#next[key] ?? 0) - 1;
    return key;
  }

  #insert(hash: number, length: number): void {
    let key = this.#free - 1;
    if (key >= 0) {
      this.#free = this.#next[key] ?? 0;
    } else {
      key = this.#lengths.length;
      if (key === this.#hashes.length) this.#grow();
    }
    this.#hashes[key] = hash;
    this.#texts[key] = 1;
    this.#lengths[key] = length;
    this.#link(key);
  }

  #link(key: number): void {
    const bucket = this.#bucketOf(this.#hashes[key] ?? 0);
    this.#next[key] = this.#buckets[bucket] ?? 0;
    this.#buckets[bucket] = key + 1;
  }

  /** Doubles the room; only where no key is free. */
  #grow(): void {
    const keys = this.#lengths.length;
    const grown = <T extends Int32Array | Uint32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#hashes = grown(this.#hashes, new Int32Array(2 * keys));
    this.#texts = grown(this.#texts, new Uint32Array(2 * keys));
    this.#next = new Int32Array(2 * keys);
    this.#buckets = new Int32Array(2 * this.#buckets.length);
    for (let key = 0; key < keys; key++) this.#link(key);
  }
}
