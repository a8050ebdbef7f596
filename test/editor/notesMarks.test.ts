import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Underline } from '../../src/editor/notes/underlines';
import type { Parts } from '../../src/extension';
import { abstractOn, compactDump, inWorkspace, loadedParts, remove, until, withSetting, write } from './support';

const keelhold = 'Keelhold: Safe Exploration by Reversible Actions First';
const tollhedge = 'Tollhedge: Admission Control for Crowded Inference Servers';

describe('notes', () => {
  let running: Parts;
  let note: vscode.Uri;
  let notes = 0;
  before(async () => {
    running = await loadedParts();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(note).then(undefined, () => undefined);
  });

  async function open(text: string): Promise<vscode.TextEditor> {
    note = inWorkspace('notes', `marked-${String(notes++)}.md`);
    await write(note, text);
    return vscode.window.showTextDocument(note);
  }

  const linksIn = async (uri: vscode.Uri): Promise<vscode.DocumentLink[]> => {
    await vscode.workspace.openTextDocument(uri);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    return links.filter(({ target }) => target?.scheme === 'command');
  };

  /** The links once there are some: while the provider is registered anew, VS Code has none. */
  const linksOnceIn = async (uri: vscode.Uri): Promise<vscode.DocumentLink[]> => {
    let links: vscode.DocumentLink[] = [];
    await until('the links', async () => (links = await linksIn(uri)).length > 0);
    return links;
  };

  const underlined = (document: vscode.TextDocument): string[] =>
    running.notes.underlines.in(document).map(({ range }: Underline) => document.getText(range));

  describe('links', () => {
    it('lead from a title to its abstract', async () => {
      const { document } = await open(`Read ${keelhold} today.\n`);
      const [link, ...more] = await linksOnceIn(note);
      assert.equal(more.length, 0);
      assert.equal(document.getText(link?.range), keelhold);
      const target = link?.target;
      assert.equal(target?.path, 'paperDigest.openAbstract');
      const [id] = JSON.parse(target.query) as string[];
      await vscode.commands.executeCommand(target.path, id);
      await until('the reader', () => running.reader.shown?.startsWith('keelhold') === true);
    });

    it('stand on each line of a wrapped title, without the marks of a quotation', async () => {
      const { document } = await open(`> They say in ${keelhold.replace('by ', 'by\n> ')}.\n`);
      const links = await linksOnceIn(note);
      assert.deepEqual(
        links.map(({ range }) => document.getText(range)),
        ['Keelhold: Safe Exploration by', 'Reversible Actions First'],
      );
      assert.equal(new Set(links.map(({ target }) => String(target))).size, 1);
    });

    it('lead to the abstract also where the note links a paper itself, whatever its dump is called by now', async () => {
      const id = [...running.digest.papers.values()].find(({ title }) => title === keelhold)?.id;
      for (const address of [
        '../papers/renamed%20since.txt#L3',
        `vscode://paper-digest.paper-digest/abstract?id%3D${id ?? ''}`,
      ]) {
        const { document } = await open(`See [${keelhold}](${address}).\n`);
        const links = await linksOnceIn(note);
        assert.deepEqual(
          links.map(({ range, target }) => [document.getText(range), target?.path]),
          [[keelhold, 'paperDigest.openAbstract']],
        );
      }
    });

    it('leave alone what the note links itself', async () => {
      await open(`[${keelhold}](https://example.org/keelhold)\n`);
      assert.deepEqual(await linksIn(note), []);
    });

    it('lead to a search where several papers share the title', async () => {
      const dump = inWorkspace('shared.txt');
      const title = '100% Lanterns for Lost Gradients: A Field Guide';
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
      await open(`${title}\n`);
      await until('a link', async () => (await linksIn(note)).length === 1);
      const [link] = await linksIn(note);
      assert.equal(link?.target?.path, 'paperDigest.searchPapers');
      assert.deepEqual(JSON.parse(link.target.query), [title]);
      await remove(dump);
      await until('the workspace alone', () => running.digest.papers.size === 12);
    });

    it('are in no dump', async () => {
      assert.deepEqual(await linksIn(inWorkspace('papers', 'search-world-models.txt')), []);
    });
  });

  describe('underlines', () => {
    it('stand below titles and follow the text', async () => {
      const { document } = await open(`Read ${keelhold} today.\n`);
      await until('a line below the title', () => underlined(document).join() === keelhold);
      assert.deepEqual(
        running.notes.underlines.in(document).map(({ tier }) => tier),
        ['title'],
      );
      const edit = new vscode.WorkspaceEdit();
      edit.insert(note, new vscode.Position(1, 0), `Or ${tollhedge}.\n`);
      await vscode.workspace.applyEdit(edit);
      await until('a line below both', () => underlined(document).join() === [keelhold, tollhedge].join());
      const change = new vscode.WorkspaceEdit();
      change.insert(note, new vscode.Position(0, 9), 'x');
      await vscode.workspace.applyEdit(change);
      await until('a line below the second', () => underlined(document).join() === tollhedge);
      await document.save();
    });

    it('follow the papers', async () => {
      const title = 'Pebbles in Orbit: Counting What Nobody Lost';
      const { document } = await open(`${title}\n`);
      const dump = inWorkspace('pebbles.txt');
      await write(dump, compactDump([[title, abstractOn('pebbles')]]));
      await until('a line below the title', () => underlined(document).join() === title);
      await remove(dump);
      await until('no line', () => underlined(document).length === 0);
      await until('the workspace alone', () => running.digest.papers.size === 12);
    });

    it('go with the setting, and come back', async () => {
      const { document } = await open(`Read ${keelhold} today.\n`);
      await until('a line', () => underlined(document).length === 1);
      await withSetting('notes.underline', false, async () => {
        await until('no line', () => underlined(document).length === 0);
      });
      await until('a line again', () => underlined(document).length === 1);
    });

    it('stand only in notes that are seen', async () => {
      const { document } = await open(`Read ${keelhold} today.\n`);
      await until('a line', () => underlined(document).length === 1);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await until('no line', () => underlined(document).length === 0);
      const dump = await vscode.window.showTextDocument(inWorkspace('papers', 'search-world-models.txt'));
      assert.deepEqual(await running.notes.mentions.of(dump.document), []);
    });

    it('stand in the Markdown cells of a notebook', async () => {
      const data = new vscode.NotebookData([
        new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, `Read ${keelhold} today.`, 'markdown'),
      ]);
      const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
      const [cell] = notebook.getCells();
      assert.ok(cell);
      assert.equal((await running.notes.mentions.of(cell.document)).length, 1);
      await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(0, 1)] });
      await vscode.commands.executeCommand('notebook.cell.edit');
      await until('a line in the cell', () => underlined(cell.document).join() === keelhold);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        cell.document.uri,
        new vscode.Position(0, 8),
      );
      assert.equal(hovers.length, 1);
      assert.equal((await linksIn(cell.document.uri)).length, 1);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  });
});
