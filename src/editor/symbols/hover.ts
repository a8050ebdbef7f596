import * as vscode from 'vscode';
import type { Paper, Source } from '../../core/paper';
import { visible } from '../../core/text/prose';
import { details, sourceText, titleText, topicPath } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import { sentencesBlock, titleBlock, withOurLinks } from '../common/preview';
import {
  commandLink,
  fillMarkdown,
  joinMarkdown,
  markdownBlocks,
  markdownHover,
  markdownText,
  type MarkdownText,
} from '../common/sinks/markdown';
import type { DumpTitles } from './dumpTitles';
import type { Place } from './outline';

const candidatesShown = 3;
const copiesShown = 3;

/** Tells of a title in a dump what does not stand there: topic, details of all copies, and where the other copies are. */
export class DumpHover implements vscode.HoverProvider {
  readonly #source: DigestSource;
  readonly #titles: DumpTitles;

  constructor(source: DigestSource, titles: DumpTitles) {
    this.#source = source;
    this.#titles = titles;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const title = await this.#titles.at(document, position, token);
    if (!title) return undefined;
    const { place, range, papers } = title;
    return markdownHover(
      papers.slice(0, candidatesShown).map((paper) => this.#preview(document, range, place, paper)),
      range,
    );
  }

  #preview(document: vscode.TextDocument, range: vscode.Range, { entry }: Place, paper: Paper): vscode.MarkdownString {
    const { digest } = this.#source;
    const title = titleText(paper);
    return withOurLinks(
      markdownBlocks(
        visible(document.getText(range)) === title ? '' : titleBlock(paper),
        markdownText([topicPath(digest, paper), ...details(paper)].join(' · ')),
        entry.abstract === '' ? sentencesBlock(paper) : '',
        otherCopies(paper, document.uri, range.start.line + 1),
        commandLink(vscode.l10n.t('Open abstract'), commands.openAbstract, paper.id),
      ),
    );
  }
}

/** Links to the copies of a paper but the one that stands in a line of a dump, saved or not; empty where there is no other. */
function otherCopies({ id, sources }: Paper, uri: vscode.Uri, line: number): MarkdownText | '' {
  const path = uri.toString();
  const distance = (source: Source): number => (source.path === path ? Math.abs(source.line - line) : Infinity);
  const nearest = Math.min(...sources.map(distance));
  const here = sources.findIndex((source) => source.path === path && distance(source) === nearest);
  const others = sources.flatMap((source, index) =>
    index === here ? [] : [commandLink(sourceText(source), commands.openInDump, id, index)],
  );
  if (others.length === 0) return '';
  const shown = others.slice(0, copiesShown);
  if (others.length > shown.length)
    shown.push(commandLink(vscode.l10n.t('{0} more', others.length - shown.length), commands.openInDump, id));
  return fillMarkdown(vscode.l10n.t('Also in {0}'), joinMarkdown(shown, ' · '));
}
