import type { PaperId } from '../paper';
import { defaultOf, nothingRemembered, readingOf, type Reading, type ReadingEdit } from './reading';
import { mergeRecord, mergeRecords, type ReadingRecords } from './records';
import { timeAfter, type PaperRecord, type Stamped } from './stamped';

/** Which papers there are; see `Digest`. */
export interface PaperIdentities {
  /** Grows with every change of the papers. */
  readonly revision: number;
  /** The paper of an id of today or of an earlier time. */
  find(id: PaperId): { readonly id: PaperId } | undefined;
}

interface Today {
  readonly revision: number;
  readonly records: Map<PaperId, PaperRecord>;
  readonly readings: Map<PaperId, Reading>;
}

/**
 * What the user remembers of papers. Records stay under the ids they were given; a paper is known by what all records of its
 * ids say, the later value of each field. Where copies of a paper part, the record of the old id waits for
 * the time when it is one paper's again.
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
      const before = today.records.get(id)?.get(field);
      const old = before ? before.value : defaultOf(field);
      if (JSON.stringify(old) === JSON.stringify(value)) continue;
      const stamped: Stamped = { value, at: timeAfter(before?.at ?? null, now) };
      records.set(id, withField(records.get(id), field, stamped));
      const record = withField(today.records.get(id), field, stamped);
      today.records.set(id, record);
      today.readings.set(id, readingOf(record));
      inverse.unshift({ id, field, value: old });
    }
    if (inverse.length > 0) this.#records = records;
    return inverse;
  }

  /** Takes in what another window, machine or file remembers. Answers whether anything is new. */
  merge(records: ReadingRecords): boolean {
    const merged = mergeRecords(this.#records, records);
    const isChanged =
      merged.size !== this.#records.size || [...merged].some(([id, record]) => this.#records.get(id) !== record);
    if (!isChanged) return false;
    this.#records = merged;
    this.#today = null;
    return true;
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
      readings: new Map(Array.from(records, ([id, record]) => [id, readingOf(record)])),
    });
  }

  #idToday(id: PaperId): PaperId {
    return this.#papers.find(id)?.id ?? id;
  }
}

function withField(record: PaperRecord | undefined, field: string, stamped: Stamped): PaperRecord {
  return new Map(record).set(field, stamped);
}
