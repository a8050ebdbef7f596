import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { inWorkspace, loadedParts, markdownOf, remove, until, withSetting, write } from './support';

interface ExpectedMention {
  readonly note: string;
  readonly title: string;
  readonly start: [number, number];
  readonly end: [number, number];
}

const root = join(__dirname, '../../..');
const { mentions } = JSON.parse(readFileSync(join(root, 'test/fixtures/workspace.expected.json'), 'utf8')) as { mentions: ExpectedMention[] };

async function hoversAt(uri: vscode.Uri, line: number, column: number): Promise<vscode.Hover[]> {
  await vscode.workspace.openTextDocument(uri);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, new vscode.Position(line, column));
  return hovers.filter(({ contents }) => contents.some((content) => markdownOf(content).value.includes('command:paperDigest.')));
}

describe('the hover on a title', () => {
  before(async () => {
    await loadedParts();
  });

  for (const { note, title, start, end } of mentions) {
    it(`finds "${title.slice(0, 40)}…" in line ${start[0] + 1} of ${note}`, async () => {
      const [hover, ...more] = await hoversAt(inWorkspace(note), start[0], start[1] + 5);
      assert.ok(hover);
      assert.equal(more.length, 0);
      assert.deepEqual([hover.range?.start.line, hover.range?.start.character], start);
      assert.equal(hover.range?.end.line, end[0]);
      const atEnd = await hoversAt(inWorkspace(note), end[0], end[1] - 3);
      assert.equal(atEnd.length, 1);
    });
  }

  it('tells title, details, topic and first sentences, and links the abstract and the dump and nothing else', async () => {
    const found = mentions.find(({ title }) => title.startsWith('Tollhedge'));
    assert.ok(found);
    const [hover] = await hoversAt(inWorkspace(found.note), found.start[0], found.start[1] + 5);
    const [content] = hover?.contents ?? [];
    const markdown = markdownOf(content);
    const text = markdown.value.replaceAll('\\', '');
    assert.match(text, /\*\*Tollhedge: Admission Control for Crowded Inference Servers\*\*/);
    assert.match(text, /Harbor Lab · Sep 30, 2025 \(year inferred\) · 6 on the page · /);
    assert.match(text, /When an inference server is overloaded/);
    const links = [...markdown.value.matchAll(/\]\(command:([^?)]+)/g)].map((match) => match[1]);
    assert.deepEqual(links, ['paperDigest.openAbstract', 'paperDigest.openInDump']);
    assert.deepEqual(markdown.isTrusted, { enabledCommands: ['paperDigest.openAbstract', 'paperDigest.openInDump'] });
    assert.ok(text.split('\n').length <= 12);
  });

  it('shows nothing beside a title, nor in a dump', async () => {
    assert.deepEqual(await hoversAt(inWorkspace('notes/notes.md'), 0, 2), []);
    assert.deepEqual(await hoversAt(inWorkspace('papers/search-world-models.txt'), 4, 10), []);
  });

  it('follows the languages of the settings at once', async () => {
    const [first] = mentions.filter(({ note }) => note.endsWith('.md'));
    assert.ok(first);
    const there = async (): Promise<boolean> => (await hoversAt(inWorkspace(first.note), first.start[0], first.start[1] + 5)).length > 0;
    await withSetting('notes.languages', ['plaintext'], async () => {
      await until('no hover in Markdown', async () => !(await there()));
    });
    await until('the hover in Markdown again', there);
  });

  it('follows the text as it is edited', async () => {
    const uri = inWorkspace('notes/edited.md');
    await write(uri, 'nothing yet\n');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.deepEqual(await hoversAt(uri, 0, 3), []);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), 'Loomgrain: Texture-Preserving Compression for Scanned Textiles\n');
    await vscode.workspace.applyEdit(edit);
    assert.equal((await hoversAt(uri, 0, 3)).length, 1);
    await document.save();
    await remove(uri);
  });
});
