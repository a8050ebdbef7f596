import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SilentReporter, downloadAndUnzipVSCode } from '@vscode/test-electron';
import { installHost } from './install';
import { CACHE, ROOT } from './paths';

const DESKTOP_VERSION = '1.139.1';
const DOWNLOAD_TIMEOUT = 10_000;

/**
 * The executable that runs the editor tests, for `runTests` of `@vscode/test-electron`, after one line that says
 * which it is: the one PAPER_DIGEST_VSCODE names, else the desktop VS Code, else, where that cannot be shown or
 * fetched or PAPER_DIGEST_HOST is `npm`, the npm-only host.
 */
export async function resolveVSCode(): Promise<string> {
  const named = process.env['PAPER_DIGEST_VSCODE'];
  if (named) {
    if (!existsSync(named)) throw new Error(`PAPER_DIGEST_VSCODE names ${named}, which does not exist.`);
    console.log(`VS Code: ${named} (PAPER_DIGEST_VSCODE)`);
    return named;
  }
  const reason = reasonForNpm();
  if (reason !== undefined) return npmHost(reason);
  try {
    const executable = await downloadAndUnzipVSCode({
      version: DESKTOP_VERSION,
      cachePath: CACHE,
      timeout: DOWNLOAD_TIMEOUT,
      reporter: new SilentReporter(),
    });
    console.log(`VS Code: desktop ${DESKTOP_VERSION}`);
    return executable;
  } catch {
    return npmHost('the desktop program cannot be downloaded');
  }
}

/** Whether a program on this machine can open a window of its own. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

function reasonForNpm(): string | undefined {
  if (process.env['PAPER_DIGEST_HOST'] === 'npm') return 'PAPER_DIGEST_HOST=npm';
  if (!hasDisplay()) return 'no display';
  if (process.platform === 'linux' && process.arch === 'x64' && process.env['CI']) return 'CI';
  return undefined;
}

async function npmHost(reason: string): Promise<string> {
  console.log(`VS Code: headless, from npm (${reason})`);
  await installHost();
  return writeLauncher();
}

/** Writes the executable that starts the launcher, since a TypeScript file cannot be started as a program. */
async function writeLauncher(): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  const command = [
    process.execPath,
    '--import',
    join(ROOT, 'node_modules', 'tsx', 'dist', 'loader.mjs'),
    join(__dirname, 'launcher.ts'),
  ];
  const windows = process.platform === 'win32';
  const file = join(CACHE, windows ? 'vscode.cmd' : 'vscode');
  const text = windows
    ? `@echo off\r\n${command.map((part) => `"${part}"`).join(' ')} %*\r\n`
    : `#!/bin/sh\nexec ${command.map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ')} "$@"\n`;
  await writeFile(file, text, { mode: 0o755 });
  return file;
}
