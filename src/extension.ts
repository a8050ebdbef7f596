import * as vscode from 'vscode';
import type { Digest } from './core/digest';
import { builtInTaxonomy } from './core/topics/taxonomy';
import { openSource, registerCommands } from './editor/commands';
import { readPrefix } from './editor/dumps/prefix';
import { WorkspaceDigest } from './editor/dumps/workspaceDigest';
import type { DigestSource } from './editor/common/digestSource';
import { registerHover } from './editor/hover';
import { registerSearch, type SearchPicker } from './editor/palette';
import { registerProblems } from './editor/problems';
import { Reader } from './editor/reader';
import { registerTree, type Node, type PaperTree } from './editor/tree';

/** The parts of the running extension. For the tests; other extensions should not rely on it. */
export interface Parts {
  readonly digest: Digest;
  readonly source: DigestSource;
  readonly tree: PaperTree;
  readonly view: vscode.TreeView<Node>;
  readonly reader: Reader;
  readonly search: () => SearchPicker | undefined;
}

/** Builds the parts and joins them. Nothing is read before a view, a hover or a command asks for it. */
export function activate({ extensionUri, subscriptions }: vscode.ExtensionContext): Parts {
  const log = vscode.window.createOutputChannel('Paper Digest', { log: true });
  const sampleFolder = vscode.Uri.joinPath(extensionUri, 'media', 'sample');
  const source = new WorkspaceDigest(builtInTaxonomy, readPrefix, sampleFolder, log);

  const { disposable: treeDisposable, tree, view } = registerTree(source);
  const reader = new Reader(source, extensionUri, (paper, index) => void openSource(paper, index));
  const search = registerSearch(source, (id, toSide) => {
    void reader.open(id, toSide ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
  });
  const commands = registerCommands(source, {
    openAbstract: (id, column) => reader.open(id, column),
    sampleNotes: vscode.Uri.joinPath(sampleFolder, 'reading-notes.md'),
  });

  subscriptions.push(log, source, treeDisposable, reader, search.disposable, commands, registerHover(source, log), registerProblems(source));
  return { digest: source.digest, source, tree, view, reader, search: search.current };
}
