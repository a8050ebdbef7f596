import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The test files in a folder and its subfolders, in the order of their paths. */
export async function testFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name));
}
