import fc from 'fast-check';
import { readStates } from '../../../src/core/reading/reading';
import type { ReadingRecords } from '../../../src/core/reading/records';
import type { PaperRecord } from '../../../src/core/reading/stamped';
import type { Stamped } from '../../../src/core/reading/stamped';

/** Few times, so that several values have the same one. */
const times = fc.oneof(
  fc.nat(3),
  fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_003 }),
  fc.constant(Number.MAX_SAFE_INTEGER),
);
const stamped = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Stamped> => fc.record({ value, at: times });
const text = fc.oneof(
  fc.constantFrom('', 'a', '<<<<<<< ours', '"', '\\', '__proto__'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

const field: fc.Arbitrary<readonly [string, Stamped]> = fc.oneof(
  fc.tuple(fc.constant('state'), stamped(fc.constantFrom<unknown>(...readStates, 'skimmed'))),
  fc.tuple(fc.constantFrom('starred', 'hidden', 'tag:looms', 'tag:Rivers', 'tag:'), stamped(fc.boolean())),
  fc.tuple(fc.constant('note'), stamped(text)),
  fc.tuple(fc.oneof(fc.constantFrom('rating', '__proto__', ''), text), stamped(fc.jsonValue({ maxDepth: 2 }))),
);

export const record: fc.Arbitrary<PaperRecord> = fc
  .array(field, { minLength: 1, maxLength: 5 })
  .map((fields) => new Map(fields));

/** Records of few papers, so that several have the same. */
export const records: fc.Arbitrary<ReadingRecords> = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('looms', 'rivers', 'preface', 'preface~x', '__proto__', '2048', 'version', '漢字'),
        text.map((id) => id.replace(/^\$+/, '')),
      ),
      record,
    ),
    { maxLength: 5 },
  )
  .map((papers) => new Map(papers));

/** Records in an order of their own, as plain data. */
export function plain(given: ReadingRecords): unknown {
  const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted(given).map(([id, fields]) => [
    id,
    sorted(fields).map(([name, { value, at }]) => [name, JSON.stringify(value), at]),
  ]);
}
