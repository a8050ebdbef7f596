import type { PaperId } from '../paper';
import { isDefault } from './reading';
import { later, type PaperRecord } from './stamped';

/** What is remembered of papers, by the ids they had when it was. */
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
    if (before && after.at === before.at && JSON.stringify(after.value) === JSON.stringify(before.value)) continue;
    merged.set(field, after);
    isChanged = true;
  }
  return isChanged ? merged : a;
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
