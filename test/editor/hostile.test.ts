import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Paper } from '../../src/core/paper';
import type { Parts } from '../../src/extension';
import { allPapers, compactDump, inWorkspace, loadedParts, markdownOf, remove, until, write } from './support';

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
    const seen = new Set<string>();
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
        assert.ok(!/(?<!\\)\$\(/.test(label.label), label.label);
        assert.ok(!/[[\]<>`\n\u202a-\u202e\u2066-\u2069]/.test(insertText.slice(2, -2)), insertText);
        assertInert(markdownOf(documentation), 0);
        seen.add(label.label);
      }
    }
    assert.ok(seen.size >= papers.length - 1, `${String(seen.size)} of ${String(papers.length)} papers`);
  });

  it('makes no icon in the picker', async () => {
    await vscode.commands.executeCommand('paperDigest.searchPapers', 'script trash');
    const picker = running.search()?.picker;
    assert.ok(picker);
    await until('results', () => picker.items.length > 0);
    for (const { label, description, detail } of picker.items) {
      for (const text of [label, description ?? '', detail ?? '']) {
        assert.ok(!/(?<!\\)\$\(/.test(text), text);
        assert.ok(!/[\n\u202a-\u202e\u2066-\u2069]/.test(text), text);
        assert.ok(text.length < 1_000);
      }
    }
    running.search()?.dispose();
  });
});

/** Checks that nothing in the Markdown but `links` links of ours could do anything. */
function assertInert({ value, supportHtml, supportThemeIcons }: vscode.MarkdownString, links: number): void {
  assert.ok(!supportHtml && !supportThemeIcons);
  const unescaped = value.replace(/\\[!-/:-@[-`{-~]/g, '');
  const ours = unescaped.replace(
    /\[[\w ]+\]\(command:paperDigest\.(?:openAbstract|openInDump)\?[%\w.!~*'()-]+\)/g,
    'OURS',
  );
  assert.equal(ours.split('OURS').length - 1, links);
  assert.ok(!/[<>[\]()`$!]/.test(ours), ours.slice(0, 400));
  assert.ok(value.length < 5_000);
}
