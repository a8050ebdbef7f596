import { decode } from '../dump/decode';
import { parseReadingFile, printReadingFile, type ReadingProblemKind } from './readingFile';
import type { ReadingStore } from './readingStore';
import { isSameContent, replaceFile, temporaryNameFor, type FolderFiles } from './replaceFile';
import { maxClockSkew } from './stamped';
import type { StateStorage, StoredState } from './storeSync';

/** Why a file must not be written over, and where it says so. */
export interface FileProblem {
  readonly kind: ReadingProblemKind;
  /** Counted from 1. */
  readonly line: number;
  readonly excerpt: string;
}

/** Keeps other windows out while work is done. */
export interface Lock {
  /** Whether it keeps out all other windows of the user. */
  readonly isExclusive: boolean;
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Keeps user state in a file, one paper a line; see `printReadingFile`. */
export class FileStorage implements StateStorage<FileProblem> {
  readonly #files: FolderFiles;
  readonly #name: string;
  readonly #lock: Lock;
  readonly #now: () => number;
  #eol = '\n';
  /** What the file had when it was last read or written; null where there was none. */
  #content: Uint8Array | null = null;
  /** What was parsed or written last: the same bytes need not be parsed again. */
  #last: { readonly content: Uint8Array; readonly state: StoredState<FileProblem> } | null = null;

  /** @param now The time in milliseconds since 1970. */
  constructor(files: FolderFiles, name: string, lock: Lock, now: () => number = Date.now) {
    this.#files = files;
    this.#name = name;
    this.#lock = lock;
    this.#now = now;
  }

  get isExclusive(): boolean {
    return this.#lock.isExclusive;
  }

  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#lock.run(work);
  }

  async read(): Promise<StoredState<FileProblem>> {
    const bytes = await this.#files.read(this.#name);
    this.#content = bytes;
    if (!bytes) return { records: new Map(), extras: new Map(), problem: null };
    if (this.#last && isSameContent(this.#last.content, bytes)) return this.#last.state;
    const text = decode(bytes);
    this.#eol = text.includes('\r\n') ? '\r\n' : '\n';
    const { problems, isWhole, ...store } = parseReadingFile(text, this.#now() + maxClockSkew);
    const problem = isWhole ? undefined : problems.find(({ kind }) => kind !== 'unknownValue');
    const state = { ...store, problem: problem ?? null };
    this.#last = { content: bytes, state };
    return state;
  }

  async write(store: ReadingStore): Promise<boolean> {
    const content = new TextEncoder().encode(printReadingFile(store, this.#eol));
    const temporary = temporaryNameFor(this.#name);
    if (!(await replaceFile(this.#files, this.#name, temporary, content, this.#content))) return false;
    this.#content = content;
    this.#last = { content, state: { ...store, problem: null } };
    return true;
  }
}
