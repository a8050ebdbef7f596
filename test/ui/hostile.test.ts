import { strict as assert } from 'node:assert';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import {
  agreeUntil,
  chooseRow,
  closeTracked,
  middleOf,
  openTracked,
  pickerRow,
  pickerRows,
  search,
  setUserSettings,
  showTree,
  treeRows,
} from './steps';
import type { VSCodeWindow } from './window';

const header =
  'Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe';
const terminal = 'command:workbench.action.terminal.new';
const undoTitle = `[Undo](${terminal}) Kelp`;
const iconTitle = '$(trash) Bins for $(sync) Robots and $(a b) Rakes';
const moonTitle = `Moons is:[x](${terminal}) rise`;
const abstractOn = (subject: string): string =>
  `We study ${subject} under conditions that nobody has asked for, and report what we found. The method keeps a ledger of ` +
  `every decision that concerns ${subject}, and revises it when a later observation contradicts an earlier one.`;
const abstractWithLinks =
  '![pixel](https://pixel.invalid/a.gif) [site](https://site.invalid/b) https://bare.invalid/c $(trash) **bold** are what ' +
  `we look at here, in pictures and links that a listing may bring. ${abstractOn('garden sheds')}`;
const moonAbstracts = [
  abstractOn('moons that rise over kelp'),
  'Telescopes on four islands were pointed at the same moon for a year. Their pictures agree in its size and in little ' +
    'else, which we put down to fog, to the tides, and to an observer who slept through most of the second winter.',
];

/** The middle of a text in an element, in pixels of the page. */
async function middleIn(element: Locator, text: string): Promise<{ x: number; y: number }> {
  return element.evaluate((node, wanted) => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let piece = walker.nextNode(); piece; piece = walker.nextNode()) {
      const at = piece.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(piece, at);
      range.setEnd(piece, at + wanted.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    throw new Error(`"${wanted}" is not there`);
  }, text);
}

/** Whether an element comes within a time in which VS Code shows what it is going to show. */
function isShown(element: Locator): Promise<boolean> {
  return element.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}

/** The text of an element as a user sees it, without characters that have no width. */
async function seen(element: Locator): Promise<string> {
  return (await element.innerText()).replace(/[\u200b\u2060\ufeff]/g, '').replaceAll('\u00a0', ' ');
}

describe('links and icons from files in the window', () => {
  let folder: string;
  let window: VSCodeWindow;
  const requested: string[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-digest-hostile-'));
    const papers = [
      [undoTitle, abstractOn('kelp')],
      [iconTitle, abstractWithLinks],
    ];
    const text = papers.map(([title, abstract]) => `${String(title)}\n${String(abstract)}`).join('\n');
    await writeFile(join(folder, 'listing.txt'), `${header}${text}\n`);
    for (const [i, abstract] of moonAbstracts.entries())
      await writeFile(join(folder, `moons-${String(i)}.txt`), `${header}${moonTitle}\n${abstract}\n`);
    await writeFile(
      join(folder, 'paper-digest.topics.json'),
      JSON.stringify({
        topics: [
          { id: 'kelp', name: `Kelp [Undo](${terminal})`, definition: '$(trash) of the sea', phrases: ['kelpish'] },
          {
            id: 'sheds',
            name: `$(trash) [Undo](${terminal}) Sheds`,
            definition: '$(trash) for rakes',
            phrases: { 'garden sheds': 5 },
          },
        ],
      }),
    );
    await writeFile(
      join(folder, 'paper-digest.json'),
      `{ "$version": 1\n, "x": {"state": "[Repair](${terminal})"}\n}\n`,
    );
    await writeFile(join(folder, 'note.txt'), `“${moonTitle}”\n`);
    window = await openTracked({ folder });
    window.page.on('request', (request) => requested.push(request.url()));
  });
  after(async () => {
    await closeTracked(window);
    await rm(folder, { recursive: true });
  });

  const messages = (text: string): Locator =>
    window.page.locator('.notification-list-item-message:visible', { hasText: text });
  const openPaper = async (title: string): Promise<void> => {
    await search(window, title);
    await pickerRow(window, 0).click();
    await window.webview('#reader h1');
  };
  /** Clicks where a text stands; whatever that opened would be there when the next command has run. */
  const clickOn = async (element: Locator, text: string): Promise<void> => {
    const { x, y } = await middleIn(element, text);
    await window.page.mouse.click(x, y);
    await window.runCommand('View: Show Paper Digest');
    await treeRows(window).first().waitFor();
    assert.equal(await window.page.locator('.terminal-wrapper, .terminal-outer-container').count(), 0);
  };
  /** Moves the pointer over a text until a hover comes. */
  const hoverOver = async (element: Locator, text: string, said: string): Promise<Locator> => {
    const { x, y } = await middleIn(element, text);
    const hover = window.page.locator('.monaco-hover:visible', { hasText: said }).first();
    for (let attempt = 0; !(await hover.isVisible()); attempt++) {
      assert.ok(attempt < 10, 'no hover comes');
      await window.page.mouse.move(x + 1, y + 200);
      await window.page.mouse.move(x, y, { steps: 4 });
      await isShown(hover);
    }
    return hover;
  };
  /** Checks that a notification says a text, and that nothing in it is a link or an icon. */
  const checkMessage = async (message: Locator, text: string): Promise<void> => {
    for (let attempt = 0; !(await isShown(message)); attempt++) {
      assert.ok(attempt < 5, 'no notification comes');
      await window.runCommand('Notifications: Show Notifications');
    }
    assert.ok((await seen(message)).includes(text), await seen(message));
    assert.equal(await message.locator('a, .codicon').count(), 0);
  };

  it('are text in the notification about the file of annotations', async () => {
    await setUserSettings(window, { 'paperDigest.reading.keepIn': 'workspace' });
    await showTree(window);
    await openPaper('Kelp Undo');
    await window.runCommand('paperDigest.star');
    const message = messages('Could not save your changes: paper-digest.json');
    await agreeUntil(window, () => message.isVisible());
    await checkMessage(message, `[Repair](${terminal})`);
    await clickOn(message, 'Repair');
    await window.runCommand('Notifications: Clear All Notifications');
  });

  it('are text in the notification of a move, from a title and from the topics file', async () => {
    await openPaper('Kelp Undo');
    await window.runCommand('paperDigest.moveToTopic');
    const rows = pickerRows(window);
    await rows.first().waitFor();
    await window.page.keyboard.type('of the sea');
    const row = rows.filter({ hasText: 'Kelp [Undo]' });
    await row.waitFor();
    assert.ok((await seen(row)).includes(`Kelp [Undo](${terminal})`));
    assert.ok((await seen(row)).includes('$(trash) of the sea'));
    assert.equal(await row.locator('.codicon-trash, a[href]').count(), 0);
    const title = window.page.locator('.quick-input-title');
    assert.ok((await seen(title)).includes(undoTitle), await seen(title));
    await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'New topic' }).waitFor();
    await chooseRow(window, 'Kelp [Undo]');
    const message = messages('Moved');
    await checkMessage(message, `Moved “${undoTitle}” to Kelp [Undo](${terminal}).`);
    await window.screenshot('hostile-notification');
    await clickOn(message, 'Undo');
    await window.runCommand('Notifications: Clear All Notifications');
  });

  it('are text in the tree and in the hovers over it', async () => {
    await showTree(window);
    const row = treeRows(window).filter({ hasText: 'Sheds' });
    await row.waitFor();
    assert.ok((await seen(row)).includes(`$(trash) [Undo](${terminal}) Sheds`), await seen(row));
    assert.equal(await row.locator('a[href], .codicon-trash').count(), 0);
    const hover = await hoverOver(row.locator('.label-name').first(), 'Undo', 'for rakes');
    assert.ok((await seen(hover)).includes('$(trash) for rakes'), await seen(hover));
    assert.equal(await hover.locator('a, img, .codicon').count(), 0);
  });

  it('are text below the search box that a link in a note opens', async () => {
    await window.openFile('note.txt');
    const { x, y } = await middleOf(window, 'rise');
    const below = window.page.locator('.quick-input-widget .quick-input-message');
    for (let attempt = 0; !(await below.isVisible()); attempt++) {
      assert.ok(attempt < 20, 'the search does not open');
      await window.page.keyboard.down('Control');
      await window.page.mouse.move(x, y - 3);
      await window.page.mouse.move(x, y, { steps: 3 });
      await isShown(window.page.locator('.detected-link-active').first());
      await window.page.mouse.click(x, y);
      await window.page.keyboard.up('Control');
      await isShown(below);
    }
    await pickerRows(window).filter({ hasText: 'rise' }).first().waitFor();
    await below.filter({ hasText: 'nothing else' }).waitFor();
    assert.ok((await seen(below)).includes(`[x](${terminal})`), await seen(below));
    assert.equal(await below.locator('a').count(), 0);
    await window.screenshot('hostile-search-message');
    await clickOn(below, '[x]');
    await search(window, 'is:$(trash)');
    await below.filter({ hasText: 'nothing else: ' }).waitFor();
    assert.ok((await seen(below)).includes('$(trash)'), await seen(below));
    assert.equal(await below.locator('.codicon-trash').count(), 0);
    await window.page.keyboard.press('Escape');
  });

  it('are text in the rows of the search', async () => {
    await search(window, 'bins for robots');
    const row = pickerRows(window).filter({ hasText: 'Robots' });
    await row.waitFor();
    assert.ok((await seen(row.locator('.label-name').first())).includes(iconTitle), await seen(row));
    assert.equal(await row.locator('.monaco-icon-label .codicon').count(), 0);
    await window.page.keyboard.press('Escape');
  });

  it('are text in the hovers over rows of the search', async () => {
    await search(window, 'bins for robots');
    const row = pickerRows(window).filter({ hasText: 'Robots' });
    await row.waitFor();
    const detail = row.locator('.quick-input-list-label-meta .label-name');
    const hover = await hoverOver(detail, 'site', 'pixel');
    assert.equal(await hover.locator('a, img, .codicon, strong').count(), 0);
    assert.ok((await seen(hover)).includes('[site](https://site.invalid/b) https://bare.invalid/c $(trash) bold'));
    await window.screenshot('hostile-row-hover');
    await window.page.keyboard.press('Escape');
  });

  it('load nothing from the web', () => {
    assert.deepEqual(
      requested.filter((url) => url.includes('.invalid')),
      [],
    );
  });
});
