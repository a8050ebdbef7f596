import * as vscode from 'vscode';
import { printBibtex } from '../core/cite/bibtex';
import type { Paper, PaperId } from '../core/paper';
import { drainInSlices } from '../core/steps';
import { messageOf } from '../core/messageOf';
import { sourceText, titleText } from './common/describe';
import type { DigestSource } from './common/digestSource';
import type { HeldKeys } from './common/heldKeys';
import { commands, viewId } from './common/ids';
import { paperOf, papersOf } from './common/paperOf';
import { showQuickPick } from './common/sinks/quickInput';
import { showMessage } from './common/sinks/window';

/** What the commands need of the surfaces. */
export interface CommandTargets {
  /** Opens an abstract; `node` is what the command was called with, such as a node of the tree. */
  readonly openAbstract: (id: PaperId, column: vscode.ViewColumn, node: unknown) => Promise<void>;
  /** The paper that is being read. */
  readonly shown: () => Paper | undefined;
  readonly keys: HeldKeys;
  readonly sampleNotes: vscode.Uri;
}

/** Opens the dump that a copy of a paper stands in, at its title; says so where that cannot be done. */
export async function openSource(paper: Paper, index: number): Promise<void> {
  const source = paper.sources[index];
  if (!source) return;
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(source.path));
    const { range } = document.lineAt(Math.min(source.line, document.lineCount) - 1);
    await vscode.window.showTextDocument(document, { selection: range });
  } catch (error) {
    const reason = messageOf(error);
    void showMessage('error', vscode.l10n.t('Cannot go to {0}: {1}', sourceText(source), reason));
  }
}

/** Registers all commands but the search. */
export function registerCommands(source: DigestSource, targets: CommandTargets): vscode.Disposable {
  const { digest } = source;
  const shownAlone = (): Paper[] => {
    const paper = targets.shown();
    return paper ? [paper] : [];
  };
  const register = (
    command: string,
    run: (paper: Paper, argument: unknown, more: unknown) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (argument: unknown, more: unknown) => {
      await source.load();
      const paper = paperOf(digest, argument, targets.shown);
      if (paper) await run(paper, argument, more);
    });
  return vscode.Disposable.from(
    register(commands.openAbstract, (paper, node) => targets.openAbstract(paper.id, vscode.ViewColumn.Active, node)),
    register(commands.openAbstractToSide, (paper, node) =>
      targets.openAbstract(paper.id, vscode.ViewColumn.Beside, node),
    ),
    register(commands.openInDump, (paper, _, index) => openOneSource(paper, index)),
    register(commands.copyTitle, async (paper) => {
      await vscode.env.clipboard.writeText(titleText(paper));
    }),
    vscode.commands.registerCommand(commands.copyCitation, async (node: unknown, others: unknown) => {
      await source.load();
      const papers = papersOf(digest, node, others, shownAlone);
      if (papers.length === 0) return;
      await drainInSlices(digest.prepareCitationKeys());
      const text = await drainInSlices(
        printBibtex(papers, { keyOf: (paper) => digest.citationKey(paper), abstracts: false }),
      );
      targets.keys.hold(papers);
      await vscode.env.clipboard.writeText(text.trimEnd());
    }),
    vscode.commands.registerCommand(commands.refresh, () => source.refresh()),
    vscode.commands.registerCommand(commands.openSample, async () => {
      await source.setSampleOpen(true);
      await vscode.window.showTextDocument(targets.sampleNotes, { preview: false });
      await vscode.commands.executeCommand(`${viewId}.focus`);
    }),
    vscode.commands.registerCommand(commands.closeSample, () => source.setSampleOpen(false)),
  );
}

/** Goes to the only copy of a paper, or to one by its number, or asks which one. */
async function openOneSource(paper: Paper, copy: unknown): Promise<void> {
  if (paper.sources.length <= 1 || typeof copy === 'number') {
    await openSource(paper, typeof copy === 'number' ? copy : 0);
    return;
  }
  const items = paper.sources.map((source, index) => ({ label: sourceText(source), index }));
  const chosen = await showQuickPick(items, {
    title: titleText(paper),
    placeHolder: vscode.l10n.t('Which copy?'),
  });
  if (chosen) await openSource(paper, chosen.index);
}
