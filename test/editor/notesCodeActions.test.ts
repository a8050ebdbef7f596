import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { NoteMentions } from '../../src/editor/notes/noteMentions';
import type { Parts } from '../../src/extension';
import { assertInertText, seen } from './hostileTexts';
import {
  abstractOn,
  compactDump,
  inWorkspace,
  loadedParts,
  logInto,
  remove,
  until,
  withSetting,
  write,
} from './support';

const hostile = join(__dirname, '../../../test/fixtures/hostile/hostile.txt');
const keelhold = 'Keelhold: Safe Exploration by Reversible Actions First';
const near = 'Keelhold: Safe Exploration by Reversible Moves First';

describe('“Did you mean …?”', () => {
  let running: Parts;
  let note: vscode.Uri;
  let notes = 0;
  before(async () => {
    running = await loadedParts();
    const { cursor } = await open(`|${near}\n`);
    await until(
      'an offer, which VS Code may lose while its own languages start',
      async () => (await actionsAt(note, cursor)).length > 0,
    );
    await remove(note);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(note).then(undefined, () => undefined);
  });

  /** Opens a note, `|` in which is where the cursor is. */
  async function open(
    marked: string,
    ending = 'md',
  ): Promise<{ document: vscode.TextDocument; cursor: vscode.Position }> {
    note = inWorkspace('notes', `near-${String(notes++)}.${ending}`);
    await write(note, marked.replace('|', ''));
    const { document } = await vscode.window.showTextDocument(note);
    return { document, cursor: document.positionAt(marked.indexOf('|')) };
  }

  async function actionsAt(uri: vscode.Uri, position: vscode.Position): Promise<vscode.CodeAction[]> {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(position, position),
    );
    return actions.filter(({ title }) => title.startsWith('Did you mean'));
  }

  async function titlesAt(marked: string, ending?: string): Promise<string[]> {
    const { cursor } = await open(marked, ending);
    return (await actionsAt(note, cursor)).map(({ title }) => title);
  }

  async function applied({ edit }: vscode.CodeAction): Promise<void> {
    assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
  }

  it('puts the title in the place of what comes near to it, and is then no more', async () => {
    const { document, cursor } = await open(`# Notes\n\n> We read ${near.replace('by Rev', 'by\n> Rev|')}, too.\n`);
    const [action, ...more] = await actionsAt(note, cursor);
    assert.equal(more.length, 0);
    assert.equal(action?.title, `Did you mean “${keelhold}”?`);
    assert.equal(action.kind?.value, 'quickfix');
    assert.ok(!action.isPreferred && action.diagnostics === undefined);
    await applied(action);
    assert.equal(document.getText(), `# Notes\n\n> We read ${keelhold}, too.\n`);
    assert.deepEqual(await actionsAt(note, new vscode.Position(2, 20)), []);
    await document.save();
  });

  it('follows the text as it is typed', async () => {
    const { document } = await open(`We read ${keelhold}|.\n`);
    assert.deepEqual(await actionsAt(note, new vscode.Position(0, 12)), []);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(note, new vscode.Position(0, 'We read Keelhold: '.length), 'Very ');
    await vscode.workspace.applyEdit(edit);
    assert.equal((await actionsAt(note, new vscode.Position(0, 12))).length, 1);
    const fence = new vscode.WorkspaceEdit();
    fence.insert(note, new vscode.Position(0, 0), '```\n');
    await vscode.workspace.applyEdit(fence);
    assert.deepEqual(await actionsAt(note, new vscode.Position(1, 12)), []);
    await document.save();
  });

  it('is not offered beside the place, nor in code, front matter and addresses, nor for what differs by more', async () => {
    for (const text of [
      `We |read ${near}.\n`,
      `\`|${near}\`\n`,
      `~~~\n|${near}\n~~~\n`,
      `---\ntitle: |${near}\n---\n`,
      `<https://example.org/|${near}>\n`,
      `[it](|${near.replaceAll(' ', '-')})\n`,
      'Keelhold: Safe Search by |Reversible Moves First\n',
      `|${keelhold}\n`,
    ]) {
      assert.deepEqual(await titlesAt(text), [], text);
    }
    assert.equal((await titlesAt(`We |read ${near}.\n`.replace('|read ', 'read |'))).length, 1);
  });

  it('is not offered in dumps, nor in what is no note', async () => {
    const dump = inWorkspace('near-dump.txt');
    await write(dump, compactDump([[near, abstractOn('moves')]]));
    await until('the other paper', () => running.digest.papers.size === 13);
    await vscode.window.showTextDocument(dump);
    assert.deepEqual(await actionsAt(dump, new vscode.Position(2, 20)), []);
    await remove(dump);
    await until('the workspace alone', () => running.digest.papers.size === 12);
    assert.deepEqual(await titlesAt(`{ "a": "|${near}" }`, 'json'), []);
  });

  it('is offered in comments of source code where the setting says so', async () => {
    const text = `# after |${near}\n`;
    assert.deepEqual(await titlesAt(text, 'py'), []);
    await withSetting('notes.comments', true, async () => {
      const { cursor } = await open(text, 'py');
      await until('the offer', async () => (await actionsAt(note, cursor)).length === 1);
    });
  });

  it('offers three titles at most, each once', async () => {
    const dump = inWorkspace('alike.txt');
    const last = ['Now', 'Later', 'Never', 'Often'];
    const title = (word: string): string => `Barnacles on Slow Harbour Clocks Count ${word}`;
    await write(
      dump,
      compactDump([
        ...last.map((word): [string, string] => [title(word), abstractOn(word)]),
        [
          title('Now'),
          'Foxes cross the moor by night and leave no map. From fog, sound and two hundred cheap microphones we reconstruct where they went, and find that they prefer the parish boundary to the road.',
        ],
      ]),
    );
    await until('the papers', () => running.digest.papers.size === 17);
    const { cursor } = await open(`“|${title('Twice')}”\n`);
    const titles = (await actionsAt(note, cursor)).map((action) => action.title);
    assert.equal(titles.length, 3);
    assert.equal(new Set(titles).size, 3);
    await remove(dump);
    await until('the workspace alone', () => running.digest.papers.size === 12);
    assert.deepEqual(await actionsAt(note, cursor), []);
  });

  it('writes a hostile title so that it is no mark-up', async () => {
    const dump = inWorkspace('near-hostile.txt');
    await write(dump, readFileSync(hostile));
    await until('the hostile papers', () => running.digest.papers.size > 12);
    const { document, cursor } = await open(
      'Link or |trash? Links that Should Not Be Clicked\n\nx command workbench action quit or $(trash)? Connections that Should Not Be Clicked\n',
    );
    assert.deepEqual(await actionsAt(note, cursor), []);
    const [action] = await actionsAt(note, new vscode.Position(2, 10));
    assert.ok(action);
    assertInertText({ sink: 'code action', kind: 'message', text: action.title });
    assert.ok(seen(action.title).includes('[x](command:workbench.action.quit) or $(trash)?'), action.title);
    await applied(action);
    assert.equal(
      document.lineAt(2).text,
      'x\\](command:workbench.action.quit) or \\$(trash)? Links that Should Not Be Clicked'.replace('x', '\\[x'),
    );
    const rendered = await vscode.commands
      .executeCommand<string>('markdown.api.render', document.lineAt(2).text)
      .then(undefined, () => '');
    assert.ok(!rendered.includes('<a '), rendered);
    await document.save();
    await remove(dump);
    await until('the workspace alone', () => running.digest.papers.size === 12);
  });

  it('is given up with its token', async () => {
    const { document } = await open(`${near}|\n`);
    const mentions = new NoteMentions(
      { ...running.source, loaded: true, digest: { dumps: new Map(), scan: () => ({ prepare: endless }) } as never },
      logInto([]),
    );
    await assert.rejects(
      mentions.near(document, new vscode.Range(0, 5, 0, 5), () => true),
      { name: 'CancelledError' },
    );
    mentions.dispose();
  });
});

function* endless(): Generator<void, void> {
  for (;;) yield;
}
