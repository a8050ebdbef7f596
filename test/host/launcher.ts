import { format, parseArgs } from 'node:util';
import { launchBrowser } from './browser';
import { installHost } from './install';
import { startServer } from './server';
import { windowUrl } from './url';

/**
 * Stands in for the desktop program's executable: understands the options `@vscode/test-electron` hands over,
 * runs the tests in a window of the npm-only host, prints what they print and ends with their exit code.
 */
async function launch(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  });
  const { extensionDevelopmentPath: extension, extensionTestsPath: tests } = values;
  const [folder] = positionals;
  if (typeof extension !== 'string' || typeof tests !== 'string' || folder === undefined) {
    throw new Error('needs --extensionDevelopmentPath=…, --extensionTestsPath=… and a folder');
  }
  const host = await installHost();
  const [server, browser] = await Promise.all([startServer(host), launchBrowser(host)]);
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const finished = new Promise<number>((resolve, reject) => {
      const limit = timeLimit();
      const timer = setTimeout(() => {
        reject(new Error(`The test run in VS Code did not end within ${limit / 1000} s.`));
      }, limit);
      const settle = (code: number): void => {
        ended = true;
        clearTimeout(timer);
        resolve(code);
      };
      page.once('crash', () => {
        reject(new Error('The browser page VS Code runs in crashed.'));
      });
      browser.once('disconnected', () => {
        reject(new Error('The browser VS Code runs in ended.'));
      });
      void server.ended.then((code) => {
        reject(new Error(`VS Code's server ended with code ${code} during the test run.`));
      });
      void page.exposeFunction('codeAutomationExit', settle).catch(reject);
    });
    await page.exposeFunction('codeAutomationLog', relay);
    await page.goto(windowUrl(server, { folder, extension, tests }));
    return await finished;
  } finally {
    await Promise.allSettled([browser.close(), server.stop()]);
  }
}

/** What VS Code itself has to say in this host: natives that are not built, services that are not there, its sockets. */
const NOISE = [
  /^Error: Could not locate the bindings file/,
  /^Cannot find module '.*watchdog'/,
  /vsda/,
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket/,
  /^\[(reconnection-grace-time|AgentHost\S*|AccountPolicyGate|Service Worker)\]/,
  /additional builtin extensions/,
  /^No search provider registered for scheme/,
];

let ended = false;

/** Prints one message of the extension host's console. */
function relay(type: string, args: readonly unknown[]): void {
  const [first] = args;
  if (ended || (typeof first === 'string' && NOISE.some((noise) => noise.test(first)))) return;
  const stream = type === 'error' ? process.stderr : process.stdout;
  stream.write(`${format(...args)}\n`);
}

function timeLimit(): number {
  return Number(process.env['PAPER_DIGEST_TIMEOUT'] ?? 600) * 1000;
}

process.stdin.resume();
process.stdin.once('end', () => process.exit(1));
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
launch(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`VS Code from npm: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
