import * as vscode from 'vscode';
import { firstWhere } from '../../core/firstWhere';
import type { Paper, Source } from '../../core/paper';
import { compact, compactWithOffsets } from '../../core/text/compact';
import { escapeMarkdown, visible } from '../../core/text/prose';
import { details, sourceText, titleText, topicPath } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import { blocks, commandLink, sentencesBlock, titleBlock, withOurLinks } from '../common/preview';
import type { OpenDumps } from './openDumps';
import { placesOf, type Place } from './outline';

const candidatesShown = 3;
const copiesShown = 3;
const mostTitleLines = 12;
const longestLine = 2_000;
const longestText = 20_000;

/** Tells of a title in a dump what does not stand there: topic, details of all copies, and where the other copies are. */
export class DumpHover implements vscode.HoverProvider {
  readonly #source: DigestSource;
  readonly #dumps: OpenDumps;

  constructor(source: DigestSource, dumps: OpenDumps) {
    this.#source = source;
    this.#dumps = dumps;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position, token: vscode.CancellationToken): Promise<vscode.Hover | undefined> {
    const dump = await this.#dumps.read(document);
    if (!dump || token.isCancellationRequested) return undefined;
    const places = placesOf(dump, document);
    const place = places[firstWhere(places.length, (i) => (places[i]?.start ?? 0) > position.line) - 1];
    if (!place) return undefined;
    const range = titleRange(document, place);
    if (!range.contains(position)) return undefined;
    await this.#source.load();
    const papers = this.#papersAt(document, place);
    if (papers.length === 0 || token.isCancellationRequested) return undefined;
    return new vscode.Hover(papers.slice(0, candidatesShown).map((paper) => this.#preview(document, range, place, paper)), range);
  }

  /**
   * The paper of a place as the library has it; several where the dump on disk is another and they share the title. None
   * where the dump is not in the library, as then it may be a note.
   */
  #papersAt({ uri }: vscode.TextDocument, { entry }: Place): readonly Paper[] {
    const { digest } = this.#source;
    if (!digest.dumps.has(uri.toString())) return [];
    const papers = digest.titled(entry.title);
    const here = papers.filter(({ sources }) => sources.some(({ path, line }) => path === uri.toString() && line === entry.line));
    return here.length > 0 ? here : papers;
  }

  #preview(document: vscode.TextDocument, range: vscode.Range, { entry }: Place, paper: Paper): vscode.MarkdownString {
    const { digest } = this.#source;
    const title = titleText(paper);
    return withOurLinks(
      blocks(
        visible(document.getText(range)) === title ? '' : titleBlock(paper),
        escapeMarkdown([topicPath(digest, paper), ...details(paper)].join(' · ')),
        entry.abstract === '' ? sentencesBlock(paper) : '',
        otherCopies(paper, document.uri, range.start.line + 1),
        commandLink(vscode.l10n.t('Open abstract'), commands.openAbstract, paper.id),
      ),
    );
  }
}

/** Links to the copies of a paper but the one that stands in a line of a dump, saved or not; empty where there is no other. */
function otherCopies({ id, sources }: Paper, uri: vscode.Uri, line: number): string {
  const path = uri.toString();
  const distance = (source: Source): number => (source.path === path ? Math.abs(source.line - line) : Infinity);
  const nearest = Math.min(...sources.map(distance));
  const here = sources.findIndex((source) => source.path === path && distance(source) === nearest);
  const others = sources.flatMap((source, index) => (index === here ? [] : [commandLink(sourceText(source), commands.openInDump, id, index)]));
  if (others.length === 0) return '';
  const shown = others.slice(0, copiesShown);
  if (others.length > shown.length) shown.push(commandLink(vscode.l10n.t('{0} more', others.length - shown.length), commands.openInDump, id));
  return vscode.l10n.t('Also in {0}', shown.join(' · '));
}

/** Where a title stands in a document: in its line, beside what may have run into it, or over several; all of its line where it is not found. */
function titleRange(document: vscode.TextDocument, { entry, start, end }: Place): vscode.Range {
  const title = compact(entry.title);
  const from = new vscode.Position(start, 0);
  for (let line = start; title !== '' && line <= Math.min(end, start + mostTitleLines); line++) {
    const text = document.getText(document.validateRange(new vscode.Range(from, new vscode.Position(line, longestLine + title.length))));
    if (text.length > longestText) break;
    const { text: letters, starts, ends } = compactWithOffsets(text);
    const at = letters.lastIndexOf(title);
    if (at < 0) continue;
    const [first, last] = [starts[at] ?? 0, ends[at + title.length - 1] ?? 0];
    const begin = hasWords(text.slice(0, first)) ? first : text.length - text.trimStart().length;
    const finish = hasWords(text.slice(last)) ? last : text.trimEnd().length;
    const offset = document.offsetAt(from);
    return new vscode.Range(document.positionAt(offset + begin), document.positionAt(offset + finish));
  }
  return document.lineAt(start).range;
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
