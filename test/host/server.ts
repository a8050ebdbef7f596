import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from './install';

/** How a server is to be started. */
export interface ServerOptions {
  /** Settings of the machine, over those for a quiet window. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Turns workspace trust on, as needed to see Restricted Mode. */
  readonly workspaceTrust?: boolean;
  /** The port to listen on; a free one by default. */
  readonly port?: number;
  /** The folder a window shows when its address names none. */
  readonly folder?: string;
  /** An extension's folder to have installed, in place of one loaded by a window's address. */
  readonly installed?: { readonly id: string; readonly version: string; readonly folder: string };
  /** Gets what the server prints. */
  readonly log?: (text: string) => void;
}

/** A running server of VS Code windows. */
export interface Server {
  /** Where a browser finds it: its origin, and a secret that keeps other pages and users of the machine out. */
  readonly address: string;
  readonly dataDir: string;
  /** Resolves with the exit code when the server ends, wanted or not. */
  readonly ended: Promise<number>;
  /** Replaces the settings of the machine; windows opened later begin with them. */
  configure(settings: Readonly<Record<string, unknown>>): Promise<void>;
  stop(): Promise<void>;
}

const START_TIMEOUT = 60_000;
const QUIET: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
};

/** Starts VS Code's server on 127.0.0.1 with data of its own, and waits until it answers. */
export async function startServer(host: Host, options: ServerOptions = {}): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'paper-digest-host-'));
  const extensionsDir = join(dataDir, 'extensions');
  await mkdir(join(dataDir, 'data', 'Machine'), { recursive: true });
  await mkdir(extensionsDir);
  const configure = (settings: Readonly<Record<string, unknown>>): Promise<void> =>
    writeFile(
      join(dataDir, 'data', 'Machine', 'settings.json'),
      JSON.stringify({ ...QUIET, ...settings }, undefined, 2),
    );
  await configure(options.settings ?? {});
  if (options.installed) {
    const { id, version, folder } = options.installed;
    await symlink(folder, join(extensionsDir, `${id}-${version}`), 'junction');
  }
  const token = randomUUID();
  const args = [
    ...[join(__dirname, 'guard.mjs'), dataDir, host.node, host.server],
    ...['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--connection-token', token],
    ...['--accept-server-license-terms', '--disable-telemetry', '--disable-update-check'],
    ...['--server-data-dir', dataDir, '--extensions-dir', extensionsDir],
    ...(options.installed ? [] : ['--enable-smoke-test-driver']),
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.folder === undefined ? [] : ['--default-folder', options.folder]),
  ];
  const guard = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    env: serverEnv(dataDir),
  });
  guard.stdin.on('error', () => undefined);
  const ended = new Promise<number>((resolve) => {
    guard.once('error', () => {
      resolve(127);
    });
    guard.once('close', (code) => {
      resolve(code ?? 1);
    });
  });
  const stop = async (): Promise<void> => {
    guard.stdin.end();
    await ended;
  };
  try {
    const origin = `http://127.0.0.1:${await listening(guard, ended, options.log)}`;
    await answering(origin);
    return { address: `${origin}/?tkn=${token}`, dataDir, ended, configure, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The environment, less what would make the server believe that it runs inside another VS Code, and with no gallery to ask. */
function serverEnv(dataDir: string): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|TSX_)/;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return { ...inherited, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: dataDir };
}

function listening(guard: ChildProcess, ended: Promise<number>, log: ServerOptions['log']): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    let ready = false;
    const fail = (what: string): void => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ${what}`));
    };
    const timer = setTimeout(() => {
      fail(`did not start within ${START_TIMEOUT / 1000} s:\n${ending(output)}`);
    }, START_TIMEOUT);
    const read = (data: Buffer): void => {
      log?.(data.toString());
      if (ready) return;
      output += data.toString();
      if (output.includes('EADDRINUSE')) fail('could not start: its port is in use by another program.');
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      ready = true;
      clearTimeout(timer);
      resolve(Number(port));
    };
    guard.stdout?.on('data', read);
    guard.stderr?.on('data', read);
    void ended.then((code) => {
      fail(`ended with code ${code} before it was ready:\n${ending(output)}`);
    });
  });
}

function ending(output: string): string {
  return output.trim().split('\n').slice(-20).join('\n');
}

async function answering(origin: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT;
  for (;;) {
    const response = await fetch(`${origin}/version`).catch(() => undefined);
    if (response?.ok) return;
    if (Date.now() > deadline) throw new Error(`VS Code's server at ${origin} does not answer.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
