import { HashIndex } from './hashIndex';
import { IntRows } from './intRows';
import { KeyTable } from './keyTable';
import { formKinds, type FormKind, type TitleForm } from './titleForms';

/** The length of the key by which a form is looked up, in compact characters. */
export const keyLength = 16;

/** Who has forms in the table. */
export interface Owner {
  /** The compact text that its forms are stretches of. */
  readonly text: string;
  /** One more than the first of its holdings; 0 for none. For the table's use. */
  holding: number;
}

/** What is told of a form. */
enum Of {
  /** One more than the first of its holdings. */
  Holding,
  /** How many holdings of the first kind it has, those of the other kinds behind it. */
  Count,
}

/** What is told of a holding: one form of one owner. Those of a form are chained both ways, those of an owner one way. */
enum Held {
  Kind,
  Form,
  /** Where the form stands in the owner's text. */
  From,
  To,
  /** One more than the holding; 0 for none. */
  Next,
  Before,
  NextOfOwner,
}

/**
 * The compact forms of titles with their owners, to be looked up by hash: numbers in arrays instead of an object for each
 * form, so that hundreds of thousands are quickly put in and little to hold.
 */
export class FormTable<T extends Owner> {
  readonly #keys = new KeyTable();
  readonly #index = new HashIndex();
  readonly #forms = new IntRows(Of.Count + formKinds);
  readonly #holdings = new IntRows(Held.NextOfOwner + 1);
  readonly #owners: (T | null)[] = [];
  #longest = 0;

  /** No form that was ever in has more characters. */
  get longest(): number {
    return this.#longest;
  }

  add(forms: readonly TitleForm[], owner: T): void {
    for (const form of forms) this.#hold(form, owner);
  }

  /** Takes all forms of an owner out. */
  remove(owner: T): void {
    const holdings = this.#holdings;
    for (let holding = owner.holding - 1; holding >= 0; holding = holdings.get(holding, Held.NextOfOwner) - 1) {
      const form = holdings.get(holding, Held.Form);
      const next = holdings.get(holding, Held.Next);
      const before = holdings.get(holding, Held.Before);
      if (before > 0) holdings.set(before - 1, Held.Next, next);
      else this.#forms.set(form, Of.Holding, next);
      if (next > 0) holdings.set(next - 1, Held.Before, before);
      if (before === 0 && next === 0)
        this.#delete(form, owner.text, holdings.get(holding, Held.From), holdings.get(holding, Held.To));
      else this.#tally(form, holdings.get(holding, Held.Kind), -1);
      this.#owners[holding] = null;
      holdings.remove(holding);
    }
    owner.holding = 0;
  }

  /** The lengths of the forms that begin with a key, longest first, by the key's hash; a number where there is only one. */
  lengthsOf(keyHash: number): number | readonly number[] | null {
    return this.#keys.lengthsOf(keyHash);
  }

  /** The form that stands in a text, by its hash; -1 if there is none. */
  find(hash: number, text: string, from: number, length: number): number {
    for (let slot = this.#index.first(hash); slot >= 0; slot = this.#index.next(slot, hash)) {
      const form = this.#index.rowAt(slot);
      const holding = this.#forms.get(form, Of.Holding) - 1;
      const start = this.#holdings.get(holding, Held.From);
      const end = this.#holdings.get(holding, Held.To);
      if (end - start === length && this.#owners[holding]?.text.slice(start, end) === text.slice(from, from + length))
        return form;
    }
    return -1;
  }

  /** How many owners have a form as what it is to their titles. */
  count(form: number, kind: FormKind): number {
    return this.#forms.get(form, Of.Count + kind);
  }

  /** Who has a form as what it is to their titles. */
  ownersOf(form: number, ...kinds: readonly FormKind[]): T[] {
    const owners: T[] = [];
    for (
      let holding = this.#forms.get(form, Of.Holding) - 1;
      holding >= 0;
      holding = this.#holdings.get(holding, Held.Next) - 1
    ) {
      const owner = this.#owners[holding];
      if (owner && kinds.includes(this.#holdings.get(holding, Held.Kind))) owners.push(owner);
    }
    return owners;
  }

  #hold({ kind, from, to }: TitleForm, owner: T): void {
    const hash = hashOf(owner.text, from, to);
    const known = this.find(hash, owner.text, from, to - from);
    const form = known < 0 ? this.#insert(hash, owner.text, from, to) : known;
    const holdings = this.#holdings;
    const holding = holdings.add();
    const next = this.#forms.get(form, Of.Holding);
    this.#owners[holding] = owner;
    holdings.set(holding, Held.Kind, kind);
    holdings.set(holding, Held.Form, form);
    holdings.set(holding, Held.From, from);
    holdings.set(holding, Held.To, to);
    holdings.set(holding, Held.Next, next);
    holdings.set(holding, Held.NextOfOwner, owner.holding);
    if (next > 0) holdings.set(next - 1, Held.Before, holding + 1);
    this.#forms.set(form, Of.Holding, holding + 1);
    this.#tally(form, kind, 1);
    owner.holding = holding + 1;
  }

  #insert(hash: number, text: string, from: number, to: number): number {
    const form = this.#forms.add();
    this.#index.add(hash, form);
    this.#keys.add(hashOf(text, from, Math.min(to, from + keyLength)), to - from);
    this.#longest = Math.max(this.#longest, to - from);
    return form;
  }

  #delete(form: number, text: string, from: number, to: number): void {
    this.#index.remove(hashOf(text, from, to), form);
    this.#keys.remove(hashOf(text, from, Math.min(to, from + keyLength)));
    this.#forms.remove(form);
  }

  #tally(form: number, kind: FormKind, change: number): void {
    this.#forms.set(form, Of.Count + kind, this.count(form, kind) + change);
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
    return (
      ((this.#prefixes[from + length] ?? 0) - Math.imul(this.#prefixes[from] ?? 0, this.#powers[length] ?? 0)) &
      0x3fffffff
    );
  }
}
