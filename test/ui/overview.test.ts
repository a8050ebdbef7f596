import { strict as assert } from 'node:assert';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { ROOT } from '../host/paths';
import { closeTracked, openTracked, readerTitle, showTree, treeRows, workspace } from './steps';
import type { VSCodeWindow } from './window';

async function openOverview(window: VSCodeWindow): Promise<Frame> {
  await window.runCommand('paperDigest.overview');
  const frame = await window.webview('#overview .figures');
  await frame.locator('.map .dots').first().waitFor({ state: 'attached' });
  return frame;
}

describe('the overview in the window', () => {
  for (const theme of ['light', 'dark', 'hc'] as const) {
    describe(theme, () => {
      let window: VSCodeWindow;
      let frame: Frame;
      before(async () => {
        window = await openTracked({ folder: workspace, theme });
        frame = await openOverview(window);
      });
      after(() => closeTracked(window));

      const point = (): Locator => frame.locator('.map .point');

      it('goes over the map by keyboard and opens a paper', async () => {
        await point().focus();
        const first = await point().getAttribute('aria-label');
        const seen = new Set([first]);
        for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
          await window.page.keyboard.press(key);
          seen.add(await point().getAttribute('aria-label'));
          assert.ok(await point().evaluate((node) => node === document.activeElement), 'the point has the focus');
        }
        assert.ok(seen.size > 1);
        const label = (await point().getAttribute('aria-label')) ?? '';
        const title = await frame.locator('.tooltip .first').innerText();
        assert.ok(label.startsWith(title), `${label} begins with ${title}`);
        await window.screenshot(`glance-${theme}`);
        await window.page.keyboard.press('Enter');
        await readerTitle(window, title);
      });

      it('opens a paper by mouse', async () => {
        const opened = await (await window.webview('#reader h1')).locator('h1').innerText();
        await point().focus();
        for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown']) {
          if ((await point().getAttribute('aria-label'))?.startsWith(opened)) await window.page.keyboard.press(key);
        }
        const box = await point().boundingBox();
        const title = ((await point().getAttribute('aria-label')) ?? '').split('. ')[0] ?? '';
        assert.ok(box && title !== opened);
        await window.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await frame.locator('.tooltip').waitFor();
        await window.page.mouse.down();
        await window.page.mouse.up();
        await readerTitle(window, title.slice(0, 30));
      });

      it('shows each figure as a table', async () => {
        for (const id of ['map', 'topics', 'times', 'overlap']) {
          const figure = frame.locator(`#${id}`);
          await figure.locator('.toggle').click();
          assert.ok((await figure.locator('tbody th[scope="row"]').count()) > 0, id);
          assert.ok((await figure.locator('caption').innerText()) !== '');
          assert.equal(await figure.locator('.picture').isVisible(), false);
        }
        await window.screenshot(`overview-tables-${theme}`);
        for (const id of ['map', 'topics', 'times', 'overlap']) await frame.locator(`#${id} .toggle`).click();
      });

      it('lets the tree show a topic', async () => {
        const row = frame.locator('#topics button.row').first();
        const name = (await row.locator('.name').innerText()).slice(0, 12);
        await row.click();
        await treeRows(window).filter({ hasText: name }).first().waitFor();
        await window.page
          .locator('.pane-body', { hasText: /match|matches/ })
          .first()
          .waitFor();
      });
    });
  }
});

describe('hostile text in the overview', () => {
  let folder: string;
  let window: VSCodeWindow;
  const dialogs: string[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-digest-hostile-'));
    await cp(join(ROOT, 'test', 'fixtures', 'hostile', 'hostile.txt'), join(folder, '$(trash) [x](command:a).txt'));
    window = await openTracked({ folder });
    window.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  after(async () => {
    await closeTracked(window);
    await rm(folder, { recursive: true });
  });

  it('is plain text on the map, in tables and in names of dumps', async () => {
    const frame = await openOverview(window);
    await frame.locator('#map .toggle').click();
    const rows = frame.locator('#map tbody th');
    assert.ok(
      (await rows.allInnerTexts()).some((text) => text.startsWith('[x](command:workbench.action.quit) or $(trash)?')),
    );
    assert.equal(await frame.locator('main script, main style, img, iframe, a, [onerror]').count(), 0);
    assert.match(await frame.locator('#overlap .name').first().innerText(), /^\$\(trash\) \[x\]/);
    await window.screenshot('hostile-overview');
    assert.deepEqual(dialogs, []);
  });
});

describe('the overview of the sample digest', () => {
  it("looks as in the README's picture", async () => {
    const window = await openTracked({ folder: join(ROOT, 'media', 'sample') });
    await showTree(window);
    await openOverview(window);
    const picture = await window.screenshot('glance-sample');
    if (process.env['PAPER_DIGEST_PICTURES'] !== undefined) await cp(picture, join(ROOT, 'media', 'glance.png'));
    await closeTracked(window);
  });
});
