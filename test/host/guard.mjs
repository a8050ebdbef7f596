// Runs a command in a process group of its own, and ends the whole group and removes a temporary folder
// as soon as the command ends or whoever started this does, however that came about.
//
//   node guard.mjs FOLDER COMMAND [ARGUMENT…]      (standard input: a pipe held open by the owner)
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [folder = '', command = '', ...args] = process.argv.slice(2);
/** @type {import('node:child_process').ChildProcess} */
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
let ending = false;

/** @param {NodeJS.Signals} signal */
function signalGroup(signal) {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group is already gone.
  }
}

/** @param {number} code */
function end(code) {
  if (ending) return;
  ending = true;
  signalGroup('SIGTERM');
  setTimeout(() => {
    signalGroup('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    process.exit(code);
  }, 300);
}

child.once('error', (error) => {
  console.error(error.message);
  end(127);
});
child.once('exit', (code) => end(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));
process.stdin.resume();
for (const event of ['end', 'close', 'error']) process.stdin.once(event, () => end(0));
