import type { PaperId } from '../paper';

interface Entry {
  readonly key: string;
  readonly id: PaperId;
}

/** The compact titles of all papers in order, to find those that begin alike. */
export class TitleLookup {
  readonly #keys: ReadonlyMap<PaperId, { readonly key: string }>;
  #sorted: Entry[] | null = null;

  /** @param papers The papers' compact titles; `changed` has to be called when they are others. */
  constructor(papers: ReadonlyMap<PaperId, { readonly key: string }>) {
    this.#keys = papers;
  }

  changed(): void {
    this.#sorted = null;
  }

  /** The papers whose compact title begins with a text, in the order of titles. */
  beginningWith(text: string): readonly Entry[] {
    const entries = (this.#sorted ??= [...this.#keys].map(([id, { key }]) => ({ key, id })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
    let [low, high] = [0, entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entries[middle]?.key ?? '') < text) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (entries[end]?.key.startsWith(text)) end++;
    return entries.slice(low, end);
  }
}
