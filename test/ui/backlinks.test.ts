import { strict as assert } from 'node:assert';
import { closeTracked, openTracked, readerTitle, showTree, treeRows, workspace } from './steps';
import type { VSCodeWindow } from './window';

/** Leaves the papers with a word in their titles in the tree, and the focus on it. */
async function filterBy(window: VSCodeWindow, word: string): Promise<void> {
  await window.runCommand('paperDigest.filter');
  await window.page.locator('.quick-input-widget input[placeholder^="Words in title"]').waitFor();
  await window.page.keyboard.type(word);
  await window.page.keyboard.press('Enter');
  await window.page.locator('.sidebar .pane-body .message', { hasText: word }).waitFor();
  await window.runCommand('paperDigest.papers.focus');
  await window.page.locator('.sidebar .pane-body .monaco-list:focus').waitFor();
}

/** Goes down in the tree until the focus is on a row with a text; the tree may still be filled meanwhile. */
async function goDownTo({ page }: VSCodeWindow, text: string): Promise<void> {
  const row = page.locator('.sidebar .monaco-list-row.focused', { hasText: text });
  for (let steps = 0; (await row.count()) === 0; steps++) {
    assert.ok(steps < 10, `${text} is not reached`);
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(150);
  }
}

describe('the notes that name a paper', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace });
  });
  after(() => closeTracked(window));

  it('stand below it in the tree, and are gone to by keyboard', async () => {
    const { page } = window;
    await showTree(window);
    await filterBy(window, 'keelhold');
    await goDownTo(window, 'Keelhold');
    await page.locator('.sidebar .monaco-list-row.focused[aria-expanded="false"]').waitFor();
    await page.keyboard.press('ArrowRight');
    const place = treeRows(window).filter({ hasText: 'stands in both dumps' });
    await place.waitFor();
    await goDownTo(window, 'notes.md');
    await page.keyboard.press('Enter');
    await page.locator('.editor-group-container.active .tab.active', { hasText: 'notes.md' }).waitFor();
    await page.locator('.statusbar .statusbar-item', { hasText: 'Ln 7' }).waitFor();
  });

  it('stand in the reader and open from there', async () => {
    await showTree(window);
    await treeRows(window).filter({ hasText: 'Keelhold' }).click();
    const frame = await readerTitle(window, 'Keelhold');
    const section = frame.locator('section.mentioned');
    await section.waitFor();
    assert.match(await section.innerText(), /Mentioned in\s+line 7 of notes\/notes\.md\s+… stands in both dumps/);
    await section.locator('button').first().click();
    await window.page.locator('.statusbar .statusbar-item', { hasText: 'Ln 7' }).waitFor();
  });
});

describe('the notes that name a paper, in every theme', () => {
  for (const theme of ['light', 'dark', 'hc'] as const) {
    it(theme, async () => {
      const window = await openTracked({ folder: workspace, theme });
      await showTree(window);
      await filterBy(window, 'keelhold');
      await treeRows(window).filter({ hasText: 'Keelhold' }).locator('.collapsible').click();
      await treeRows(window).filter({ hasText: 'Keelhold' }).click();
      await readerTitle(window, 'Keelhold');
      await treeRows(window).filter({ hasText: 'stands in both dumps' }).waitFor();
      await window.screenshot(`backlinks-${theme}`);
      await closeTracked(window);
    });
  }
});
