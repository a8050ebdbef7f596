import type { Paper, PaperId } from '../paper';
import { hash32 } from '../text/hash';
import { citationStem } from './stem';

/**
 * The keys by which texts cite papers, each of one paper alone: its stem (see `citationStem`), and where several papers
 * share that, four letters more that its id decides, so that none of them is cited for another. The keys follow from
 * the papers and the held keys, not from the order in which they came.
 *
 * By itself a paper's key changes when a second paper of its stem comes, hardly ever later. Once texts cite it, it
 * should be held: a held key stays with its paper, and while that is away it is no other's.
 */
export class CitationKeys {
  readonly #stems = new Map<PaperId, string>();
  readonly #sharing = new Map<string, Set<PaperId>>();
  /** For stems with several papers, the keys of these; made when they are first asked for. */
  readonly #told = new Map<string, ReadonlyMap<PaperId, string>>();
  #held: ReadonlyMap<PaperId, string> = new Map();
  #reserved: ReadonlySet<string> = new Set();

  add(paper: Paper): void {
    this.remove(paper.id);
    const stem = citationStem(paper);
    this.#stems.set(paper.id, stem);
    const sharing = this.#sharing.get(stem);
    if (sharing) sharing.add(paper.id);
    else this.#sharing.set(stem, new Set([paper.id]));
    this.#told.clear();
  }

  remove(id: PaperId): void {
    const stem = this.#stems.get(id) ?? '';
    const sharing = this.#sharing.get(stem);
    if (!sharing) return;
    this.#stems.delete(id);
    sharing.delete(id);
    if (sharing.size === 0) this.#sharing.delete(stem);
    this.#told.clear();
  }

  /**
   * Takes over which keys stay with which papers, instead of those before.
   *
   * @param held Of two papers with the same key the first has it.
   * @param away Keys that no paper may have at present.
   */
  hold(held: ReadonlyMap<PaperId, string>, away: Iterable<string> = []): void {
    const reserved = new Set<string>();
    this.#held = new Map([...held].filter(([, key]) => !reserved.has(key) && reserved.add(key)));
    for (const key of away) reserved.add(key);
    this.#reserved = reserved;
    this.#told.clear();
  }

  /** The key of a paper; of one that was not added its stem, which others may have. */
  keyOf(paper: Paper): string {
    const held = this.#held.get(paper.id);
    if (held !== undefined) return held;
    const stem = this.#stems.get(paper.id) ?? citationStem(paper);
    const sharing = this.#sharing.get(stem) ?? new Set();
    if (sharing.size <= 1 && !this.#reserved.has(stem)) return stem;
    let told = this.#told.get(stem);
    if (!told) this.#told.set(stem, (told = this.#tellApart(stem, sharing)));
    return told.get(paper.id) ?? stem;
  }

  /** A number behind the letters tells those apart whose letters are the same, so that no two stems can make one key. */
  #tellApart(stem: string, ids: Iterable<PaperId>): ReadonlyMap<PaperId, string> {
    const keys = new Map<string, PaperId>();
    for (const id of [...ids].sort()) {
      const start = stem + lettersOf(id);
      let key = start;
      for (let n = 2; keys.has(key) || this.#sharing.has(key) || this.#reserved.has(key); n++) key = start + String(n);
      keys.set(key, id);
    }
    return new Map([...keys].map(([key, id]) => [id, key]));
  }
}

/** Four letters from `a` to `z` that hardly two papers have in common. */
function lettersOf(id: PaperId): string {
  let rest = hash32(id);
  let letters = '';
  for (let i = 0; i < 4; i++) {
    letters += String.fromCharCode(0x61 + (rest % 26));
    rest = Math.floor(rest / 26);
  }
  return letters;
}
