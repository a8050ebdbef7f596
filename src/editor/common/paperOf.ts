import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';

/** The paper that a command was called with: its id, from a link, or a node of the tree. */
export function paperOf(digest: Digest, argument: unknown): Paper | undefined {
  if (typeof argument === 'string') return digest.find(argument);
  if (typeof argument !== 'object' || argument === null || !('paper' in argument)) return undefined;
  const { paper } = argument;
  return typeof paper === 'object' && paper !== null && 'id' in paper && typeof paper.id === 'string' ? digest.find(paper.id) : undefined;
}
