/** The files of one folder, by name. Each method rejects where the file system refuses. */
export interface FolderFiles {
  /** The content of a file; null where there is none. */
  read(name: string): Promise<Uint8Array | null>;
  write(name: string, content: Uint8Array): Promise<void>;
  /** Renames a file over another one, if that exists. */
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
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
 * @throws IncompleteWriteError when the disk is full, say; the file is as it was then.
 */
export async function replaceFile(
  files: FolderFiles,
  name: string,
  temporary: string,
  content: Uint8Array,
): Promise<void> {
  try {
    await files.write(temporary, content);
    await assertContent(files, temporary, content);
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
