import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, readFile, rm, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import { hostProblem, installHost } from '../test/host/install';
import { CACHE, ROOT } from '../test/host/paths';
import { startServer } from '../test/host/server';
import { hasDisplay } from '../test/host/vscode';
import { buildExtension } from '../test/stages/bundle';

const SAMPLE = join(ROOT, 'media', 'sample');
const PROGRAMS = ['code', 'code-insiders', 'codium'];
const APPLICATIONS = [
  '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code',
  '/Applications/Visual Studio Code - Insiders.app/Contents/Resources/app/bin/code-insiders',
  '/Applications/VSCodium.app/Contents/Resources/app/bin/codium',
];

/** Shows the extension in a VS Code window: the desktop program's where there is one, else one served to a browser. */
async function main(argument: string | undefined): Promise<number> {
  const folder = argument === undefined ? undefined : resolve(argument);
  if (folder !== undefined && !(await isFolder(folder))) {
    console.error(`There is no folder ${folder}.`);
    return 1;
  }
  await buildExtension();
  const shown = folder ?? (await freshSample());
  const program = process.env['PAPER_DIGEST_HOST'] === 'npm' ? undefined : desktopProgram();
  return program === undefined ? serve(shown) : openDesktop(program, shown);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Copies the sample folder, so that trying things never edits the repository. */
async function freshSample(): Promise<string> {
  const copy = join(CACHE, 'sample');
  await rm(copy, { recursive: true, force: true });
  await cp(SAMPLE, copy, { recursive: true });
  return copy;
}

/** The desktop VS Code, where it could open a window: it needs a display, and on Linux it refuses to run as root. */
function desktopProgram(): string | undefined {
  if (!hasDisplay() || (process.platform === 'linux' && process.getuid?.() === 0)) return undefined;
  const names = process.platform === 'win32' ? PROGRAMS.map((name) => `${name}.cmd`) : PROGRAMS;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...APPLICATIONS].find((path) => existsSync(path));
}

function openDesktop(program: string, folder: string): Promise<number> {
  const windows = process.platform === 'win32';
  const quoted = (text: string): string => (windows ? `"${text}"` : text);
  const args = ['--new-window', `--extensionDevelopmentPath=${ROOT}`, folder];
  console.log(`Opening ${folder} in ${program} with the extension loaded.`);
  return new Promise((done) => {
    const child = spawn(quoted(program), args.map(quoted), { stdio: 'inherit', shell: windows });
    child.once('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      done(1);
    });
    child.once('close', (code) => {
      done(code ?? 1);
    });
  });
}

async function serve(folder: string): Promise<number> {
  const problem = hostProblem();
  if (problem !== undefined) {
    console.error(`No desktop VS Code was found, and one cannot be served: ${problem}.`);
    return 1;
  }
  const port = Number(process.env['PAPER_DIGEST_PORT'] ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error('PAPER_DIGEST_PORT must be a port number.');
    return 1;
  }
  const { publisher, name, version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    string
  >;
  const host = await installHost();
  const server = await startServer(host, {
    folder,
    installed: { id: `${publisher}.${name}`, version: `${version}`, folder: ROOT },
    port,
  });
  console.log(`Paper Digest runs in VS Code at ${server.address} (${folder}; Ctrl+C ends it)`);
  const interrupted = new Promise<number>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        done(0);
      });
  });
  const code = await Promise.race([interrupted, server.ended]);
  await server.stop();
  return code;
}

main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
