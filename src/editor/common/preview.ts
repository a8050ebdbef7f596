import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';
import { escapeMarkdown } from '../../core/text/prose';
import { details, firstSentencesOf, titleText, topicPath } from './describe';
import { commands } from './ids';

const sentencesShown = 420;

/** A paper in a few lines: title, details, topic and first sentences. */
export function previewText(digest: Digest, paper: Paper): string {
  const about = [...details(paper), topicPath(digest, paper)].join(' · ');
  return blocks(titleBlock(paper), escapeMarkdown(about), sentencesBlock(paper));
}

/** The same, with links that open the abstract and the dump. */
export function linkedPreview(digest: Digest, paper: Paper): vscode.MarkdownString {
  const links = [
    commandLink(vscode.l10n.t('Open abstract'), commands.openAbstract, paper.id),
    commandLink(vscode.l10n.t('Show in dump'), commands.openInDump, paper.id),
  ];
  return withOurLinks(blocks(previewText(digest, paper), links.join(' | ')));
}

/** Blocks of Markdown below each other; empty ones are left out. */
export function blocks(...all: readonly string[]): string {
  return all.filter((block) => block !== '').join('\n\n');
}

/** A paper's title as a block of Markdown. */
export function titleBlock(paper: Paper): string {
  return `**${escapeMarkdown(titleText(paper))}**`;
}

/** The first sentences of a paper as a block of Markdown; empty where it has no abstract. */
export function sentencesBlock(paper: Paper): string {
  return escapeMarkdown(firstSentencesOf(paper, sentencesShown));
}

/** Markdown in which links may open abstracts and dumps, and run nothing else. */
export function withOurLinks(text: string): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = { enabledCommands: [commands.openAbstract, commands.openInDump] };
  return markdown;
}

/** A link of Markdown that runs a command. */
export function commandLink(label: string, command: string, ...given: readonly unknown[]): string {
  return `[${escapeMarkdown(label)}](${commandUri(command, ...given)})`;
}

/** The address by which a link runs a command. */
export function commandUri(command: string, ...given: readonly unknown[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
}
