import type { PaperId } from '../paper';
import type { Place } from './places';

/** A place, and the path or URI of the note it is in. */
export interface NotePlace extends Place {
  readonly note: string;
}

/** Which notes name which papers, and where. */
export class Backlinks {
  readonly #notes = new Map<string, readonly NotePlace[]>();
  /** By paper, its places by note. */
  readonly #papers = new Map<PaperId, Map<string, readonly NotePlace[]>>();

  /** The notes that were put in, those that name no paper too. */
  get notes(): ReadonlyMap<string, readonly NotePlace[]> {
    return this.#notes;
  }

  /**
   * Puts a note's places in, given in the order in which they stand, in place of those it had. Where a line names a paper
   * twice, the first place counts.
   *
   * @returns Whether that changed anything.
   */
  set(note: string, places: readonly Place[]): boolean {
    const before = this.#notes.get(note);
    if (before && sameAs(before, places)) return false;
    this.#take(note);
    const here = places.map((place): NotePlace => ({ ...place, note }));
    this.#notes.set(note, here);
    const byPaper = new Map<PaperId, NotePlace[]>();
    for (const place of here) {
      for (const id of place.ids) {
        const known = byPaper.get(id);
        const last = known?.at(-1);
        if (!known) byPaper.set(id, [place]);
        else if (last?.line !== place.line || last.cell !== place.cell) known.push(place);
      }
    }
    for (const [id, found] of byPaper) {
      const notes = this.#papers.get(id);
      if (notes) notes.set(note, found);
      else this.#papers.set(id, new Map([[note, found]]));
    }
    return before !== undefined || places.length > 0;
  }

  /** Takes a note out; returns whether it named papers. */
  delete(note: string): boolean {
    const named = (this.#notes.get(note)?.length ?? 0) > 0;
    this.#take(note);
    return named;
  }

  /** Whether a note names a paper. */
  has(id: PaperId): boolean {
    return this.#papers.has(id);
  }

  /** The places that name a paper, in the order of their notes' names and in each as they stand. */
  of(id: PaperId): readonly NotePlace[] {
    const notes = [...(this.#papers.get(id) ?? [])];
    return notes.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, places]) => places);
  }

  #take(note: string): void {
    for (const { ids } of this.#notes.get(note) ?? []) {
      for (const id of ids) {
        const notes = this.#papers.get(id);
        notes?.delete(note);
        if (notes?.size === 0) this.#papers.delete(id);
      }
    }
    this.#notes.delete(note);
  }
}

function sameAs(before: readonly NotePlace[], places: readonly Place[]): boolean {
  return (
    before.length === places.length &&
    before.every((place, i) => JSON.stringify(place) === JSON.stringify({ ...places[i], note: place.note }))
  );
}
