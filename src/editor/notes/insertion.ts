import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
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
