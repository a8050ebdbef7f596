import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { NoteMentions } from '../../src/editor/notes/noteMentions';
import type { Parts } from '../../src/extension';
import {
  compactDump,
  abstractOn,
  inWorkspace,
  loadedParts,
  logInto,
  markdownOf,
  remove,
  until,
  withSetting,
  write,
} from './support';

interface ExpectedMention {
  readonly note: string;
  readonly title: string;
  readonly start: [number, number];
  readonly end: [number, number];
}

const root = join(__dirname, '../../..');
const { mentions } = JSON.parse(readFileSync(join(root, 'test/fixtures/workspace.expected.json'), 'utf8')) as {
  mentions: ExpectedMention[];
};

async function hoversAt(uri: vscode.Uri, line: number, column: number): Promise<vscode.Hover[]> {
  await vscode.workspace.openTextDocument(uri);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    new vscode.Position(line, column),
  );
  return hovers.filter(({ contents }) =>
    contents.some((content) => markdownOf(content).value.includes('command:paperDigest.')),
  );
}

describe('the hover on a title', () => {
  let running: Parts;
  before(async () => {
    running = await loadedParts();
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

  it('shows nothing beside a title', async () => {
    assert.deepEqual(await hoversAt(inWorkspace('notes/notes.md'), 0, 2), []);
  });

  it('follows the languages of the settings at once', async () => {
    const [first] = mentions.filter(({ note }) => note.endsWith('.md'));
    assert.ok(first);
    const there = async (): Promise<boolean> =>
      (await hoversAt(inWorkspace(first.note), first.start[0], first.start[1] + 5)).length > 0;
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

  it('stands in notes of every language that the setting begins with', () => {
    for (const language of ['markdown', 'plaintext', 'latex', 'restructuredtext', 'org', 'asciidoc', 'typst']) {
      const document = { languageId: language, uri: inWorkspace('any') } as vscode.TextDocument;
      assert.ok(running.notes.mentions.isNote(document), language);
    }
    assert.ok(!running.notes.mentions.isNote({ languageId: 'json', uri: inWorkspace('any') } as vscode.TextDocument));
  });

  it('names all papers that share a title', async () => {
    const dump = inWorkspace('shared.txt');
    const title = 'Lanterns for Lost Gradients: A Field Guide';
    await write(
      dump,
      compactDump([
        [title, abstractOn('lamps and lanterns')],
        [
          title,
          'Foxes cross the moor by night and leave no map. From fog, sound and two hundred cheap microphones we reconstruct where they went, and find that they prefer the parish boundary to the road.',
        ],
      ]),
    );
    await until('both papers', () => running.digest.papers.size === 14);
    const note = inWorkspace('notes', 'shared.md');
    await write(note, `${title}\n`);
    const [hover] = await hoversAt(note, 0, 3);
    const texts = (hover?.contents ?? []).map((content) => markdownOf(content).value);
    assert.equal(texts.length, 2);
    assert.ok(texts.some((text) => text.includes('lanterns under')) && texts.some((text) => text.includes('Foxes')));
    await remove(note);
    await remove(dump);
    await until('the workspace alone', () => running.digest.papers.size === 12);
  });

  it('stands in comments of source code where the setting says so, and never in the code', async () => {
    const uri = inWorkspace('notes', 'model.py');
    const title = 'Keelhold: Safe Exploration by Reversible Actions First';
    await write(uri, `# after ${title}\nname = "${title}"\n`);
    assert.deepEqual(await hoversAt(uri, 0, 12), []);
    await withSetting('notes.comments', true, async () => {
      await until('the hover in a comment', async () => (await hoversAt(uri, 0, 12)).length === 1);
      assert.deepEqual(await hoversAt(uri, 1, 12), []);
    });
    await until('no hover', async () => (await hoversAt(uri, 0, 12)).length === 0);
    await remove(uri);
  });

  it('leaves a document that is too long alone, and says so once', async () => {
    const lines: string[] = [];
    const mentions = new NoteMentions(running.source, logInto(lines));
    const content = 'Keelhold: Safe Exploration by Reversible Actions First\n'.repeat(20_000);
    const uri = inWorkspace('notes', 'long.md');
    await write(uri, content);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.deepEqual(await mentions.of(document), []);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), 'more ');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await mentions.of(document), []);
    assert.equal(lines.length, 1);
    mentions.dispose();
    await document.save();
    await remove(uri);
  });

  it('looks through a document once for a state of its text', async () => {
    const document = await vscode.workspace.openTextDocument(inWorkspace('notes', 'notes.md'));
    const { mentions: table } = running.notes;
    assert.equal(await table.of(document), await table.of(document));
  });

  it('gives up when it is cancelled', async () => {
    const document = await vscode.workspace.openTextDocument(inWorkspace('notes', 'notes.md'));
    const mentions = new NoteMentions(
      { ...running.source, loaded: true, digest: { dumps: new Map(), scan: () => ({ prepare: endless }) } as never },
      logInto([]),
    );
    await assert.rejects(
      mentions.of(document, () => true),
      { name: 'CancelledError' },
    );
    mentions.dispose();
  });
});

function* endless(): Generator<void, void> {
  for (;;) yield;
}
