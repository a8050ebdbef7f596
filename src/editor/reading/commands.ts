import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/paper';
import {
  flagEdits,
  noteEdits,
  stateEdits,
  tagEdits,
  tagName,
  type Reading,
  type ReadingEdit,
} from '../../core/reading/reading';
import { paperCount, titleText } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import { papersOf, type SelectedPapers } from '../common/paperOf';
import { isFromTree, type RowFocus } from '../common/rowFocus';
import { createQuickPick, showInputBox } from '../common/sinks/quickInput';
import { showMessage } from '../common/sinks/window';
import type { WorkspaceReading } from './workspaceReading';

/** Which papers are meant where a command was called for none. */
export interface Meant {
  /** Those selected in the tree. */
  readonly inTree: SelectedPapers;
  /** Those selected in the tree, or the one that is being read. */
  readonly anywhere: SelectedPapers;
  readonly rowFocus: RowFocus;
}

type Edits = (ids: readonly PaperId[]) => readonly ReadingEdit[];

const star: Edits = (ids) => flagEdits(ids, 'starred', true);
const unstar: Edits = (ids) => flagEdits(ids, 'starred', false);
const hide: Edits = (ids) => flagEdits(ids, 'hidden', true);
const unhide: Edits = (ids) => flagEdits(ids, 'hidden', false);
const queue: Edits = (ids) => stateEdits(ids, 'queued');
const read: Edits = (ids) => stateEdits(ids, 'read');
const unread: Edits = (ids) => stateEdits(ids, 'unread');

/** Registers the commands by which papers are marked. */
export function registerReading(source: DigestSource, reading: WorkspaceReading, meant: Meant): vscode.Disposable {
  const { digest } = source;
  const register = (command: string, run: (papers: readonly Paper[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (node: unknown, others: unknown) => {
      await source.load();
      const papers = papersOf(digest, node, others, isFromTree(node) ? meant.inTree : meant.anywhere);
      if (papers.length > 0) await meant.rowFocus.keep(node, others, () => run(papers));
      else void showMessage('information', vscode.l10n.t('Select a paper in the Papers view first.'));
    });
  const mark = (command: string, edits: Edits): vscode.Disposable =>
    register(command, (papers) => reading.edit(edits(papers.map(({ id }) => id))));
  const toggle = (command: string, isSet: (one: Reading) => boolean, set: Edits, unset: Edits): vscode.Disposable =>
    register(command, (papers) =>
      reading.edit((papers.every((paper) => isSet(reading.of(paper))) ? unset : set)(papers.map(({ id }) => id))),
    );
  return vscode.Disposable.from(
    mark(commands.star, star),
    mark(commands.unstar, unstar),
    mark(commands.readLater, queue),
    mark(commands.notLater, unread),
    mark(commands.markRead, read),
    mark(commands.markUnread, unread),
    mark(commands.hide, hide),
    mark(commands.unhide, unhide),
    toggle(commands.toggleStar, ({ starred }) => starred, star, unstar),
    toggle(commands.toggleLater, ({ state }) => state === 'queued', queue, unread),
    toggle(commands.toggleRead, ({ state }) => state === 'read', read, unread),
    toggle(commands.toggleHidden, ({ hidden }) => hidden, hide, unhide),
    register(commands.editTags, (papers) => editTags(reading, papers)),
    register(commands.editNote, ([paper]) => (paper ? editNote(reading, paper) : undefined)),
    vscode.commands.registerCommand(commands.undoMark, async (node: unknown) => {
      if ((await meant.rowFocus.keep(node, undefined, () => reading.undo())) === 0)
        void showMessage('information', vscode.l10n.t('Nothing to undo.'));
    }),
  );
}

async function editTags(reading: WorkspaceReading, papers: readonly Paper[]): Promise<void> {
  const picker = createQuickPick<vscode.QuickPickItem & { readonly tag: string }>();
  const known = [...reading.tags().keys()].sort();
  const countOf = (tag: string): number => papers.filter((paper) => reading.of(paper).tags.includes(tag)).length;
  const own = known.filter((tag) => countOf(tag) === papers.length);
  const itemOf = (tag: string): vscode.QuickPickItem & { readonly tag: string } => ({ label: tag, tag });
  const [first] = papers;
  picker.title =
    papers.length === 1 && first
      ? vscode.l10n.t('Tags of “{0}”', titleText(first).slice(0, 60))
      : vscode.l10n.t('Tags of {0}', paperCount(papers.length));
  picker.placeholder = vscode.l10n.t('Choose tags, or type a new one');
  picker.canSelectMany = true;
  const show = (tags: readonly string[], selected: readonly string[]): void => {
    picker.items = tags.map(itemOf);
    picker.selectedItems = picker.items.filter(({ tag }) => selected.includes(tag));
  };
  show(known, own);
  picker.onDidChangeValue((value) => {
    const typed = tagName(value);
    const tags = typed === '' || known.includes(typed) ? known : [typed, ...known];
    if (tags.length !== picker.items.length || tags[0] !== picker.items[0]?.tag)
      show(
        tags,
        picker.selectedItems.map(({ tag }) => tag),
      );
  });
  const chosen = await new Promise<readonly string[] | null>((resolve) => {
    picker.onDidAccept(() => {
      const selected = picker.selectedItems.map(({ tag }) => tag);
      const typed = tagName(picker.value);
      resolve(typed === '' || selected.includes(typed) ? selected : [...selected, typed]);
    });
    picker.onDidHide(() => {
      resolve(null);
    });
    picker.show();
  });
  picker.dispose();
  if (!chosen) return;
  const ids = papers.map(({ id }) => id);
  reading.edit([
    ...chosen.filter((tag) => !own.includes(tag)).flatMap((tag) => tagEdits(ids, tag, true)),
    ...own.filter((tag) => !chosen.includes(tag)).flatMap((tag) => tagEdits(ids, tag, false)),
  ]);
}

async function editNote(reading: WorkspaceReading, paper: Paper): Promise<void> {
  const note = await showInputBox({
    title: vscode.l10n.t('Note on “{0}”', titleText(paper).slice(0, 60)),
    value: reading.of(paper).note,
    prompt: vscode.l10n.t('One line that is shown with the paper; leave it empty to take it away'),
  });
  if (note !== undefined) reading.edit(noteEdits([paper.id], note));
}
