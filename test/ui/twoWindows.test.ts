import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { closeTracked, openTracked, showTree, treeRows, workspace } from './steps';
import { openBeside, type VSCodeWindow } from './window';

const papersIn = ({ page }: VSCodeWindow): Locator => page.locator('.sidebar .monaco-list-row[aria-level="2"]');

/** Opens the topic that has several papers and returns their titles. */
async function openTopic(window: VSCodeWindow): Promise<string[]> {
  await showTree(window);
  await treeRows(window).filter({ hasText: 'Reinforcement Learning' }).click();
  await papersIn(window).nth(2).waitFor();
  return (await papersIn(window).locator('.label-name').allInnerTexts()).map((title) => title.trim());
}

/** Puts the focus of the tree on a paper without opening it. */
async function focusOn(window: VSCodeWindow, title: string): Promise<void> {
  await window.page.mouse.move(700, 450);
  await papersIn(window)
    .filter({ hasText: title })
    .first()
    .click({ modifiers: ['Control'], force: true });
  await window.page.locator('.sidebar .monaco-list-row.focused').filter({ hasText: title }).waitFor();
}

const starred = (window: VSCodeWindow, title: string): Locator =>
  treeRows(window)
    .filter({ hasText: `★ ${title}` })
    .first();

describe('two windows on one folder', () => {
  for (const place of ['user', 'workspace'] as const) {
    describe(`that keep user state in the ${place} store`, () => {
      let first: VSCodeWindow;
      let second: VSCodeWindow;
      before(async () => {
        first = await openTracked({ folder: workspace, settings: { 'paperDigest.reading.keepIn': place } });
        second = await openBeside(first);
      });
      after(() => closeTracked(first));

      it('both keep marks that were made at the same moment, also when one closes right after', async function () {
        this.timeout(120_000);
        const titles = await openTopic(first);
        await openTopic(second);
        const [a = '', b = '', c = ''] = titles.map((title) => title.slice(0, 20));
        for (let round = 0; round < 3; round++) {
          await Promise.all([focusOn(first, a), focusOn(second, b)]);
          await Promise.all([first.page.keyboard.press('s'), second.page.keyboard.press('s')]);
          await Promise.all(
            [first, second].flatMap((window) => [a, b].map((title) => starred(window, title).waitFor())),
          );
          await Promise.all([focusOn(first, a), focusOn(second, b)]);
          await Promise.all([first.page.keyboard.press('s'), second.page.keyboard.press('s')]);
          await Promise.all(
            [first, second].flatMap((window) =>
              [a, b].map((title) => starred(window, title).waitFor({ state: 'detached' })),
            ),
          );
        }
        await Promise.all([focusOn(first, a), focusOn(second, c)]);
        await Promise.all([first.page.keyboard.press('s'), second.page.keyboard.press('s')]);
        await starred(second, c).waitFor();
        await second.close();
        await starred(first, a).waitFor();
        await starred(first, c).waitFor();
        if (place === 'workspace') {
          const text = await readFile(join(first.folder, 'paper-digest.json'), 'utf8');
          assert.equal(text.match(/"starred":\[true/g)?.length, 2);
        }
      });
    });
  }
});
