import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';

/** Gives the papers that are meant where a command was called for none. */
export type SelectedPapers = () => readonly Paper[];

/** The paper that a command was called for: by its id, from a link, or a node of the tree; `otherwise` where it was called for none. */
export function paperOf(
  digest: Digest,
  argument: unknown,
  otherwise: () => Paper | undefined = () => undefined,
): Paper | undefined {
  const id = idOf(argument);
  return id === null ? otherwise() : digest.find(id);
}

/** The papers that a command was called for, each once; `otherwise` where it was called for none. See `calledFor`. */
export function papersOf(
  digest: Digest,
  node: unknown,
  nodes: unknown,
  otherwise: SelectedPapers = () => [],
): readonly Paper[] {
  const ids = calledFor(node, nodes).flatMap((one) => idOf(one) ?? []);
  return [...new Set(ids.length > 0 ? ids.flatMap((id) => digest.find(id) ?? []) : otherwise())];
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

function idOf(argument: unknown): string | null {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null || !('paper' in argument)) return null;
  const { paper } = argument;
  return typeof paper === 'object' && paper !== null && 'id' in paper && typeof paper.id === 'string' ? paper.id : null;
}
