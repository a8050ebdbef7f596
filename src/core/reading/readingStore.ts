import type { PaperId } from '../paper';
import { isMeaningful } from './reading';
import { mergeRecord, viewKey, type ReadingRecords } from './records';
import { later, stampedOf, type PaperRecord, type Stamped } from './stamped';

/** What is remembered of papers, as a file or the editor's memory keeps it. */
export interface ReadingStore {
  readonly records: ReadingRecords;
  /** What stands beside the papers, under names that begin with `$`, and is only kept. */
  readonly extras: ReadonlyMap<string, unknown>;
}

/** How records are written; a version that reads them otherwise has to have another number. */
export const storeVersion = 1;
export const versionKey = '$version';

/** More records, or fields of one record, are not read. */
const maxRecords = 200_000;
const maxFields = 2_000;

export type StoreProblemKind =
  'newerVersion' | 'badVersion' | 'expectedObject' | 'expectedStamped' | 'unknownValue' | 'tooMany';

/**
 * A store as a plain object, for the editor's memory and what synchronises it:
 * `{ "$version": 1, "<id>": { "<field>": [value, time], … }, … }`.
 */
export function storeToObject({ records, extras }: ReadingStore): Readonly<Record<string, unknown>> {
  const papers = Array.from(
    records,
    ([id, record]) =>
      [id, Object.fromEntries(Array.from(record, ([field, { value, at }]) => [field, [value, at]]))] as const,
  );
  return Object.fromEntries<unknown>([[versionKey, storeVersion], ...extras, ...papers]);
}

/**
 * Reads a plain object, see `storeToObject`. Whatever is sound is taken.
 *
 * @param maxTime See `stampedOf`.
 * @returns `isWhole` tells whether that is all; if not, the object must not be written over.
 */
export function storeFromObject(object: unknown, maxTime?: number): ReadingStore & { readonly isWhole: boolean } {
  let isWhole = true;
  const reader = new StoreReader<null>((_, kind) => {
    if (kind !== 'unknownValue') isWhole = false;
  }, maxTime);
  if (isObject(object)) {
    for (const [key, value] of Object.entries(object)) {
      if (isObject(value) && !reader.isExtra(key))
        reader.paper(
          key,
          Object.entries(value).map(([field, stamped]) => [field, stamped, null]),
        );
      else reader.other(key, value, null);
    }
  } else if (object !== undefined) isWhole = false;
  return { ...reader.store, isWhole };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes what stands in a store, which anyone may have written, wherever that is. */
export class StoreReader<Place> {
  readonly #complain: (place: Place, kind: StoreProblemKind) => void;
  readonly #records = new Map<PaperId, PaperRecord>();
  readonly #extras = new Map<string, unknown>();

  readonly #maxTime: number | undefined;

  /** @param maxTime See `stampedOf`. */
  constructor(complain: (place: Place, kind: StoreProblemKind) => void, maxTime?: number) {
    this.#complain = complain;
    this.#maxTime = maxTime;
  }

  get store(): ReadingStore {
    return { records: this.#records, extras: this.#extras };
  }

  /** Whether a key is no paper's. */
  isExtra(key: string): boolean {
    return key.startsWith('$') && key !== viewKey;
  }

  paper(id: PaperId, fields: readonly (readonly [field: string, value: unknown, place: Place])[]): void {
    const tooMany = fields[this.#records.size >= maxRecords ? 0 : maxFields];
    if (tooMany) {
      this.#complain(tooMany[2], 'tooMany');
      return;
    }
    const record = new Map<string, Stamped>();
    for (const [field, value, place] of fields) {
      const stamped = stampedOf(value, this.#maxTime);
      if (stamped) {
        if (!isMeaningful(field, stamped.value)) this.#complain(place, 'unknownValue');
        const before = record.get(field);
        record.set(field, before ? later(before, stamped) : stamped);
      } else this.#complain(place, 'expectedStamped');
    }
    if (record.size > 0) this.#records.set(id, mergeRecord(this.#records.get(id), record));
  }

  /** Takes what is no paper's. */
  other(key: string, value: unknown, place: Place): void {
    if (key === versionKey) {
      if (typeof value !== 'number') this.#complain(place, 'badVersion');
      else if (value > storeVersion) this.#complain(place, 'newerVersion');
    } else if (this.isExtra(key)) this.#extras.set(key, value);
    else this.#complain(place, 'expectedObject');
  }
}
