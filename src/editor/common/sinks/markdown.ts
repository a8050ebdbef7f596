import * as vscode from 'vscode';
import { escapeMarkdown } from '../../../core/text/prose';

declare const escaped: unique symbol;

/** Markdown made by the functions here: escaped text, and links that run commands of ours. */
export type MarkdownText = string & { readonly [escaped]: true };

/** A text as Markdown that shows it as it is. */
export function markdownText(text: string): MarkdownText {
  return escapeMarkdown(text) as MarkdownText;
}

/** A text in bold type. */
export function strongText(text: string): MarkdownText {
  return `**${escapeMarkdown(text)}**` as MarkdownText;
}

/** A link that runs a command; it works in what `markdownString` makes of it for that command. */
export function commandLink(label: string, command: string, ...given: readonly unknown[]): MarkdownText {
  return `[${escapeMarkdown(label)}](${commandUri(command, ...given)})` as MarkdownText;
}

/** The address by which a link runs a command. */
export function commandUri(command: string, ...given: readonly unknown[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
}

/** Pieces of Markdown in a row, with a text between them. */
export function joinMarkdown(pieces: readonly MarkdownText[], between: string): MarkdownText {
  const line = between.replace(/\S+/g, escapeMarkdown);
  return pieces.join(line) as MarkdownText;
}

/** A text in which Markdown stands in place of its only `{0}`. */
export function fillMarkdown(template: string, piece: MarkdownText): MarkdownText {
  const [before = '', after = ''] = template.split('{0}');
  const line = (text: string): string => text.replace(/\S+/g, escapeMarkdown);
  return `${line(before)}${piece}${line(after)}` as MarkdownText;
}

/** Blocks of Markdown below each other; empty ones are left out. */
export function markdownBlocks(...blocks: readonly (MarkdownText | '')[]): MarkdownText {
  return blocks.filter((block) => block !== '').join('\n\n') as MarkdownText;
}

/** Markdown for VS Code, in which links may run the named commands and nothing else. */
export function markdownString(text: MarkdownText, enabledCommands: readonly string[] = []): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString(text);
  if (enabledCommands.length > 0) markdown.isTrusted = { enabledCommands };
  return markdown;
}

/** A hover that shows Markdown. */
export function markdownHover(contents: readonly vscode.MarkdownString[], range: vscode.Range): vscode.Hover {
  return new vscode.Hover([...contents], range);
}
