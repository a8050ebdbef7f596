/**
 * Row numbers by a hash of what the rows hold: a hash table with open addressing and linear probing (Knuth, The Art of
 * Computer Programming 6.4) in one typed array, so that to look up mostly touches one place of the memory. Several rows may
 * have the same hash.
 */
export class HashIndex {
  /** For each slot one more than its row, 0 where it is free, and the row's hash. */
  #slots = new Int32Array(2 << 10);
  #shift = 22;
  #count = 0;

  /** The first slot of a row with a hash; -1 if there is none. */
  first(hash: number): number {
    return this.#search(this.#home(hash), hash);
  }

  /** The next slot of a row with the same hash; -1 if there is none. */
  next(slot: number, hash: number): number {
    return this.#search(this.#after(slot), hash);
  }

  rowAt(slot: number): number {
    return this.#row(slot) - 1;
  }

  add(hash: number, row: number): void {
    if (4 * ++this.#count > this.#slots.length) this.#grow();
    this.#put(hash, row + 1);
  }

  remove(hash: number, row: number): void {
    let slot = this.first(hash);
    while (slot >= 0 && this.rowAt(slot) !== row) slot = this.next(slot, hash);
    if (slot < 0) return;
    this.#count--;
    this.#slots[2 * slot] = 0;
    for (let at = this.#after(slot); this.#row(at) > 0; at = this.#after(at)) {
      const moved = this.#row(at);
      this.#slots[2 * at] = 0;
      this.#put(this.#hash(at), moved);
    }
  }

  #home(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.#shift;
  }

  #after(slot: number): number {
    return 2 * slot + 2 === this.#slots.length ? 0 : slot + 1;
  }

  #row(slot: number): number {
    return this.#slots[2 * slot] ?? 0;
  }

  #hash(slot: number): number {
    return this.#slots[2 * slot + 1] ?? 0;
  }

  #search(slot: number, hash: number): number {
    for (; this.#row(slot) > 0; slot = this.#after(slot)) if (this.#hash(slot) === hash) return slot;
    return -1;
  }

  #put(hash: number, rowPlusOne: number): void {
    let slot = this.#home(hash);
    while (this.#row(slot) > 0) slot = this.#after(slot);
    this.#slots[2 * slot] = rowPlusOne;
    this.#slots[2 * slot + 1] = hash;
  }

  #grow(): void {
    const slots = this.#slots;
    this.#slots = new Int32Array(2 * slots.length);
    this.#shift--;
    for (let i = 0; i < slots.length; i += 2) if ((slots[i] ?? 0) > 0) this.#put(slots[i + 1] ?? 0, slots[i] ?? 0);
  }
}
