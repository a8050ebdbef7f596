import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { ScannedNote } from '../../core/mentions/scannedNote';
import type { Mention } from '../../core/mentions/titleTable';
import { linkMentions, type MentionLink } from '../../core/notes/linkedTokens';
import type { ReadNote } from '../../core/notes/markdownTokens';
import type { Paper } from '../../core/paper';
import { CancelledError, drainInSlices } from '../../core/steps';
import { visible } from '../../core/text/prose';
import { isOn, stringsOf } from '../common/configuration';
import { details, firstSentencesOf, titleText, topicPath } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { settings } from '../common/ids';
import { longestNote } from '../common/limits';
import type { PaperLinks } from './paperLinks';

type Token = ReturnType<MarkdownIt['parse']>[number];

const refreshCommand = 'markdown.preview.refresh';
/** How long papers have to rest before previews are rendered anew, in milliseconds. */
const restOfPapers = 300;
const sentencesShown = 240;
const candidatesShown = 3;
/** How many files stay scanned, so that they are looked through only around their changes. */
const mostScans = 8;

interface ParsedNote extends ReadNote<Token> {
  readonly source: string;
}

/**
 * Links mentions where VS Code's preview renders a Markdown file. VS Code parses a text once for all who ask and does not say
 * then which file it is of; so what was parsed stays as it is, and links are put into what is rendered. Rendering waits for
 * nothing: what cannot be had at once is left out, and the previews are rendered anew when it is there.
 */
export class MentionPlugin implements vscode.Disposable {
  readonly #source: DigestSource;
  readonly #links: PaperLinks;
  readonly #log: vscode.LogOutputChannel;
  readonly #notes = new WeakMap<readonly Token[], ParsedNote>();
  /** By the files' addresses, the last one rendered at the end. */
  readonly #scans = new Map<string, ScannedNote>();
  readonly #disposables: vscode.Disposable[] = [];
  /** The state of the papers that the oldest rendering shows; infinite before the first one. */
  #rendered = Infinity;
  #isLoading = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  constructor(source: DigestSource, links: PaperLinks, log: vscode.LogOutputChannel) {
    this.#source = source;
    this.#links = links;
    this.#log = log;
    this.#disposables.push(
      source.onDidChange(() => {
        this.#refreshSoon();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (![settings.noteLanguages, settings.notePreview].some((name) => event.affectsConfiguration(`${settings.section}.${name}`))) return;
        if (this.#rendered !== Infinity) this.#rendered = -1;
        this.#refreshSoon();
      }),
    );
  }

  extend(markdown: MarkdownIt): MarkdownIt {
    markdown.core.ruler.push('paper_digest', ({ tokens, src, Token }) => {
      this.#notes.set(tokens, { tokens, source: src, token: (type, tag, nesting) => new Token(type, tag, nesting) });
    });
    const { renderer } = markdown;
    const render = renderer.render.bind(renderer);
    renderer.render = (tokens, options, env: unknown) => render(this.#linked(tokens, env), options, env);
    return markdown;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#resting);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #linked(tokens: Token[], env: unknown): Token[] {
    try {
      const note = this.#notes.get(tokens);
      const file = fileOf(env);
      if (!note || !file) return tokens;
      this.#rendered = Math.min(this.#rendered, this.#source.digest.revision);
      const scan = this.#isNote(file) ? this.#scan(note.source, file) : null;
      return scan ? [...linkMentions(note, scan, (mention) => this.#linkOf(mention, file))] : tokens;
    } catch (error) {
      this.#log.error(error instanceof Error ? error : String(error));
      return tokens;
    }
  }

  #isNote(file: vscode.Uri): boolean {
    return isOn(settings.notePreview) && stringsOf(settings.noteLanguages).includes('markdown') && !this.#source.digest.dumps.has(file.toString());
  }

  /** A file's text with its mentions; null where they cannot be had at once. */
  #scan(text: string, file: vscode.Uri): ScannedNote | null {
    const { digest } = this.#source;
    if (!this.#source.loaded && !this.#isLoading) {
      this.#isLoading = true;
      void this.#source.load();
    }
    if (text.length > longestNote) return null;
    if (digest.prepareMentions().next().done !== true) {
      this.#rendered = -1;
      this.#refreshSoon();
      return null;
    }
    const key = file.toString();
    const scan = this.#scans.get(key) ?? digest.scan(text, 'markdown');
    scan.become(text);
    this.#scans.delete(key);
    this.#scans.set(key, scan);
    const [oldest] = this.#scans.keys();
    if (this.#scans.size > mostScans && oldest !== undefined) this.#scans.delete(oldest);
    return scan;
  }

  #linkOf({ ids }: Mention, file: vscode.Uri): MentionLink | null {
    const { digest } = this.#source;
    const papers = ids.flatMap((id) => digest.find(id) ?? []);
    const href = this.#links.hrefOf(papers, file);
    return href === null ? null : { href, title: papers.slice(0, candidatesShown).map((paper) => aboutPaper(digest, paper)).join('\n\n') };
  }

  #refreshSoon(): void {
    if (this.#rendered === Infinity || this.#disposed) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#refresh(), restOfPapers);
  }

  /** Renders previews anew, if the papers are others than those that one of them shows. */
  async #refresh(): Promise<void> {
    const { digest } = this.#source;
    try {
      await drainInSlices(digest.prepareMentions(), { isCancelled: () => this.#disposed });
      if (this.#rendered >= digest.revision) return;
      this.#rendered = digest.revision;
      const known = await vscode.commands.getCommands(true);
      if (known.includes(refreshCommand)) await vscode.commands.executeCommand(refreshCommand);
    } catch (error) {
      if (!(error instanceof CancelledError)) this.#log.error(error instanceof Error ? error : String(error));
    }
  }
}

/** The file that is rendered; VS Code tells none of a text that is no file. */
function fileOf(env: unknown): vscode.Uri | undefined {
  const file = typeof env === 'object' && env !== null && 'currentDocument' in env ? env.currentDocument : undefined;
  return file instanceof vscode.Uri ? file : undefined;
}

/** A paper in a few lines of plain text: title, details and topic, first sentences. */
function aboutPaper(digest: Digest, paper: Paper): string {
  const about = [...details(paper), topicPath(digest, paper)].join(' · ');
  return [titleText(paper), about, visible(firstSentencesOf(paper, sentencesShown))].filter((line) => line !== '').join('\n');
}
