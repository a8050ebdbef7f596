import * as vscode from 'vscode';
import type { Digest } from '../core/digest';
import type { Mention } from '../core/mentions/titleTable';
import type { Paper } from '../core/paper';
import { drainInSlices } from '../core/steps';
import { escapeMarkdown } from '../core/text/prose';
import { stringsOf } from './common/configuration';
import { details, firstSentencesOf, titleText, topicPath } from './common/describe';
import type { DigestSource } from './common/digestSource';
import { commands, settings } from './common/ids';

const sentencesShown = 420;
const candidatesShown = 3;
const longestNote = 2_000_000;

interface Scan {
  readonly version: number;
  readonly revision: number;
  readonly mentions: readonly Mention[];
}

/** Shows a paper where its title stands in a note. */
class TitleHover implements vscode.HoverProvider {
  readonly #source: DigestSource;
  readonly #log: vscode.LogOutputChannel;
  readonly #scans = new WeakMap<vscode.TextDocument, Scan>();

  constructor(source: DigestSource, log: vscode.LogOutputChannel) {
    this.#source = source;
    this.#log = log;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken): Promise<vscode.Hover | undefined> {
    await this.#source.load();
    const { digest } = this.#source;
    if (token.isCancellationRequested || digest.dumps.has(document.uri.toString())) return undefined;
    await drainInSlices(digest.prepareMentions());
    if (token.isCancellationRequested) return undefined;

    const offset = document.offsetAt(position);
    const mention = mentionAt(this.#mentions(document, digest), offset);
    const papers = mention?.ids.flatMap((id) => digest.find(id) ?? []) ?? [];
    if (!mention || papers.length === 0) return undefined;
    const range = new vscode.Range(document.positionAt(mention.start), document.positionAt(mention.end));
    return new vscode.Hover(papers.slice(0, candidatesShown).map((paper) => preview(digest, paper)), range);
  }

  #mentions(document: vscode.TextDocument, digest: Digest): readonly Mention[] {
    const known = this.#scans.get(document);
    if (known?.version === document.version && known.revision === digest.revision) return known.mentions;
    const text = document.getText();
    if (text.length > longestNote) this.#log.info(`${document.uri.toString()} is too long to look for titles in.`);
    const mentions = text.length > longestNote ? [] : digest.mentions(text);
    this.#scans.set(document, { version: document.version, revision: digest.revision, mentions });
    return mentions;
  }
}

function mentionAt(mentions: readonly Mention[], offset: number): Mention | undefined {
  let [low, high] = [0, mentions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mentions[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const mention = mentions[low];
  return mention && mention.start <= offset ? mention : undefined;
}

function preview(digest: Digest, paper: Paper): vscode.MarkdownString {
  const link = (command: string, label: string): string => `[${label}](command:${command}?${encodeURIComponent(JSON.stringify([paper.id]))})`;
  const about = [...details(paper), topicPath(digest, paper)].join(' · ');
  const abstract = firstSentencesOf(paper, sentencesShown);
  const links = [link(commands.openAbstract, vscode.l10n.t('Open abstract')), link(commands.openInDump, vscode.l10n.t('Show in dump'))];
  const markdown = new vscode.MarkdownString(
    [`**${escapeMarkdown(titleText(paper))}**`, escapeMarkdown(about), escapeMarkdown(abstract), links.join(' | ')]
      .filter((block) => block !== '')
      .join('\n\n'),
  );
  markdown.isTrusted = { enabledCommands: [commands.openAbstract, commands.openInDump] };
  return markdown;
}

/** Registers the hover for the note languages of the settings, and again when they change. */
export function registerHover(source: DigestSource, log: vscode.LogOutputChannel): vscode.Disposable {
  const hover = new TitleHover(source, log);
  let registration: vscode.Disposable | undefined;
  const register = (): void => {
    registration?.dispose();
    const selector = stringsOf(settings.noteLanguages).map((language) => ({ language }));
    registration = vscode.languages.registerHoverProvider(selector, hover);
  };
  register();
  const onChange = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${settings.section}.${settings.noteLanguages}`)) register();
  });
  return new vscode.Disposable(() => {
    onChange.dispose();
    registration?.dispose();
  });
}
