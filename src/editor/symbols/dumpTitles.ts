import * as vscode from 'vscode';
import { firstWhere } from '../../core/firstWhere';
import type { Paper } from '../../core/paper';
import { compact, compactWithOffsets } from '../../core/text/compact';
import type { DigestSource } from '../common/digestSource';
import type { OpenDumps } from './openDumps';
import { placesOf, type Place } from './outline';

const mostTitleLines = 12;
const longestLine = 2_000;
const longestText = 20_000;

/** A title in a dump that is open. */
export interface DumpTitle {
  readonly place: Place;
  readonly range: vscode.Range;
  /** The papers that it may be the title of, never none. */
  readonly papers: readonly Paper[];
}

/** The titles in the dumps that are open, by where they stand. */
export class DumpTitles {
  readonly #source: DigestSource;
  readonly #dumps: OpenDumps;

  constructor(source: DigestSource, dumps: OpenDumps) {
    this.#source = source;
    this.#dumps = dumps;
  }

  /** The title at a position; undefined where none is, or the work was given up. The dumps are read for it where one is. */
  async at(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<DumpTitle | undefined> {
    const dump = await this.#dumps.read(document);
    if (!dump || token.isCancellationRequested) return undefined;
    const places = placesOf(dump, document);
    const place = places[firstWhere(places.length, (i) => (places[i]?.start ?? 0) > position.line) - 1];
    if (!place) return undefined;
    const range = titleRange(document, place);
    if (!range.contains(position)) return undefined;
    await this.#source.load();
    const papers = this.#papersAt(document, place);
    return papers.length === 0 || token.isCancellationRequested ? undefined : { place, range, papers };
  }

  /**
   * The paper of a place as the library has it; several where the dump on disk is another and they share the title. None
   * where the dump is not in the library, as then it may be a note.
   */
  #papersAt({ uri }: vscode.TextDocument, { entry }: Place): readonly Paper[] {
    const { digest } = this.#source;
    if (!digest.dumps.has(uri.toString())) return [];
    const papers = digest.titled(entry.title);
    const here = papers.filter(({ sources }) =>
      sources.some(({ path, line }) => path === uri.toString() && line === entry.line),
    );
    return here.length > 0 ? here : papers;
  }
}

/** Where a title stands in a document: in its line, beside what may have run into it, or over several; all of its line where it is not found. */
function titleRange(document: vscode.TextDocument, { entry, start, end }: Place): vscode.Range {
  const title = compact(entry.title);
  const from = new vscode.Position(start, 0);
  for (let line = start; title !== '' && line <= Math.min(end, start + mostTitleLines); line++) {
    const text = document.getText(
      document.validateRange(new vscode.Range(from, new vscode.Position(line, longestLine + title.length))),
    );
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
