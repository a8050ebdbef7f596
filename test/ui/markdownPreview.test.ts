import { strict as assert } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { closeTracked, openTracked, readerTitle, workspace } from './steps';
import type { VSCodeWindow } from './window';

describe('a note in the Markdown preview', () => {
  async function openPreview(window: VSCodeWindow): Promise<Locator> {
    await window.openFile('notes.md');
    await window.runCommand('Markdown: Open Preview to the Side');
    const preview = await window.webview('a.paper-digest-mention');
    return preview.locator('a.paper-digest-mention', { hasText: 'Keelhold' });
  }

  for (const theme of ['light', 'dark', 'hc'] as const) {
    it(`links the papers that it names, ${theme}`, async () => {
      const window = await openTracked({ folder: workspace, theme });
      const link = await openPreview(window);
      assert.match(
        (await link.getAttribute('title')) ?? '',
        /^Keelhold: Safe Exploration by Reversible Actions First\n4 authors · /,
      );
      const line = (): Promise<string> => link.evaluate((element) => getComputedStyle(element).textDecorationStyle);
      for (let i = 0; i < 50 && (await line()) !== 'dotted'; i++) await window.page.waitForTimeout(100);
      assert.equal(await line(), 'dotted');
      await window.screenshot(`preview-${theme}`);
      await closeTracked(window);
    });
  }

  it('goes to the abstract', async () => {
    const window = await openTracked({ folder: workspace, product: { urlProtocol: 'vscode' } });
    const link = await openPreview(window);
    await link.click();
    await readerTitle(window, 'Keelhold');
    await closeTracked(window);
  });

  it('links a paper that comes, and goes to the dump where a browser lets it go no further, by keyboard', async () => {
    const window = await openTracked({ folder: workspace });
    await openPreview(window);
    const papers = join(window.folder, 'papers');
    const [header = ''] = (await readFile(join(papers, 'search-world-models.txt'), 'utf8')).split('Tabletop', 1);
    await writeFile(
      join(papers, 'late.txt'),
      `${header}World Models that Know Nothing, Second Opinions for Free\nWe ask models about worlds that they have never seen. They answer at once, and in two voices. Neither voice knows anything, and we measure how well the two agree about it on nine data sets.`,
    );
    const preview = await window.webview('a.paper-digest-mention:text("world models that know nothing")');
    await preview.locator('a', { hasText: 'Keelhold' }).focus();
    await window.page.keyboard.press('Enter');
    await window.page.locator('.tab.active', { hasText: 'daily-2025-11-21.txt' }).waitFor();
    await window.page.locator('.editor-group-container.active .view-line', { hasText: 'Keelhold' }).first().waitFor();
    await window.page.locator('.statusbar-item', { hasText: 'Ln 29' }).waitFor();
    await closeTracked(window);
  });
});
