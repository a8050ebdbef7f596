import * as vscode from 'vscode';
import { FileTooLargeError, maxFileSize, SymbolicLinkError, type FolderFiles } from '../../core/reading/replaceFile';

/** The files of a folder on any file system that VS Code knows. */
export class WorkspaceFolderFiles implements FolderFiles {
  readonly #folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  async read(name: string): Promise<Uint8Array | null> {
    const stat = await orNull(vscode.workspace.fs.stat(this.#uriOf(name)));
    if (!stat) return null;
    if ((stat.type & vscode.FileType.SymbolicLink) !== 0) throw new SymbolicLinkError(name);
    if (stat.size > maxFileSize) throw new FileTooLargeError(name);
    return orNull(vscode.workspace.fs.readFile(this.#uriOf(name)));
  }

  async write(name: string, content: Uint8Array): Promise<void> {
    await vscode.workspace.fs.writeFile(this.#uriOf(name), content);
  }

  async rename(from: string, to: string): Promise<void> {
    await vscode.workspace.fs.rename(this.#uriOf(from), this.#uriOf(to), { overwrite: true });
  }

  async remove(name: string): Promise<void> {
    await vscode.workspace.fs.delete(this.#uriOf(name), { useTrash: false });
  }

  async list(): Promise<{ name: string; modified: number }[]> {
    const entries = (await orNull(vscode.workspace.fs.readDirectory(this.#folder))) ?? [];
    const files: { name: string; modified: number }[] = [];
    for (const [name, type] of entries) {
      const stat = type === vscode.FileType.File ? await orNull(vscode.workspace.fs.stat(this.#uriOf(name))) : null;
      if (stat) files.push({ name, modified: stat.mtime });
    }
    return files;
  }

  #uriOf(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, name);
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
