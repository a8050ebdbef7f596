import { strict as assert } from 'node:assert';
import type { Locator } from 'playwright-core';
import { closeTracked, openTracked, showTree, treeRows, workspace } from './steps';
import type { VSCodeWindow } from './window';

describe('a row that goes while it has the focus', () => {
  let window: VSCodeWindow;
  before(async () => {
    window = await openTracked({ folder: workspace, height: 1200 });
    await showTree(window);
    await window.runCommand('paperDigest.arrange');
    await window.page.locator('.quick-input-title:visible', { hasText: 'Arrange Papers' }).waitFor();
    await window.page.keyboard.press('ArrowDown');
    await window.page.keyboard.press('Enter');
    await treeRows(window).filter({ hasText: 'papers/daily-2025-11-21.txt' }).waitFor();
    await window.page.keyboard.press('Escape');
    await filterBy('is:unread');
  });
  after(() => closeTracked(window));

  const focused = (): Locator => window.page.locator('.sidebar .pane-body .monaco-list:focus .monaco-list-row.focused');

  /** Filters the tree, so that all its groups are open, and gives it the focus. */
  async function filterBy(query: string): Promise<void> {
    await window.runCommand('paperDigest.filter');
    await window.page.locator('.quick-input-title:visible', { hasText: 'Filter Papers' }).waitFor();
    await window.page.keyboard.press('Control+a');
    await window.page.keyboard.type(query);
    await window.page.keyboard.press('Enter');
    await window.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await window.page.locator('.sidebar', { hasText: `“${query}”.` }).waitFor();
    await window.page.keyboard.press('Control+0');
    await window.page.locator('.sidebar .pane-body .monaco-list:focus').waitFor();
    await window.page.keyboard.press('Home');
    await treeRows(window).nth(1).waitFor();
  }

  interface Row {
    readonly label: string;
    readonly isPaper: boolean;
  }

  /** The rows from top to bottom. */
  async function rows(): Promise<Row[]> {
    const found = await treeRows(window).evaluateAll((elements) =>
      elements.map((element) => ({
        index: Number(element.getAttribute('data-index')),
        label: element.querySelector('.label-name')?.textContent ?? '',
        isPaper: element.getAttribute('aria-level') === '2',
      })),
    );
    return found.sort((a, b) => a.index - b.index);
  }

  /** The labels of the first papers that stand one below the other, and of the row after them. */
  async function papersInARow(count: number): Promise<string[]> {
    const all = await rows();
    const at = all.findIndex((_, index) => {
      const found = all.slice(index, index + count);
      return found.length === count && found.every(({ isPaper }) => isPaper) && index + count < all.length;
    });
    assert.ok(at > 0, all.map(({ label }) => label).join());
    return all.slice(at, at + count + 1).map(({ label }) => label);
  }

  /** Moves the focus from the first row down to one, key by key. */
  async function goTo(label: string): Promise<void> {
    const labels = (await rows()).map((row) => row.label);
    await window.page.keyboard.press('Home');
    for (const passed of labels.slice(1, labels.indexOf(label) + 1)) {
      await window.page.keyboard.press('ArrowDown');
      await focused().filter({ hasText: passed }).waitFor();
    }
  }

  const gone = (label: string): Promise<void> =>
    treeRows(window).filter({ hasText: label }).first().waitFor({ state: 'detached' });

  /** Waits until a row has the focus and alone is selected. */
  async function hasPlace(label: string): Promise<void> {
    await focused().filter({ hasText: label }).waitFor();
    await window.page.locator('.sidebar .monaco-list-row.selected.focused', { hasText: label }).waitFor();
    assert.equal(await window.page.locator('.sidebar .monaco-list-row.selected').count(), 1);
  }

  async function undo(label: string): Promise<void> {
    await window.page.keyboard.press('u');
    await treeRows(window).filter({ hasText: label }).first().waitFor();
  }

  it('leaves it to the next one when it is hidden, from where ↓ goes on', async () => {
    const { keyboard } = window.page;
    const [hidden = '', next = '', afterNext = ''] = await papersInARow(3);
    await goTo(hidden);
    await keyboard.press('h');
    await gone(hidden);
    await hasPlace(next);
    await keyboard.press('ArrowDown');
    await focused().filter({ hasText: afterNext }).waitFor();
    await undo(hidden);
    await focused().filter({ hasText: afterNext }).waitFor();
  });

  it('leaves it to the one before at the end', async () => {
    const labels = (await rows()).map(({ label }) => label);
    const [before = '', last = ''] = labels.slice(-2);
    await goTo(last);
    await window.page.keyboard.press('h');
    await gone(last);
    await hasPlace(before);
    await undo(last);
  });

  it('leaves it to the one behind all that are hidden together', async () => {
    const { keyboard } = window.page;
    const [first = '', second = '', next = ''] = await papersInARow(3);
    await keyboard.press('Escape');
    await window.page.locator('.sidebar .monaco-list-row.selected').waitFor({ state: 'detached' });
    await goTo(first);
    await keyboard.press('Control+Shift+Enter');
    await keyboard.press('Shift+ArrowDown');
    await window.page.locator('.sidebar .monaco-list-row.selected', { hasText: first }).waitFor();
    await window.page.locator('.sidebar .monaco-list-row.selected.focused', { hasText: second }).waitFor();
    await keyboard.press('h');
    await gone(first);
    await gone(second);
    await hasPlace(next);
    await undo(first);
  });

  it('leaves it to the next one, one after the other, when they are read while unread ones are shown', async () => {
    const [first = '', ...others] = await papersInARow(3);
    await goTo(first);
    for (const [index, next] of others.entries()) {
      await window.page.keyboard.press('r');
      await gone([first, ...others][index] ?? '');
      await hasPlace(next);
    }
    for (const paper of [first, ...others].slice(0, others.length).reverse()) await undo(paper);
  });

  it('leaves it to the next one when its menu moves it to another topic', async () => {
    const { keyboard } = window.page;
    const locator = (selector: string, hasText: string): Locator => window.page.locator(selector, { hasText });
    await filterBy('is:unread -topic:quantum');
    const labels = (await rows()).map(({ label }) => label);
    const [moved = ''] = await papersInARow(1);
    await goTo(moved);
    await keyboard.press('Shift+F10');
    await locator('.context-view .monaco-menu .action-item', 'Move to Topic').waitFor();
    const item = locator('.context-view .monaco-menu .action-item.focused', 'Move to Topic');
    for (let i = 0; i < 40 && (await item.count()) === 0; i++) await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await locator('.quick-input-title:visible', 'Move “').waitFor();
    await keyboard.type('quantum computing');
    await locator('.quick-input-widget .monaco-list-row.focused', 'Quantum Computing').waitFor();
    await keyboard.press('Enter');
    await gone(moved);
    await focused()
      .filter({ hasText: labels[labels.indexOf(moved) + 1] ?? '?' })
      .waitFor();
    await window.runCommand('paperDigest.undoMove');
    await treeRows(window).filter({ hasText: moved }).first().waitFor();
  });
});
