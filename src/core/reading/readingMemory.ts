import type { PaperId } from '../paper';
import { defaultOf, nothingRemembered, readingOf, type Reading, type ReadingEdit } from './reading';
import { isSameRecord, mergeRecord, mergeRecords, viewKey, type ReadingRecords } from './records';
import { timeAfter, type PaperRecord, type Stamped } from './stamped';

/** Which papers there are; see `Digest`. */
export interface PaperIdentities {
  /** Grows with every change of the papers. */
  readonly revision: number;
  /** The paper of an id or a reference, of today or of an earlier time. */
  find(id: PaperId): { readonly id: PaperId } | undefined;
  /** What identifies the paper of an id for good; the id itself where it has no paper. */
  reference(id: PaperId): string;
}

const nothingOfView: PaperRecord = new Map();

interface Today {
  readonly revision: number;
  readonly records: Map<PaperId, PaperRecord>;
  readonly readings: Map<PaperId, Reading>;
}

/**
 * What the user remembers of papers, and of the tree. Records stay under the references they were given, which say by
 * title and abstract which paper is meant; a paper is known by what all records say that lead to it, the later value of
 * each field. A record whose paper is away waits until it is back and is never another paper's.
 */
export class ReadingMemory {
  readonly #papers: PaperIdentities;
  #records: ReadingRecords;
  /** The records by the ids of today. */
  #today: Today | null = null;

  constructor(papers: PaperIdentities, records: ReadingRecords = new Map()) {
    this.#papers = papers;
    this.#records = records;
  }

  /** What has to be kept. */
  get records(): ReadingRecords {
    return this.#records;
  }

  /** The papers of which something was remembered at some time, also those that no dump has at present. */
  get readings(): ReadonlyMap<PaperId, Reading> {
    return this.#resolve().readings;
  }

  /** What is remembered of the tree. */
  get view(): PaperRecord {
    return this.#records.get(viewKey) ?? nothingOfView;
  }

  /** The values of a field by the references of their papers, those given first before later ones. */
  valuesOf(field: string): ReadonlyMap<string, unknown> {
    const values = [...this.#records].flatMap(([id, record]) => {
      const stamped = record.get(field);
      return stamped && id !== viewKey ? [{ id, ...stamped }] : [];
    });
    values.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    return new Map(values.map(({ id, value }) => [id, value]));
  }

  /** What is remembered of a paper, by its id of today. */
  of(id: PaperId): Reading {
    return this.readings.get(id) ?? nothingRemembered;
  }

  /**
   * Gives fields values, as of now; a field that has the value already keeps its time.
   *
   * @param now In milliseconds since 1970.
   * @returns What takes it back when it is given in turn; empty where nothing changed.
   */
  edit(edits: readonly ReadingEdit[], now: number): ReadingEdit[] {
    const today = this.#resolve();
    const records = new Map(this.#records);
    const inverse: ReadingEdit[] = [];
    for (const { id: given, field, value } of edits) {
      const id = this.#idToday(given);
      const reference = this.#papers.reference(id);
      const before = today.records.get(id)?.get(field);
      const old = before ? before.value : defaultOf(field);
      if (JSON.stringify(old) === JSON.stringify(value)) continue;
      const stamped: Stamped = { value, at: timeAfter(before?.at ?? null, now) };
      const record = new Map(today.records.get(id)).set(field, stamped);
      records.set(reference, records.has(reference) ? new Map(records.get(reference)).set(field, stamped) : record);
      today.records.set(id, record);
      if (id !== viewKey) today.readings.set(id, readingOf(record));
      inverse.unshift({ id: reference, field, value: old });
    }
    if (inverse.length > 0) this.#records = records;
    return inverse;
  }

  /** Puts records in the place of those that were remembered. Answers whether anything is other than it was. */
  replace(records: ReadingRecords): boolean {
    const isChanged =
      records.size !== this.#records.size ||
      [...records].some(([id, record]) => !isSameRecord(record, this.#records.get(id) ?? nothingOfView));
    if (!isChanged) return false;
    this.#records = records;
    this.#today = null;
    return true;
  }

  /** Takes in what another window, machine or file remembers. Answers whether anything is new. */
  merge(records: ReadingRecords): boolean {
    return this.replace(mergeRecords(this.#records, records));
  }

  #resolve(): Today {
    const { revision } = this.#papers;
    if (this.#today?.revision === revision) return this.#today;
    const records = new Map<PaperId, PaperRecord>();
    for (const [given, record] of this.#records) {
      const id = this.#idToday(given);
      records.set(id, mergeRecord(records.get(id), record));
    }
    return (this.#today = {
      revision,
      records,
      readings: new Map(
        [...records].flatMap(([id, record]) => (id === viewKey ? [] : [[id, readingOf(record)] as const])),
      ),
    });
  }

  #idToday(id: PaperId): PaperId {
    return this.#papers.find(id)?.id ?? id;
  }
}
