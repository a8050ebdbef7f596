import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';
import { escapeMarkdown } from '../../core/text/prose';
import { details, firstSentencesOf, titleText, topicPath } from '../common/describe';
import { commands } from '../common/ids';

const sentencesShown = 420;

/** A paper in a few lines: title, details, topic and first sentences. */
export function previewText(digest: Digest, paper: Paper): string {
  const about = [...details(paper), topicPath(digest, paper)].join(' · ');
  return [`**${escapeMarkdown(titleText(paper))}**`, escapeMarkdown(about), escapeMarkdown(firstSentencesOf(paper, sentencesShown))]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** The same, with links that open the abstract and the dump. */
export function linkedPreview(digest: Digest, paper: Paper): vscode.MarkdownString {
  const link = (command: string, label: string): string => `[${label}](${commandUri(command, paper.id)})`;
  const links = [link(commands.openAbstract, vscode.l10n.t('Open abstract')), link(commands.openInDump, vscode.l10n.t('Show in dump'))];
  const markdown = new vscode.MarkdownString(`${previewText(digest, paper)}\n\n${links.join(' | ')}`);
  markdown.isTrusted = { enabledCommands: [commands.openAbstract, commands.openInDump] };
  return markdown;
}

/** The address by which a link runs a command with an argument. */
export function commandUri(command: string, argument: string): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
