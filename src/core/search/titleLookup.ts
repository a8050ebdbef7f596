import { firstWhere } from '../firstWhere';
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
    const entries = (this.#sorted ??= [...this.#keys]
      .map(([id, { key }]) => ({ key, id }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
    const start = firstWhere(entries.length, (place) => (entries[place]?.key ?? '') >= text);
    let end = start;
    while (entries[end]?.key.startsWith(text)) end++;
    return entries.slice(start, end);
  }
}
