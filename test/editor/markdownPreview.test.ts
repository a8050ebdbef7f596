import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import { Digest } from '../../src/core/digest';
import { mentionClass } from '../../src/core/notes/linkedTokens';
import type { Paper } from '../../src/core/paper';
import type { Steps } from '../../src/core/steps';
import { titleText } from '../../src/editor/common/describe';
import type { DigestSource } from '../../src/editor/common/digestSource';
import { MentionPlugin } from '../../src/editor/markdownPreview/mentionPlugin';
import { addressesWork, PaperLinks, type LinkTargets } from '../../src/editor/markdownPreview/paperLinks';
import type { Parts } from '../../src/extension';
import { manyPapers } from '../core/invented';
import { dump, entry } from '../core/support';
import { modelOf, otherAreas } from '../core/topics/smallModel';
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

const root = join(__dirname, '../../..');
const keelhold = 'Keelhold: Safe Exploration by Reversible Actions First';

const targets: LinkTargets = { extensionId: 'paper-digest.paper-digest', scheme: 'vscode', addressesWork: true };

interface Link {
  readonly href: string;
  readonly title: string;
  readonly text: string;
}

const anchor = new RegExp(`<a href="([^"]*)" class="${mentionClass}" title="([^"]*)"[^>]*>([^]*?)</a>`, 'g');

const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"' })[name] ?? '&');

const linksIn = (html: string): Link[] =>
  [...html.matchAll(anchor)].map(([, href = '', title = '', text = '']) => ({
    href: unescaped(href),
    title: unescaped(title),
    text,
  }));

describe('VS Code’s Markdown preview', () => {
  let running: Parts;
  let links: PaperLinks;
  let note: vscode.Uri;
  let notes = 0;
  before(async () => {
    running = await loadedParts();
    links = new PaperLinks(running.source, targets);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(note).then(undefined, () => undefined);
  });

  /** What VS Code renders of a file for its preview. */
  async function rendered(uri: vscode.Uri): Promise<string> {
    const document = await vscode.workspace.openTextDocument(uri);
    return vscode.commands.executeCommand<string>('markdown.api.render', document);
  }

  async function renderedNote(text: string): Promise<string> {
    note = inWorkspace('notes', `previewed-${String(notes++)}.md`);
    await write(note, text);
    return rendered(note);
  }

  it('links the titles that the editor finds', async () => {
    const html = await rendered(inWorkspace('notes', 'notes.md'));
    const document = await vscode.workspace.openTextDocument(inWorkspace('notes', 'notes.md'));
    const mentions = await running.notes.mentions.of(document);
    const titles = linksIn(html).map(({ title }) => title.split('\n', 1)[0]);
    assert.ok(titles.length >= 6);
    assert.deepEqual(
      titles,
      mentions.map(({ ids: [id = ''] }) => titleText(paperOf(running, id))),
    );
  });

  it('tells title, details, topic and the first sentences in plain text', async () => {
    const [link, ...more] = linksIn(
      await renderedNote('Read Tollhedge: *Admission Control* for Crowded Inference Servers.\n'),
    );
    assert.ok(link);
    assert.equal(more.length, 0);
    const [title, about = '', sentences = '', ...rest] = link.title.split('\n');
    assert.equal(title, 'Tollhedge: Admission Control for Crowded Inference Servers');
    assert.match(about, /^Harbor Lab · Sep 30, 2025 \(year inferred\) · 6 on the page · \w/);
    assert.match(sentences, /^When an inference server is overloaded/);
    assert.deepEqual(rest, []);
    assert.equal(link.text, 'Tollhedge: <em>Admission Control</em> for Crowded Inference Servers');
  });

  it('leads to the abstract by an address where VS Code lets it', async () => {
    const paper = paperOf(running, 'keelhold');
    const address = links.hrefOf([paper], inWorkspace('notes', 'notes.md'));
    assert.equal(address, `vscode://paper-digest.paper-digest/abstract?id%3D${paper.id}`);
    await links.handleUri(vscode.Uri.parse(address, true));
    await until('the reader', () => running.reader.shown === paper.id);
  });

  it('leads to the dump where VS Code follows no address', async () => {
    const inDump = new PaperLinks(running.source, { ...targets, addressesWork: false });
    const paper = paperOf(running, 'keelhold');
    assert.equal(inDump.hrefOf([paper], inWorkspace('notes', 'notes.md')), '../papers/daily-2025-11-21.txt#L29');
    assert.equal(inDump.hrefOf([paper], vscode.Uri.parse('untitled:Untitled-1')), null);
    const here = new PaperLinks(running.source, {
      ...targets,
      scheme: vscode.env.uriScheme,
      addressesWork: addressesWork(vscode.env),
    });
    const [link] = linksIn(await renderedNote(`${keelhold}\n`));
    assert.equal(link?.href, here.hrefOf([paper], note));
    const { Desktop, Web } = vscode.UIKind;
    assert.deepEqual(
      (
        [
          [Desktop, 'vscode'],
          [Desktop, 'code-oss'],
          [Web, 'vscode'],
          [Web, 'code-oss'],
        ] as const
      ).map(([uiKind, uriScheme]) => addressesWork({ uiKind, uriScheme })),
      [true, true, true, false],
    );
  });

  it('leads to a search where several papers share the title', async () => {
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
    const [link] = linksIn(await renderedNote(`${title}\n`));
    assert.equal(link?.title.split('\n\n').length, 2);
    const both = [...running.digest.papers.values()].filter((paper) => paper.title === title);
    await links.handleUri(vscode.Uri.parse(links.hrefOf(both, note) ?? '', true));
    await until('the search', () => running.search()?.picker.value === title);
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await remove(dump);
    await until('the workspace alone', () => running.digest.papers.size === 12);
  });

  it('opens nothing that the library does not have', async () => {
    const before = running.reader.shown;
    const { id } = paperOf(running, 'keelhold');
    for (const [path, query] of [
      ['/abstract', 'id=workbench.action.quit'],
      ['/abstract', ''],
      ['/abstract', 'id=%'],
      ['/abstract', id],
      ['/open', `id=${id}`],
      ['', ''],
    ] as const) {
      await links.handleUri(vscode.Uri.from({ scheme: 'vscode', authority: targets.extensionId, path, query }));
    }
    assert.equal(running.reader.shown, before);
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
      [],
    );
  });

  it('has no links where they are switched off, nor where Markdown is no note', async () => {
    const text = `${keelhold}\n`;
    await withSetting('notes.preview', false, async () => {
      assert.deepEqual(linksIn(await renderedNote(text)), []);
    });
    await withSetting('notes.languages', ['latex'], async () => {
      assert.deepEqual(linksIn(await rendered(note)), []);
    });
    assert.equal(linksIn(await rendered(note)).length, 1);
  });

  it('has no links in a dump, nor in a text that is no file', async () => {
    await withSetting('files.include', ['**/*.md', '**/*.txt'], async () => {
      const dump = inWorkspace('dump.md');
      await write(dump, compactDump([['Pebbles in Orbit: Counting What Nobody Lost', abstractOn('pebbles')]]));
      await until('the paper', () => running.digest.papers.size === 13);
      assert.match(await rendered(dump), /Pebbles in Orbit/);
      assert.deepEqual(linksIn(await rendered(dump)), []);
      await remove(dump);
      await until('the workspace alone', () => running.digest.papers.size === 12);
    });
    const html = await vscode.commands.executeCommand<string>('markdown.api.render', `${keelhold}\n`);
    assert.deepEqual(linksIn(html), []);
  });

  it('keeps hostile titles text', async () => {
    const folder = inWorkspace('hostile');
    await write(
      vscode.Uri.joinPath(folder, 'hostile.txt'),
      readFileSync(join(root, 'test/fixtures/hostile/hostile.txt')),
    );
    await until('the hostile papers', () => running.digest.papers.size === 12 + 5);
    const titles = [...running.digest.papers.values()]
      .filter(({ sources }) => sources.some(({ path }) => path.includes('/hostile/')))
      .map(({ title }) => title);
    const html = await renderedNote(
      titles.map((title) => `“${title.replace(/[!-/:-@[-`{-~]/g, '\\$&')}”\n`).join('\n'),
    );
    const made = linksIn(html);
    assert.ok(made.length >= titles.length - 1, `${String(made.length)} of ${String(titles.length)} titles`);
    for (const { href, title } of made) {
      assert.match(
        href,
        /^(?:\.\.\/hostile\/hostile\.txt#L\d+|[\w-]+:\/\/paper-digest\.paper-digest\/abstract\?id%3D\w+)$/,
      );
      assert.doesNotMatch(title, /[\u202a-\u202e\u2066-\u2069]/);
    }
    assert.doesNotMatch(html.slice(html.indexOf('<p ')).replace(anchor, '$3'), /<(?!\/?p\b)/);
    await remove(folder);
    await until('the workspace alone', () => running.digest.papers.size === 12);
  });

  it('is rendered anew when papers come', async () => {
    const title = 'Pebbles in Orbit: Counting What Nobody Lost';
    assert.deepEqual(linksIn(await renderedNote(`${title}\n`)), []);
    const dump = inWorkspace('pebbles.txt');
    await write(dump, compactDump([[title, abstractOn('pebbles')]]));
    await until('a link', async () => linksIn(await rendered(note)).length === 1);
    await remove(dump);
    await until('no link', async () => linksIn(await rendered(note)).length === 0);
    await until('the workspace alone', () => running.digest.papers.size === 12);
  });

  describe('where papers are not there at once', () => {
    let log: string[];
    let plugin: MentionPlugin;
    const plain = `<p>${keelhold}</p>\n`;
    afterEach(() => {
      plugin.dispose();
    });

    /** Renders notes with a plugin of its own. */
    function renderer(source: Partial<DigestSource>): (text: string, env?: object) => string {
      log = [];
      plugin = new MentionPlugin(
        { ...running.source, digest: running.digest, loaded: true, ...source },
        links,
        logInto(log),
      );
      const markdown = plugin.extend(new MarkdownIt());
      note = inWorkspace('notes', 'nowhere.md');
      return (text, env = { currentDocument: note }) => markdown.render(text, env);
    }

    it('links what is known, and asks once for what is not read', () => {
      let loads = 0;
      const render = renderer({ loaded: false, load: () => Promise.resolve(void loads++) });
      assert.equal(render(`${keelhold}\n`, {}), plain);
      assert.equal(loads, 0, 'what is no file asks for nothing');
      assert.equal(linksIn(render(`${keelhold}\n`)).length, 1);
      render(`${keelhold}\n`);
      assert.equal(loads, 1);
      assert.deepEqual(log, []);
    });

    it('leaves links out while many titles have come, and has them soon', async () => {
      const digest = new WatchedDigest({ version: 1, areas: otherAreas(3) }, modelOf([]));
      const papers = manyPapers(500);
      const [first] = papers;
      assert.ok(first);
      digest.update([dump('many.txt', ...papers.map(({ title, abstract }) => entry(title, abstract)))]);
      const render = renderer({ digest });
      assert.deepEqual(linksIn(render(`${first.title}\n`)), []);
      await until('all titles', () => digest.isPrepared);
      assert.equal(linksIn(render(`${first.title}\n`)).length, 1);
      assert.deepEqual(log, []);
    });

    it('is plain where something fails', () => {
      const render = renderer({
        loaded: false,
        load: () => {
          throw new Error('no dumps today');
        },
      });
      assert.equal(render(`${keelhold}\n`), plain);
      assert.deepEqual(log, ['error: no dumps today']);
    });
  });
});

/** Tells when its table of titles was brought up to date to the end. */
class WatchedDigest extends Digest {
  isPrepared = false;

  override *prepareMentions(): Steps<void> {
    yield* super.prepareMentions();
    this.isPrepared = true;
  }
}

/** The paper of an id, or the first whose id begins so. */
function paperOf({ digest }: Parts, id: string): Paper {
  const paper = digest.find(id) ?? [...digest.papers.values()].find((one) => one.id.startsWith(id));
  assert.ok(paper);
  return paper;
}
