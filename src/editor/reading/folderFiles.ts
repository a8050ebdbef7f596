import * as vscode from 'vscode';
import { isTemporaryNameFor, type FolderFiles } from '../../core/reading/replaceFile';

/** The largest file that is opened, in bytes. */
const maxSize = 64 * 1024 * 1024;
/** How old a temporary file is that nobody writes any more, in milliseconds. */
const minLeftOverAge = 60_000;

/** The files of a folder. Symbolic links are neither read nor written: they may lead out of the folder. */
export class WorkspaceFolderFiles implements FolderFiles {
  readonly #folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  async read(name: string): Promise<Uint8Array | null> {
    const uri = this.uriOf(name);
    const stat = await orNull(vscode.workspace.fs.stat(uri));
    if (!stat) return null;
    if ((stat.type & vscode.FileType.SymbolicLink) !== 0)
      throw new Error(vscode.l10n.t('{0} is a symbolic link. Replace it with a file.', name));
    if (stat.size > maxSize) throw new Error(vscode.l10n.t('{0} is too large.', name));
    return orNull(vscode.workspace.fs.readFile(uri));
  }

  async write(name: string, content: Uint8Array): Promise<void> {
    await vscode.workspace.fs.writeFile(this.uriOf(name), content);
  }

  async rename(from: string, to: string): Promise<void> {
    await vscode.workspace.fs.rename(this.uriOf(from), this.uriOf(to), { overwrite: true });
  }

  async remove(name: string): Promise<void> {
    await vscode.workspace.fs.delete(this.uriOf(name), { useTrash: false });
  }

  uriOf(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, name);
  }

  /** Removes temporary files that were left over beside a file when a window was killed. */
  async removeLeftOvers(name: string): Promise<void> {
    const entries = (await orNull(vscode.workspace.fs.readDirectory(this.#folder))) ?? [];
    for (const [entry, type] of entries) {
      if (type !== vscode.FileType.File || !isTemporaryNameFor(name, entry)) continue;
      const stat = await orNull(vscode.workspace.fs.stat(this.uriOf(entry)));
      if (stat && Date.now() - stat.mtime > minLeftOverAge) await orNull(this.remove(entry));
    }
  }
}

/** What a promise resolves with; null where a file does not exist. */
async function orNull<T>(work: PromiseLike<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}
