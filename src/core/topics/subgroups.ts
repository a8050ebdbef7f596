import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { normalWord } from '../text/words';
import { normalWords, splitWords } from './tokens';

/** Groups of at least as many papers are worth splitting. */
export const leastToSplit = 61;

/** Papers that share a phrase. */
export interface Subgroup {
  /** The phrase as titles write it; empty for the rest. */
  readonly label: string;
  /** In the order of their ids. */
  readonly papers: readonly Paper[];
}

/** In words. A word more than most labels have, so that a piece of a longer phrase is known for one. */
const longestPhrase = 4;
const mostSubgroups = 14;
const leastPapers = 3;
/** A candidate covers at least this share of the group and this many papers, and at most `mostShare`. */
const leastShare = 0.03;
const leastCover = 4;
const mostShare = 0.45;
/** Labels are synonyms from this share of common papers on (Jaccard). */
const overlapOfSynonyms = 0.6;
/** A phrase is a fragment of a longer one if that stands in so many of its papers. */
const shareOfComplete = 0.7;
const mostRest = 0.8;
const papersPerStep = 20;
const wordsPerStep = 2000;
const workPerStep = 10_000;

const setOf = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(normalWord),
  );

/** Words that a label neither begins nor ends with. */
const edgeWords = setOf(`
  a ability about accurate achieve achieving across adaptive address addressing advance advancing after against agnostic al algorithmic
  aligned all allow among an analyze analyzing and any apply applying approach approximating are as assess assessing at augmented
  automated automatic aware based be beat been before being bench better between beyond big boost boosting both bridge bridging bring
  bringing build building but by can capability case challenge challenging characterizing combine combining come comprehensive compute
  computing constructing could demystifying design designing develop developing different discover discovering diverse do does doing
  driven during dynamic each effective efficient eg either emerging enable enabling enhance enhanced enhancing enough ensure estimating et
  evaluate evaluating ever every examine examining explaining exploit exploiting explore exploring extend extending fail fast faster few
  finding first for framework from full fully general generalizable generalized generating generic get getting go good great guided had
  has have help helping high how however identifying ie if improve improved improving in incorporate incorporating inferring into
  introduce introducing investigate investigating is issue it its itself join just keep key know large learn less let level leverage
  leveraging like low made make making many mastering matter may measure measuring meet method mining mitigate mitigating modeling
  modelling more most move much multiple must need needs never new next no nor not novel now of off often on once one only open or
  oriented other others our out over overcome overcoming own paper per performance please powerful practical predict predicting preserving
  problem promising propose proposed provide quantifying real recognizing recommend reduce reducing related reliable represent result
  rethink rethinking reveal revealing revisit revisited revisiting rich robust scalable see seeking several should show simple simpler
  simply since single small so solve solving some specific state strong stronger study studying style such support tackle tackling take
  taking task teaching technique testing than that the their them then there these they think this those three through to together too
  toward towards training-free turn turning two under understand understanding unified unify unifying universal unless unlock unlocking
  until unveil unveiling up upon us use used useful using various versus via vs want was way we well were what when where whether which
  while who whose why will with within without work world yes yet you your
`);

/** Words that say too little alone, and together with their like. */
const genericWords = setOf(`
  accuracy action actionable active adaptation agent ai algorithm alignment ambiguity analysis application approximation architecture art
  artificial aspect assessment assumption awareness baseline behavior behaviour benchmark benchmarking best bias blind bound category
  change characterization class code coherence collection combination common community comparative comparison complete complex complexity
  component computation computational computer concept condition consideration consistency consistent constraint construction content
  context contextual contribution control corpus cost criterion current data database dataset decision deep definition degree
  demonstration dependence dependency deployment detail deterministic development difference difficulty dimension dimensional direct
  direction discovery distributed distribution domain downstream early effect effectiveness efficiency element embedding empirical end
  engine environment error estimate estimation evaluation evidence evolution example existing experience experiment experimental expert
  explanation exploration extended extension extraction factor failure fair family feature field fine finite flexible formal formulation
  foundation free function functional fusion future gain gap generalization generation global goal grounded guarantee guidance guide
  handling hierarchical higher human hybrid idea impact implementation implication implicit importance important improvement independent
  individual inference influence information initial input insight instance integration intelligence intelligent interaction interactive
  interface interpretable interpretation item iterative joint knowledge lab label labeled language latent law layer learned learning
  lesson library light lightweight limit limitation linear literature local long loss lower machine main major management mapping matching
  mathematical matrix maximum mean measurement mechanism methodology metric minimal minimum mixed model modern modular module multi
  natural nature network neural non nonlinear note number object objective observation online operation optimal optimization optimizing
  order outcome output overview paradigm parallel parameter part partial pattern people personalized perspective phase pipeline platform
  point policy position post potential practice pre prediction preliminary presence previous principle prior procedure process processing
  product program progress progressive project proof property protocol pure quality quantitative quantity question random range rate
  recent reference region regular relation relationship relative representation research resource response review risk robustness role
  rule sample scale scaling scenario scheme science scientific score search secure selective self semantic sensing sensitive sequence
  sequential series set setting shared short shot signal similarity simulation simultaneous size smart soft software solution solver space
  sparse spatial special stability stable stage standard static statistical step strategy stream structural structure structured sub
  subject success suite super supervised survey synthesis synthetic system systematic talking target taxonomy technology temporal term
  test text theorem theoretical theory time token tool toolkit tracking trade tradeoff traditional train trained training transfer
  transformation trend trustworthy tutorial type uncertainty unit unknown unseen unsupervised update upper usage user utility value
  variable variant variation version view visual weak weight weighted wide word year zero
`);

/** Words that say something alone, but are shared by much of the field. */
const broadWords = setOf(`
  3d action bottleneck classification classifier counting cross detection detector document edge event feature forecast generative ground
  human image imagery imaging item kernel llm mixture mobile motion multimodal multimodality multivariate node object people person
  physical power programming query reasoning recognition reconstruction scene segmentation selection sensing sensor sentence service
  social student transformer video vision web wireless
`);

/** Endings of adjectives, which ask for a noun, and nouns that have them. */
const adjective = /^\p{L}{2,}(?:al|ic|ive|able|ible|ous|ed|ar|ant|ent|ary|less|ful|end|er)$/u;
const nounsLikeAdjectives = setOf(`
  acoustic adapter agent animal archive arithmetic boundary cable calendar cancer career cellular cluster computer container content
  crystal cyber decoder developer dictionary document drive driver earthquake encoder equipment event experiment fabric fiber filter
  grammar hospital incentive journal laser layer lidar logic medal metal music number optimizer order paper patent patient pixel player
  polymer power proposal radar recommender removal renewal retrieval router seminar sensor server signal speaker speed spider student
  summary survival talent teacher tensor token topic traffic transformer transient treatment user vocabulary wafer water weather
`);

/** A phrase that could name a subgroup. */
interface Candidate {
  /** Its normal words, joined by blanks. */
  readonly key: string;
  readonly words: readonly string[];
  /** Indexes of the papers that belong to it, ascending, and how strongly each does. */
  readonly members: number[];
  readonly strengths: number[];
  inTitles: number;
  /** How well the phrase names a subject, whatever its papers. */
  worth: number;
}

/**
 * Splits the papers of a group by phrases that they share, so that each subgroup has a name its papers really
 * contain: description comes first, as in Lingo (Osiński and Weiss 2005) and in suffix tree clustering (Zamir
 * and Etzioni 1998). Phrases of up to four words from titles are candidates; they are taken greedily by how
 * many papers they newly cover and by how telling they are; then each paper goes to the strongest of them.
 *
 * The result does not depend on the order of papers, and is the same again when its labels come back as
 * `earlier`. Time is linear in the length of the texts.
 *
 * @param earlier The labels of the last time. They are kept while they hold three papers, and labels are
 *   added only for papers that they leave uncovered.
 * @returns At most fourteen subgroups and the rest under an empty label, the largest first, each paper in exactly
 *   one; the rest alone, if nothing sensible was found.
 */
export function* subgroups(papers: readonly Paper[], earlier: readonly string[]): Steps<readonly Subgroup[]> {
  const ordered = [...papers].sort((a, b) => compare(a.id, b.id));
  const whole = [{ label: '', papers: ordered }];
  const kept = new Map(earlier.map((label) => [normalWords(label).join(' '), label]));
  kept.delete('');
  const candidates = yield* candidatesOf(ordered, new Set(kept.keys()));
  const cover = new Cover(ordered.length);
  for (const candidate of candidates) if (kept.has(candidate.key) && cover.size < mostSubgroups) cover.take(candidate);
  cover.dissolve();
  yield* cover.fill(
    candidates.filter(({ worth }) => worth > 0),
    Math.min(mostSubgroups, Math.round(Math.sqrt(ordered.length))),
  );
  const rest = ordered.filter((_, i) => cover.best(i) === null);
  if (cover.size < 2 || rest.length > mostRest * ordered.length) return whole;
  const named: Subgroup[] = [];
  for (const candidate of cover.taken) {
    const label = kept.get(candidate.key) ?? labelOf(candidate, ordered);
    named.push({
      label,
      papers: candidate.members.filter((i) => cover.best(i) === candidate).flatMap((i) => ordered[i] ?? []),
    });
    yield;
  }
  named.sort((a, b) => b.papers.length - a.papers.length || compare(a.label, b.label));
  return rest.length > 0 ? [...named, { label: '', papers: rest }] : named;
}

/** The labels taken so far, and the paper's strongest label of them. */
class Cover {
  readonly taken: Candidate[] = [];
  readonly #best: (Candidate | null)[];
  readonly #strength: Float64Array;
  readonly #sizes = new Map<Candidate, number>();

  constructor(papers: number) {
    this.#best = new Array<Candidate | null>(papers).fill(null);
    this.#strength = new Float64Array(papers);
  }

  get size(): number {
    return this.taken.length;
  }

  /** The strongest label of a paper. */
  best(paper: number): Candidate | null {
    return this.#best[paper] ?? null;
  }

  take(candidate: Candidate): void {
    this.taken.push(candidate);
    this.#sizes.set(candidate, 0);
    for (const [i, paper] of candidate.members.entries()) {
      if (!this.#wins(candidate, i)) continue;
      const before = this.best(paper);
      if (before) this.#sizes.set(before, (this.#sizes.get(before) ?? 0) - 1);
      this.#best[paper] = candidate;
      this.#strength[paper] = candidate.strengths[i] ?? 0;
      this.#sizes.set(candidate, (this.#sizes.get(candidate) ?? 0) + 1);
    }
  }

  /** Gives up labels with too few papers, the smallest first, and their papers to other labels. */
  dissolve(): void {
    for (;;) {
      const size = (candidate: Candidate): number => this.#sizes.get(candidate) ?? 0;
      const smallest = [...this.taken].sort((a, b) => size(a) - size(b) || compare(a.key, b.key))[0];
      if (!smallest || size(smallest) >= leastPapers) return;
      const left = this.taken.filter((candidate) => candidate !== smallest);
      this.taken.length = 0;
      this.#sizes.clear();
      this.#best.fill(null);
      this.#strength.fill(0);
      for (const candidate of left) this.take(candidate);
    }
  }

  /**
   * Takes labels while there is one that newly covers enough and leaves each other its papers. What may be
   * taken depends on the labels alone, not on how they came, so that filling a full cover changes nothing.
   */
  *fill(candidates: readonly Candidate[], most: number): Steps<void> {
    const least = Math.max(leastPapers, (leastShare / 2) * this.#best.length);
    while (this.size < most) {
      let work = 0;
      const open: { readonly candidate: Candidate; readonly gain: number }[] = [];
      for (const candidate of candidates) {
        const uncovered = candidate.members.filter((paper) => this.best(paper) === null).length;
        if (uncovered >= least) open.push({ candidate, gain: candidate.worth * this.#newStrength(candidate) });
        work += candidate.members.length;
        if (work > workPerStep) {
          work = 0;
          yield;
        }
      }
      open.sort((a, b) => b.gain - a.gain || compare(a.candidate.key, b.candidate.key));
      const next = open.find(({ candidate }) => !this.#hasSynonym(candidate) && this.#leavesEnough(candidate));
      if (!next) return;
      this.take(next.candidate);
      yield;
    }
  }

  #newStrength({ members, strengths }: Candidate): number {
    return members.reduce((sum, paper, i) => (this.best(paper) === null ? sum + (strengths[i] ?? 0) : sum), 0);
  }

  #wins(candidate: Candidate, i: number): boolean {
    const paper = candidate.members[i] ?? 0;
    const before = this.best(paper);
    const difference = (candidate.strengths[i] ?? 0) - (this.#strength[paper] ?? 0);
    return before === null || difference > 0 || (difference === 0 && candidate.key < before.key);
  }

  #hasSynonym(candidate: Candidate): boolean {
    return this.taken.some((other) => isSynonym(candidate, other));
  }

  #leavesEnough(candidate: Candidate): boolean {
    const lost = new Map<Candidate | null, number>();
    let won = 0;
    for (const [i, paper] of candidate.members.entries()) {
      if (!this.#wins(candidate, i)) continue;
      won++;
      const before = this.best(paper);
      lost.set(before, (lost.get(before) ?? 0) + 1);
    }
    return (
      won >= leastPapers &&
      this.taken.every((other) => (this.#sizes.get(other) ?? 0) - (lost.get(other) ?? 0) >= leastPapers)
    );
  }
}

function isSynonym(a: Candidate, b: Candidate): boolean {
  const [short, long] = a.words.length < b.words.length ? [a, b] : [b, a];
  if (short.words.every((word) => long.words.some((other) => isKin(word, other)))) return true;
  if (
    short.words.length === 1 &&
    long.words.length > 1 &&
    short.key === long.words.map((word) => word.charAt(0)).join('')
  )
    return true;
  const [inner, outer] = [short.words.join(''), long.words.join('')];
  if (inner.length > 5 && (outer.startsWith(inner) || outer.endsWith(inner))) return true;
  let common = 0;
  let j = 0;
  for (const paper of a.members) {
    while (j < b.members.length && (b.members[j] ?? 0) < paper) j++;
    if (b.members[j] === paper) common++;
  }
  return common > overlapOfSynonyms * (a.members.length + b.members.length - common);
}

/** Whether two words have their stem in common. */
function isKin(a: string, b: string): boolean {
  const least = Math.max(4, Math.min(6, a.length, b.length));
  return a === b || (a.length >= least && a.slice(0, least) === b.slice(0, least));
}

/** The phrases that could name a subgroup, and those that must be looked at in any case. */
function* candidatesOf(papers: readonly Paper[], wanted: ReadonlySet<string>): Steps<Candidate[]> {
  const inTitles = new Map<string, number>();
  for (const [i, { title }] of papers.entries()) {
    for (const phrase of new Set(phrasesOf(title).map(({ key }) => key)))
      inTitles.set(phrase, (inTitles.get(phrase) ?? 0) + 1);
    if (i % papersPerStep === 0) yield;
  }
  const table = new PhraseTable();
  for (const key of wanted) table.add(key, 0);
  let work = 0;
  for (const [key, count] of inTitles) {
    if (count > 1) table.add(key, count);
    if (++work % wordsPerStep === 0) yield;
  }
  for (const [i, paper] of papers.entries()) {
    table.scan(i, paper);
    if (i % papersPerStep === 0) yield;
  }
  const least = Math.max(leastCover, leastShare * papers.length);
  for (const candidate of table.candidates) {
    const { members } = candidate;
    const rarity = Math.log(1 + papers.length / (1 + members.length));
    for (const i of members.keys())
      candidate.strengths[i] = (candidate.strengths[i] ?? 0) * rarity * lengthBonus(candidate);
    const fits = members.length >= least && members.length <= mostShare * papers.length;
    work += members.length + 1;
    if (work > workPerStep) {
      work = 0;
      yield;
    }
    candidate.worth =
      fits && candidate.inTitles > 1 ? Math.sqrt(candidate.inTitles / members.length) * telling(candidate) : 0;
  }
  yield;
  const incomplete = new Set<Candidate>();
  for (const candidate of table.candidates) {
    if (candidate.worth === 0) continue;
    for (const part of table.partsOf(candidate))
      if (candidate.members.length > shareOfComplete * part.members.length) incomplete.add(part);
  }
  for (const candidate of incomplete) candidate.worth = 0;
  const found = table.candidates.filter(
    ({ worth, key, members }) => worth > 0 || (wanted.has(key) && members.length >= leastPapers),
  );
  return found.sort((a, b) => compare(a.key, b.key));
}

/** How much a phrase tells by its form: nouns more than adjectives, several words more than one. */
function telling({ words }: Candidate): number {
  const last = words.at(-1) ?? '';
  const isAdjective = adjective.test(last) && !nounsLikeAdjectives.has(last);
  if (words.length > 1) return isAdjective ? 0.7 : 1.4;
  return isAdjective || broadWords.has(last) ? 0.4 : 1;
}

function lengthBonus({ words }: Candidate): number {
  return [1, 1, 1.6, 1.8, 1.8][words.length] ?? 1.8;
}

/** A phrase in a title, as it is compared and as it is written there. */
interface Phrase {
  readonly key: string;
  readonly written: string;
}

const partsOfTitle = /[:;,?!()[\]"“”«»|]|\.\s|\s[-–—]+\s|—/;

/** The phrases of a title that could be a label. Hyphenated words are not taken apart at the ends of one. */
function phrasesOf(title: string): Phrase[] {
  const phrases: Phrase[] = [];
  for (const part of title.split(partsOfTitle)) {
    const words = part.split(/\s+/).flatMap((chunk) => wordsOf(chunk));
    for (const [start, { first, normal: word }] of words.entries()) {
      if (!first || edgeWords.has(word)) continue;
      for (let length = 1; length <= longestPhrase && start + length <= words.length; length++) {
        const row = words.slice(start, start + length);
        const end = row[length - 1];
        if (end?.last !== true || edgeWords.has(end.normal) || row.some((one) => one.normal === '')) continue;
        if (row.every((one) => genericWords.has(one.normal) || !/\p{L}/u.test(one.normal) || one.normal.length < 2))
          continue;
        phrases.push({
          key: row.map((one) => one.normal).join(' '),
          written: row.map((one, i) => (i === 0 ? '' : one.before) + one.written).join(''),
        });
      }
    }
  }
  return phrases;
}

interface TitleWord {
  readonly written: string;
  readonly normal: string;
  /** What parts it from the word before: a blank, or a hyphen or the like within a compound. */
  readonly before: string;
  readonly first: boolean;
  readonly last: boolean;
}

/** The words of a title's piece without blanks. */
function wordsOf(chunk: string): TitleWord[] {
  let end = 0;
  return splitWords(chunk).map((written, i, all) => {
    const start = chunk.indexOf(written, end);
    const between = start > end ? chunk.slice(end, start) : '';
    if (start >= 0) end = start + written.length;
    const before = i === 0 ? ' ' : /^['’/&+.]$/u.test(between) ? between : '-';
    return { written, normal: normal(written), before, first: i === 0, last: i === all.length - 1 };
  });
}

const normals = new Map<string, string>();
const mostNormals = 100_000;

function normal(word: string): string {
  let known = normals.get(word);
  if (known === undefined) {
    if (normals.size >= mostNormals) normals.clear();
    normals.set(word, (known = normalWord(word)));
  }
  return known;
}

/** Phrases, found in texts in one pass. */
class PhraseTable {
  readonly candidates: Candidate[] = [];
  readonly #root: Branch = { candidate: null, branches: new Map() };

  add(key: string, inTitles: number): void {
    const words = key.split(' ');
    let node = this.#root;
    for (const word of words) {
      let next = node.branches.get(word);
      if (!next) node.branches.set(word, (next = { candidate: null, branches: new Map() }));
      node = next;
    }
    if (node.candidate) node.candidate.inTitles = inTitles;
    else this.candidates.push((node.candidate = { key, words, members: [], strengths: [], inTitles, worth: 0 }));
  }

  /** The shorter phrases within one. */
  partsOf({ words }: Candidate): Candidate[] {
    const parts: Candidate[] = [];
    for (let start = 0; start < words.length; start++) {
      let node = this.#root.branches.get(words[start] ?? '');
      for (let end = start + 1; node && end - start < words.length; end++) {
        if (node.candidate) parts.push(node.candidate);
        node = node.branches.get(words[end] ?? '');
      }
    }
    return parts;
  }

  /** Notes which phrases a paper contains, and how much they say of it: most in the title. */
  scan(index: number, { title, abstract }: Paper): void {
    const counts = new Map<Candidate, number>();
    this.#count(title, 3, counts);
    const titled = new Set(counts.keys());
    this.#count(abstract, 1, counts);
    for (const [candidate, count] of counts) {
      if (count < 2 && candidate.words.length === 1) continue;
      candidate.members.push(index);
      candidate.strengths.push((titled.has(candidate) ? 2 : 0) + Math.log2(1 + Math.min(count, 8)));
    }
  }

  #count(text: string, weight: number, counts: Map<Candidate, number>): void {
    const words = splitWords(text).map(normal);
    for (let start = 0; start < words.length; start++) {
      let node = this.#root.branches.get(words[start] ?? '');
      for (let i = start + 1; node; i++) {
        if (node.candidate) counts.set(node.candidate, (counts.get(node.candidate) ?? 0) + weight);
        node = node.branches.get(words[i] ?? '');
      }
    }
  }
}

interface Branch {
  candidate: Candidate | null;
  readonly branches: Map<string, Branch>;
}

/**
 * The phrase as most titles write it, in lower case but for acronyms, words that the abstracts too begin with
 * a capital, and the first letter.
 */
function labelOf({ key, members }: Candidate, papers: readonly Paper[]): string {
  const forms = new Map<string, number>();
  const words = new Map<string, number>();
  for (const i of members.slice(0, papersForLabel)) {
    const { title, abstract } = papers[i] ?? { title: '', abstract: '' };
    for (const phrase of phrasesOf(title))
      if (phrase.key === key)
        raise(
          forms,
          lowered(phrase.written, () => false),
        );
    for (const word of splitWords(abstract)) raise(words, word);
  }
  const form = highest(forms) ?? key;
  return lowered(form, (word) => (words.get(capitalized(word)) ?? 0) > 4 * (words.get(word) ?? 0));
}

const papersForLabel = 50;

function raise(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function highest(counts: ReadonlyMap<string, number>): string | undefined {
  return [...counts].sort(([a, m], [b, n]) => n - m || compare(a, b))[0]?.[0];
}

/** Acronyms stay as they are, but not words in capitals that are too long for one. */
function lowered(phrase: string, isName: (lower: string) => boolean): string {
  const words = phrase.replace(/[\p{L}\p{N}\p{M}]+/gu, (word) => {
    const lower = word.toLowerCase();
    if (isName(lower)) return capitalized(lower);
    return /\p{Lu}|\p{N}/u.test(word.slice(1)) && !/^\p{Lu}{6,}$/u.test(word) ? word : lower;
  });
  return /^\p{Ll}\S*\p{Lu}/u.test(words) ? words : capitalized(words);
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
