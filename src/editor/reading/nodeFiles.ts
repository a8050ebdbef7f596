import { FileTooLargeError, maxFileSize, SymbolicLinkError, type FolderFiles } from '../../core/reading/replaceFile';

/**
 * The files of a folder on disk, without VS Code's window: what was begun is finished even if the window closes. What is
 * written is on the disk before it takes the place of another file.
 */
export class NodeFolderFiles implements FolderFiles {
  readonly #folder: string;

  /** @param folder The folder's path. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(name: string): Promise<Uint8Array | null> {
    const { lstat, readFile } = await import('node:fs/promises');
    const stat = await orNull(lstat(this.#pathOf(name)));
    if (!stat) return null;
    if (stat.isSymbolicLink()) throw new SymbolicLinkError(name);
    if (stat.size > maxFileSize) throw new FileTooLargeError(name);
    return orNull(readFile(this.#pathOf(name)));
  }

  async write(name: string, content: Uint8Array): Promise<void> {
    const { mkdir, open } = await import('node:fs/promises');
    await mkdir(this.#folder, { recursive: true });
    const file = await open(this.#pathOf(name), 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async rename(from: string, to: string): Promise<void> {
    const { rename } = await import('node:fs/promises');
    await rename(this.#pathOf(from), this.#pathOf(to));
  }

  async remove(name: string): Promise<void> {
    const { rm } = await import('node:fs/promises');
    await rm(this.#pathOf(name), { force: true });
  }

  async list(): Promise<{ name: string; modified: number }[]> {
    const { lstat, readdir } = await import('node:fs/promises');
    const files: { name: string; modified: number }[] = [];
    for (const name of (await orNull(readdir(this.#folder))) ?? []) {
      const stat = await orNull(lstat(this.#pathOf(name)));
      if (stat?.isFile()) files.push({ name, modified: stat.mtimeMs });
    }
    return files;
  }

  #pathOf(name: string): string {
    return `${this.#folder}/${name}`;
  }
}

/** What a promise resolves with; null where a file does not exist. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
