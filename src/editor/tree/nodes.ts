import type { Group } from '../../core/arrangement';
import type { NotePlace } from '../../core/backlinks/backlinks';
import type { Paper } from '../../core/paper';

/** A node of the tree: a group of papers, a saved search, a paper, or a place in a note that names it. */
export type Node = GroupNode | SearchNode | PaperNode | PlaceNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly group: Group;
  readonly parent: GroupNode | undefined;
}

export interface SearchNode {
  readonly kind: 'search';
  readonly query: string;
  readonly parent: undefined;
}

export interface PaperNode {
  readonly kind: 'paper';
  readonly paper: Paper;
  /** Whether it stands here only because it also belongs here. */
  readonly also: boolean;
  readonly parent: GroupNode | SearchNode;
}

export interface PlaceNode {
  readonly kind: 'place';
  readonly place: NotePlace;
  readonly parent: PaperNode;
}

const created = new WeakSet<Node>();

/** Makes a node of the tree; see `isNode`. */
export function createNode<N extends Node>(node: N): N {
  created.add(node);
  return node;
}

/** Whether a value is a node that `createNode` made, and no look-alike from elsewhere. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && created.has(value as Node);
}

/** All different papers of groups and of the groups in them that pass. */
export function papersIn(
  groups: readonly Group[],
  passes: (paper: Paper) => boolean = () => true,
  found = new Set<Paper>(),
): Set<Paper> {
  for (const group of groups) {
    for (const { paper } of group.papers) if (passes(paper)) found.add(paper);
    papersIn(group.groups, passes, found);
  }
  return found;
}
