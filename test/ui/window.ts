import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../host/browser';
import { installHost } from '../host/install';
import { ROOT } from '../host/paths';
import { startServer, type Server } from '../host/server';
import { windowUrl } from '../host/url';
import { copyFolder } from '../host/workspace';

/** The colour themes pictures are made in. */
export type Theme = 'light' | 'dark' | 'hc';

/** What a window is to show. */
export interface WindowOptions {
  /** The folder to open; the window gets a copy of it. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** Opens the folder in Restricted Mode, with workspace trust on and not given. */
  readonly restricted?: boolean;
  /** The extension's folder; the repository's root by default. */
  readonly extension?: string;
  /** What the window is to take VS Code for in place of what it is, by the names of its `product.json`. */
  readonly product?: Readonly<Record<string, unknown>>;
}

/** A VS Code window with the extension under test. */
export interface VSCodeWindow {
  readonly page: Page;
  /** The copy of the folder that is open; changes made in it are seen by VS Code. */
  readonly folder: string;
  /** Runs a command by its identifier or by its title as the command palette shows it. */
  runCommand(command: string): Promise<void>;
  /** Opens the quick open box with a text in it, for example `note.md` or `>reload`, and returns the box. */
  quickOpen(text: string): Promise<Locator>;
  /** Opens a file of the folder in an editor, found by its name or the end of its path. */
  openFile(path: string): Promise<void>;
  /** Waits for the webview in which something matches the selector, and returns the frame with the webview's own document. */
  webview(selector: string): Promise<Frame>;
  /** Saves a picture of the window as out/screenshots/NAME.png and returns its path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

const THEMES: Readonly<Record<Theme, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  hc: 'Default High Contrast',
};
const STILL: Readonly<Record<string, unknown>> = {
  'editor.cursorBlinking': 'solid',
  'editor.occurrencesHighlight': 'off',
  'workbench.reduceMotion': 'on',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};
const IDENTIFIER = /^[\w-]+(\.[\w-]+)+$/;
const READY = 45_000;
const FOUND = 15_000;
const SCREENSHOTS = join(ROOT, 'out', 'screenshots');

let browser: Promise<Browser> | undefined;
const servers = new Map<boolean, Promise<Server>>();

/**
 * Opens a window on a copy of a folder and waits until it is ready. All windows share one browser and one server;
 * both end with the process, at the latest. Each window has a browser profile of its own and finds no storage of an
 * extension, and so remembers nothing.
 */
export async function openWindow(options: WindowOptions): Promise<VSCodeWindow> {
  const restricted = options.restricted ?? false;
  const [server, shared] = await Promise.all([sharedServer(restricted), sharedBrowser()]);
  const theme = THEMES[options.theme ?? 'light'];
  await server.configure({ ...STILL, 'workbench.colorTheme': theme, ...options.settings });
  await rm(join(server.dataDir, 'data', 'User', 'globalStorage'), { recursive: true, force: true });
  const copy = await copyFolder(options.folder, server.dataDir);
  const extension = options.extension ?? ROOT;
  const context = await shared.newContext({
    viewport: { width: options.width ?? 1400, height: options.height ?? 900 },
    reducedMotion: 'reduce',
    ...(options.theme === 'hc' ? { forcedColors: 'active' as const } : {}),
    colorScheme: options.theme === 'light' || options.theme === undefined ? 'light' : 'dark',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const close = async (): Promise<void> => {
    await context.close();
    await copy.remove();
  };
  try {
    const page = await context.newPage();
    if (options.product) await disguise(page, options.product);
    await page.goto(windowUrl(server, { folder: copy.folder, extension }));
    await shown(page);
    await page.locator('.explorer-folders-view .monaco-list').waitFor({ timeout: READY });
    return { ...driver(page, extension), page, folder: copy.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Opens a second window on the folder of another one, in the same browser profile, so that the two share what VS Code
 * remembers. Closing it closes its page alone.
 */
export async function openBeside(first: VSCodeWindow): Promise<VSCodeWindow> {
  const page = await first.page.context().newPage();
  const [server] = await Promise.all(servers.values());
  if (!server) throw new Error('No server is running.');
  await page.goto(windowUrl(server, { folder: first.folder, extension: ROOT }));
  await shown(page);
  return { ...driver(page, ROOT), page, folder: first.folder, close: () => page.close() };
}

/** Ends the shared browser and servers; for a program that goes on after its last window. */
export async function closeHost(): Promise<void> {
  const running = [...servers.values()];
  const shown = browser;
  servers.clear();
  browser = undefined;
  await shown?.then((started) => started.close());
  await Promise.all(running.map(async (server) => (await server).stop()));
}

async function shown(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: READY });
  await page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor({ timeout: READY });
}

/** Changes the product in the configuration that the server sends with the window's page, before VS Code reads it. */
async function disguise(page: Page, product: Readonly<Record<string, unknown>>): Promise<void> {
  await page.addInitScript((other) => {
    document.addEventListener(
      'readystatechange',
      () => {
        const meta = document.getElementById('vscode-workbench-web-configuration');
        const settings = JSON.parse(meta?.dataset['settings'] ?? '{}') as { productConfiguration?: object };
        meta?.setAttribute(
          'data-settings',
          JSON.stringify({ ...settings, productConfiguration: { ...settings.productConfiguration, ...other } }),
        );
      },
      { once: true },
    );
  }, product);
}

function driver(
  page: Page,
  extension: string,
): Pick<VSCodeWindow, 'runCommand' | 'quickOpen' | 'openFile' | 'webview' | 'screenshot'> {
  const input = page.locator('.quick-input-widget input[type="text"]').first();

  const quickOpen = async (text: string): Promise<Locator> => {
    for (let attempt = 0; await input.isVisible(); attempt++) {
      if (attempt % 10 === 0) await page.keyboard.press('Escape');
      await page.waitForTimeout(50);
    }
    await page.keyboard.press('F1');
    await input.waitFor();
    await input.fill(text);
    return page.locator('.quick-input-widget');
  };

  const runCommand = async (command: string): Promise<void> => {
    const title = (await paletteTitle(extension, command)) ?? (IDENTIFIER.test(command) ? undefined : command);
    const deadline = Date.now() + FOUND;
    for (;;) {
      const rows = (await quickOpen(`>${title ?? command}`)).locator('.monaco-list-row');
      for (let tries = 0; tries < 15; tries += 1) {
        const position = (await rows.allInnerTexts()).findIndex((text) => isCommand(text, title));
        if (position >= 0) {
          await rows.nth(position).click();
          return;
        }
        await page.waitForTimeout(100);
      }
      await page.keyboard.press('Escape');
      if (Date.now() > deadline) throw new Error(`The command palette has no command "${title ?? command}".`);
    }
  };

  const openFile = async (path: string): Promise<void> => {
    const name = basename(path);
    const box = await quickOpen(path);
    await box.locator('.monaco-list-row', { hasText: name }).first().click({ timeout: FOUND });
    await page.locator('.editor-group-container .tab', { hasText: name }).first().waitFor();
  };

  const webview = async (selector: string): Promise<Frame> => {
    const deadline = Date.now() + FOUND;
    for (;;) {
      for (const frame of page.frames().filter(isWebviewDocument)) {
        const matches = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (matches > 0) return frame;
      }
      if (Date.now() > deadline) throw new Error(`No webview shows "${selector}".`);
      await page.waitForTimeout(50);
    }
  };

  const screenshot = async (name: string): Promise<string> => {
    await mkdir(SCREENSHOTS, { recursive: true });
    const path = join(SCREENSHOTS, `${name}.png`);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
    return path;
  };

  return { runCommand, quickOpen, openFile, webview, screenshot };
}

/** Whether a row of the palette is the command with a title, or, for an identifier, any the palette found by it. */
function isCommand(row: string, title: string | undefined): boolean {
  const [label = '', ...rest] = row.split('\n');
  if (title !== undefined) return label.toLowerCase() === title.toLowerCase();
  return label !== '' && !label.startsWith('No matching') && !rest.includes('similar commands');
}

/** A webview is two frames deep: VS Code's own page, and in it the document the extension wrote. */
function isWebviewDocument(frame: Frame): boolean {
  return frame.name() === 'active-frame' || frame.name() === 'pending-frame' || frame.url().includes('/fake.html');
}

/** A command's title as the palette shows it, from the extension's manifest; undefined for what is no identifier of its own. */
async function paletteTitle(extension: string, command: string): Promise<string | undefined> {
  const words = await json(join(extension, 'package.nls.json'));
  const { contributes } = (await json(join(extension, 'package.json'))) as {
    contributes?: { commands?: Contributed[] };
  };
  const said = (text: string): string => text.replace(/^%(.+)%$/, (whole, key: string) => wordOf(words[key]) ?? whole);
  const contributed = contributes?.commands?.find((candidate) => candidate.command === command);
  if (contributed === undefined) return undefined;
  const title = said(contributed.title);
  return contributed.category === undefined ? title : `${said(contributed.category)}: ${title}`;
}

interface Contributed {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

function wordOf(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry;
  return typeof entry === 'object' && entry !== null && 'message' in entry ? String(entry.message) : undefined;
}

async function json(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  return JSON.parse(text) as Record<string, unknown>;
}

function sharedBrowser(): Promise<Browser> {
  browser ??= installHost().then(launchBrowser);
  return browser;
}

function sharedServer(restricted: boolean): Promise<Server> {
  const running =
    servers.get(restricted) ?? installHost().then((host) => startServer(host, { workspaceTrust: restricted }));
  servers.set(restricted, running);
  return running;
}
