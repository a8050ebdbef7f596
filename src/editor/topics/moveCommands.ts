import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Paper } from '../../core/paper';
import { drainInSlices } from '../../core/steps';
import { truncate } from '../../core/text/prose';
import { tellingPhrases } from '../../core/topics/teaching';
import { unsorted, type Topic } from '../../core/topics/taxonomy';
import { paperCount, titleText, topicName, topicPath } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import { papersOf, type SelectedPapers } from '../common/paperOf';
import type { RowFocus } from '../common/rowFocus';
import { createQuickPick, showMultiPick, type PickItem } from '../common/sinks/quickInput';
import { showMessage } from '../common/sinks/window';
import type { Moves } from './moves';
import type { TopicsFiles } from './topicsFiles';

const titleShown = 60;
const examplesShown = 3;

/** The area or finer topic that papers go to. */
interface Target {
  readonly id: string;
  readonly name: string;
}

/** Registers the commands that put papers elsewhere, take that back, and teach. */
export function registerMoves(
  source: DigestSource,
  moves: Moves,
  files: TopicsFiles,
  selected: SelectedPapers,
  rowFocus: RowFocus,
): vscode.Disposable {
  const { digest } = source;
  const register = (
    command: string,
    run: (papers: readonly Paper[], topic: unknown) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (node: unknown, others: unknown) => {
      await source.load();
      const papers = papersOf(digest, node, others, selected);
      if (papers.length > 0) await rowFocus.keep(node, others, () => run(papers, others));
      else void showMessage('information', vscode.l10n.t('Select a paper in the Papers view first.'));
    });
  return vscode.Disposable.from(
    register(commands.moveToTopic, async (papers, argument) => {
      const target =
        typeof argument === 'string' && isTopic(digest, argument)
          ? { id: argument, name: topicName(digest, argument) }
          : await pickTopic(digest, files, papers);
      if (!target) return;
      const undo = await moves.move(
        papers.map(({ id }) => id),
        target.id,
      );
      void offerMore(digest, files, papers, target, undo);
    }),
    register(commands.resetTopic, async (papers) => {
      await moves.move(
        papers.map(({ id }) => id),
        null,
      );
    }),
    register(commands.teachTopic, async (papers) => {
      const [first] = papers;
      const topic = first && (digest.movedTo(first)?.id ?? placeOf(digest, first));
      if (topic !== undefined && topic !== unsorted)
        await teach(digest, files, papers, { id: topic, name: topicName(digest, topic) });
    }),
    vscode.commands.registerCommand(commands.undoMove, () => moves.undo()),
  );
}

/** Says what was done, and offers to undo it or to teach it. Not waited for: a notification may stand long. */
async function offerMore(
  digest: Digest,
  files: TopicsFiles,
  papers: readonly Paper[],
  target: Target,
  takeBack: () => Promise<void>,
): Promise<void> {
  const [undo, more] = [vscode.l10n.t('Undo'), vscode.l10n.t('Move Similar Papers Too…')];
  const what =
    papers.length === 1 && papers[0] ? `“${truncate(titleText(papers[0]), titleShown)}”` : paperCount(papers.length);
  const answer = await showMessage('information', vscode.l10n.t('Moved {0} to {1}.', what, target.name), undo, more);
  if (answer === undo) await takeBack();
  if (answer === more) await teach(digest, files, papers, target);
}

function isTopic({ topics }: Digest, id: string): boolean {
  return id === unsorted || topics.some((topic) => topic.id === id);
}

function placeOf(digest: Digest, paper: Paper): string {
  const { topic, subtopic } = digest.topicOf(paper);
  return subtopic ?? topic;
}

interface TopicItem extends PickItem {
  readonly topic?: Topic;
  readonly isNew?: true;
}

/** Lets the user choose a topic, those first in which the papers stand or could stand, or name a new one. */
async function pickTopic(digest: Digest, files: TopicsFiles, papers: readonly Paper[]): Promise<Target | undefined> {
  const places = papers.map((paper) => digest.topicOf(paper));
  const near = [...new Set([...places.flatMap(({ topics }) => topics), ...places.map(({ topic }) => topic)])];
  const [place, ...otherPlaces] = new Set(papers.map((paper) => placeOf(digest, paper)));
  const candidates = digest.topics.filter(({ id }) => otherPlaces.length > 0 || id !== place);
  const itemOf = (topic: Topic): TopicItem => ({
    label: topic.name,
    ...(topic.parent === null ? {} : { description: topicName(digest, topic.parent) }),
    detail: topic.definition,
    topic,
  });
  const separator = (label: string): TopicItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const first = near.flatMap((area) => candidates.filter(({ id, parent }) => id === area || parent === area));
  const rest = candidates.filter((topic) => !first.includes(topic));
  const items = [
    separator(vscode.l10n.t('Near')),
    ...first.map(itemOf),
    separator(vscode.l10n.t('Other topics')),
    ...rest.map(itemOf),
  ];

  const picker = createQuickPick<TopicItem>();
  picker.title =
    papers.length === 1 && papers[0]
      ? vscode.l10n.t('Move “{0}”', truncate(titleText(papers[0]), titleShown))
      : vscode.l10n.t('Move {0}', paperCount(papers.length));
  picker.placeholder = vscode.l10n.t(
    'Topic to move to (now: {0})',
    [...new Set(papers.map((paper) => topicPath(digest, paper)))].join(', '),
  );
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.items = items;
  picker.onDidChangeValue((value) => {
    const name = value.trim();
    const isKnown = digest.topics.some((topic) => topic.name.toLowerCase() === name.toLowerCase());
    picker.items =
      name === '' || isKnown
        ? items
        : [
            ...items,
            separator(''),
            { icon: 'add', label: vscode.l10n.t('New topic “{0}”', name), alwaysShow: true, isNew: true },
          ];
  });
  const chosen = await new Promise<{ item: TopicItem | undefined; value: string }>((resolve) => {
    picker.onDidAccept(() => {
      resolve({ item: picker.selectedItems[0], value: picker.value.trim() });
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve({ item: undefined, value: '' });
    });
    picker.show();
  });
  picker.dispose();
  if (chosen.item?.isNew) return newTopic(digest, files, chosen.value);
  return chosen.item?.topic;
}

/** Writes a new area into the topics file; its id is made from its name. */
async function newTopic(digest: Digest, files: TopicsFiles, name: string): Promise<Target | undefined> {
  const stem =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 50) || 'topic';
  const taken = new Set([unsorted, ...digest.topics.map(({ id }) => id)]);
  let id = stem;
  for (let n = 2; taken.has(id); n++) id = `${stem}-${String(n)}`;
  const written = await files.addPhrases({ id, name }, []);
  return written && { id, name };
}

/** Lets the user choose phrases by which papers like these will be recognised from now on. */
async function teach(
  digest: Digest,
  files: TopicsFiles,
  papers: readonly Paper[],
  { id, name }: Target,
): Promise<void> {
  const phrases = await drainInSlices(tellingPhrases(papers, digest.papers.values()));
  const items = phrases.map(({ text, others }) => ({
    label: text,
    description:
      others.length === 0
        ? vscode.l10n.t('in no other paper yet')
        : vscode.l10n.t('also in {0}', paperCount(others.length)),
    ...(others.length > 0
      ? {
          detail: others
            .slice(0, examplesShown)
            .map((paper) => titleText(paper))
            .join(' · '),
        }
      : {}),
  }));
  const chosen = await showMultiPick(items, {
    title: vscode.l10n.t('Move Similar Papers to {0}', name),
    placeHolder: vscode.l10n.t('Phrases that shall speak for this topic, here and in dumps to come'),
  });
  if (!chosen || chosen.length === 0) return;
  const uri = await files.addPhrases(
    { id },
    chosen.map(({ label }) => label),
  );
  if (!uri) return;
  const open = vscode.l10n.t('Open Topics File');
  const said = vscode.l10n.t('{0} now knows {1}.', name, chosen.map(({ label }) => `“${label}”`).join(', '));
  if ((await showMessage('information', said, open)) === open) await vscode.window.showTextDocument(uri);
}
