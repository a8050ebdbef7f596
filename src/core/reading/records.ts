import type { PaperId } from '../paper';
import { isDefault } from './reading';
import { isSameStamped, later, type PaperRecord, type Stamped } from './stamped';

/** The key of the record of the tree's saved searches, hidden topics and grouping, among those of papers. */
export const viewKey = '$view';

/** What is remembered of papers by their references (see `PaperReference`), and of the tree by `viewKey`. */
export type ReadingRecords = ReadonlyMap<PaperId, PaperRecord>;

/** The later value of each field of each paper. It does not matter in which order, how often and in which groups records are merged. */
export function mergeRecords(a: ReadingRecords, b: ReadingRecords): ReadingRecords {
  const merged = new Map(a);
  for (const [id, record] of b) merged.set(id, mergeRecord(merged.get(id), record));
  return merged;
}

/** As `mergeRecords`, of one paper; the first record itself where the second has nothing later. */
export function mergeRecord(a: PaperRecord | undefined, b: PaperRecord): PaperRecord {
  if (!a) return b;
  const merged = new Map(a);
  let isChanged = false;
  for (const [field, stamped] of b) {
    const before = merged.get(field);
    const after = before ? later(before, stamped) : stamped;
    if (isSameStamped(before, after)) continue;
    merged.set(field, after);
    isChanged = true;
  }
  return isChanged ? merged : a;
}

/**
 * Takes over what others did to a file, as a three-way merge does: fields that are as they were when the file was last
 * read or written follow the file, even where it went back to an earlier value or lost one. Of a field that was changed
 * here and there the later value counts.
 *
 * @param mine What is remembered here.
 * @param base What the file had when it was last read or written.
 * @param stored What the file has now.
 */
export function mergeThreeWay(mine: ReadingRecords, base: ReadingRecords, stored: ReadingRecords): ReadingRecords {
  const merged = new Map<string, PaperRecord>();
  for (const id of new Set([...mine.keys(), ...stored.keys()])) {
    const [ours, before, theirs] = [mine.get(id), base.get(id), stored.get(id)];
    const record = new Map<string, Stamped>();
    for (const field of new Set([...(ours?.keys() ?? []), ...(theirs?.keys() ?? [])])) {
      const [own, other] = [ours?.get(field), theirs?.get(field)];
      const isUnchanged = isSameStamped(own, before?.get(field));
      const value = isUnchanged ? other : own && other ? later(own, other) : own;
      if (value) record.set(field, value);
    }
    if (record.size > 0) merged.set(id, ours && isSameRecord(ours, record) ? ours : record);
  }
  return merged;
}

/** Whether two have the same fields with the same values and times. */
export function isSameRecord(a: PaperRecord, b: PaperRecord): boolean {
  return a === b || (a.size === b.size && [...a].every(([field, stamped]) => isSameStamped(stamped, b.get(field))));
}

/** Whether each value of some records is among others, as it is or in a later form. */
export function isContained(records: ReadingRecords, others: ReadingRecords): boolean {
  for (const [id, record] of records) {
    const other = others.get(id);
    if (other === record) continue;
    for (const [field, stamped] of record) {
      const known = other?.get(field);
      if (!known || !isSameStamped(later(known, stamped), known)) return false;
    }
  }
  return true;
}

/** The values of some records that others do not have in the same form. */
export function differenceOf(records: ReadingRecords, others: ReadingRecords): ReadingRecords {
  const difference = new Map<string, PaperRecord>();
  for (const [id, record] of records) {
    const other = others.get(id);
    if (other === record) continue;
    const fields = [...record].filter(([field, stamped]) => !isSameStamped(stamped, other?.get(field)));
    if (fields.length > 0) difference.set(id, new Map(fields));
  }
  return difference;
}

/** How long it should be remembered that a star, say, was taken away, in milliseconds: half a year. */
export const memoryOfDefaults = 182 * 24 * 60 * 60 * 1000;

/**
 * The records without what says the same as nothing at all, such as a star that was taken away, if it is old. A machine
 * that was away for so long may bring the star back; until then its being taken away must be remembered. What
 * lies in Git needs no such pruning: there, merging knows what was taken out.
 *
 * @param before The time before which something is old, in milliseconds since 1970.
 */
export function pruneRecords(records: ReadingRecords, before: number): ReadingRecords {
  const kept = new Map<PaperId, PaperRecord>();
  for (const [id, record] of records) {
    const fields = [...record].filter(([field, { value, at }]) => at >= before || !isDefault(field, value));
    if (fields.length > 0) kept.set(id, fields.length === record.size ? record : new Map(fields));
  }
  return kept;
}
