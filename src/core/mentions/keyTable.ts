import { HashIndex } from './hashIndex';
import { IntRows } from './intRows';

/** What is told of a key. */
enum Of {
  /** How many texts begin with it. */
  Texts,
  /** The one length that they have; where they have several, the place of these below 0. */
  Length,
}

/**
 * The lengths of texts by the hash of how they begin, quick to say that there are none. The lengths of texts that were
 * removed stay until no text of their hash is left.
 */
export class KeyTable {
  readonly #index = new HashIndex();
  readonly #keys = new IntRows(2);
  /** The lengths of the keys that have several. */
  readonly #lengths: number[][] = [];
  readonly #freeLengths: number[] = [];

  /** The lengths, longest first, of the texts with a hash; a number where there is only one, null if there is none. */
  lengthsOf(hash: number): number | readonly number[] | null {
    const slot = this.#index.first(hash);
    if (slot < 0) return null;
    const length = this.#keys.get(this.#index.rowAt(slot), Of.Length);
    return length < 0 ? (this.#lengths[~length] ?? null) : length;
  }

  add(hash: number, length: number): void {
    const slot = this.#index.first(hash);
    const key = slot < 0 ? this.#insert(hash, length) : this.#index.rowAt(slot);
    this.#keys.set(key, Of.Texts, this.#keys.get(key, Of.Texts) + 1);
    const known = this.#keys.get(key, Of.Length);
    if (known < 0) {
      const lengths = this.#lengths[~known] ?? [];
      if (lengths.includes(length)) return;
      lengths.push(length);
      lengths.sort((a, b) => b - a);
    } else if (known !== length) {
      const place = this.#freeLengths.pop() ?? this.#lengths.length;
      this.#lengths[place] = known > length ? [known, length] : [length, known];
      this.#keys.set(key, Of.Length, ~place);
    }
  }

  remove(hash: number): void {
    const slot = this.#index.first(hash);
    if (slot < 0) return;
    const key = this.#index.rowAt(slot);
    const left = this.#keys.get(key, Of.Texts) - 1;
    this.#keys.set(key, Of.Texts, left);
    if (left > 0) return;
    const length = this.#keys.get(key, Of.Length);
    if (length < 0) this.#freeLengths.push(~length);
    this.#index.remove(hash, key);
    this.#keys.remove(key);
  }

  #insert(hash: number, length: number): number {
    const key = this.#keys.add();
    this.#keys.set(key, Of.Length, length);
    this.#index.add(hash, key);
    return key;
  }
}
