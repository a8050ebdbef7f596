import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { ROOT } from '../host/paths';
import { openWindow, type VSCodeWindow } from './window';

/** The folder of dumps and notes that is written for the tests. */
export const workspace = join(ROOT, 'test', 'fixtures', 'workspace');

/** The rows of the tree that are on the screen. */
export const treeRows = (window: VSCodeWindow): Locator => window.page.locator('.sidebar .pane-body .monaco-list-row');
/** The rows of the picker that are on the screen. */
export const pickerRows = (window: VSCodeWindow): Locator =>
  window.page.locator('.quick-input-widget .monaco-list-row');

/** A row of the picker by its place, counted from 0; the list keeps its rows in no order. */
export const pickerRow = (window: VSCodeWindow, index: number): Locator =>
  window.page.locator(`.quick-input-widget .monaco-list-row[data-index="${String(index)}"]`);

/** Shows the tree and waits for its first row. */
export async function showTree(window: VSCodeWindow): Promise<void> {
  await window.runCommand('View: Show Paper Digest');
  await treeRows(window).first().waitFor();
}

/** Opens the search, types into it and waits until its results rest; before the box is there, keys would go to the editor. */
export async function search(window: VSCodeWindow, query: string): Promise<void> {
  await window.runCommand('paperDigest.searchPapers');
  await window.page.locator('.quick-input-title:visible', { hasText: 'Search Papers' }).waitFor();
  await window.page.keyboard.type(query);
  for (let before = ['?'], now: string[] = []; before.join() !== now.join();) {
    before = await pickerRows(window).allInnerTexts();
    await window.page.waitForTimeout(300);
    now = await pickerRows(window).allInnerTexts();
  }
}

/** Opens the first topic and returns its papers' rows. */
export async function firstTopic(window: VSCodeWindow): Promise<Locator> {
  await treeRows(window).first().click();
  const papers = window.page.locator('.sidebar .monaco-list-row[aria-level="2"]');
  await papers.first().waitFor();
  return papers;
}

afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return;
  for (const window of open)
    await window.screenshot(`failed-${this.currentTest.title.replace(/\W+/g, '-')}`).catch(() => undefined);
});

const open = new Set<VSCodeWindow>();

/** Opens a window of which a picture is taken when a test fails. */
export async function openTracked(options: Parameters<typeof openWindow>[0]): Promise<VSCodeWindow> {
  const window = await openWindow(options);
  open.add(window);
  return window;
}

/** Closes a window that `openTracked` opened. */
export async function closeTracked(window: VSCodeWindow): Promise<void> {
  open.delete(window);
  await window.close();
}

/** Waits until the reader shows a title, and returns its page. */
export async function readerTitle(window: VSCodeWindow, title: string | RegExp): Promise<Frame> {
  const frame = await window.webview('#reader h1');
  await frame.locator('h1', { hasText: title }).waitFor();
  return frame;
}

/** The middle of a text that stands on one line of the active editor, in pixels of the page. The editor sets long lines in pieces. */
export async function middleOf(window: VSCodeWindow, text: string): Promise<{ x: number; y: number }> {
  const place = await window.page.waitForFunction(
    (wanted) => {
      for (const line of document.querySelectorAll('.editor-group-container.active .view-line')) {
        const at = (line.textContent ?? '').replaceAll('\u00a0', ' ').indexOf(wanted);
        if (at < 0) continue;
        let left = at + Math.floor(wanted.length / 2);
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (left >= length) {
            left -= length;
            continue;
          }
          const range = document.createRange();
          range.setStart(node, left);
          range.setEnd(node, left + 1);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
      }
      return null;
    },
    text,
    { polling: 100 },
  );
  const middle = await place.jsonValue();
  assert.ok(middle);
  return middle;
}

/** Hovers a text that stands on one line of the active editor until the preview of a paper is there. */
export async function hoverText(window: VSCodeWindow, text: string): Promise<Locator> {
  const hover = window.page.locator('.monaco-hover:visible .hover-contents', { hasText: 'Open abstract' }).first();
  for (let attempt = 0; ; attempt++) {
    const { x, y } = await middleOf(window, text);
    await window.page.mouse.move(x, y + 150);
    await window.page.mouse.move(x, y, { steps: 4 });
    const shown = await hover.waitFor({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (shown) return hover;
    assert.ok(attempt < 3, 'no hover came');
  }
}

/** The key under which VS Code keeps the open editors with the state of their webviews. */
export const editorsKey = 'memento/workbench.parts.editor';

/** Waits until VS Code has put a text into what it keeps over a reload, under a key or anywhere. */
export async function kept(window: VSCodeWindow, text: string, key: string | null = null): Promise<void> {
  for (let attempt = 0; !(await isKept(window, text, key)); attempt++) {
    assert.ok(attempt < 100, `${text} is not kept`);
    await window.page.waitForTimeout(250);
  }
}

function isKept({ page }: VSCodeWindow, text: string, key: string | null): Promise<boolean> {
  return page.evaluate(
    async ([wanted, storedUnder]) => {
      for (const { name } of await indexedDB.databases()) {
        if (!name?.startsWith('vscode-web-state-db')) continue;
        const values = await new Promise<unknown[]>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => {
            reject(new Error(`The database ${name} cannot be opened.`));
          };
          opening.onsuccess = () => {
            const store = opening.result.transaction('ItemTable').objectStore('ItemTable');
            const request = store.getAll(storedUnder ?? undefined);
            request.onsuccess = () => {
              opening.result.close();
              resolve(request.result);
            };
          };
        });
        if (values.some((value) => typeof value === 'string' && value.includes(wanted))) return true;
      }
      return false;
    },
    [text, key] as const,
  );
}

/** Sets the user's own settings, as the user does. */
export async function setUserSettings(window: VSCodeWindow, settings: object): Promise<void> {
  const { page } = window;
  await window.runCommand('Preferences: Open User Settings (JSON)');
  await page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(JSON.stringify(settings));
  await page.keyboard.press('Control+s');
  await page.locator('.tab.active:not(.dirty)', { hasText: 'settings.json' }).waitFor();
  await window.runCommand('View: Close All Editors');
}

/** Agrees to save in the folder if that is asked, perhaps behind the bell of the status bar, until something holds. */
export async function agreeUntil({ page }: VSCodeWindow, holds: () => Promise<boolean>): Promise<void> {
  const button = page.locator('.notification-list-item .monaco-button:visible', { hasText: 'Save in Folder' });
  const bell = page.locator('.part.statusbar [id="status.notifications"]');
  for (let attempt = 0; !(await holds()); attempt++) {
    assert.ok(attempt < 60, 'the question about the folder was not answered');
    if (await button.isVisible()) await button.click();
    else if (attempt % 5 === 4) await bell.click();
    await page.waitForTimeout(500);
  }
}

/** Goes down the rows of the quick pick to the one with a text, and chooses it. */
export async function chooseRow({ page }: VSCodeWindow, text: string): Promise<void> {
  const focused = page.locator('.quick-input-list .monaco-list-row.focused');
  for (let rows = 0; !(await focused.innerText()).replace(/[\u200b\u2060\ufeff]/g, '').includes(text); rows++) {
    assert.ok(rows < 30, `no row says ${text}`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}
