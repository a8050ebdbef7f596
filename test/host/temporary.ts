import { realpathSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes away with the process, if not earlier. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

const AGAIN = { recursive: true, force: true, maxRetries: 5 } as const;
const left = new Set<string>();

/** Makes an empty folder in the system's temporary one, or in the one that is named. */
export async function temporaryFolder(name: string, within = tmpdir()): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(realpathSync(within), `paper-digest-${name}-`));
  if (left.size === 0) process.once('exit', removeAll);
  left.add(path);
  const remove = async (): Promise<void> => {
    await rm(path, AGAIN);
    left.delete(path);
    if (left.size === 0) process.off('exit', removeAll);
  };
  return { path, remove };
}

function removeAll(): void {
  for (const path of left) rmSync(path, AGAIN);
}
