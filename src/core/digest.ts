import type { CacheChange } from './cache/shards';
import { CitationKeys } from './cite/keys';
import { Library, type LibraryChange } from './library';
import { ScannedNote } from './mentions/scannedNote';
import type { Mention } from './mentions/mention';
import { TitleTable } from './mentions/titleTable';
import type { Dump, Paper, PaperId } from './paper';
import { drain, type Steps } from './steps';
import { mostOthers, type TopicAssignment } from './topics/classifier';
import { withOwnTopics, type OwnTopic } from './topics/ownTopics';
import { TopicMemory } from './topics/topicMemory';
import { TopicTable } from './topics/topicTable';
import { unsorted, type Taxonomy, type Topic } from './topics/taxonomy';
import type { TermModelData } from './topics/termModel';

/** What changed among the papers, for a table that follows them. */
export interface PaperChange {
  readonly put: readonly Paper[];
  readonly removed: readonly PaperId[];
}

const papersPerStep = 20;

/** The papers that a derived table has not seen yet. */
class Backlog {
  readonly #papers = new Map<PaperId, Paper | null>();

  get size(): number {
    return this.#papers.size;
  }

  note(change: LibraryChange): void {
    for (const { id } of change.removed) this.#papers.set(id, null);
    for (const paper of [...change.added, ...change.changed]) this.#papers.set(paper.id, paper);
  }

  clear(): void {
    this.#papers.clear();
  }

  take(most: number): PaperChange {
    const put: Paper[] = [];
    const removed: PaperId[] = [];
    for (const [id, paper] of this.#papers) {
      if (put.length + removed.length >= most) break;
      this.#papers.delete(id);
      if (paper) put.push(paper);
      else removed.push(id);
    }
    return { put, removed };
  }

  *workOff(table: { add(paper: Paper): void; remove(id: PaperId): void }): Steps<void> {
    let count = 0;
    for (const [id, paper] of this.#papers) {
      this.#papers.delete(id);
      if (paper) table.add(paper);
      else table.remove(id);
      if (++count % papersPerStep === 0) yield;
    }
  }
}

/**
 * Everything that is known of the dumps: the library and what is derived from it. Topics and title table
 * follow the library, each when it is first needed after a change; an index for the search, which may be
 * elsewhere, takes the changes over.
 */
export class Digest {
  readonly #library = new Library();
  readonly #taxonomy: Taxonomy;
  readonly #model: TermModelData;
  #lazyTopics: TopicTable | null = null;
  #givenMoves: ReadonlyMap<PaperId, string> = new Map();
  /** The given moves by the ids of today. */
  #moves: ReadonlyMap<PaperId, string> = new Map();
  readonly #titles = new TitleTable();
  readonly #citationKeys = new CitationKeys();
  #heldKeys: ReadonlyMap<PaperId, string> = new Map();
  readonly #indexBacklog = new Backlog();
  readonly #titleBacklog = new Backlog();
  readonly #keyBacklog = new Backlog();
  readonly #topicBacklog = new Backlog();
  #isSettled = true;
  #revision = 0;
  /** The topics of an earlier time, to be read before there are papers. */
  readonly topicMemory = new TopicMemory();

  constructor(taxonomy: Taxonomy, model: TermModelData) {
    this.#taxonomy = taxonomy;
    this.#model = model;
  }

  get #topics(): TopicTable {
    return (this.#lazyTopics ??= new TopicTable(this.#taxonomy, this.#model, this.topicMemory));
  }

  /** Grows with every change of the papers or of their topics. */
  get revision(): number {
    return this.#revision;
  }

  get dumps(): ReadonlyMap<string, Dump> {
    return this.#library.dumps;
  }

  get papers(): ReadonlyMap<PaperId, Paper> {
    return this.#library.papers;
  }

  get topics(): readonly Topic[] {
    return this.#topics.topics;
  }

  /** See `Library.find`. */
  find(id: PaperId): Paper | undefined {
    return this.#library.find(id);
  }

  /** What identifies the paper of an id for good, see `Library.referenceTo`; the id itself where it has no paper. */
  reference(id: PaperId): string {
    const paper = this.find(id);
    return paper ? this.#library.referenceTo(paper) : id;
  }

  /** See `Library.titled`. */
  titled(title: string): readonly Paper[] {
    return this.#library.titled(title);
  }

  /** See `Library.update`. */
  update(changed: readonly Dump[], removedPaths: readonly string[] = []): LibraryChange {
    return drain(this.updateInSteps(changed, removedPaths));
  }

  /** See `Library.updateInSteps`. Two updates must not overlap. */
  *updateInSteps(changed: readonly Dump[], removedPaths: readonly string[] = []): Steps<LibraryChange> {
    const change = yield* this.#library.updateInSteps(changed, removedPaths);
    if (change.added.length + change.changed.length + change.removed.length === 0) return change;
    this.#indexBacklog.note(change);
    this.#titleBacklog.note(change);
    this.#keyBacklog.note(change);
    this.#topicBacklog.note(change);
    this.#resolveMoves();
    this.#resolveHeldKeys();
    this.#revision++;
    return change;
  }

  /** The topic of one of the library's papers: where the user moved it, or what was recognised. */
  topicOf(paper: Paper): TopicAssignment {
    const recognised = this.recognisedTopicOf(paper);
    const moved = this.movedTo(paper);
    return moved === null ? recognised : movedFrom(recognised, moved);
  }

  /** The topic of one of the library's papers, whether the user moved it or not. */
  recognisedTopicOf(paper: Paper): TopicAssignment {
    return this.#topics.of(paper);
  }

  /** The area or finer topic that the user moved a paper to; null if there is none, or it is no more. */
  movedTo(paper: Paper): Topic | null {
    const id = this.#moves.get(paper.id);
    return id === undefined ? null : (this.topics.find((topic) => topic.id === id) ?? null);
  }

  /**
   * Takes over what the user moved: by a paper's reference or id the id of an area or finer topic. Of several for one
   * paper the last counts; an unknown topic, such as '', moves nothing.
   */
  setMoves(moves: ReadonlyMap<PaperId, string>): void {
    this.#givenMoves = moves;
    this.#resolveMoves();
    this.#revision++;
  }

  #resolveMoves(): void {
    this.#moves = new Map([...this.#givenMoves].map(([id, topic]) => [this.find(id)?.id ?? id, topic]));
  }

  /** The key by which texts cite one of the library's papers, unique among them; see `CitationKeys`. */
  citationKey(paper: Paper): string {
    drain(this.prepareCitationKeys());
    return this.#citationKeys.keyOf(paper);
  }

  /** Brings the citation keys up to date ahead of need, pausing at each `yield`. */
  prepareCitationKeys(): Steps<void> {
    return this.#keyBacklog.workOff(this.#citationKeys);
  }

  /**
   * Takes over the keys that texts cite already, which stay as they are, by a paper's reference or id. Of several for
   * one paper that of its present id counts, else the first; '' holds nothing.
   */
  holdCitationKeys(keys: ReadonlyMap<PaperId, string>): void {
    this.#heldKeys = keys;
    this.#resolveHeldKeys();
  }

  #resolveHeldKeys(): void {
    const held = new Map<PaperId, string>();
    for (const [id, key] of this.#heldKeys) {
      const today = this.find(id)?.id ?? id;
      if (today === id || !held.has(today)) held.set(today, key);
    }
    const given = ([, key]: readonly [PaperId, string]): boolean => key !== '';
    this.#citationKeys.hold(
      new Map([...held].filter(given)),
      [...this.#heldKeys].filter(given).map(([, key]) => key),
    );
  }

  /**
   * Takes over topics of the user's and finds the topics of all papers anew; until it is done, the topics stay as
   * they were. Must not overlap with `prepareTopics`.
   */
  *setOwnTopics(own: readonly OwnTopic[]): Steps<void> {
    const topics = new TopicTable(withOwnTopics(this.#taxonomy, own), this.#model, this.topicMemory);
    this.#topicBacklog.clear();
    yield;
    for (const paper of [...this.papers.values()]) {
      topics.add(paper);
      yield;
    }
    yield* topics.settle();
    this.#lazyTopics = topics;
    this.#isSettled = true;
    this.#revision++;
  }

  /** Gives papers new to the library the topic of their own text ahead of need, pausing at each `yield`. */
  *classifyTopics(): Steps<void> {
    if (this.#topicBacklog.size === 0) return;
    yield* this.#topicBacklog.workOff(this.#topics);
    this.#isSettled = false;
    yield* this.#topics.read();
  }

  /**
   * Settles the topics of all papers, pausing at each `yield`: papers of weak evidence are decided by their
   * neighbours too. Takes time in proportion to all papers.
   */
  *prepareTopics(): Steps<void> {
    yield* this.classifyTopics();
    if (this.#isSettled) return;
    yield* this.#topics.settle();
    this.#isSettled = true;
    this.#revision++;
  }

  /** How many papers, of those whose topics were remembered, `prepareTopics` has to read; their number tells how long it takes. */
  get unreadTopics(): number {
    return this.#topics.unread;
  }

  /** What has to be written so that the topics are remembered as they are settled now; nothing while they are not. */
  *collectTopics(): Steps<CacheChange> {
    if (!this.#isSettled || this.#topicBacklog.size > 0) return { written: [], removed: [] };
    const settled = Array.from(this.papers.values(), (paper) => [paper, this.recognisedTopicOf(paper)] as const);
    return yield* this.topicMemory.collect(this.#topics.basis, settled);
  }

  /** How many changed papers have not been taken for the search's index yet. */
  get unindexed(): number {
    return this.#indexBacklog.size;
  }

  /** Takes changed papers, at most so many, for the search's index; each change is given once. */
  takeUnindexed(most: number): PaperChange {
    return this.#indexBacklog.take(most);
  }

  /** Gives all papers for an index that is new. */
  indexAnew(): void {
    this.#indexBacklog.clear();
    this.#indexBacklog.note({ added: [...this.papers.values()], changed: [], removed: [] });
  }

  /** Brings the table of titles up to date ahead of need, pausing at each `yield`. */
  prepareMentions(): Steps<void> {
    return this.#titleBacklog.workOff(this.#titles);
  }

  /**
   * The mentions of known titles in a text, in order and without overlap, see `TitleTable.find`.
   *
   * @param language The text's language as VS Code names it; it decides what is no prose.
   */
  mentions(text: string, language = 'plaintext'): Mention[] {
    drain(this.prepareMentions());
    return this.#titles.find(text, language);
  }

  /** As `mentions`, pausing at each `yield`. */
  *mentionsInSteps(text: string, language = 'plaintext'): Steps<readonly Mention[]> {
    const note = this.scan(text, language);
    yield* note.prepare();
    return note.mentions;
  }

  /** The mentions in a text that is being edited, as `mentions` finds them, brought up to date around each change. */
  scan(text: string, language = 'plaintext'): ScannedNote {
    return new ScannedNote(this.#titles, text, language, () => this.prepareMentions());
  }
}

/** The assignment of a moved paper; the area it was recognised in stays beside the new one. */
function movedFrom(recognised: TopicAssignment, { id, parent }: Topic): TopicAssignment {
  const topic = parent ?? id;
  const others = [recognised.topic, ...recognised.topics].filter((other) => other !== topic && other !== unsorted);
  const stays = recognised.topic === topic;
  return {
    topic,
    subtopic: parent === null ? (stays ? recognised.subtopic : null) : id,
    topics: others.slice(0, mostOthers),
    why: stays ? recognised.why : [],
    certainty: 1,
  };
}
