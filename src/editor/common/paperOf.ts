import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';

/** The paper that a command was called with: its id, from a link, or a node of the tree. */
export function paperOf(digest: Digest, argument: unknown): Paper | undefined {
  if (typeof argument === 'string') return digest.find(argument);
  if (typeof argument !== 'object' || argument === null || !('paper' in argument)) return undefined;
  const { paper } = argument;
  return typeof paper === 'object' && paper !== null && 'id' in paper && typeof paper.id === 'string' ? digest.find(paper.id) : undefined;
}

/** Gives the papers that are selected in the tree. */
export type SelectedPapers = () => readonly Paper[];

/** The papers that a command was called for, each once; the selected ones where it was called for nothing. See `calledFor`. */
export function papersOf(digest: Digest, node: unknown, nodes: unknown, selected: SelectedPapers = () => []): readonly Paper[] {
  const called = calledFor(node, nodes);
  const given = called.length > 0 ? called : selected().map(({ id }) => id);
  return [...new Set(given.map((one) => paperOf(digest, one)).filter((paper) => paper !== undefined))];
}

/**
 * What a command of the tree was called for.
 *
 * @param node The node whose menu or button was used.
 * @param nodes All selected nodes, if that node is among them.
 */
export function calledFor(node: unknown, nodes: unknown): readonly unknown[] {
  if (Array.isArray(nodes) && nodes.length > 0) return nodes as unknown[];
  return node === undefined ? [] : [node];
}
