import * as vscode from 'vscode';
import { decodeInSteps } from '../../core/dump/decode';
import type { DumpCache, ReadFile } from '../../core/dump/dumpCache';
import { parseDumpInSteps } from '../../core/dump/parse';
import { isDump, sniffLength } from '../../core/dump/sniff';
import type { Dump } from '../../core/paper';
import { drainInSlices, type SliceOptions } from '../../core/steps';

/** What reading a file gave. */
export type ReadResult =
  | { readonly kind: 'dump'; readonly dump: Dump }
  /** The file is no dump, or gone. */
  | { readonly kind: 'none' }
  /** Nothing in the file changed since it was last read. */
  | { readonly kind: 'unchanged' };

interface Known {
  readonly size: number;
  readonly mtime: number;
  readonly hash: number;
  readonly isDump: boolean;
}

/** Reads the beginning of a file, at least as many bytes as asked for if there are so many. */
export type PrefixReader = (uri: vscode.Uri, size: number, length: number) => Promise<Uint8Array>;

const attempts = 3;
const pauseBetweenAttempts = 100;

/** Reads files that may be dumps, and remembers what it read so that nothing is read or parsed twice. */
export class DumpReader {
  readonly #known = new Map<string, Known>();
  readonly #readPrefix: PrefixReader;
  readonly #cache: DumpCache;

  /** @param cache What was read at an earlier time. */
  constructor(readPrefix: PrefixReader, cache: DumpCache) {
    this.#readPrefix = readPrefix;
    this.#cache = cache;
  }

  /** Whether a file was read before, dump or not. */
  knows(uri: vscode.Uri): boolean {
    return this.#known.has(uri.toString());
  }

  /** Forgets a file, so that it is read again. */
  forget(path: string): void {
    this.#known.delete(path);
    this.#cache.forget(path);
  }

  /**
   * Reads a file if it changed since it was last read. A file that changes while it is read is read
   * again, so that no half-written dump is taken for a whole one.
   *
   * @throws vscode.FileSystemError when the file is there but cannot be read.
   * @throws CancelledError when the work was given up.
   */
  async read(uri: vscode.Uri, options: SliceOptions): Promise<ReadResult> {
    for (let attempt = 1; ; attempt++) {
      const before = await statOrNull(uri);
      if (!before) return this.#gone(uri);
      const known = this.#known.get(uri.toString());
      if (known && known.size === before.size && known.mtime === before.mtime) return { kind: 'unchanged' };

      const remembered = this.#cache.get(uri.toString(), before);
      if (remembered) return this.#note(uri, before, remembered);
      const prefix = await this.#readPrefix(uri, before.size, sniffLength);
      if (!isDump(prefix.subarray(0, sniffLength))) return this.#remember(uri, before, { hash: 0, dump: null });
      const bytes = before.size <= prefix.length ? prefix : await vscode.workspace.fs.readFile(uri);
      const after = await statOrNull(uri);
      if (!after) return this.#gone(uri);
      if ((after.mtime !== before.mtime || after.size !== bytes.length) && attempt < attempts) {
        await new Promise((resolve) => setTimeout(resolve, pauseBetweenAttempts));
        continue;
      }
      const hash = await drainInSlices(hashInSteps(bytes), options);
      if (known?.isDump && known.hash === hash) {
        this.#known.set(uri.toString(), { ...known, size: after.size, mtime: after.mtime });
        this.#cache.forget(uri.toString());
        return { kind: 'unchanged' };
      }
      const text = await drainInSlices(decodeInSteps(bytes), options);
      const dump = await drainInSlices(parseDumpInSteps(text, uri.toString()), options);
      return this.#remember(uri, after, { hash, dump });
    }
  }

  #remember(uri: vscode.Uri, state: vscode.FileStat, read: ReadFile): ReadResult {
    this.#cache.put(uri.toString(), state, read);
    return this.#note(uri, state, read);
  }

  #note(uri: vscode.Uri, { size, mtime }: vscode.FileStat, { hash, dump }: ReadFile): ReadResult {
    this.#known.set(uri.toString(), { size, mtime, hash, isDump: dump !== null });
    return dump ? { kind: 'dump', dump } : { kind: 'none' };
  }

  #gone(uri: vscode.Uri): ReadResult {
    this.forget(uri.toString());
    return { kind: 'none' };
  }
}

async function statOrNull(uri: vscode.Uri): Promise<vscode.FileStat | null> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

/** FNV-1a over 32 bits. */
function* hashInSteps(bytes: Uint8Array): Generator<void, number> {
  let hash = 0x811c9dc5;
  for (let start = 0; start < bytes.length; start += 1 << 18) {
    for (const byte of bytes.subarray(start, start + (1 << 18))) hash = Math.imul(hash ^ byte, 0x01000193);
    yield;
  }
  return hash;
}
