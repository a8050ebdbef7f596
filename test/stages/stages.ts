import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { browserProblem } from '../host/browser';
import { hostProblem, installHost } from '../host/install';
import { ROOT } from '../host/paths';
import { temporaryFolder } from '../host/temporary';
import { resolveVSCode } from '../host/vscode';
import { copyFolder } from '../host/workspace';
import { EDITOR_TESTS, buildEditorTests, buildExtension } from './bundle';
import { GREP, ONE_FAILED, ONE_PASSED, ONE_SKIPPED, REPORT, readReport, type Counts } from './counts';

/** The stages of a test run, in the order they run in. */
export const STAGES: ReadonlyMap<string, () => Promise<Counts>> = new Map([
  ['types', () => npmScript('typecheck')],
  ['lint', () => npmScript('lint')],
  ['format', () => npmScript('format:check')],
  ['core', () => mochaStage('core', 10_000)],
  ['tools', () => mochaStage('tools', 10_000)],
  ['package', () => mochaStage('package', 60_000)],
  ['editor', editorStage],
  ['ui', uiStage],
]);

const STAGE_LIMIT = 15 * 60_000;

async function npmScript(name: string): Promise<Counts> {
  const code = await command('npm', ['run', '--silent', name]);
  return code === 0 ? ONE_PASSED : ONE_FAILED;
}

function mochaStage(folder: string, timeout: number): Promise<Counts> {
  return withReport(async (report) => {
    const script = join(ROOT, 'test', 'stages', 'plain.ts');
    const args = ['--import', 'tsx', script, join(ROOT, 'test', folder), String(timeout)];
    return (await command(process.execPath, args, { [REPORT]: report })) === 0;
  });
}

async function editorStage(): Promise<Counts> {
  await Promise.all([buildExtension(), buildEditorTests()]);
  const vscodeExecutablePath = await resolveVSCode();
  const copy = await copyFolder(join(ROOT, 'test', 'fixtures', 'workspace'));
  try {
    return await withReport(async (report) => {
      const run = runTests({
        vscodeExecutablePath,
        extensionDevelopmentPath: ROOT,
        extensionTestsPath: join(EDITOR_TESTS, 'index.js'),
        extensionTestsEnv: { [REPORT]: report, [GREP]: process.env[GREP] },
        launchArgs: [copy.folder, '--disable-extensions'],
      });
      return run.then(
        () => true,
        () => false,
      );
    });
  } finally {
    await copy.remove();
  }
}

async function uiStage(): Promise<Counts> {
  const problem = hostProblem() ?? browserProblem();
  if (problem !== undefined) {
    console.log(`The window tests are skipped: ${problem}.`);
    return ONE_SKIPPED;
  }
  await buildExtension();
  await installHost();
  return mochaStage('ui', 60_000);
}

async function withReport(run: (file: string) => Promise<boolean>): Promise<Counts> {
  const { path, remove } = await temporaryFolder('report');
  try {
    const report = join(path, 'report.json');
    return await readReport(report, await run(report));
  } finally {
    await remove();
  }
}

/** Runs a command in the repository's root with its output shown; one that takes too long is ended. */
function command(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32' && name === 'npm';
    const child = spawn(name, args, {
      cwd: ROOT,
      stdio: ['pipe', 'inherit', 'inherit'],
      shell,
      env: { ...process.env, ...env },
    });
    const timer = setTimeout(() => {
      console.error(`Ended after ${STAGE_LIMIT / 60_000} minutes.`);
      child.kill('SIGKILL');
    }, STAGE_LIMIT);
    const done = (code: number): void => {
      clearTimeout(timer);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(error.message);
      done(127);
    });
    child.once('close', (code) => {
      done(code ?? 1);
    });
  });
}
