import * as vscode from 'vscode';
import { onDidChangeSetting, stringsOf } from '../common/configuration';
import type { DigestSource } from '../common/digestSource';
import { settings } from '../common/ids';
import type { PaperBacklinks } from '../common/paperBacklinks';
import type { PaperFinder } from '../common/paperFinder';
import { registerAgain } from '../common/registerAgain';
import { DumpTitles } from './dumpTitles';
import { DumpHover } from './hover';
import { OpenDumps } from './openDumps';
import { DumpOutline } from './outline';
import { PaperSymbols } from './paperSymbols';
import { DumpReferences } from './references';

/**
 * Registers outline, folding, hover and references of dumps, and papers among the symbols of the workspace. VS Code asks only for
 * documents that may be dumps by the settings, and for those of the sample.
 */
export function registerSymbols(
  source: DigestSource,
  finder: PaperFinder,
  backlinks: PaperBacklinks,
  sampleFolder: vscode.Uri,
): vscode.Disposable {
  const dumps = new OpenDumps(source);
  const outline = new DumpOutline(dumps);
  const titles = new DumpTitles(source, dumps);
  const hover = new DumpHover(source, titles);
  const references = new DumpReferences(titles, backlinks);
  const inDumps = (): vscode.Disposable => {
    const selector = mayBeDumps(sampleFolder);
    return vscode.Disposable.from(
      vscode.languages.registerDocumentSymbolProvider(selector, outline),
      vscode.languages.registerFoldingRangeProvider(selector, outline),
      vscode.languages.registerHoverProvider(selector, hover),
      vscode.languages.registerReferenceProvider(selector, references),
    );
  };
  return vscode.Disposable.from(
    registerAgain([vscode.workspace.onDidChangeWorkspaceFolders, onDidChangeSetting(settings.include)], inDumps),
    vscode.languages.registerWorkspaceSymbolProvider(new PaperSymbols(source, finder, dumps)),
  );
}

function mayBeDumps(sampleFolder: vscode.Uri): vscode.DocumentFilter[] {
  const filter = (base: vscode.Uri, glob: string): vscode.DocumentFilter => ({
    scheme: base.scheme,
    pattern: new vscode.RelativePattern(base, glob),
  });
  const inFolders = (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
    stringsOf(settings.include, uri).map((glob) => filter(uri, glob)),
  );
  return [...inFolders, filter(sampleFolder, '*.txt')];
}
