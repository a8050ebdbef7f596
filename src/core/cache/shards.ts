import { hash32 } from '../text/hash';

/** A file of a cache. */
export interface Shard {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What has to be done for the files to hold what a cache holds. */
export interface CacheChange {
  readonly written: readonly Shard[];
  /** Names of files that are of no use any more. */
  readonly removed: readonly string[];
}

/** What the shards of one cache have in common. */
export interface ShardForm {
  /** Stands in the first line of each. */
  readonly name: string;
  /** A shard of another version is of no use. */
  readonly version: number;
  /** The ending of the shards' names, without the dot. */
  readonly ending: string;
}

/** Where shards of one form come from. */
export interface ShardReader {
  /** Reads a shard; answers whether it was sound. */
  read(shard: Shard): boolean;
}

/** A key, and what is kept under it as JSON. */
export type Row = readonly [key: string, ...cells: unknown[]];

/** Makes a shard of rows, each given as its JSON. Its name follows from its content. */
export function encodeShard(form: ShardForm, rows: readonly string[]): Shard {
  const text = `[${rows.join(',')}]`;
  const hash = hash32(text).toString(36);
  return { name: `${hash}.${form.ending}`, bytes: new TextEncoder().encode(`${headOf(form, hash)}\n${text}`) };
}

/** The rows of a shard; null where it is damaged or of another form or version. */
export function decodeShard(form: ShardForm, bytes: Uint8Array): readonly Row[] | null {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf('\n');
  const rest = text.slice(end + 1);
  if (end < 0 || text.slice(0, end) !== headOf(form, hash32(rest).toString(36))) return null;
  try {
    const rows: unknown = JSON.parse(rest);
    return Array.isArray(rows) && rows.every(isRow) ? rows : null;
  } catch {
    return null;
  }
}

/** The first line: the form, its version, and a hash of the rest. */
function headOf({ name, version }: ShardForm, hash: string): string {
  return `${name} ${String(version)} ${hash}`;
}

function isRow(row: unknown): row is Row {
  return Array.isArray(row) && typeof row[0] === 'string';
}
