import * as vscode from 'vscode';
import { exportFormats, type ExportFormat } from '../core/cite/formats';
import type { Digest } from '../core/digest';
import type { Paper } from '../core/paper';
import { drainInSlices } from '../core/steps';
import { webSearches } from '../core/text/webSearches';
import { messageOf } from '../core/messageOf';
import { paperCount, titleText, topicName } from './common/describe';
import type { DigestSource } from './common/digestSource';
import type { HeldKeys } from './common/heldKeys';
import { commands } from './common/ids';
import { calledFor, paperOf } from './common/paperOf';
import { showQuickPick } from './common/sinks/quickInput';
import { setStatusBarMessage, showMessage, showSaveDialog } from './common/sinks/window';

/** What the exports need of the surfaces. */
export interface ExportTargets {
  readonly keys: HeldKeys;
  /** The papers that nodes of the tree stand for, in the order in which they are shown; none where they are no such nodes. */
  readonly papersBelow: (nodes: readonly unknown[]) => Promise<readonly Paper[]>;
  /** The papers that may be meant where a command was called for none, the likeliest first. */
  readonly scopes: () => Promise<readonly ExportScope[]>;
  /** The paper that is being read. */
  readonly shown: () => Paper | undefined;
}

/** Papers that can be exported together. */
export interface ExportScope {
  /** Which they are, in words. */
  readonly label: string;
  readonly papers: readonly Paper[];
}

/** Registers the commands that take papers elsewhere: to the clipboard, into a file, to a search on the web. */
export function registerExports(
  source: DigestSource,
  { keys, papersBelow, scopes, shown }: ExportTargets,
): vscode.Disposable {
  const { digest } = source;
  const register = (
    command: string,
    title: string,
    take: (papers: readonly Paper[], format: ExportFormat) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (node: unknown, nodes: unknown) => {
      await source.load();
      const called = paperOf(digest, node);
      const below = await papersBelow(calledFor(node, nodes));
      const papers = below.length > 0 ? below : called ? [called] : await chooseScope(title, await scopes());
      if (!papers) return;
      if (papers.length === 0) {
        void showMessage('information', vscode.l10n.t('There is no paper to export.'));
        return;
      }
      const format = await chooseFormat(`${title}: ${paperCount(papers.length)}`);
      if (!format) return;
      await take(papers, format);
      keys.hold(papers);
    });
  return vscode.Disposable.from(
    register(commands.copyAs, vscode.l10n.t('Copy As'), async (papers, format) => {
      await vscode.env.clipboard.writeText(await textOf(digest, papers, format));
      setStatusBarMessage(vscode.l10n.t('{0} copied as {1}', paperCount(papers.length), formatName(format)), 3_000);
    }),
    register(commands.exportPapers, vscode.l10n.t('Export'), (papers, format) => save(digest, papers, format)),
    vscode.commands.registerCommand(commands.searchOnWeb, async (node: unknown) => {
      await source.load();
      const paper = paperOf(digest, node, shown);
      if (paper) await searchOnWeb(paper);
    }),
  );
}

function formatName({ id }: ExportFormat): string {
  switch (id) {
    case 'bibtex':
      return 'BibTeX';
    case 'csl':
      return 'CSL-JSON';
    case 'ris':
      return 'RIS';
    case 'markdown':
      return vscode.l10n.t('Markdown reading list');
    case 'csv':
      return 'CSV';
  }
}

/** Asks which papers are meant where there is a choice; undefined where none was made. */
async function chooseScope(title: string, scopes: readonly ExportScope[]): Promise<readonly Paper[] | undefined> {
  const choices = scopes
    .filter(({ papers }) => papers.length > 0)
    .map(({ label, papers }) => ({ label, description: paperCount(papers.length), papers }));
  if (choices.length <= 1) return choices[0]?.papers ?? [];
  return (await showQuickPick(choices, { title, placeHolder: vscode.l10n.t('Which papers?') }))?.papers;
}

async function chooseFormat(title: string): Promise<ExportFormat | undefined> {
  const items = exportFormats.map((format) => ({
    label: formatName(format),
    description: `.${format.extension}`,
    format,
  }));
  return (await showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which format?') }))?.format;
}

async function textOf(digest: Digest, papers: readonly Paper[], format: ExportFormat): Promise<string> {
  await drainInSlices(digest.prepareCitationKeys());
  const topicOf = (paper: Paper): string => topicName(digest, digest.topicOf(paper).topic);
  const byTopic = new Set(papers.map(topicOf)).size > 1;
  return drainInSlices(
    format.print(papers, {
      keyOf: (paper) => digest.citationKey(paper),
      topicOf,
      abstracts: format.id !== 'markdown',
      byTopic,
    }),
  );
}

async function save(digest: Digest, papers: readonly Paper[], format: ExportFormat): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `papers.${format.extension}`;
  const uri = await showSaveDialog({
    title: vscode.l10n.t('Export {0}', paperCount(papers.length)),
    filters: { [formatName(format)]: [format.extension] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}),
  });
  if (!uri) return;
  try {
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode(format.fileStart + (await textOf(digest, papers, format))),
    );
    await vscode.window.showTextDocument(uri);
  } catch (error) {
    void showMessage('error', vscode.l10n.t('The papers could not be exported: {0}', messageOf(error)));
  }
}

/** Nothing is sent anywhere before the user chose where to. */
async function searchOnWeb(paper: Paper): Promise<void> {
  const title = titleText(paper);
  const items = webSearches(title).map(({ site, address }) => ({
    label: site,
    description: new URL(address).hostname,
    address,
  }));
  const chosen = await showQuickPick(items, {
    title: vscode.l10n.t('Search for “{0}” on the Web', title.slice(0, 60)),
    placeHolder: vscode.l10n.t('Opens the browser'),
  });
  if (chosen) await vscode.env.openExternal(vscode.Uri.parse(chosen.address, true));
}
