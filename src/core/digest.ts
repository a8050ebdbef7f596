import { Library, type LibraryChange } from './library';
import { TitleTable, type Mention } from './mentions/titleTable';
import type { Dump, Paper, PaperId } from './paper';
import { SearchIndex, type SearchHit } from './search/searchIndex';
import { SimilarPapers, type SimilarPaper } from './search/similar';
import { drain, type Steps } from './steps';
import { TopicClassifier, type TopicAssignment } from './topics/classifier';
import type { Taxonomy } from './topics/taxonomy';

/** A paper that a search found, see `SearchHit`. */
export interface FoundPaper extends SearchHit {
  readonly paper: Paper;
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
 * Everything that is known of the dumps: the library and what is derived from it. Topics, search index
 * and title table follow the library, each when it is first needed after a change.
 */
export class Digest {
  readonly #library = new Library();
  readonly #taxonomy: Taxonomy;
  #lazyClassifier: TopicClassifier | null = null;
  readonly #topics = new WeakMap<Paper, TopicAssignment>();
  readonly #index = new SearchIndex();
  readonly #titles = new TitleTable();
  readonly #indexBacklog = new Backlog();
  readonly #titleBacklog = new Backlog();
  #similar: { readonly revision: number; readonly papers: SimilarPapers } | null = null;
  #revision = 0;

  constructor(taxonomy: Taxonomy) {
    this.#taxonomy = taxonomy;
  }

  get #classifier(): TopicClassifier {
    return (this.#lazyClassifier ??= new TopicClassifier(this.#taxonomy));
  }

  /** Grows with every change of the papers. */
  get revision(): number {
    return this.#revision;
  }

  get dumps(): ReadonlyMap<string, Dump> {
    return this.#library.dumps;
  }

  get papers(): ReadonlyMap<PaperId, Paper> {
    return this.#library.papers;
  }

  get topics(): TopicClassifier['topics'] {
    return this.#classifier.topics;
  }

  /** See `Library.find`. */
  find(id: PaperId): Paper | undefined {
    return this.#library.find(id);
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
    this.#revision++;
    return change;
  }

  /** The topic of one of the library's papers. */
  topicOf(paper: Paper): TopicAssignment {
    let assignment = this.#topics.get(paper);
    if (!assignment) {
      assignment = this.#classifier.classify(paper);
      this.#topics.set(paper, assignment);
    }
    return assignment;
  }

  /** Finds the topics of all papers ahead of need, pausing at each `yield`. */
  *prepareTopics(): Steps<void> {
    yield* this.#classifier.prepare();
    let count = 0;
    for (const paper of [...this.papers.values()]) {
      this.topicOf(paper);
      if (++count % papersPerStep === 0) yield;
    }
  }

  /** Brings the search index up to date ahead of need, pausing at each `yield`. */
  prepareSearch(): Steps<void> {
    return this.#indexBacklog.workOff(this.#index);
  }

  /** How many papers the next search would have to index first. */
  get unindexed(): number {
    return this.#indexBacklog.size;
  }

  /** Searches titles and abstracts, see `SearchIndex.search`. */
  search(query: string, limit: number): FoundPaper[] {
    drain(this.prepareSearch());
    return this.#index.search(query, limit).flatMap((hit) => {
      const paper = this.papers.get(hit.id);
      return paper ? [{ ...hit, paper }] : [];
    });
  }

  /** The papers nearest to one, see `SimilarPapers.to`. */
  similar({ id }: Paper, limit: number): (SimilarPaper & { readonly paper: Paper })[] {
    if (this.#similar?.revision !== this.#revision) {
      this.#similar = { revision: this.#revision, papers: new SimilarPapers(this.papers.values()) };
    }
    return this.#similar.papers.to(id, limit).flatMap((found) => {
      const paper = this.papers.get(found.id);
      return paper ? [{ ...found, paper }] : [];
    });
  }

  /** Brings the table of titles up to date ahead of need, pausing at each `yield`. */
  prepareMentions(): Steps<void> {
    return this.#titleBacklog.workOff(this.#titles);
  }

  /** The mentions of known titles in a text, see `TitleTable.find`. */
  mentions(text: string): Mention[] {
    drain(this.prepareMentions());
    return this.#titles.find(text);
  }
}
