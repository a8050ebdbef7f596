import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** The repository's root, which is also the folder of the extension under test. */
export const ROOT = resolve(__dirname, '../..');

/** Where everything that is fetched or unpacked for tests lives; ignored by git. */
export const CACHE = join(ROOT, '.vscode-test');

/** The folder with the committed manifest and lock file of the npm-only host. */
export const MANIFEST = join(ROOT, 'test', 'host', 'npm');

/** The folder the npm-only host is installed in; its name follows from the manifest, so a changed pin installs anew. */
export async function hostFolder(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) hash.update(await readFile(join(MANIFEST, name)));
  return join(CACHE, 'host', hash.digest('hex').slice(0, 12));
}
