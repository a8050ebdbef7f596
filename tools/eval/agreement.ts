/** How far two partitions of the same items agree. All but purity are symmetric and 1 for equal partitions. */
export interface Agreement {
  /** Mutual information above what chance gives, from about 0 to 1. */
  readonly ami: number;
  /** Pairs of items judged alike above what chance gives, from about 0 to 1. */
  readonly ari: number;
  /** Mutual information beside the mean entropy, from 0 to 1; grows with the number of groups. */
  readonly nmi: number;
  /** The share of items whose label is the most frequent one in their group. */
  readonly purity: number;
}

/** Two partitions as a contingency table, of which the cells above 0 are kept. */
interface Table {
  readonly total: number;
  /** Items by group, and by label. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly cells: readonly { readonly row: number; readonly column: number; readonly count: number }[];
}

/**
 * Compares a partition with the labels of the same items; item i is in group `found[i]` and has label
 * `labels[i]`. What is chance follows from the sizes alone (permutation model): adjusted mutual information
 * with the arithmetic mean of the entropies (Vinh, Epps and Bailey 2010), adjusted Rand index (Hubert and Arabie 1985).
 *
 * @throws RangeError if the lengths differ.
 */
export function agreement(found: readonly string[], labels: readonly string[]): Agreement {
  const table = tabulate(found, labels);
  const { total, rows, columns, cells } = table;
  if (total === 0) return { ami: 1, ari: 1, nmi: 1, purity: 1 };
  const [information, expected] = [mutualInformation(table), expectedInformation(table)];
  const mean = (entropy(rows, total) + entropy(columns, total)) / 2;
  const equal = cells.length === rows.length && cells.length === columns.length;
  const [pairs, rowPairs, columnPairs] = [cells.map(({ count }) => count), rows, columns].map((counts) =>
    sum(counts.map(pairsOf)),
  ) as [number, number, number];
  const expectedPairs = total < 2 ? 0 : (rowPairs * columnPairs) / pairsOf(total);
  const most = new Float64Array(rows.length);
  for (const { row, count } of cells) most[row] = Math.max(most[row] ?? 0, count);
  return {
    ami: equal ? 1 : (information - expected) / (mean - expected),
    ari: equal ? 1 : (pairs - expectedPairs) / ((rowPairs + columnPairs) / 2 - expectedPairs),
    nmi: equal ? 1 : information / mean,
    purity: sum(most) / total,
  };
}

function tabulate(found: readonly string[], labels: readonly string[]): Table {
  if (found.length !== labels.length)
    throw new RangeError(`${String(found.length)} items are grouped, ${String(labels.length)} labelled.`);
  const [rows, columns] = [new Numbering(), new Numbering()];
  const cells = new Map<string, { row: number; column: number; count: number }>();
  for (const [i, group] of found.entries()) {
    const [row, column] = [rows.count(group), columns.count(labels[i] ?? '')];
    const key = `${String(row)},${String(column)}`;
    const cell = cells.get(key);
    if (cell) cell.count++;
    else cells.set(key, { row, column, count: 1 });
  }
  return { total: found.length, rows: rows.counts, columns: columns.counts, cells: [...cells.values()] };
}

/** Numbers names in the order of their first appearance and counts them. */
class Numbering {
  readonly counts: number[] = [];
  readonly #numbers = new Map<string, number>();

  count(name: string): number {
    const number = this.#numbers.get(name) ?? this.counts.length;
    this.#numbers.set(name, number);
    this.counts[number] = (this.counts[number] ?? 0) + 1;
    return number;
  }
}

function mutualInformation({ total, rows, columns, cells }: Table): number {
  return sum(
    cells.map(
      ({ row, column, count }) =>
        (count / total) * Math.log((count * total) / ((rows[row] ?? 1) * (columns[column] ?? 1))),
    ),
  );
}

/** The mean mutual information of all partitions of these sizes: a cell's count is hypergeometric, O(total) for each pair of sizes. */
function expectedInformation({ total, rows, columns }: Table): number {
  const logs = logFactorials(total);
  const log = (n: number): number => logs[n] ?? 0;
  const bySizes = new Map<number, number>();
  let information = 0;
  for (const a of rows) {
    for (const b of columns) {
      const key = a * (total + 1) + b;
      let expected = bySizes.get(key);
      if (expected === undefined) {
        expected = 0;
        const constant = log(a) + log(b) + log(total - a) + log(total - b) - log(total);
        for (let n = Math.max(1, a + b - total); n <= Math.min(a, b); n++) {
          const probability = Math.exp(constant - log(n) - log(a - n) - log(b - n) - log(total - a - b + n));
          expected += (n / total) * Math.log((n * total) / (a * b)) * probability;
        }
        bySizes.set(key, expected);
      }
      information += expected;
    }
  }
  return information;
}

/** ln 0! to ln n!. */
function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logs[i] = (logs[i - 1] ?? 0) + Math.log(i);
  return logs;
}

function entropy(counts: readonly number[], total: number): number {
  return -sum(counts.map((count) => (count / total) * Math.log(count / total)));
}

function pairsOf(n: number): number {
  return (n * (n - 1)) / 2;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
