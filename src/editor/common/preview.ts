import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';
import { details, firstSentencesOf, titleText, topicPath } from './describe';
import { commands } from './ids';
import {
  commandLink,
  joinMarkdown,
  markdownBlocks,
  markdownString,
  markdownText,
  strongText,
  type MarkdownText,
} from './sinks/markdown';

const sentencesShown = 420;

/** A paper in a few lines: title, details, topic and first sentences. */
export function previewText(digest: Digest, paper: Paper): MarkdownText {
  const about = [...details(paper), topicPath(digest, paper)].join(' · ');
  return markdownBlocks(titleBlock(paper), markdownText(about), sentencesBlock(paper));
}

/** The same, with links that open the abstract and the dump. */
export function linkedPreview(digest: Digest, paper: Paper): vscode.MarkdownString {
  const links = [
    commandLink(vscode.l10n.t('Open abstract'), commands.openAbstract, paper.id),
    commandLink(vscode.l10n.t('Show in dump'), commands.openInDump, paper.id),
  ];
  return withOurLinks(markdownBlocks(previewText(digest, paper), joinMarkdown(links, ' | ')));
}

/** A paper's title as a block of Markdown. */
export function titleBlock(paper: Paper): MarkdownText {
  return strongText(titleText(paper));
}

/** The first sentences of a paper as a block of Markdown; empty where it has no abstract. */
export function sentencesBlock(paper: Paper): MarkdownText {
  return markdownText(firstSentencesOf(paper, sentencesShown));
}

/** Markdown in which links may open abstracts and dumps, and run nothing else. */
export function withOurLinks(text: MarkdownText): vscode.MarkdownString {
  return markdownString(text, [commands.openAbstract, commands.openInDump]);
}
