import * as vscode from 'vscode';
import type { NotePlace } from '../../core/backlinks/backlinks';
import type { Paper } from '../../core/paper';
import { visible } from '../../core/text/prose';
import type { PaperBacklinks } from './paperBacklinks';

/** Where a note names a paper: "line 12 of reading.md", "cell 3 of trials.ipynb". */
export function placeText(place: NotePlace): string {
  return place.cell === null
    ? vscode.l10n.t('line {0} of {1}', place.line + 1, noteName(place))
    : vscode.l10n.t('cell {0} of {1}', place.cell + 1, noteName(place));
}

/** The path of a note as its reader knows it. */
export function noteName({ note }: NotePlace): string {
  return visible(vscode.workspace.asRelativePath(vscode.Uri.parse(note)));
}

/** A place's range in its note, or in the cell of its notebook. */
export function rangeOfPlace({ line, character, endLine, endCharacter }: NotePlace): vscode.Range {
  return new vscode.Range(line, character, endLine, endCharacter);
}

/**
 * The places that name papers, for "Find All References".
 *
 * @param withDumps Whether the papers' own places in the dumps are among them.
 */
export async function referencesTo(
  papers: readonly Paper[],
  backlinks: PaperBacklinks,
  withDumps: boolean,
): Promise<vscode.Location[]> {
  await backlinks.load();
  const places = papers.flatMap((paper) => backlinks.of(paper));
  const found = await Promise.all(places.map(locationOf));
  const sources = withDumps ? papers.flatMap((paper) => paper.sources) : [];
  return [
    ...sources.map(({ path, line }) => new vscode.Location(vscode.Uri.parse(path), new vscode.Position(line - 1, 0))),
    ...found.flat(),
  ];
}

/** Where a place is; nothing where its notebook is gone, or has fewer cells by now. */
async function locationOf(place: NotePlace): Promise<vscode.Location[]> {
  const uri = vscode.Uri.parse(place.note);
  const range = rangeOfPlace(place);
  if (place.cell === null) return [new vscode.Location(uri, range)];
  const notebook = await vscode.workspace.openNotebookDocument(uri).then(undefined, () => null);
  return notebook && place.cell < notebook.cellCount
    ? [new vscode.Location(notebook.cellAt(place.cell).document.uri, range)]
    : [];
}
