import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import { citationAt, maxDistance, type OpenCitation } from '../../core/notes/citation';
import { insertionOf, insertStyleAt, insertStyles } from '../../core/notes/insertion';
import type { Paper } from '../../core/paper';
import { drainInSlices } from '../../core/steps';
import { choiceOf } from '../common/configuration';
import { dumpLink } from '../common/dumpLink';
import { extensionId, settings } from '../common/ids';
import { paperAddress } from '../common/paperAddress';

/** What is put into a document for each of some papers, by its language and the setting. */
export async function insertionsInto(
  digest: Digest,
  document: vscode.TextDocument,
  papers: readonly Paper[],
  inBrackets: boolean,
): Promise<string[]> {
  const { languageId: language, uri } = document;
  const place = { language, inBrackets, style: choiceOf(settings.noteInsertAs, insertStyles, 'auto', document) };
  if (insertStyleAt(place) === 'cite') await drainInSlices(digest.prepareCitationKeys());
  const space = { extensionId, scheme: vscode.env.uriScheme };
  return papers.map((paper) =>
    insertionOf(paper, { ...place, address: paperAddress(space, [paper]), inDump: dumpLink(uri, paper) }, (one) =>
      digest.citationKey(one),
    ),
  );
}

/** What is inserted for papers in place of a selection. */
export interface Insertion {
  readonly range: vscode.Range;
  readonly text: string;
}

/**
 * What is inserted into a document for papers in place of selections: their keys alone where one is in a citation, else
 * a line for each paper.
 */
export async function insertionsAt(
  digest: Digest,
  document: vscode.TextDocument,
  papers: readonly Paper[],
  selections: readonly vscode.Selection[],
): Promise<Insertion[]> {
  const text = (await insertionsInto(digest, document, papers, false)).join('\n');
  if (selections.some((selection) => citationAround(document, selection)))
    await drainInSlices(digest.prepareCitationKeys());
  return selections.map((selection) => {
    const citation = citationAround(document, selection);
    if (!citation) return { range: selection, text };
    const end = document.positionAt(document.offsetAt(selection.end) + citation.skip);
    return {
      range: selection.isEmpty ? new vscode.Range(end, end) : selection,
      text: citation.write(papers.map((paper) => digest.citationKey(paper))),
    };
  });
}

function citationAround(document: vscode.TextDocument, { start, end }: vscode.Range): OpenCitation | null {
  const first = document.positionAt(Math.max(0, document.offsetAt(start) - maxDistance));
  const last = document.positionAt(document.offsetAt(end) + maxDistance);
  const [before, after] = [new vscode.Range(first, start), new vscode.Range(end, last)];
  return citationAt(document.languageId, document.getText(before), document.getText(after));
}
