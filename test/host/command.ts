import { spawn } from 'node:child_process';

/** What a finished command left behind. */
export interface CommandResult {
  readonly code: number;
  readonly output: string;
}

/** Runs a command without a shell, keeps what it prints, and never rejects: a command that cannot start has code 127. It ends with this process. */
export function capture(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
  return new Promise((done) => {
    let output = '';
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
      ...options,
    });
    const keep = (data: Buffer): void => {
      output += data.toString();
    };
    const kill = (): void => {
      child.kill();
    };
    process.once('exit', kill);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => {
      process.off('exit', kill);
      done({ code: 127, output: error.message });
    });
    child.once('close', (code) => {
      process.off('exit', kill);
      done({ code: code ?? 1, output });
    });
  });
}
