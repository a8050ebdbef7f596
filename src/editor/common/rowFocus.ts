/** Whether a command was called by a key of the tree: for the rows that are selected there. */
export function isFromTree(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'in' in argument && argument.in === 'tree';
}

/** Keeps the focus in the tree while a command removes the row that has it. */
export interface RowFocus {
  /**
   * Runs what a command does. Where it was called for rows of the tree and the last of them is gone then, the row after it
   * gets the focus, or the one before where it was the last of the tree.
   *
   * @param node What the command was called with, see `calledFor`.
   * @param nodes All selected nodes, if that node is among them.
   */
  keep<T>(node: unknown, nodes: unknown, run: () => T | PromiseLike<T>): Promise<T>;
}
