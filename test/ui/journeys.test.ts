import { strict as assert } from 'node:assert';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { ROOT } from '../host/paths';
import {
  closeTracked,
  editorsKey,
  firstTopic,
  hoverText,
  kept,
  middleOf,
  openTracked,
  pickerRow,
  pickerRows,
  readerTitle,
  search,
  showTree,
  treeRows,
  workspace,
} from './steps';
import type { VSCodeWindow } from './window';

/** Clicks a text of the active editor with Ctrl held, once it is a link. */
async function followLink(window: VSCodeWindow, text: string): Promise<void> {
  const { keyboard, mouse } = window.page;
  const { x, y } = await middleOf(window, text);
  await keyboard.down('Control');
  await mouse.move(x, y - 2);
  await mouse.move(x, y, { steps: 4 });
  await window.page.locator('.detected-link-active').first().waitFor();
  await mouse.click(x, y);
  await keyboard.up('Control');
}

describe('a morning with the papers', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace });
  });
  after(() => closeTracked(window));

  it('goes from the tree to the abstract, and from there to the dump', async () => {
    await showTree(window);
    const papers = await firstTopic(window);
    const label = await papers.first().getAttribute('aria-label');
    await papers.first().click();
    const frame = await window.webview('#reader h1');
    const title = await frame.locator('h1').innerText();
    assert.ok(label?.startsWith(title), `${String(label)} begins with ${title}`);
    assert.ok((await frame.locator('article').innerText()).length > 200);
    await frame.locator('.sources button').first().click();
    await window.page.locator('.tab.active', { hasText: '.txt' }).waitFor();
    await window.page
      .locator('.view-line', { hasText: title.slice(0, 30) })
      .first()
      .waitFor();
  });

  it('searches, keeps its own order on the screen, and opens the abstract', async () => {
    await search(window, 'world model');
    for (const [index, title] of [/^Tabletop Physics/, /^Loosefolio/, /^How Long Should an Agent Dream/].entries()) {
      await pickerRow(window, index).filter({ hasText: title }).waitFor();
    }
    await window.page.keyboard.press('Enter');
    await readerTitle(window, 'Tabletop Physics');
  });

  it('opens a search result to the side', async () => {
    await search(window, 'loomgrain');
    await pickerRows(window).filter({ hasText: 'Loomgrain' }).first().hover();
    await pickerRows(window).filter({ hasText: 'Loomgrain' }).first().locator('.action-label').first().click();
    await readerTitle(window, 'Loomgrain');
  });

  it('shows a paper where a note names it', async () => {
    await window.openFile('notes.md');
    const hover = await hoverText(window, 'Tabletop Physics');
    assert.match(await hover.innerText(), /A cup pushed over the edge of a table will fall/);
    await hover.locator('a', { hasText: 'Open abstract' }).click();
    await readerTitle(window, 'Tabletop Physics');
  });

  it('shows a dump that was just saved', async () => {
    await showTree(window);
    const dump = await readFile(join(workspace, 'papers', 'search-world-models.txt'), 'utf8');
    await writeFile(
      join(window.folder, 'new.txt'),
      dump.replaceAll('Tabletop Physics: World Models', 'Fresh from the Press: World Models'),
    );
    await search(window, 'fresh from the press');
    await pickerRows(window).filter({ hasText: 'Fresh from the Press' }).first().waitFor();
    await window.page.keyboard.press('Escape');
  });
});

describe('a note that names papers', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace });
  });
  after(() => closeTracked(window));

  it('underlines them of itself, and opens an abstract at Ctrl+click', async () => {
    const { page } = window;
    await window.openFile('notes.md');
    const title = page
      .locator('.editor-group-container.active .view-line [class*="ced-"]', { hasText: 'Tabletop' })
      .first();
    await title.waitFor();
    assert.match(await title.evaluate((element) => getComputedStyle(element).textDecorationLine), /underline/);
    await followLink(window, 'Tabletop Physics');
    await readerTitle(window, 'Tabletop Physics');
  });

  it('opens an abstract also where it links a dump that has another name by now', async () => {
    await writeFile(
      join(window.folder, 'notes', 'notes.md'),
      'See [Keelhold: Safe Exploration by Reversible Actions First](../papers/renamed-since.txt#L3).\n',
    );
    await window.openFile('notes.md');
    await window.page
      .locator('.editor-group-container.active .view-line [class*="ced-"]', { hasText: 'Keelhold' })
      .first()
      .waitFor();
    await followLink(window, 'Safe Exploration');
    await readerTitle(window, 'Keelhold');
  });
});

describe('a note that is written', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace });
    await window.openFile('notes.md');
    await window.page.locator('.view-line [class*="ced-"]', { hasText: 'Tabletop' }).first().waitFor();
    await window.page.locator('.editor-group-container.active .view-lines').click();
    await window.page.keyboard.press('Control+End');
  });
  after(() => closeTracked(window));

  const offered = (title: string): Locator =>
    window.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: title });
  const pickedAlone = (title: string): Locator =>
    window.page.locator('.suggest-widget.visible .monaco-list-rows:not(:has(.monaco-list-row:nth-child(2)))', {
      hasText: title,
    });
  const line = (text: string): Locator =>
    window.page.locator('.editor-group-container.active .view-line', { hasText: text });

  it('is completed by a title of which two words were typed', async () => {
    const { keyboard } = window.page;
    await keyboard.type('Then Stanza by ');
    await offered('Stanza by Stanza').waitFor();
    await keyboard.type('Stanza Pl', { delay: 100 });
    await offered('Stanza by Stanza').waitFor();
    await keyboard.press('Enter');
    await line('Then Stanza by Stanza: Planning Verse with a Rhyme-Aware Value Function').waitFor();
    await window.page.locator('.view-line [class*="ced-"]', { hasText: 'Stanza' }).first().waitFor();
  });

  it('is completed by what a search finds after two brackets, and tells of each paper', async () => {
    const { keyboard } = window.page;
    await keyboard.press('Enter');
    await keyboard.type('[[');
    await offered('Tollhedge').waitFor();
    await keyboard.type('inference', { delay: 20 });
    await pickedAlone('Tollhedge').waitFor();
    await window.screenshot('notes-completion-list-light');
    await keyboard.press('Control+Space');
    await window.page
      .locator('.suggest-details:visible', { hasText: 'When an inference server is overloaded' })
      .waitFor();
    await window.screenshot('notes-completion-light');
    await keyboard.press('Enter');
    const linked = line('[[Tollhedge: Admission Control for Crowded Inference Servers]]');
    await linked.waitFor();
    assert.match(await linked.innerText(), /[^\]]\]\]$/);
  });

  it('takes in a paper that is searched for', async () => {
    const { keyboard } = window.page;
    await keyboard.press('Enter');
    await window.runCommand('paperDigest.insertPaper');
    await window.page.locator('.quick-input-title:visible', { hasText: 'Insert Paper' }).waitFor();
    await keyboard.type('loomgrain');
    await pickerRow(window, 0)
      .filter({ hasText: /^Loomgrain/ })
      .waitFor();
    await window.screenshot('notes-insert-light');
    await keyboard.press('Enter');
    assert.equal((await line('Loomgrain: Texture').count()) > 0, true);
    await window.page.waitForFunction(
      () =>
        [...document.querySelectorAll('.view-line')].filter((each) => (each.textContent ?? '').includes('Loomgrain'))
          .length === 2,
    );
  });
});

describe('a note without underlines', () => {
  it('has no line below a title, though it is linked', async () => {
    const window = await openTracked({ folder: workspace, settings: { 'paperDigest.notes.underline': false } });
    await window.openFile('notes.md');
    const title = window.page.locator('.view-line .detected-link[class*="ced-"]', { hasText: 'Tabletop' }).first();
    await title.waitFor();
    assert.equal(await title.evaluate((element) => getComputedStyle(element).textDecorationLine), 'none');
    await window.screenshot('notes-plain-light');
    await closeTracked(window);
  });
});

describe('notes in every theme', () => {
  for (const theme of ['light', 'dark', 'hc'] as const) {
    it(`underline thinly, ${theme}`, async () => {
      const window = await openTracked({ folder: workspace, theme });
      await window.openFile('notes.md');
      await window.page.locator('.view-line [class*="ced-"]', { hasText: 'Tabletop' }).first().waitFor();
      await window.screenshot(`notes-${theme}`);
      await closeTracked(window);
    });
  }
});

describe('the reader in a window that is reloaded', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace });
  });
  after(() => closeTracked(window));

  it('shows its paper again', async () => {
    await search(window, 'tollhedge');
    await pickerRow(window, 0)
      .filter({ hasText: /^Tollhedge/ })
      .waitFor();
    await window.page.keyboard.press('Enter');
    await readerTitle(window, 'Tollhedge');
    await kept(window, 'tollhedgeadmissioncontrol', editorsKey);
    await window.page.reload();
    await window.page.locator('.tab', { hasText: 'Tollhedge' }).click();
    await readerTitle(window, 'Tollhedge');
  });
});

describe('a search by keyboard', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace });
    await showTree(window);
    await window.openFile('notes.md');
  });
  after(() => closeTracked(window));

  const focused = (): Promise<string> =>
    window.page.evaluate(
      () => `${document.activeElement?.tagName ?? ''} ${document.activeElement?.getAttribute('aria-label') ?? ''}`,
    );

  it('shows abstracts as one goes through the rows, and leaves the note as it was on Esc', async () => {
    const { page } = window;
    await search(window, 'agent');
    const second = await pickerRow(window, 1).getAttribute('aria-label');
    await page.keyboard.press('ArrowDown');
    const frame = await window.webview('#reader h1');
    const title = await frame.locator('h1').innerText();
    assert.ok(second?.startsWith(title), `${String(second)} begins with ${title}`);
    await frame.locator('mark', { hasText: /agent/i }).first().waitFor();
    assert.match(await focused(), /^INPUT /);
    await page.keyboard.press('Escape');
    await page.locator('.tab', { hasText: title.slice(0, 15) }).waitFor({ state: 'detached' });
    await page.locator('.tab.active', { hasText: 'notes.md' }).waitFor();
  });

  it('is kept in the tree, open, above the topics', async () => {
    const { page } = window;
    await search(window, 'agent');
    const first = (await pickerRow(window, 0).getAttribute('aria-label')) ?? '';
    await page.keyboard.press('Shift+Tab');
    assert.match(await focused(), /Show Results in Sidebar/);
    await page.keyboard.press('Enter');
    await treeRows(window).first().filter({ hasText: 'agent' }).waitFor();
    const paper = page.locator('.sidebar .monaco-list-row[data-index="1"][aria-level="2"]');
    await paper.waitFor();
    assert.equal((await paper.getAttribute('aria-label'))?.split(',')[0], first.split(',')[0]);
  });
});

describe('a dump in the editor', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace, settings: { 'files.autoSave': 'off' } });
  });
  after(() => closeTracked(window));

  it('has its papers in the outline, and folds at them', async () => {
    const { page } = window;
    await window.openFile('daily-2025-11-21.txt');
    await window.runCommand('outline.focus');
    const rows = page.locator('.outline-pane .monaco-list-row');
    await rows.filter({ hasText: 'Tollhedge: Admission Control' }).filter({ hasText: 'Harbor Lab' }).click();
    await page.locator('.breadcrumbs-control', { hasText: 'Tollhedge: Admission Control' }).waitFor();
    await page.keyboard.press('Control+1');
    await window.runCommand('Fold All');
    await page.locator('.view-line', { hasText: 'Tollhedge' }).waitFor();
    await page
      .locator('.view-line', { hasText: 'When an inference server is overloaded' })
      .waitFor({ state: 'detached' });
    await window.screenshot('dump-outline');
    await window.runCommand('Unfold All');
  });

  async function goToTabletop(picture: string): Promise<void> {
    const { page } = window;
    await page.keyboard.press('Control+t');
    await page.locator('.quick-input-widget input[type="text"]').first().waitFor();
    await page.keyboard.type('tabletop world models');
    await pickerRow(window, 0).filter({ hasText: 'Tabletop Physics: World Models' }).waitFor();
    await window.screenshot(picture);
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'search-world-models.txt' }).waitFor();
  }

  it('is where a paper is gone to by its title', async () => {
    await goToTabletop('dump-go-to-symbol');
    await window.page.locator('.statusbar-item', { hasText: 'Ln 3, Col 1' }).waitFor();
  });

  it('is so too while lines are put into it that are not saved', async () => {
    const { page } = window;
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('\n\n');
    await page.locator('.tab.active.dirty').waitFor();
    await page.keyboard.press('Control+Home');
    await goToTabletop('dump-go-to-symbol-edited');
    await page.locator('.statusbar-item', { hasText: 'Ln 5, Col 1' }).waitFor();
  });
});

describe('by keyboard alone', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace, theme: 'dark' });
  });
  after(() => closeTracked(window));

  it('moves through the tree, opens an abstract, copies its title and opens its source', async () => {
    const { keyboard } = window.page;
    await showTree(window);
    await keyboard.press('Control+0');
    await window.page.locator('.sidebar .pane-body .monaco-list:focus').waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowRight');
    await window.page.locator('.sidebar .monaco-list-row[aria-level="2"]').first().waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    const frame = await window.webview('#reader h1');
    await frame.locator('body').waitFor();
    await keyboard.press('Control+0');
    await window.page.locator('.sidebar .pane-body .monaco-list:focus').waitFor();
    await keyboard.press('Shift+F10');
    await window.page.locator('.context-view .monaco-menu .action-item', { hasText: 'Copy Title' }).waitFor();
    const item = window.page.locator('.context-view .monaco-menu .action-item.focused', { hasText: 'Copy Title' });
    for (let i = 0; i < 40 && (await item.count()) === 0; i++) await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    const title = await frame.locator('h1').innerText();
    for (let i = 0; (await window.page.evaluate(() => navigator.clipboard.readText())) !== title; i++) {
      assert.ok(i < 50, 'the title is not on the clipboard');
      await window.page.waitForTimeout(100);
    }
    await window.runCommand('View: Focus Active Editor Group');
    for (let i = 0; i < 20 && (await frame.locator('.sources button:focus').count()) === 0; i++)
      await keyboard.press('Tab');
    await keyboard.press('Enter');
    await window.page.locator('.tab.active', { hasText: '.txt' }).waitFor();
  });
});

describe('the tree as its reader wants it', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace });
    await showTree(window);
  });
  after(() => closeTracked(window));

  const row = (text: string | RegExp): Locator => treeRows(window).filter({ hasText: text });
  const quickInput = (text: string | RegExp): Locator =>
    window.page.locator('.quick-input-widget:visible', { hasText: text });

  it('filters papers that lie in closed topics, by keyboard, and gives all of them back', async () => {
    const { keyboard } = window.page;
    await row('Keelhold').waitFor({ state: 'detached' });
    await window.runCommand('paperDigest.filter');
    await quickInput('Filter Papers').waitFor();
    await keyboard.type('keelhold');
    await row('Keelhold').waitFor();
    await quickInput(/1 of 12 papers/).waitFor();
    await keyboard.press('Escape');
    await row('Keelhold').waitFor({ state: 'detached' });
    await window.runCommand('paperDigest.filter');
    await quickInput('Filter Papers').waitFor();
    await keyboard.type('keelhold');
    await row('Keelhold').waitFor();
    await keyboard.press('Enter');
    await window.page.locator('.sidebar', { hasText: '1 paper matches “keelhold”.' }).waitFor();
    await window.runCommand('paperDigest.clearFilter');
    await row('Keelhold').waitFor({ state: 'detached' });
  });

  it('changes its groups while the list of arrangements is open', async () => {
    const { keyboard } = window.page;
    await window.runCommand('paperDigest.arrange');
    await quickInput('Arrange Papers').waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await row('papers/daily-2025-11-21.txt').waitFor();
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await row('papers/daily-2025-11-21.txt').waitFor({ state: 'detached' });
    await keyboard.press('Escape');
  });

  it('moves a paper to a topic that is typed, and takes it back', async () => {
    const { keyboard } = window.page;
    await window.runCommand('paperDigest.filter');
    await quickInput('Filter Papers').waitFor();
    await keyboard.type('keelhold');
    await row('Keelhold').waitFor();
    await keyboard.press('Enter');
    await row('Keelhold').click();
    await readerTitle(window, 'Keelhold');
    await window.runCommand('paperDigest.moveToTopic');
    await quickInput(/Move “Keelhold/).waitFor();
    await keyboard.type('quantum computing');
    await pickerRow(window, 0).filter({ hasText: 'Quantum Computing' }).waitFor();
    await keyboard.press('Enter');
    await row('Quantum Computing').waitFor();
    await window.runCommand('paperDigest.undoMove');
    await row('Quantum Computing').waitFor({ state: 'detached' });
    await window.runCommand('paperDigest.clearFilter');
  });

  it('tells on the next visit what is new since the last one', async () => {
    const { page } = window;
    assert.equal(await row(/\d+ new/).count(), 0);
    await kept(window, 'paperDigest.seen');
    const address = page.url();
    await page.goto('about:blank');
    const dump = await readFile(join(workspace, 'papers', 'search-world-models.txt'), 'utf8');
    await writeFile(
      join(window.folder, 'overnight.txt'),
      dump.replaceAll('Tabletop Physics: World Models', 'Found at Dawn: World Models'),
    );
    await page.goto(address);
    await row(/1 new/).waitFor();
    await row(/1 new/).click();
    await row('● Found at Dawn').waitFor();
    await window.runCommand('paperDigest.markSeen');
    await row(/1 new/).waitFor({ state: 'detached' });
  });
});

describe('in a browser alone, without Node', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({
      folder: workspace,
      settings: { 'remote.extensionKind': { 'paper-digest.paper-digest': ['web'] } },
    });
  });
  after(() => closeTracked(window));

  it('fills the tree, searches in a worker of the browser, and opens the abstract', async () => {
    await showTree(window);
    await search(window, 'world model');
    await pickerRow(window, 0)
      .filter({ hasText: /^Tabletop Physics/ })
      .waitFor();
    await window.page.keyboard.press('Enter');
    const reader = await readerTitle(window, 'Tabletop Physics');
    await reader.locator('li', { hasText: 'Loosefolio' }).waitFor();
  });

  it('says in its log what it searched with', async () => {
    await window.runCommand('Output: Show Output Channels...');
    await window.page.locator('.quick-input-widget input[placeholder="Select Output Channel"]').waitFor();
    await window.page.keyboard.type('Paper Digest');
    await pickerRow(window, 0).filter({ hasText: 'Paper Digest' }).waitFor();
    await window.page.keyboard.press('Enter');
    await window.page.locator('.part.panel .view-line', { hasText: 'Search by MiniSearch' }).waitFor();
  });
});

describe('a folder without dumps', () => {
  let folder: string;
  let window: VSCodeWindow;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-digest-empty-'));
    await mkdir(join(folder, 'notes'));
    await writeFile(join(folder, 'notes', 'todo.txt'), 'buy milk\n');
    window = await openTracked({ folder });
  });
  after(async () => {
    await closeTracked(window);
    await rm(folder, { recursive: true });
  });

  it('says what to do and offers the sample', async () => {
    await window.runCommand('View: Show Paper Digest');
    const button = window.page.locator('.welcome-view-content a.monaco-button', { hasText: 'Open Sample Digest' });
    await button.waitFor();
    await window.screenshot('welcome-light');
    await button.click();
    await treeRows(window).first().waitFor();
    await window.page.locator('.tab', { hasText: 'reading-notes.md' }).waitFor();
    await window.screenshot('sample-light');
  });
});

describe('the sample digest', () => {
  for (const theme of ['light', 'dark', 'hc'] as const) {
    it(`looks as in the README's picture, ${theme}`, async () => {
      const window = await openTracked({ folder: join(ROOT, 'media', 'sample'), theme });
      await showTree(window);
      await firstTopic(window);
      await window.openFile('reading-notes.md');
      await search(window, 'driftgate');
      await pickerRow(window, 0)
        .filter({ hasText: /^Driftgate/ })
        .hover();
      await pickerRow(window, 0).locator('.action-label').first().click();
      await readerTitle(window, 'Driftgate');
      await window.runCommand('View: Focus First Editor Group');
      await hoverText(window, 'Mooring Lines');
      const picture = await window.screenshot(`overview-${theme}`);
      if (theme === 'light' && process.env['PAPER_DIGEST_PICTURES'] !== undefined)
        await cp(picture, join(ROOT, 'media', 'overview.png'));
      await closeTracked(window);
    });
  }
});

describe('hostile text in the window', () => {
  const hostileRemark = '$(trash) <img src=x onerror=alert(1)> [x](command:workbench.action.quit) </script>';
  let folder: string;
  let window: VSCodeWindow;
  const dialogs: string[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'paper-digest-hostile-'));
    await cp(join(ROOT, 'test', 'fixtures', 'hostile', 'hostile.txt'), join(folder, 'hostile.txt'));
    const megabyte = `One Line of a Megabyte and What It Does\nWe write on. ${'</script>$(trash)[x](command:a) '.repeat(34_000)}`;
    await writeFile(
      join(folder, 'megabyte.txt'),
      `Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe${megabyte}`,
    );
    const typeset = `E$^{2}$-Loom and Its Threads\nWe weave \\emph{by <b>night</b>} on a \\textsc{Loom} of n_h threads in $\\mathcal{O}(n^2)$, with \`weave(x_1)\` and $\\binom{<img src=x onerror=alert(1)>}{k}$.`;
    await writeFile(
      join(folder, 'typeset.txt'),
      `Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe${typeset}`,
    );
    const titles = [
      '</script><script>alert(1)</script> Considered Harmful: Titles that Escape',
      '[x](command:workbench.action.quit) or $(trash)? Links that Should Not Be Clicked',
    ];
    await writeFile(join(folder, 'note.txt'), titles.map((title) => `“${title}”\n${hostileRemark}\n`).join('\n'));
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

  it('is plain text in the tree', async () => {
    await showTree(window);
    for (let i = 0; i < 6; i++) {
      const closed = window.page.locator('.sidebar .monaco-list-row[aria-level="1"][aria-expanded="false"]');
      if ((await closed.count()) === 0) break;
      await closed.first().click();
      await window.page.waitForTimeout(200);
    }
    const row = treeRows(window).filter({ hasText: 'Links that Should Not Be Clicked' });
    await row.waitFor();
    assert.match(
      await row.locator('.label-name').innerText(),
      /^\[x\]\(command:workbench\.action\.quit\) or \$\(trash\)\?/,
    );
    assert.equal(await row.locator('.label-name .codicon').count(), 0);
    await row.locator('.monaco-tl-twistie.collapsible').click();
    const place = treeRows(window).filter({ hasText: 'note.txt' });
    await place.waitFor();
    assert.match(
      (await place.locator('.label-description').innerText()).replaceAll('\u00a0', ' '),
      /\$\(trash\) <img src=x onerror=alert\(1\)>/,
    );
    assert.equal(await place.locator('img, .codicon-trash').count(), 0);
    await window.screenshot('hostile-tree');
  });

  it('is plain text in the search', async () => {
    await search(window, 'trash');
    const row = pickerRows(window).filter({ hasText: 'Links that Should Not Be Clicked' });
    await row.waitFor();
    assert.match((await row.innerText()).replaceAll('\u00a0', ' ').replaceAll('\u200b', ''), /\$\(trash\)/);
    assert.equal(await row.locator('.monaco-icon-label .codicon-trash').count(), 0);
    await window.screenshot('hostile-search');
    await row.click();
  });

  it('is plain text in the reader', async () => {
    const frame = await readerTitle(window, 'Links that Should Not Be Clicked');
    assert.match(await frame.locator('h1').innerText(), /^\[x\]\(command:workbench\.action\.quit\) or \$\(trash\)\?/);
    assert.equal(await frame.locator('img, iframe, svg, main script, main style').count(), 0);
    await frame.locator('.mentioned .about', { hasText: hostileRemark }).waitFor();
    for (const link of await frame.locator('article a').all())
      assert.match((await link.getAttribute('href')) ?? '', /^https?:\/\//);
    await window.screenshot('hostile-reader');
  });

  it('is plain text in the reader also by the megabyte', async () => {
    await search(window, 'one line of a megabyte');
    await pickerRow(window, 0)
      .filter({ hasText: /^One Line/ })
      .click();
    const frame = await readerTitle(window, 'One Line of a Megabyte');
    const text = (await frame.locator('article').textContent()) ?? '';
    assert.ok(text.length > 1_000_000);
    assert.ok(text.endsWith('</script>$(trash)[x](command:a)'));
    assert.equal(await frame.locator('article *:not(p)').count(), 0);
  });

  it('is set in the reader by elements that hold nothing but text', async () => {
    await search(window, 'loom and its threads');
    await pickerRow(window, 0)
      .filter({ hasText: /^E²-Loom/ })
      .click();
    const frame = await readerTitle(window, 'Loom and Its Threads');
    assert.equal(await frame.locator('h1 sup').innerText(), '2');
    const texts = (selector: string): Promise<string[]> => frame.locator(`article ${selector}`).allInnerTexts();
    assert.deepEqual(await texts('em'), ['by <b>night</b>']);
    assert.deepEqual(await texts('.small-caps'), ['Loom']);
    assert.deepEqual(await texts('sub'), ['h']);
    assert.deepEqual(await texts('code'), ['weave(x_1)']);
    assert.equal(await frame.locator('article .math').count(), 2);
    assert.equal(await frame.locator('article .math').first().locator('math msup').count(), 1);
    const elements = await frame
      .locator('article .math math, article .math math *')
      .evaluateAll((all) => all.map((one) => one.namespaceURI));
    assert.ok(elements.length > 0 && elements.every((namespace) => namespace === 'http://www.w3.org/1998/Math/MathML'));
    assert.equal(await frame.locator('article *:not(p, em, sub, code, .small-caps, .math, .math *, mark)').count(), 0);
    await window.screenshot('typeset-reader');
  });

  it('is plain text in the hover', async () => {
    await window.openFile('note.txt');
    const hover = await hoverText(window, 'Links that Should');
    const text = await hover.innerText();
    assert.match(text.replaceAll('\u00a0', ' '), /\[x\]\(command:workbench\.action\.quit\) or \$\(trash\)\?/);
    assert.equal(await hover.locator('a').count(), 2);
    assert.equal(await hover.locator('img, .codicon-trash, .codicon-sync').count(), 0);
    await window.screenshot('hostile-hover');
  });

  it('opened no dialog', () => {
    assert.deepEqual(dialogs, []);
  });
});
