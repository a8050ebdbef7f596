import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { ScannedNote } from '../../core/mentions/scannedNote';
import type { Mention } from '../../core/mentions/mention';
import { linkMentions, type MentionLink } from '../../core/notes/linkedTokens';
import type { ReadNote } from '../../core/notes/markdownTokens';
import type { Paper } from '../../core/paper';
import { CancelledError, drainInSlices, pause } from '../../core/steps';
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
/** How often previews are asked to render anew: VS Code does not tell whether one could, and one that is just opening cannot. */
const mostAttempts = 5;
const sentencesShown = 240;
const candidatesShown = 3;
/** How many files are remembered, so that they are looked through only around their changes. */
const mostFiles = 8;

interface ParsedNote extends ReadNote<Token> {
  readonly source: string;
}

type Links = ReadonlyMap<Mention, MentionLink>;

/** A file as it was rendered last. */
interface Rendered {
  readonly file: vscode.Uri;
  readonly scan: ScannedNote;
  readonly links: Links;
}

/**
 * Links mentions where VS Code's preview renders a Markdown file. VS Code parses a text once for all who ask and does not say
 * then which file it is of; so what was parsed stays as it is, and links are put into what is rendered. Rendering waits for
 * nothing: what cannot be had at once is left out, and the previews are rendered anew when it is there. That loads their
 * pages anew, so it is done only where a link becomes another.
 */
export class MentionPlugin implements vscode.Disposable {
  readonly #source: DigestSource;
  readonly #links: PaperLinks;
  readonly #log: vscode.LogOutputChannel;
  readonly #notes = new WeakMap<readonly Token[], ParsedNote>();
  /** By the files' addresses, the last one rendered at the end. */
  readonly #rendered = new Map<string, Rendered>();
  readonly #disposables: vscode.Disposable[] = [];
  #isLoading = false;
  #attempts = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  constructor(source: DigestSource, links: PaperLinks, log: vscode.LogOutputChannel) {
    this.#source = source;
    this.#links = links;
    this.#log = log;
    this.#disposables.push(
      source.onDidChange(() => {
        this.#attempts = 0;
        if (source.loaded) this.#refreshSoon();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (
          [settings.noteLanguages, settings.notePreview].some((name) =>
            event.affectsConfiguration(`${settings.section}.${name}`),
          )
        )
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
      if (!note || !file || note.source.length > longestNote) return tokens;
      const { scan, links } = this.#follow(note.source, file);
      return links.size === 0 ? tokens : [...linkMentions(note, scan, (mention) => links.get(mention) ?? null)];
    } catch (error) {
      this.#log.error(error instanceof Error ? error : String(error));
      return tokens;
    }
  }

  /** Takes over what a file is now, with the links that can be had at once. */
  #follow(text: string, file: vscode.Uri): Rendered {
    const key = file.toString();
    const isReady = this.#isReady(file);
    const known = isReady ? this.#rendered.get(key)?.scan : undefined;
    known?.become(text);
    const scan = known ?? this.#source.digest.scan(text, 'markdown');
    const rendered = { file, scan, links: isReady ? this.#linksIn(scan, file) : new Map<Mention, MentionLink>() };
    this.#rendered.delete(key);
    this.#rendered.set(key, rendered);
    const [oldest] = this.#rendered.keys();
    if (this.#rendered.size > mostFiles && oldest !== undefined) this.#rendered.delete(oldest);
    return rendered;
  }

  #isNote(file: vscode.Uri): boolean {
    return (
      isOn(settings.notePreview) &&
      stringsOf(settings.noteLanguages).includes('markdown') &&
      !this.#source.digest.dumps.has(file.toString())
    );
  }

  /** Whether a file is a note whose mentions can be had at once. Asks for them if they cannot. */
  #isReady(file: vscode.Uri): boolean {
    if (!this.#isNote(file)) return false;
    if (!this.#source.loaded && !this.#isLoading) {
      this.#isLoading = true;
      void this.#source.load().then(() => {
        this.#refreshSoon();
      });
    }
    const isPrepared = this.#source.digest.prepareMentions().next().done === true;
    if (!isPrepared) this.#refreshSoon();
    return isPrepared;
  }

  #linksIn(scan: ScannedNote, file: vscode.Uri): Links {
    return new Map(
      scan.mentions.flatMap((mention) => {
        const link = this.#linkOf(mention, file);
        return link ? [[mention, link]] : [];
      }),
    );
  }

  #linkOf({ ids }: Mention, file: vscode.Uri): MentionLink | null {
    const { digest } = this.#source;
    const papers = ids.flatMap((id) => digest.find(id) ?? []);
    const href = this.#links.hrefOf(papers, file);
    return href === null
      ? null
      : {
          href,
          title: papers
            .slice(0, candidatesShown)
            .map((paper) => aboutPaper(digest, paper))
            .join('\n\n'),
        };
  }

  #refreshSoon(rest = restOfPapers): void {
    if (this.#disposed) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => void this.#refresh(), rest);
  }

  async #refresh(): Promise<void> {
    if (this.#rendered.size === 0) return;
    try {
      await drainInSlices(this.#source.digest.prepareMentions(), { isCancelled: () => this.#disposed });
      if (!(await this.#isAnyOld())) {
        this.#attempts = 0;
        return;
      }
      const known = await vscode.commands.getCommands(true);
      if (known.includes(refreshCommand)) await vscode.commands.executeCommand(refreshCommand);
      if (++this.#attempts < mostAttempts) {
        this.#refreshSoon(restOfPapers * 2 ** this.#attempts);
        return;
      }
      this.#attempts = 0;
      this.#rendered.clear();
    } catch (error) {
      if (!(error instanceof CancelledError)) this.#log.error(error instanceof Error ? error : String(error));
    }
  }

  async #isAnyOld(): Promise<boolean> {
    for (const rendered of [...this.#rendered.values()]) {
      if (this.#isOld(rendered)) return true;
      await pause();
    }
    return false;
  }

  /** Whether a file would have other links now than it was rendered with. */
  #isOld({ file, scan, links }: Rendered): boolean {
    const now = this.#isNote(file) ? [...this.#linksIn(scan, file).values()] : [];
    return JSON.stringify(now) !== JSON.stringify([...links.values()]);
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
  return [titleText(paper), about, visible(firstSentencesOf(paper, sentencesShown))]
    .filter((line) => line !== '')
    .join('\n');
}
