import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { existsSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A copy of a folder that may be written to and goes away. */
export interface FolderCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Copies a folder, under its own name, into a new one in the temporary folder or in the one that is named;
 * a folder that does not exist becomes an empty one.
 */
export async function copyFolder(source: string, within = tmpdir()): Promise<FolderCopy> {
  const parent = await mkdtemp(join(realpathSync(within), 'paper-digest-folder-'));
  const folder = join(parent, basename(source));
  if (existsSync(source)) await cp(source, folder, { recursive: true });
  else await mkdir(folder);
  return { folder, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 5 }) };
}
