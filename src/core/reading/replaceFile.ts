/**
 * The files of one folder, by name. Each method rejects where the file system refuses; reading rejects with a
 * `SymbolicLinkError` or a `FileTooLargeError`.
 */
export interface FolderFiles {
  /** The content of a file; null where there is none. */
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, content: Uint8Array): Promise<void>;
  /** Renames a file over another one, if that exists. */
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** The files in the folder, each with the time of its last change in milliseconds since 1970. */
  list(): Promise<readonly { readonly name: string; readonly modified: number }[]>;
}

/** The largest file that is read, in bytes. */
export const maxFileSize = 64 * 1024 * 1024;

/** That something is neither read nor written because it is a symbolic link, which may lead out of the folder. */
export class SymbolicLinkError extends Error {
  constructor(readonly file: string) {
    super(`${file} is a symbolic link.`);
  }
}

/** That a file is larger than `maxFileSize`. */
export class FileTooLargeError extends Error {
  constructor(readonly file: string) {
    super(`${file} is too large.`);
  }
}

/** That a file could not be written completely, as when the disk is full. */
export class IncompleteWriteError extends Error {
  /**
   * @param written How many bytes are in the file.
   * @param expected How many there should be.
   */
  constructor(
    readonly written: number,
    readonly expected: number,
  ) {
    super(`Only ${String(written)} of ${String(expected)} bytes were written.`);
  }
}

const temporaryName = /^\.(.+)\.[a-z0-9]{8}\.tmp$/;

/** A name for a temporary file beside another one, which no other writer has. */
export function temporaryNameFor(name: string, random = Math.random): string {
  const letters = Array.from({ length: 8 }, () => Math.floor(36 * random()).toString(36)).join('');
  return `.${name}.${letters}.tmp`;
}

/** Whether a name is that of a temporary file that was written beside a file. */
export function isTemporaryNameFor(name: string, candidate: string): boolean {
  return temporaryName.exec(candidate)?.[1] === name;
}

/**
 * Replaces the content of a file so that at every moment it has the old or the new content as a whole: writes a temporary
 * file beside it, reads that back, and renames it over the file. On a file system that does not rename over a file, the
 * file is written in place while the temporary file still has the content.
 *
 * @param temporary The name of the temporary file; see `temporaryNameFor`.
 * @param before What the file had when the new content was made from it; null where there was none. If it has something
 *   else now, nothing is written.
 * @returns Whether it was written.
 * @throws IncompleteWriteError when the disk is full, say; the file is as it was then.
 */
export async function replaceFile(
  files: FolderFiles,
  name: string,
  temporary: string,
  content: Uint8Array,
  before: Uint8Array | null,
): Promise<boolean> {
  try {
    await files.write(temporary, content);
    await assertContent(files, temporary, content);
    if (!isSameFile(await files.read(name), before)) {
      await removeQuietly(files, temporary);
      return false;
    }
  } catch (error) {
    await removeQuietly(files, temporary);
    throw error;
  }
  try {
    await files.rename(temporary, name);
  } catch {
    await writeInPlace(files, name, content);
    await removeQuietly(files, temporary);
  }
  return true;
}

function isSameFile(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : isSameContent(a, b);
}

/** How old a temporary file is that nobody writes any more, in milliseconds. */
const minLeftOverAge = 60_000;

/** Removes temporary files that were left over beside a file when a program that wrote it was killed. */
export async function removeLeftOvers(files: FolderFiles, name: string, now = Date.now()): Promise<void> {
  for (const { name: other, modified } of await files.list())
    if (isTemporaryNameFor(name, other) && now - modified > minLeftOverAge) await removeQuietly(files, other);
}

/** Writes a file without a rename. If that fails, its former content is put back as far as the disk allows. */
async function writeInPlace(files: FolderFiles, name: string, content: Uint8Array): Promise<void> {
  const before = await files.read(name);
  try {
    await files.write(name, content);
    await assertContent(files, name, content);
  } catch (error) {
    if (before) await files.write(name, before).catch(() => undefined);
    throw error;
  }
}

async function assertContent(files: FolderFiles, name: string, expected: Uint8Array): Promise<void> {
  const written = (await files.read(name)) ?? new Uint8Array();
  if (!isSameContent(written, expected)) throw new IncompleteWriteError(written.length, expected.length);
}

/** Whether two files have the same bytes. */
export function isSameContent(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

async function removeQuietly(files: FolderFiles, name: string): Promise<void> {
  await files.remove(name).catch(() => undefined);
}
