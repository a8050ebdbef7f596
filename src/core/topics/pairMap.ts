/** A map from pairs of whole numbers to whole numbers above 0, in one hash table with open addressing. */
export class PairMap {
  #firsts = new Int32Array(1024);
  #seconds = new Int32Array(1024);
  #values = new Int32Array(1024);
  #size = 0;

  /** The value of a pair; 0 if there is none. */
  get(first: number, second: number): number {
    return this.#values[this.#slot(first, second)] ?? 0;
  }

  set(first: number, second: number, value: number): void {
    if (2 * ++this.#size > this.#values.length) this.#grow();
    this.#put(first, second, value);
  }

  #put(first: number, second: number, value: number): void {
    const slot = this.#slot(first, second);
    this.#firsts[slot] = first;
    this.#seconds[slot] = second;
    this.#values[slot] = value;
  }

  /** The slot of a pair, or the free one where it belongs. */
  #slot(first: number, second: number): number {
    const mask = this.#values.length - 1;
    let slot = ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 7) & mask;
    while (this.#values[slot] !== 0 && !(this.#firsts[slot] === first && this.#seconds[slot] === second))
      slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [firsts, seconds, values] = [this.#firsts, this.#seconds, this.#values];
    this.#firsts = new Int32Array(2 * values.length);
    this.#seconds = new Int32Array(2 * values.length);
    this.#values = new Int32Array(2 * values.length);
    for (const [slot, value] of values.entries())
      if (value !== 0) this.#put(firsts[slot] ?? 0, seconds[slot] ?? 0, value);
  }
}
