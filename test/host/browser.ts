import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { bundledChromium } from './chromium';
import type { Host } from './install';

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Starts a headless browser: the one CHROME_PATH names, else one installed on the machine, else the host's own. */
export async function launchBrowser(host: Host): Promise<Browser> {
  const named = process.env['CHROME_PATH'];
  if (named && !existsSync(named)) throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
  const installed = named ?? installedBrowser();
  const bundled = installed === undefined ? bundledChromium(host.folder) : undefined;
  const executablePath = installed ?? bundled?.executable;
  if (executablePath === undefined) {
    throw new Error('No browser found. Install Chrome, Chromium or Edge, or set CHROME_PATH to one.');
  }
  return chromium.launch({ executablePath, args: ARGS, headless: true, env: { ...definedEnv(), ...bundled?.env } });
}

/** Whether some browser can be had on this machine once the host is installed. */
export function browserProblem(): string | undefined {
  const carried = process.platform === 'linux' && process.arch === 'x64';
  if (carried || process.env['CHROME_PATH'] || installedBrowser() !== undefined) return undefined;
  return 'no Chrome, Chromium or Edge was found (CHROME_PATH may name one)';
}

function installedBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...PLACES].find((path) => existsSync(path));
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
