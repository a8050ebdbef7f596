import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import { topicName } from '../common/describe';
import type { RowFocus } from '../common/rowFocus';
import { showMultiPick } from '../common/sinks/quickInput';
import { showMessage } from '../common/sinks/window';
import { isNode } from './nodes';
import type { ViewOptions } from './viewOptions';

/** Hides the topic of a node of the tree and says how it comes back. */
export async function hideTopic(
  digest: Digest,
  options: ViewOptions,
  rowFocus: RowFocus,
  node: unknown,
): Promise<void> {
  const topic = topicOf(node);
  if (topic === undefined) return;
  await rowFocus.keep(node, undefined, () =>
    options.update({ hidden: [...options.hidden.filter((id) => id !== topic), topic] }),
  );
  const undo = vscode.l10n.t('Undo');
  const answer = await showMessage('information', vscode.l10n.t('{0} is hidden.', topicName(digest, topic)), undo);
  if (answer === undo) await options.update({ hidden: options.hidden.filter((id) => id !== topic) });
}

/** Lets the user choose which of the hidden topics come back. */
export async function showHiddenTopics(digest: Digest, options: ViewOptions): Promise<void> {
  const items = options.hidden.map((id) => ({ label: topicName(digest, id), id, picked: true }));
  const chosen = await showMultiPick(items, {
    title: vscode.l10n.t('Show Hidden Topics'),
    placeHolder: items.length === 0 ? vscode.l10n.t('No topic is hidden') : vscode.l10n.t('Topics to show again'),
  });
  if (!chosen) return;
  const shown = new Set(chosen.map(({ id }) => id));
  await options.update({ hidden: options.hidden.filter((id) => !shown.has(id)) });
}

function topicOf(node: unknown): string | undefined {
  return isNode(node) && node.kind === 'group' && node.group.kind === 'topic' ? node.group.key : undefined;
}
