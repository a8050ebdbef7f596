import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { agreeUntil, closeTracked, openTracked, setUserSettings, showTree, treeRows, workspace } from './steps';
import { openBeside, type VSCodeWindow } from './window';

const papersIn = ({ page }: VSCodeWindow): Locator => page.locator('.sidebar .monaco-list-row[aria-level="2"]');

/** Opens the topic that has several papers and returns the beginnings of their titles. */
async function openTopic(window: VSCodeWindow): Promise<string[]> {
  await showTree(window);
  await treeRows(window).filter({ hasText: 'Reinforcement Learning' }).click();
  await papersIn(window).nth(2).waitFor();
  return (await papersIn(window).locator('.label-name').allInnerTexts()).map((title) => title.trim().slice(0, 20));
}

/** Puts the focus of the tree on a paper without opening it. */
async function focusOn({ page }: VSCodeWindow, title: string): Promise<void> {
  const focused = page.locator('.sidebar .monaco-list-row.focused');
  await page.mouse.move(700, 450);
  await page.keyboard.press('Control+0');
  await page.locator('.sidebar .pane-body .monaco-list:focus').waitFor();
  await page.keyboard.press('Home');
  for (let rows = 0; !(await focused.innerText()).includes(title); rows++) {
    assert.ok(rows < 30, `${title} is not in the tree`);
    await page.keyboard.press('ArrowDown');
  }
}

/** Stars papers, or takes stars away, at the same moment. */
async function toggle(...marks: readonly (readonly [window: VSCodeWindow, title: string])[]): Promise<void> {
  await Promise.all(marks.map(([window, title]) => focusOn(window, title)));
  await Promise.all(marks.map(([window]) => window.page.keyboard.press('s')));
}

const starred = (window: VSCodeWindow, title: string): Locator =>
  treeRows(window)
    .filter({ hasText: `★ ${title}` })
    .first();

describe('two windows on one folder', function () {
  this.timeout(240_000);

  /** Marks papers in both windows at the same moment, several times, and closes one right after its last mark. */
  async function markInBoth(first: VSCodeWindow, second: VSCodeWindow, titles: readonly string[]): Promise<void> {
    const [a = '', b = '', c = ''] = titles;
    const all = [first, second].flatMap((window) => [a, b].map((title) => starred(window, title)));
    for (let round = 0; round < 3; round++) {
      await toggle([first, a], [second, b]);
      await Promise.all(all.map((row) => row.waitFor()));
      await toggle([first, b], [second, a]);
      await Promise.all(all.map((row) => row.waitFor({ state: 'detached' })));
    }
    await toggle([first, a], [second, c]);
    await starred(second, c).waitFor();
    await second.close();
    await starred(first, a).waitFor();
    await starred(first, c).waitFor();
  }

  it('both keep the marks that the user makes in them, and a window that opens later has them', async () => {
    const first = await openTracked({ folder: workspace });
    const second = await openBeside(first);
    const titles = await openTopic(first);
    await openTopic(second);
    await markInBoth(first, second, titles);
    const later = await openBeside(first);
    await openTopic(later);
    for (const title of [titles[0], titles[2]]) await starred(later, title ?? '?').waitFor();
    await closeTracked(first);
  });

  it('both keep the marks in the file of the folder', async () => {
    const first = await openTracked({ folder: workspace });
    const text = (): Promise<string> => readFile(join(first.folder, 'paper-digest.json'), 'utf8').catch(() => '');
    await setUserSettings(first, { 'paperDigest.reading.keepIn': 'workspace' });
    const titles = await openTopic(first);
    const middle = titles[1] ?? '?';
    await toggle([first, middle]);
    await agreeUntil(first, async () => (await text()).includes('"starred":[true'));
    const second = await openBeside(first);
    await openTopic(second);
    await agreeUntil(second, () => starred(second, middle).isVisible());
    await toggle([second, middle]);
    await agreeUntil(second, async () => (await text()).includes('"starred":[false'));
    await starred(first, middle).waitFor({ state: 'detached' });
    await markInBoth(first, second, titles);
    assert.equal((await text()).match(/"starred":\[true/g)?.length, 2);
    await closeTracked(first);
  });
});
