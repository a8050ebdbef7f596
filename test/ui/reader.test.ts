import { strict as assert } from 'node:assert';
import type { Frame } from 'playwright-core';
import { closeTracked, kept, openTracked, readerTitle, showTree, treeRows, workspace } from './steps';
import type { VSCodeWindow } from './window';

/** Opens the topic that has several papers, and its first paper in the reader. */
async function openFirst(window: VSCodeWindow): Promise<Frame> {
  await showTree(window);
  await treeRows(window).filter({ hasText: 'Reinforcement Learning' }).click();
  const papers = window.page.locator('.sidebar .monaco-list-row[aria-level="2"]');
  await papers.first().click();
  return window.webview('#reader nav');
}

const titleIn = async (frame: Frame): Promise<string> => (await frame.locator('h1').innerText()).trim();

describe('the reader, by keyboard', () => {
  let window: VSCodeWindow;
  let frame: Frame;
  const titles: string[] = [];
  before(async () => {
    window = await openTracked({ folder: workspace });
    frame = await openFirst(window);
  });
  after(() => closeTracked(window));

  it('goes through the papers of the topic it was opened from', async () => {
    const { keyboard } = window.page;
    titles.push(await titleIn(frame));
    await frame.locator('.position', { hasText: '1 of 3' }).waitFor();
    await frame.locator('h1').click();
    for (const place of ['2 of 3', '3 of 3']) {
      await keyboard.press('n');
      await frame.locator('.position', { hasText: place }).waitFor();
      titles.push(await titleIn(frame));
    }
    assert.equal(new Set(titles).size, 3);
    assert.equal(await frame.locator('button.next').count(), 0);
    await keyboard.press('p');
    await frame.locator('.position', { hasText: '2 of 3' }).waitFor();
    assert.equal(await titleIn(frame), titles[1]);
  });

  it('goes back and forward', async () => {
    const { keyboard } = window.page;
    await keyboard.press('Alt+ArrowLeft');
    await frame.locator('.position', { hasText: '3 of 3' }).waitFor();
    await keyboard.press('Alt+ArrowRight');
    await frame.locator('.position', { hasText: '2 of 3' }).waitFor();
    await frame.locator('button.forward').waitFor({ state: 'detached' });
  });

  it('shows the text as it stands in the dump, and readable again', async () => {
    const { keyboard } = window.page;
    await keyboard.press('t');
    await frame.locator('main.raw').waitFor();
    await keyboard.press('t');
    await frame.locator('main:not(.raw)').waitFor();
  });

  it('marks the paper by single keys, and takes marks back', async () => {
    const { keyboard } = window.page;
    const isSet = (mark: string, set: boolean): Promise<void> =>
      frame.locator(`.mark.${mark}[aria-pressed="${String(set)}"]`).waitFor();
    await keyboard.press('s');
    await isSet('star', true);
    await keyboard.press('l');
    await isSet('later', true);
    await treeRows(window)
      .filter({ hasText: /^To Read/ })
      .waitFor();
    await keyboard.press('u');
    await isSet('later', false);
    await keyboard.press('u');
    await isSet('star', false);
    await frame.locator('.mark.star').click();
    await isSet('star', true);
    await keyboard.press('Enter');
    await isSet('star', false);
  });

  it('leaves the keys of the tree to the tree', async () => {
    const { page } = window;
    const row = page.locator('.sidebar .monaco-list-row[aria-level="2"]').nth(2);
    const title = (await row.locator('.label-name').innerText()).trim();
    await page.keyboard.press('Control+0');
    await page.locator('.sidebar .pane-body .monaco-list:focus').waitFor();
    await page
      .locator('.sidebar .monaco-list-row.focused')
      .filter({ hasText: titles[0]?.slice(0, 12) ?? '?' })
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('s');
    await treeRows(window)
      .filter({ hasText: `★ ${title.slice(0, 12)}` })
      .first()
      .waitFor();
    await page.keyboard.press('u');
    await treeRows(window).filter({ hasText: '★' }).first().waitFor({ state: 'detached' });
    await frame.locator('h1').click();
  });

  it('finds in its page, and leaves its keys to what is typed there', async () => {
    const { page } = window;
    await page.keyboard.press('Control+f');
    const box = page.locator('.simple-find-part.visible input');
    await box.waitFor();
    await page.keyboard.type('not p');
    assert.equal(await box.inputValue(), 'not p');
    await page.keyboard.press('Escape');
    assert.equal(await titleIn(frame), titles[1]);
  });

  it('opens the next paper beside one that is pinned', async () => {
    await frame.locator('h1').click();
    await window.runCommand('View: Pin Editor');
    await treeRows(window)
      .filter({ hasText: 'Loomgrain' })
      .or(treeRows(window).filter({ hasText: 'Agents' }))
      .first()
      .click();
    const other = window.page.locator('.sidebar .monaco-list-row[aria-level="2"]').first();
    await other.click();
    await window.page.locator('.editor-group-container .tab').nth(1).waitFor();
  });

  it('has its paper, its place in the list and its way back after a reload', async () => {
    await window.page.locator('.editor-group-container .tab.sticky').click();
    await readerTitle(window, titles[1] ?? '?');
    await kept(window, 'memento/workbench.parts.editor');
    await window.page.waitForTimeout(1_500);
    await window.page.reload();
    const again = await readerTitle(window, titles[1] ?? '?');
    await again.locator('.position', { hasText: '2 of 3' }).waitFor();
    await again.locator('button.back').click();
    await readerTitle(window, titles[2] ?? '?');
  });
});

describe('the reader, in every theme', () => {
  for (const theme of ['light', 'dark', 'hc'] as const) {
    it(theme, async () => {
      const window = await openTracked({ folder: workspace, theme });
      const frame = await openFirst(window);
      await frame.locator('footer kbd').first().waitFor();
      await window.screenshot(`reader-${theme}`);
      await closeTracked(window);
    });
  }
});
