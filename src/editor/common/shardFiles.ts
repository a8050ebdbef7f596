import * as vscode from 'vscode';
import type { CacheChange, Shard } from '../../core/cache/shards';

const readsAtOnce = 4;

/** The files of a cache, each with one of its shards. */
export class ShardFiles {
  readonly #folder: vscode.Uri;
  readonly #ending: string;

  /**
   * @param folder A folder of the extension's own; it need not be there yet.
   * @param ending That of the shards' names, without the dot.
   */
  constructor(folder: vscode.Uri, ending: string) {
    this.#folder = folder;
    this.#ending = ending;
  }

  /** Reads all files, several at once; one that cannot be read is left out. */
  async read(take: (shard: Shard) => Promise<void>): Promise<void> {
    const entries = await vscode.workspace.fs.readDirectory(this.#folder).then(undefined, () => []);
    const names = entries.map(([name]) => name).filter((name) => name.endsWith(`.${this.#ending}`));
    const readOn = async (): Promise<void> => {
      for (let name = names.shift(); name !== undefined; name = names.shift()) {
        const bytes = await vscode.workspace.fs.readFile(this.#uriOf(name)).then(undefined, () => null);
        if (bytes) await take({ name, bytes });
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, readOn));
  }

  /**
   * Writes what is new and removes what is of no use. A file is written beside its place and then put there, so that none is
   * ever seen half-written.
   *
   * @throws vscode.FileSystemError when a file cannot be written.
   */
  async apply({ written, removed }: CacheChange): Promise<void> {
    const { fs } = vscode.workspace;
    if (written.length > 0) await fs.createDirectory(this.#folder);
    for (const { name, bytes } of written) {
      const beside = this.#uriOf(`${name}.new`);
      await fs.writeFile(beside, bytes);
      await fs.rename(beside, this.#uriOf(name), { overwrite: true });
    }
    for (const name of removed) await fs.delete(this.#uriOf(name)).then(undefined, () => undefined);
  }

  #uriOf(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, name);
  }
}
