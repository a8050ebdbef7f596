import type * as vscode from 'vscode';
import { firstWhere } from '../../core/firstWhere';
import type { Mention } from '../../core/mentions/mention';
import type { Paper } from '../../core/paper';
import { CancelledError } from '../../core/steps';
import type { DigestSource } from '../common/digestSource';
import type { NoteMentions } from './noteMentions';

/** A mention in a document, and the papers that it may mean, never none. */
export interface FoundMention {
  readonly mention: Mention;
  readonly papers: readonly Paper[];
}

/** The mention at a position; undefined where none is, or the work was given up. The dumps are read for it. */
export async function mentionAt(
  source: DigestSource,
  mentions: NoteMentions,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<FoundMention | undefined> {
  if (!mentions.covers(document)) return undefined;
  await source.load();
  const all = await mentions.of(document, () => token.isCancellationRequested).catch(orNothing);
  if (!all || token.isCancellationRequested) return undefined;
  const offset = document.offsetAt(position);
  const mention = all[firstWhere(all.length, (place) => (all[place]?.end ?? 0) >= offset)];
  if (!mention || mention.start > offset) return undefined;
  const papers = mention.ids.flatMap((id) => source.digest.find(id) ?? []);
  return papers.length === 0 ? undefined : { mention, papers };
}

/** Takes work that was given up for nothing found. */
export function orNothing(error: unknown): undefined {
  if (!(error instanceof CancelledError)) throw error;
}
