import type { Lock } from '../../core/reading/fileStorage';

/** How long a lock is waited for before work is done without it, in milliseconds. */
const maxWait = 10_000;
/** After this time a lock is taken for left over, in milliseconds. */
const maxAge = 30_000;
const retryDelay = 10;

/**
 * A lock between all windows of a user on one machine: a file that can be made by one process only. One that a killed
 * process left over is removed.
 *
 * @param folder The path of a folder for such files; it need not exist yet.
 * @param name Which lock this is; letters and digits.
 */
export function nodeLock(folder: string, name: string): Lock {
  return {
    isExclusive: true,
    run: async (work) => {
      const release = await acquire(folder, name);
      try {
        return await work();
      } finally {
        await release();
      }
    },
  };
}

async function acquire(folder: string, name: string): Promise<() => Promise<void>> {
  const { lstat, mkdir, open, rm } = await import('node:fs/promises');
  const path = `${folder}/${name}.lock`;
  await mkdir(folder, { recursive: true });
  for (const end = Date.now() + maxWait; Date.now() < end;) {
    const file = await open(path, 'wx').catch(() => null);
    if (file) {
      await file.close();
      return () => rm(path, { force: true });
    }
    const age = await lstat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > maxAge) await rm(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, retryDelay * (1 + Math.random())));
  }
  return () => Promise.resolve();
}
