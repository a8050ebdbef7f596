import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { ReadingEdit } from '../../src/core/reading/reading';
import { ReadingMemory } from '../../src/core/reading/readingMemory';
import type { UserState } from '../../src/editor/common/userState';
import type { Node, PaperNode } from '../../src/editor/tree';
import type { Parts } from '../../src/extension';

/** The running extension, activated as VS Code does it. */
export async function parts(): Promise<Parts> {
  const extension = vscode.extensions.getExtension<Parts>('paper-digest.paper-digest');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** The running extension with all dumps of the workspace read. */
export async function loadedParts(): Promise<Parts> {
  const running = await parts();
  await running.source.load();
  return running;
}

/** The workspace folder of the tests, or something in it. */
export function inWorkspace(...path: string[]): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, ...path);
}

export async function write(uri: vscode.Uri, text: string | Uint8Array): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, typeof text === 'string' ? new TextEncoder().encode(text) : text);
}

export async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

export async function remove(uri: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: false });
}

const patience = 10_000;

/** Waits until something holds; fails with `what` when it does not come. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `${what} did not come to hold`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether a paper with this title is in the library. */
export function hasTitle({ digest }: Parts, title: string): boolean {
  return [...digest.papers.values()].some((paper) => paper.title === title);
}

/** The text of a compact dump. */
export function compactDump(papers: readonly (readonly [title: string, abstract: string])[]): string {
  const header =
    'Get trending papers in your email inbox once a day!\nGet trending papers in your email inbox!\nSubscribe';
  return header + papers.map(([title, abstract]) => `${title}\n${abstract}`).join('\n');
}

/** An invented abstract, told apart by its subject. */
export function abstractOn(subject: string): string {
  return (
    `We study ${subject} under conditions that nobody has asked for, and report what we found. The method keeps a ledger of ` +
    `every decision that concerns ${subject}, and revises it when a later observation contradicts an earlier one. In five ` +
    `experiments the ledger grows with the logarithm of the number of observations. A version without it fails on three of the five.`
  );
}

/** Sets a setting for the time of a test, by default that of the workspace. */
export async function withSetting(
  name: string,
  value: unknown,
  test: () => Promise<void>,
  target = vscode.ConfigurationTarget.Workspace,
): Promise<void> {
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('paperDigest');
  await configuration().update(name, value, target);
  try {
    await test();
  } finally {
    await configuration().update(name, undefined, target);
  }
}

/** The text of a tooltip or of a hover's content. */
export function markdownOf(content: unknown): vscode.MarkdownString {
  assert.ok(
    content instanceof vscode.MarkdownString || (typeof content === 'object' && content !== null && 'value' in content),
  );
  return content as vscode.MarkdownString;
}

/** The nodes of all papers in the tree, those in groups of groups too. */
export async function allPapers({ tree }: Parts): Promise<PaperNode[]> {
  const walk = async (nodes: readonly Node[]): Promise<PaperNode[]> => {
    const found: PaperNode[] = [];
    for (const node of nodes) {
      if (node.kind === 'paper') found.push(node);
      else found.push(...(await walk(await tree.getChildren(node))));
    }
    return found;
  };
  return walk(await tree.getChildren());
}

/** A log that keeps what it is told, each line with its level before it. */
export function logInto(lines: string[]): vscode.LogOutputChannel {
  const keep =
    (level: string) =>
    (message: unknown): void => {
      lines.push(`${level}: ${message instanceof Error ? message.message : String(message)}`);
    };
  const log: Partial<vscode.LogOutputChannel> = { info: keep('info'), warn: keep('warn'), error: keep('error') };
  return log as vscode.LogOutputChannel;
}

/** User state that is forgotten with the test. */
export function temporaryState(edits: readonly ReadingEdit[] = []): UserState {
  const memory = new ReadingMemory({ revision: 0, find: (id) => ({ id }), reference: (id) => id });
  memory.edit(edits, 1);
  const changed = new vscode.EventEmitter<void>();
  return {
    onDidChange: changed.event,
    onDidChangeView: changed.event,
    get view() {
      return memory.view;
    },
    valuesOf: (field) => memory.valuesOf(field),
    apply: (given) => {
      const inverse = memory.edit(given, Date.now());
      if (inverse.length > 0) changed.fire();
      return inverse;
    },
  };
}
