/** Rows of whole numbers of 32 bits in one typed array; the place of a row that was taken out is given again. */
export class IntRows {
  readonly #width: number;
  #values: Int32Array;
  #free: number[] = [];
  #count = 0;

  /** @param width How many numbers a row has. */
  constructor(width: number) {
    this.#width = width;
    this.#values = new Int32Array(width << 9);
  }

  /** How many rows there are, with the places of those that were taken out. */
  get count(): number {
    return this.#count;
  }

  get(row: number, field: number): number {
    return this.#values[row * this.#width + field] ?? 0;
  }

  set(row: number, field: number, value: number): void {
    this.#values[row * this.#width + field] = value;
  }

  /** A row of zeros. */
  add(): number {
    const freed = this.#free.pop();
    if (freed !== undefined) {
      this.#values.fill(0, freed * this.#width, (freed + 1) * this.#width);
      return freed;
    }
    if (this.#count * this.#width === this.#values.length) {
      const grown = new Int32Array(2 * this.#values.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    return this.#count++;
  }

  remove(row: number): void {
    this.#free.push(row);
  }
}
