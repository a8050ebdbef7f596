import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Parts } from '../../src/extension';
import { manyPapers } from '../core/invented';
import {
  abstractOn,
  compactDump,
  inWorkspace,
  loadedParts,
  markdownOf,
  remove,
  until,
  withSetting,
  write,
} from './support';

const fixture = join(__dirname, '../../../test/fixtures/hostile/hostile.txt');
const daily = inWorkspace('papers/daily-2025-11-21.txt');

/** VS Code answers nothing at all where nobody has symbols. */
async function symbolsOf(uri: vscode.Uri): Promise<vscode.DocumentSymbol[]> {
  await vscode.workspace.openTextDocument(uri);
  return (
    (await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    )) ?? []
  );
}

async function foldsOf(uri: vscode.Uri): Promise<(readonly [number, number])[]> {
  await vscode.workspace.openTextDocument(uri);
  const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', uri);
  return ranges.map(({ start, end }) => [start, end]);
}

/** What is hovered at a place: its range, and the Markdown of each paper. */
async function hoverAt(
  uri: vscode.Uri,
  line: number,
  column: number,
): Promise<{ range: (number | undefined)[]; texts: vscode.MarkdownString[] } | undefined> {
  await vscode.workspace.openTextDocument(uri);
  const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    new vscode.Position(line, column),
  );
  if (!hover) return undefined;
  const { start, end } = hover.range ?? {};
  return { range: [start?.line, start?.character, end?.line, end?.character], texts: hover.contents.map(markdownOf) };
}

const plain = (text: vscode.MarkdownString | undefined): string =>
  (text?.value ?? '').replace(/\(command:[^)]*\)/g, '').replaceAll('\\', '');

async function papersNamed(query: string): Promise<vscode.SymbolInformation[]> {
  const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    query,
  );
  return found.filter(({ kind }) => kind === vscode.SymbolKind.File);
}

async function edit(change: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
  const workspaceEdit = new vscode.WorkspaceEdit();
  change(workspaceEdit);
  assert.ok(await vscode.workspace.applyEdit(workspaceEdit));
}

describe('dumps as documents', () => {
  let running: Parts;
  const folder = inWorkspace('symbols');
  before(async () => {
    running = await loadedParts();
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(folder).then(undefined, () => undefined);
    await until('the twelve papers of the workspace', () => running.digest.papers.size === 12);
  });

  it('have an outline of their papers, each from its title to the next', async () => {
    const symbols = await symbolsOf(daily);
    const document = await vscode.workspace.openTextDocument(daily);
    const entries = running.digest.dumps.get(daily.toString())?.entries ?? [];
    assert.ok(entries.length > 0);
    assert.deepEqual(
      symbols.map(({ selectionRange }) => selectionRange.start.line),
      entries.map(({ line }) => line - 1),
    );
    for (const [i, { name, range, selectionRange }] of symbols.entries()) {
      assert.ok(document.lineAt(selectionRange.start.line).text.includes(name.slice(-12)), name);
      assert.equal(range.start.line, selectionRange.start.line);
      assert.equal(range.end.line, (symbols[i + 1]?.range.start.line ?? document.lineCount) - 1);
    }
    const tollhedge = symbols.find(({ name }) => name.startsWith('Tollhedge'));
    assert.equal(tollhedge?.detail, 'Harbor Lab · Sep 30, 2025 (year inferred)');
  });

  it('show titles as they are read', async () => {
    const names = (await symbolsOf(inWorkspace('papers/search-world-models.txt'))).map(({ name }) => name);
    assert.ok(
      names.some((name) => name.startsWith('A²Gloss: Aligning')),
      names.join('\n'),
    );
    assert.equal(names[0], 'Tabletop Physics: World Models that Know What They Cannot Predict');
  });

  it('fold at their papers, without the blank lines between', async () => {
    const file = vscode.Uri.joinPath(folder, 'blocks.txt');
    const papers = ['Kite Strings', 'Pond Ripples', 'Milk Teeth'].map(
      (title) => `${title}: A Study\n\n${abstractOn(title)}`,
    );
    await write(file, `Get trending papers in your email inbox!\n\n${papers.join('\n\n\n')}\n`);
    assert.deepEqual(await foldsOf(file), [
      [2, 4],
      [7, 9],
      [12, 14],
    ]);
    assert.deepEqual(
      (await symbolsOf(file)).map(({ range }) => [range.start.line, range.end.line]),
      [
        [2, 6],
        [7, 11],
        [12, 15],
      ],
    );
  });

  it('follow what is edited before it is saved', async () => {
    const file = vscode.Uri.joinPath(folder, 'edited.txt');
    await write(
      file,
      compactDump([
        ['Kite Strings', abstractOn('kites')],
        ['Pond Ripples', abstractOn('ponds')],
      ]),
    );
    const names = async (): Promise<string[]> => (await symbolsOf(file)).map(({ name }) => name);
    assert.deepEqual(await names(), ['Kite Strings', 'Pond Ripples']);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    await edit((change) => {
      change.insert(file, new vscode.Position(document.lineCount, 0), `\nMilk Teeth\n${abstractOn('teeth')}`);
      change.replace(file, document.lineAt(4).range, 'Puddle Ripples');
    });
    assert.ok(document.isDirty);
    assert.deepEqual(await names(), ['Kite Strings', 'Puddle Ripples', 'Milk Teeth']);
    assert.equal((await foldsOf(file)).length, 3);
  });

  it('have an outline also while they have never been saved as dumps', async () => {
    const file = vscode.Uri.joinPath(folder, 'pasted.txt');
    await write(file, '');
    assert.deepEqual(await symbolsOf(file), []);
    await vscode.window.showTextDocument(file);
    await edit((change) => {
      change.insert(file, new vscode.Position(0, 0), compactDump([['Kite Strings', abstractOn('kites')]]));
    });
    assert.equal((await symbolsOf(file))[0]?.name, 'Kite Strings');
  });

  it('are left alone where they are none: no outline, and folding by indentation', async () => {
    const file = vscode.Uri.joinPath(folder, 'shopping.txt');
    await write(file, 'to buy\n  bread\n  milk\nto do\n  nothing\n');
    assert.deepEqual(await symbolsOf(file), []);
    assert.deepEqual(await foldsOf(file), [
      [0, 2],
      [3, 4],
    ]);
  });

  it('are looked for by the settings alone, which count at once', async () => {
    const file = vscode.Uri.joinPath(folder, 'kites.log');
    await write(file, compactDump([['Kite Strings', abstractOn('kites')]]));
    assert.deepEqual(await symbolsOf(file), []);
    await withSetting('files.include', ['**/*.{txt,log}'], async () => {
      await until('an outline', async () => (await symbolsOf(file)).length === 1);
    });
    await until('no outline', async () => (await symbolsOf(file)).length === 0);
  });

  it('have an outline in the sample too, which lies in no folder of the workspace', async () => {
    const extension = vscode.extensions.getExtension('paper-digest.paper-digest');
    assert.ok(extension);
    assert.ok(
      (await symbolsOf(vscode.Uri.joinPath(extension.extensionUri, 'media', 'sample', 'weekend-reading.txt'))).length >
        0,
    );
  });

  it('keep hostile titles what they are', async () => {
    const file = vscode.Uri.joinPath(folder, 'hostile.txt');
    await write(file, readFileSync(fixture));
    await until('the hostile papers', () => running.digest.papers.size > 12);
    const symbols = await symbolsOf(file);
    assert.equal(symbols.length, running.digest.dumps.get(file.toString())?.entries.length);
    const found = await until('the papers by their titles', async () => (await papersNamed('links')).length > 0).then(
      () => papersNamed('links'),
    );
    assert.ok(
      found.some(({ name }) => name.includes('$\u200b(trash)')),
      found.map(({ name }) => name).join('\n'),
    );
    for (const { name } of [...symbols, ...found]) {
      assert.notEqual(name.trim(), '');
      assert.ok(!/\$\(|[\n\u202a-\u202e\u2066-\u2069]/.test(name), name);
    }
  });

  it('tell of a title below the pointer what does not stand there, and link the other copies', async () => {
    const [file, other] = [
      vscode.Uri.joinPath(folder, 'hovered.txt'),
      vscode.Uri.joinPath(folder, 'other [x](command:a).txt'),
    ];
    await write(
      file,
      compactDump([
        ['Kite Strings: A Study of Knots', abstractOn('kites')],
        ['Pond Ripples', abstractOn('ponds')],
        ['Kite Strings: A Study of Knots', abstractOn('kites')],
      ]),
    );
    await write(
      other,
      compactDump([
        ['Milk Teeth', abstractOn('teeth')],
        ['Kite Strings: A Study of Knots', abstractOn('kites')],
      ]),
    );
    await until('the papers', () => running.digest.papers.size === 15);
    const hover = await hoverAt(file, 2, 'Subscribe'.length + 3);
    assert.deepEqual(hover?.range, [2, 'Subscribe'.length, 2, 'SubscribeKite Strings: A Study of Knots'.length]);
    const [text, ...more] = hover.texts;
    assert.deepEqual(more, []);
    assert.equal(
      plain(text).split('\n\n').slice(1).join('|'),
      'Also in [line 7 of symbols/hovered.txt] · [line 5 of symbols/other [x](command:a).txt]|[Open abstract]',
    );
    assert.ok(!plain(text).includes('Study') && !plain(text).includes('ledger'));
    assert.deepEqual(text?.isTrusted, { enabledCommands: ['paperDigest.openAbstract', 'paperDigest.openInDump'] });
    const copy = [...(text?.value ?? '').matchAll(/command:paperDigest\.openInDump\?([^)]+)/g)].at(-1)?.[1] ?? '';
    await vscode.commands.executeCommand(
      'paperDigest.openInDump',
      ...(JSON.parse(decodeURIComponent(copy)) as unknown[]),
    );
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), other.toString());
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, 4);
    assert.match(plain((await hoverAt(file, 6, 3))?.texts[0]), /line 3 of symbols\/hovered\.txt/);
    assert.doesNotMatch(plain((await hoverAt(file, 4, 3))?.texts[0]), /Also in/);
    for (const [line, column] of [
      [2, 3],
      [0, 3],
      [3, 3],
    ] as const)
      assert.equal(await hoverAt(file, line, column), undefined);
  });

  it('tell of a title over several lines, of one that reads otherwise, and of one without its abstract', async () => {
    const file = vscode.Uri.joinPath(folder, 'wrapped.txt');
    const [bare, wrapped] = [
      '“What” Do Puddles Keep?',
      'Kite Strings: A Study of Knots that Were Tied by People Who\nLater Forgot How They Had Tied Them',
    ];
    await write(
      file,
      `Get trending papers in your email inbox!\n\n${wrapped}\n\n${abstractOn('kites')}\n\n\nE$^{2}$Loom: Weaving by the Square\n\n${abstractOn('looms')}\n\n\n${bare}\n`,
    );
    await write(vscode.Uri.joinPath(folder, 'puddles.txt'), compactDump([[bare, abstractOn('puddles')]]));
    await until('the papers', () => running.digest.papers.size === 15);
    const overTwo = await hoverAt(file, 3, 5);
    assert.deepEqual(overTwo?.range, [2, 0, 3, 35]);
    assert.doesNotMatch(plain(overTwo.texts[0]), /Forgot|ledger/);
    assert.match(plain((await hoverAt(file, 8, 5))?.texts[0]), /^\*\*E²Loom: Weaving by the Square\*\*/);
    const without = await hoverAt(file, 13, 5);
    assert.deepEqual(without?.range, [13, 0, 13, bare.length]);
    assert.match(plain(without.texts[0]), /We study puddles under conditions/);
    assert.doesNotMatch(plain(without.texts[0]), /Puddles Keep/);
  });

  it('tell of titles as they stand, saved or not, where the library has the paper', async () => {
    const file = vscode.Uri.joinPath(folder, 'unsaved.txt');
    await write(
      file,
      compactDump([
        ['Kite Strings', abstractOn('kites')],
        ['Pond Ripples', abstractOn('ponds')],
      ]),
    );
    await until('the papers', () => running.digest.papers.size === 14);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    await edit((change) => {
      change.insert(file, document.lineAt(1).range.end, '\n\n');
      change.insert(file, new vscode.Position(document.lineCount, 0), `\nMilk Teeth\n${abstractOn('teeth')}`);
    });
    const hover = await hoverAt(file, 6, 3);
    assert.deepEqual(hover?.range, [6, 0, 6, 12]);
    assert.doesNotMatch(plain(hover.texts[0]), /Also in/);
    assert.equal(await hoverAt(file, 8, 3), undefined);
  });

  it('make no link of a hostile title but their own', async () => {
    const file = vscode.Uri.joinPath(folder, 'hostile.txt');
    await write(file, readFileSync(fixture));
    await until('the hostile papers', () => running.digest.papers.size > 12);
    const symbols = await symbolsOf(file);
    let seen = 0;
    for (const { selectionRange } of symbols) {
      for (const { value, supportHtml, supportThemeIcons } of (await hoverAt(file, selectionRange.start.line, 15))
        ?.texts ?? []) {
        assert.ok(!supportHtml && !supportThemeIcons);
        const links = value.replace(/\\[!-/:-@[-`{-~]/g, '').match(/\]\([^)]*\)/g) ?? [];
        assert.equal(links.length, 1, value);
        assert.match(links[0], /^\]\(command:paperDigest\.openAbstract\?/);
        seen++;
      }
    }
    assert.ok(seen >= symbols.length - 1, String(seen));
  });

  it('may have thousands of papers', async () => {
    const file = vscode.Uri.joinPath(folder, 'many.txt');
    const papers = manyPapers(2_000);
    await write(file, compactDump(papers.map(({ title, abstract }) => [title, abstract])));
    const symbols = await symbolsOf(file);
    assert.equal(symbols.length, 2_000);
    assert.deepEqual(
      symbols.map(({ range }) => range.start.line),
      papers.map((_, i) => 2 + 2 * i),
    );
    assert.equal((await foldsOf(file)).length, 2_000);
    await until('all papers', () => running.digest.papers.size === 2_012 && running.finder.waiting === 0);
    const [found, ...more] = await papersNamed('1234');
    assert.deepEqual(more, []);
    assert.equal(found?.location.range.start.line, 2 + 2 * 1_234);
    const task = await papersNamed('lighthouse');
    const expected = papers.filter(({ title }) => title.includes('Lighthouse'));
    assert.ok(expected.length > 100);
    assert.equal(task.length, expected.length);
  });
});

describe('papers among the symbols of the workspace', () => {
  before(async () => {
    const { finder } = await loadedParts();
    await finder.load();
  });

  it('are found by any part of a title, as VS Code asks for the first word alone', async () => {
    for (const [query, title] of [
      ['the', 'The Windowsill Data Set'],
      ['how', 'How Long Should an Agent Dream?'],
      ['hedge', 'Tollhedge: '],
      ['free?', 'Second Opinions for Free?'],
    ] as const) {
      const names = (await papersNamed(query)).map(({ name }) => name);
      assert.ok(
        names.some((name) => name.startsWith(title)),
        `${query}: ${names.join('\n')}`,
      );
    }
  });

  it('are found by words of their titles, finished or not, and of nothing else', async () => {
    const [tollhedge, ...more] = await papersNamed('admission tollh');
    assert.deepEqual(more, []);
    assert.ok(tollhedge);
    assert.equal(tollhedge.name, 'Tollhedge: Admission Control for Crowded Inference Servers');
    assert.equal(tollhedge.containerName, 'Harbor Lab · Sep 30, 2025 (year inferred)');
    assert.equal(tollhedge.location.uri.toString(), daily.toString());
    const document = await vscode.workspace.openTextDocument(daily);
    assert.ok(document.lineAt(tollhedge.location.range.start.line).text.includes('Tollhedge'));
    assert.deepEqual(await papersNamed('overloaded'), []);
  });

  it('are one for all copies', async () => {
    const { digest } = await loadedParts();
    const copied = [...digest.papers.values()].find(({ sources }) => sources.length > 1);
    assert.ok(copied);
    const found = await papersNamed(copied.title.split(/\W+/).find((word) => word.length > 6) ?? '');
    assert.equal(found.filter(({ name }) => name === copied.title).length, 1);
  });

  it('are not asked for by nothing, nor by what only a query means', async () => {
    assert.deepEqual(await papersNamed(''), []);
    assert.deepEqual(await papersNamed('++ "'), []);
    assert.deepEqual(await papersNamed('in:daily'), []);
    assert.equal((await papersNamed('"Admission Control')).length, 1);
  });
});
