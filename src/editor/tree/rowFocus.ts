import type * as vscode from 'vscode';
import { calledFor } from '../common/paperOf';
import { isFromTree, type RowFocus } from '../common/rowFocus';
import { isNode, type Node } from './nodes';
import type { PaperTree } from './paperTree';

/** The keys of a node's ancestors and of itself, from the root down, and the places at which they stand. */
interface RowPath {
  readonly keys: readonly string[];
  readonly indexes: readonly number[];
}

/** Gives the focus to the neighbor of a row that a command removed. */
export class TreeRowFocus implements RowFocus {
  readonly #tree: PaperTree;
  readonly #view: vscode.TreeView<Node>;

  constructor(tree: PaperTree, view: vscode.TreeView<Node>) {
    this.#tree = tree;
    this.#view = view;
  }

  async keep<T>(node: unknown, nodes: unknown, run: () => T | PromiseLike<T>): Promise<T> {
    const rows = isFromTree(node) ? [...this.#view.selection] : calledFor(node, nodes).filter(isNode);
    const before = new RowsBefore(this.#tree);
    const paths = (await Promise.all(rows.map((row) => before.pathOf(row)))).filter((path) => path !== null);
    paths.sort((a, b) => compareIndexes(a.indexes, b.indexes));
    const [first, last] = [paths[0], paths.at(-1)];
    if (!first || !last) return run();
    const neighbors = await before.neighborsOf(first, last);
    const selected = new Set(this.#view.selection.map(keyOf));
    const select = rows.some((row) => selected.has(keyOf(row)));
    const result = await run();
    if ((await find(this.#tree, last.keys)) === null) await this.#focusFirst(neighbors, select);
    return result;
  }

  async #focusFirst(neighbors: readonly (readonly string[])[], select: boolean): Promise<void> {
    for (const keys of neighbors) {
      const node = await find(this.#tree, keys);
      if (!node) continue;
      await this.#view.reveal(node, { select, focus: true });
      return;
    }
  }
}

/** The rows of the tree as they are before a command; each node is asked for its children once. */
class RowsBefore {
  readonly #tree: PaperTree;
  readonly #children = new Map<string, Promise<readonly string[]>>();

  constructor(tree: PaperTree) {
    this.#tree = tree;
  }

  /** The paths of rows that may get the focus, the best first: those after the last row, then those before the first. */
  async neighborsOf(first: RowPath, last: RowPath): Promise<(readonly string[])[]> {
    const neighbors: string[][] = [];
    for (const depth of [...last.keys.keys()].reverse()) {
      const parent = last.keys.slice(0, depth);
      const next = (await this.#keysBelow(parent)).slice((last.indexes[depth] ?? 0) + 1);
      neighbors.push(...next.map((key) => [...parent, key]));
    }
    for (const depth of [...first.keys.keys()].reverse()) {
      const parent = first.keys.slice(0, depth);
      const previous = (await this.#keysBelow(parent)).slice(0, first.indexes[depth] ?? 0).reverse();
      neighbors.push(...previous.map((key) => [...parent, key]));
      if (depth > 0) neighbors.push(parent);
    }
    return neighbors;
  }

  /** The path of a row; null where the tree does not have it any more. */
  async pathOf(row: Node): Promise<RowPath | null> {
    const keys: string[] = [];
    for (let node: Node | undefined = row; node; node = this.#tree.getParent(node)) keys.unshift(keyOf(node));
    const indexes: number[] = [];
    for (const [depth, key] of keys.entries()) {
      const index = (await this.#keysBelow(keys.slice(0, depth))).indexOf(key);
      if (index < 0) return null;
      indexes.push(index);
    }
    return { keys, indexes };
  }

  #keysBelow(keys: readonly string[]): Promise<readonly string[]> {
    const path = JSON.stringify(keys);
    let children = this.#children.get(path);
    if (!children) {
      children = find(this.#tree, keys).then(async (parent) =>
        parent === null ? [] : (await this.#tree.getChildren(parent)).map(keyOf),
      );
      this.#children.set(path, children);
    }
    return children;
  }
}

/** The node at a path in the tree as it is now, undefined for the root; null where there is none. */
async function find(tree: PaperTree, keys: readonly string[]): Promise<Node | undefined | null> {
  let found: Node | undefined;
  for (const key of keys) {
    const next = (await tree.getChildren(found)).find((node) => keyOf(node) === key);
    if (!next) return null;
    found = next;
  }
  return found;
}

/** What tells a node from its siblings. */
function keyOf(node: Node): string {
  switch (node.kind) {
    case 'group':
      return `group ${node.group.id}`;
    case 'search':
      return `search ${node.query}`;
    case 'paper':
      return `paper ${node.paper.id}`;
    case 'place':
      return `place ${[node.place.note, node.place.cell, node.place.line, node.place.character].join(' ')}`;
  }
}

/** Compares the places of two rows from top to bottom; a parent stands above its children. */
function compareIndexes(a: readonly number[], b: readonly number[]): number {
  const depth = a.findIndex((index, at) => index !== b[at]);
  return depth < 0 ? a.length - b.length : (a[depth] ?? 0) - (b[depth] ?? -1);
}
