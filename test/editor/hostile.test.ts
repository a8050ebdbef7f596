import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Paper } from '../../src/core/paper';
import type { Parts } from '../../src/extension';
import { titleText } from '../../src/editor/common/describe';
import { assertInert, assertInertText, hostileTexts, seen } from './hostileTexts';
import {
  abstractOn,
  allPapers,
  compactDump,
  inWorkspace,
  loadedParts,
  markdownOf,
  remove,
  until,
  write,
} from './support';

const fixture = join(__dirname, '../../../test/fixtures/hostile/hostile.txt');
const megabyte: [string, string] = [
  'One Line of a Megabyte and What It Does to Editors',
  `We write on. ${'</script>$(trash)[x](command:a) '.repeat(34_000)}`,
];

describe('hostile text', () => {
  let running: Parts;
  let papers: Paper[];
  const folder = inWorkspace('hostile');
  before(async () => {
    running = await loadedParts();
    await write(vscode.Uri.joinPath(folder, 'hostile.txt'), readFileSync(fixture));
    await write(vscode.Uri.joinPath(folder, 'megabyte.txt'), compactDump([megabyte]));
    await until('the hostile papers', () => running.digest.papers.size === 12 + 5 + 1);
    papers = [...running.digest.papers.values()].filter((paper) =>
      paper.sources.some((source) => source.path.includes('/hostile/')),
    );
  });
  after(async () => {
    await remove(folder);
    await until('the workspace alone', () => running.digest.papers.size === 12);
  });

  it('makes no link, mark-up or icon in tooltips', async () => {
    const nodes = await allPapers(running);
    for (const paper of papers) {
      const node = nodes.find((candidate) => candidate.paper.id === paper.id);
      assert.ok(node);
      const tooltip = markdownOf(running.tree.resolveTreeItem(running.tree.getTreeItem(node), node).tooltip);
      assertInert(tooltip, 0);
    }
  });

  it('makes no link but the hover’s own', async () => {
    const note = vscode.Uri.joinPath(folder, 'note.md');
    await write(note, papers.map((paper) => `“${paper.title}”`).join('\n\n'));
    await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(note), 'plaintext');
    let seen = 0;
    for (let line = 0; line < papers.length * 2; line += 2) {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        note,
        new vscode.Position(line, 12),
      );
      for (const content of hovers.flatMap((hover) => hover.contents)) {
        const markdown = markdownOf(content);
        if (!markdown.value.includes('command:paperDigest.')) continue;
        assertInert(markdown, 2);
        seen++;
      }
    }
    assert.ok(seen >= papers.length - 1, `${String(seen)} of ${String(papers.length)} hovers`);
  });

  it('makes links in notes that open an abstract or search, and nothing else', async () => {
    const note = vscode.Uri.joinPath(folder, 'linked.md');
    await write(note, papers.map((paper) => `“${paper.title}”`).join('\n\n'));
    await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(note), 'plaintext');
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', note);
    const opening = links.filter(
      ({ target }) => target?.scheme === 'command' && target.path.startsWith('paperDigest.'),
    );
    assert.ok(opening.length >= papers.length - 1);
    for (const { target } of opening) {
      assert.ok(
        target && ['paperDigest.openAbstract', 'paperDigest.searchPapers'].includes(target.path),
        String(target),
      );
      const given = JSON.parse(target.query) as unknown[];
      assert.ok(given.length === 1 && typeof given[0] === 'string');
    }
  });

  it('makes no icon, mark-up or snippet in the completion of notes', async () => {
    const note = vscode.Uri.joinPath(folder, 'completed.md');
    await write(note, '[[\n\n[[script\n\n[[trash');
    await vscode.workspace.openTextDocument(note);
    const labels = new Set<string>();
    const titles = new Set([...running.digest.papers.values()].map(titleText));
    for (const line of [0, 2, 4]) {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        note,
        new vscode.Position(line, 8),
        undefined,
        50,
      );
      for (const { label, insertText, documentation } of items) {
        if (typeof label === 'string' || typeof insertText !== 'string' || !insertText.startsWith('[[')) continue;
        assertInertText({ sink: 'completion label', kind: 'label', text: label.label });
        assert.ok(titles.has(seen(label.label)), label.label);
        assert.ok(!/[[\]<>`\n\u202a-\u202e\u2066-\u2069]/.test(insertText.slice(2, -2)), insertText);
        assertInert(markdownOf(documentation), 0);
        labels.add(label.label);
      }
    }
    assert.ok(labels.size >= papers.length - 1, `${String(labels.size)} of ${String(papers.length)} papers`);
  });

  it('makes no icon in the picker', async () => {
    await vscode.commands.executeCommand('paperDigest.searchPapers', 'script trash');
    const picker = running.search()?.picker;
    assert.ok(picker);
    await until('results', () => picker.items.length > 0);
    for (const { label, description, detail } of picker.items) {
      for (const text of [label, description ?? '', detail ?? '']) {
        assertInertText({ sink: 'quick pick', kind: text === label ? 'label' : 'row', text });
        assert.ok(text.length < 1_000);
      }
    }
    running.search()?.dispose();
  });

  it('makes no icon or link in symbols and in the names of tabs', async () => {
    const dump = vscode.Uri.joinPath(folder, 'hostile.txt');
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      dump,
    );
    assert.equal(symbols.length, running.digest.dumps.get(dump.toString())?.entries.length);
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'links',
    );
    for (const { name, detail } of symbols) {
      assertInertText({ sink: 'symbol', kind: 'label', text: name });
      assertInertText({ sink: 'symbol detail', kind: 'label', text: detail });
    }
    for (const { name, containerName } of found) {
      assertInertText({ sink: 'workspace symbol', kind: 'label', text: name });
      assertInertText({ sink: 'workspace symbol detail', kind: 'label', text: containerName });
    }
    for (const paper of papers) {
      const beginning = titleText(paper).slice(0, 20);
      const isActive = (): boolean =>
        seen(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '').startsWith(beginning);
      for (const command of ['openAbstract', 'openAsText']) {
        await vscode.commands.executeCommand(`paperDigest.${command}`, paper.id);
        await until('the tab', () => command === 'openAsText' || isActive());
        const { activeTab } = vscode.window.tabGroups.activeTabGroup;
        assertInertText({ sink: 'tab', kind: 'label', text: String(activeTab?.label) });
      }
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('makes no icon in problems', async () => {
    const dump = vscode.Uri.joinPath(folder, 'problems.txt');
    const entry = (text: string, i: number): string =>
      `Wrack${String(i)} ${text} Tides\n\n${i % 2 === 0 ? `${abstractOn(`wrack ${String(i)}`)}\n\n` : ''}  • 4 authors\n·\nSep 23 4`;
    const entries = [...hostileTexts, ...hostileTexts.slice(1)].map(entry);
    await write(dump, `new\n\nSubscribe\n\nDaily Papers\n\nNov 12\n\n${entries.join('\n\n')}\n`);
    await until('the problems', () => vscode.languages.getDiagnostics(dump).length > hostileTexts.length / 2);
    const problems = vscode.languages.getDiagnostics(dump);
    for (const { message } of problems) assertInertText({ sink: 'problem', kind: 'label', text: message });
    assert.ok(problems.some(({ message }) => seen(message).includes('$(trash)')));
    await remove(dump);
    await until('the problems are gone', () => vscode.languages.getDiagnostics(dump).length === 0);
  });
});
