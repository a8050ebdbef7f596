import { KeyTable } from './keyTable';
import { FormKind, formKinds, type TitleForms } from './titleForms';

/** The length of the key by which a form is looked up, in compact characters. */
export const keyLength = 16;

/** Who has forms in the table. */
export interface Owner {
  /** One more than the first of its holdings; 0 for none. For the table's use. */
  holding: number;
}

/**
 * The compact forms of titles with their owners, to be looked up by hash: numbers in arrays instead of an object for each
 * form, so that hundreds of thousands are quickly put in and little to hold.
 */
export class FormTable<T extends Owner> {
  readonly #keys = new KeyTable();
  /** One more than the first form of each bucket; 0 for none. */
  #buckets = new Int32Array(1 << 10);
  readonly #texts: string[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #hashes: number[] = [];
  readonly #nextForm: number[] = [];
  readonly #first: number[] = [];
  /** How many holdings of each kind a form has. */
  readonly #counts: number[] = [];
  readonly #freeForms: number[] = [];
  /** A holding is one form of one owner; those of a form are chained both ways, those of an owner one way. */
  readonly #owners: (T | null)[] = [];
  readonly #kinds: FormKind[] = [];
  readonly #formOf: number[] = [];
  readonly #next: number[] = [];
  readonly #before: number[] = [];
  readonly #nextOfOwner: number[] = [];
  readonly #freeHoldings: number[] = [];
  #longest = 0;

  /** No form that was ever in has more characters. */
  get longest(): number {
    return this.#longest;
  }

  add({ text, forms }: TitleForms, owner: T): void {
    for (const { kind, from, to } of forms) {
      const hash = hashOf(text, from, to);
      const known = this.#find(hash, text, from, to - from);
      this.#hold(known < 0 ? this.#insert(hash, text, from, to) : known, kind, owner);
    }
  }

  /** Takes all forms of an owner out. */
  remove(owner: T): void {
    for (let holding = owner.holding - 1; holding >= 0; holding = (this.#nextOfOwner[holding] ?? 0) - 1) {
      const form = this.#formOf[holding] ?? 0;
      const next = this.#next[holding] ?? 0;
      const before = this.#before[holding] ?? 0;
      if (before > 0) this.#next[before - 1] = next;
      else this.#first[form] = next;
      if (next > 0) this.#before[next - 1] = before;
      this.#owners[holding] = null;
      this.#tally(form, this.#kinds[holding] ?? FormKind.Full, -1);
      this.#freeHoldings.push(holding);
      if (this.#first[form] === 0) this.#delete(form);
    }
    owner.holding = 0;
  }

  /** The lengths of the forms that begin with a key, longest first, by the key's hash; a number where there is only one. */
  lengthsOf(keyHash: number): number | readonly number[] | null {
    return this.#keys.lengthsOf(keyHash);
  }

  /** The form that stands in a text, by its hash; -1 if there is none. */
  find(hash: number, text: string, from: number, length: number): number {
    return this.#find(hash, text, from, length);
  }

  /** How many owners have a form as what it is to their titles. */
  count(form: number, kind: FormKind): number {
    return this.#counts[formKinds * form + kind] ?? 0;
  }

  /** Who has a form as what it is to their titles. */
  ownersOf(form: number, ...kinds: readonly FormKind[]): T[] {
    const owners: T[] = [];
    for (let holding = (this.#first[form] ?? 0) - 1; holding >= 0; holding = (this.#next[holding] ?? 0) - 1) {
      const owner = this.#owners[holding];
      if (owner && kinds.includes(this.#kinds[holding] ?? FormKind.Full)) owners.push(owner);
    }
    return owners;
  }

  #bucketOf(hash: number): number {
    return (Math.imul(hash, 0x9e3779b1) >>> 7) & (this.#buckets.length - 1);
  }

  #find(hash: number, text: string, from: number, length: number): number {
    let form = (this.#buckets[this.#bucketOf(hash)] ?? 0) - 1;
    for (; form >= 0; form = (this.#nextForm[form] ?? 0) - 1) {
      if (this.#hashes[form] !== hash) continue;
      const [start = 0, end = 0] = [this.#from[form], this.#to[form]];
      if (end - start === length && this.#texts[form]?.slice(start, end) === text.slice(from, from + length)) return form;
    }
    return -1;
  }

  #insert(hash: number, text: string, from: number, to: number): number {
    const form = this.#freeForms.pop() ?? this.#texts.length;
    if (form === this.#texts.length && 2 * form >= this.#buckets.length) this.#grow();
    this.#texts[form] = text;
    this.#from[form] = from;
    this.#to[form] = to;
    this.#hashes[form] = hash;
    this.#first[form] = 0;
    for (let kind = 0; kind < formKinds; kind++) this.#counts[formKinds * form + kind] = 0;
    this.#link(form);
    this.#longest = Math.max(this.#longest, to - from);
    this.#keys.add(hashOf(text, from, Math.min(to, from + keyLength)), to - from);
    return form;
  }

  #delete(form: number): void {
    const [text = '', from = 0, to = 0] = [this.#texts[form], this.#from[form], this.#to[form]];
    this.#keys.remove(hashOf(text, from, Math.min(to, from + keyLength)));
    const bucket = this.#bucketOf(this.#hashes[form] ?? 0);
    const after = this.#nextForm[form] ?? 0;
    if (this.#buckets[bucket] === form + 1) {
      this.#buckets[bucket] = after;
    } else {
      let before = (this.#buckets[bucket] ?? 0) - 1;
      while (this.#nextForm[before] !== form + 1) before = (this.#nextForm[before] ?? 0) - 1;
      this.#nextForm[before] = after;
    }
    this.#texts[form] = '';
    this.#freeForms.push(form);
  }

  #hold(form: number, kind: FormKind, owner: T): void {
    const holding = this.#freeHoldings.pop() ?? this.#owners.length;
    const next = this.#first[form] ?? 0;
    this.#owners[holding] = owner;
    this.#kinds[holding] = kind;
    this.#formOf[holding] = form;
    this.#tally(form, kind, 1);
    this.#next[holding] = next;
    this.#before[holding] = 0;
    if (next > 0) this.#before[next - 1] = holding + 1;
    this.#first[form] = holding + 1;
    this.#nextOfOwner[holding] = owner.holding;
    owner.holding = holding + 1;
  }

  #tally(form: number, kind: FormKind, change: number): void {
    this.#counts[formKinds * form + kind] = this.count(form, kind) + change;
  }

  #link(form: number): void {
    const bucket = this.#bucketOf(this.#hashes[form] ?? 0);
    this.#nextForm[form] = this.#buckets[bucket] ?? 0;
    this.#buckets[bucket] = form + 1;
  }

  /** Doubles the buckets; only where no form is free. */
  #grow(): void {
    this.#buckets = new Int32Array(2 * this.#buckets.length);
    for (let form = 0; form < this.#texts.length; form++) this.#link(form);
  }
}

const factor = 0x01000193;
let powers = new Int32Array([1]);

function powersTo(length: number): Int32Array {
  if (length < powers.length) return powers;
  powers = new Int32Array(2 * length + 1);
  powers[0] = 1;
  for (let i = 1; i < powers.length; i++) powers[i] = Math.imul(powers[i - 1] ?? 0, factor);
  return powers;
}

/** The hash of a stretch of a text: a polynomial of its characters. */
export function hashOf(text: string, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) hash = (Math.imul(hash, factor) + text.charCodeAt(i) + 1) | 0;
  return hash & 0x3fffffff;
}

/** The hashes of all stretches of a text up to a length, each at the cost of a multiplication. */
export class StretchHashes {
  readonly #prefixes: Int32Array;
  readonly #powers: Int32Array;

  constructor(text: string, longest: number) {
    this.#powers = powersTo(longest);
    this.#prefixes = new Int32Array(text.length + 1);
    let hash = 0;
    for (let i = 0; i < text.length; i++) {
      hash = (Math.imul(hash, factor) + text.charCodeAt(i) + 1) | 0;
      this.#prefixes[i + 1] = hash;
    }
  }

  /** The same as `hashOf`. */
  of(from: number, length: number): number {
    return ((this.#prefixes[from + length] ?? 0) - Math.imul(this.#prefixes[from] ?? 0, this.#powers[length] ?? 0)) & 0x3fffffff;
  }
}
