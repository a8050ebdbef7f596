import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { temporaryFolder } from './temporary';

/** A copy of a folder that may be written to and goes away. */
export interface FolderCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * Copies a folder, under its own name, into a new one in the system's temporary folder or in the one that is
 * named; a folder that does not exist becomes an empty one.
 */
export async function copyFolder(source: string, within?: string): Promise<FolderCopy> {
  const { path, remove } = await temporaryFolder('folder', within);
  const folder = join(path, basename(source));
  if (existsSync(source)) await cp(source, folder, { recursive: true });
  else await mkdir(folder);
  return { folder, remove };
}
