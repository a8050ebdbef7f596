import { fingerprint, minOverlap, significantWords } from './abstractSignature';
import type { Dump, Entry, Paper, PaperId, Source } from './paper';
import { idOf, parseReference, PaperMatcher, referenceTo } from './paperReference';
import { drain, type Steps } from './steps';
import { compact } from './text/compact';

/** What a change of dumps did to the papers of the library. */
export interface LibraryChange {
  readonly added: readonly Paper[];
  /** Papers that are still there, with other content, in their new form. */
  readonly changed: readonly Paper[];
  readonly removed: readonly Paper[];
}

const entriesPerStep = 200;

interface Copy {
  readonly entry: Entry;
  readonly source: Source;
}

/**
 * The papers of all dumps, one for all copies of a paper. The result depends on the dumps alone, not
 * on the order in which they came.
 *
 * Copies are one paper when their titles have the same compact form and their abstracts agree in
 * substance (see `AgreeingTexts`); a long title is strong evidence of its own. A paper's id is its compact title; where different papers share a
 * title each id also has a fingerprint of the abstract.
 */
export class Library {
  readonly #dumps = new Map<string, Dump>();
  readonly #copies = new Map<string, Copy[]>();
  readonly #papersByTitle = new Map<string, readonly Paper[]>();
  readonly #papers = new Map<PaperId, Paper>();
  /** For titles that references were looked up under, what matches these; made anew when a copy comes or goes. */
  readonly #matchers = new Map<string, PaperMatcher>();

  /** The dumps by path, in the order in which they came. */
  get dumps(): ReadonlyMap<string, Dump> {
    return this.#dumps;
  }

  /** The papers by id. */
  get papers(): ReadonlyMap<PaperId, Paper> {
    return this.#papers;
  }

  /**
   * The paper that an id or a reference names, now or at an earlier time: the one of this id, or one whose abstract
   * agrees with the id's fingerprint or the reference's signature. A bare title leads to the one paper that has it
   * now; see `PaperMatcher`.
   */
  find(id: PaperId): Paper | undefined {
    const exact = this.#papers.get(id);
    if (exact) return exact;
    const reference = parseReference(id);
    const papers = this.#papersByTitle.get(reference.titleKey);
    if (!papers) return undefined;
    let matcher = this.#matchers.get(reference.titleKey);
    if (!matcher) {
      const copies = this.#copies.get(reference.titleKey) ?? [];
      matcher = new PaperMatcher(reference.titleKey, papers, copies);
      this.#matchers.set(reference.titleKey, matcher);
    }
    return matcher.find(reference);
  }

  /** What identifies a paper for good, whatever becomes of its title's other papers; see `PaperReference`. */
  referenceTo({ title, abstract }: Paper): string {
    return referenceTo(titleKey(title), abstract);
  }

  /** The papers that have a title, in any of its settings; more than one where different papers share it. */
  titled(title: string): readonly Paper[] {
    return this.#papersByTitle.get(titleKey(title)) ?? [];
  }

  /** Puts dumps in, or in place of those with the same path, and takes others out by their path. */
  update(changed: readonly Dump[], removedPaths: readonly string[] = []): LibraryChange {
    return drain(this.updateInSteps(changed, removedPaths));
  }

  /** As `update`, pausing at each `yield`. The papers are those of before until the first copies are joined. */
  *updateInSteps(changed: readonly Dump[], removedPaths: readonly string[] = []): Steps<LibraryChange> {
    const touched = new Set<string>();
    const takeOut = (path: string): void => {
      const dump = this.#dumps.get(path);
      if (!dump) return;
      this.#dumps.delete(path);
      for (const key of new Set(dump.entries.map(({ title }) => titleKey(title)))) {
        touched.add(key);
        this.#copies.set(
          key,
          (this.#copies.get(key) ?? []).filter((copy) => copy.source.path !== path),
        );
      }
    };
    let count = 0;
    for (const path of removedPaths) {
      takeOut(path);
      yield;
    }
    for (const dump of changed) {
      takeOut(dump.path);
      this.#dumps.set(dump.path, dump);
      for (const entry of dump.entries) {
        const key = titleKey(entry.title);
        touched.add(key);
        const copies = this.#copies.get(key);
        const copy: Copy = { entry, source: { path: dump.path, line: entry.line } };
        if (copies) copies.push(copy);
        else this.#copies.set(key, [copy]);
        if (++count % entriesPerStep === 0) yield;
      }
    }
    return yield* this.#joinCopies(touched);
  }

  *#joinCopies(keys: Iterable<string>): Steps<LibraryChange> {
    const added: Paper[] = [];
    const changed: Paper[] = [];
    const removed: Paper[] = [];
    let count = 0;
    for (const key of keys) {
      if (++count % entriesPerStep === 0) yield;
      const before = new Map((this.#papersByTitle.get(key) ?? []).map((paper) => [paper.id, paper]));
      const after = this.#group(key).map((paper) => {
        const known = before.get(paper.id);
        return known && samePaper(known, paper) ? known : paper;
      });
      for (const paper of after) {
        const known = before.get(paper.id);
        if (!known) added.push(paper);
        else if (known !== paper) changed.push(paper);
        before.delete(paper.id);
        this.#papers.set(paper.id, paper);
      }
      for (const paper of before.values()) {
        removed.push(paper);
        this.#papers.delete(paper.id);
      }
      this.#matchers.delete(key);
      if (after.length > 0) this.#papersByTitle.set(key, after);
      else {
        this.#papersByTitle.delete(key);
        this.#copies.delete(key);
      }
    }
    return { added, changed, removed };
  }

  #group(key: string): Paper[] {
    const copies = [...(this.#copies.get(key) ?? [])].sort((a, b) => compareSources(a.source, b.source));
    const groups = groupByAbstract(
      copies.filter(({ entry }) => entry.abstract !== ''),
      minOverlap(key),
    );
    const bare = copies.filter(({ entry }) => entry.abstract === '');
    if (bare.length > 0) {
      const [only] = groups;
      if (only && groups.length === 1) only.push(...bare);
      else groups.push(bare);
    }
    if (groups.length <= 1) return groups.map((group) => joinGroup(group, key));

    const given = new Map<PaperId, number>();
    return groups.map((group) => {
      const fingerprints = group.map(({ entry }) => fingerprint(entry.abstract)).sort();
      const id = idOf(key, fingerprints[0] ?? '');
      const times = (given.get(id) ?? 0) + 1;
      given.set(id, times);
      return joinGroup(group, times === 1 ? id : `${id}+${String(times)}`);
    });
  }
}

function titleKey(title: string): string {
  return compact(title) || `~${fingerprint(title.trim())}`;
}

function compareSources(a: Source, b: Source): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line;
}

/** Parts copies, each of which joins the first group with whose first abstract its own agrees. */
function groupByAbstract(copies: readonly Copy[], least: number): Copy[][] {
  if (copies.length === 0) return [];
  if (copies.every(({ entry }) => entry.abstract === copies[0]?.entry.abstract)) return [[...copies]];
  const texts = new AgreeingTexts(least);
  const groups: Copy[][] = [];
  for (const copy of copies) (groups[texts.groupOf(copy.entry.abstract)] ??= []).push(copy);
  return groups;
}

/** The richest copy gives title and abstract; each detail comes from the richest copy that has it. */
function joinGroup(group: readonly Copy[], id: PaperId): Paper {
  const ranked = [...group].sort((a, b) => richness(b.entry) - richness(a.entry) || compareSources(a.source, b.source));
  const first = <T>(detail: (entry: Entry) => T | null): T | null => {
    for (const { entry } of ranked) {
      const value = detail(entry);
      if (value !== null) return value;
    }
    return null;
  };
  return {
    id,
    title: ranked[0]?.entry.title ?? '',
    abstract: ranked[0]?.entry.abstract ?? '',
    authorCount: first((entry) => entry.authorCount),
    organization: first((entry) => entry.organization),
    date:
      first((entry) => (entry.date && !entry.date.iso.startsWith('X') ? entry.date : null)) ??
      first((entry) => entry.date),
    count: first((entry) => entry.count),
    sources: [...group].sort((a, b) => compareSources(a.source, b.source)).map(({ source }) => source),
  };
}

function richness(entry: Entry): number {
  const details = [entry.authorCount, entry.organization, entry.date, entry.count].filter(
    (value) => value !== null,
  ).length;
  return (entry.abstract === '' ? 0 : 100) + 10 * details + Math.min(9, entry.abstract.length / 1000);
}

function samePaper(a: Paper, b: Paper): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Parts texts into groups of those that agree in substance: of which the shorter one's different words stand in the
 * other to a given share. A copy that was cut short, wrapped, revised or that lost its TeX in another way
 * agrees. What a text shares with each group is counted word by word, not group by group.
 */
class AgreeingTexts {
  readonly #least: number;
  readonly #groups = new Map<string, number>();
  /** For each group, how many different words its first text has. */
  readonly #sizes: number[] = [];
  /** The groups in whose first text a word stands. */
  readonly #byWord = new Map<string, number[]>();

  /** @param least The share of the shorter text's words, from 0 to 1. */
  constructor(least: number) {
    this.#least = least;
  }

  /** The number of the first group that a text agrees with, or of a new one. */
  groupOf(text: string): number {
    const known = this.#groups.get(text);
    if (known !== undefined) return known;
    const own = significantWords(text);
    const shared = new Uint32Array(this.#sizes.length);
    for (const word of own) for (const group of this.#byWord.get(word) ?? []) shared[group] = (shared[group] ?? 0) + 1;
    let found = shared.findIndex(
      (count, group) => count > 0 && count >= this.#least * Math.min(own.size, this.#sizes[group] ?? 0),
    );
    if (found < 0) {
      found = this.#sizes.push(own.size) - 1;
      for (const word of own) {
        const groups = this.#byWord.get(word);
        if (groups) groups.push(found);
        else this.#byWord.set(word, [found]);
      }
    }
    this.#groups.set(text, found);
    return found;
  }
}
