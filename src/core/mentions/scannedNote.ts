import { firstWhere } from '../firstWhere';
import { drain, type Steps } from '../steps';
import { compactLength } from '../text/compact';
import type { Grammar, LineState } from './grammars/grammar';
import type { NearMiss } from './nearMisses';
import { grammarOf, lineEnd, maskLine, maskLines, maskLinesInSteps } from './noteText';
import type { Mention } from './mention';
import type { TitleTable } from './titleTable';

/** A change of a text, as VS Code tells it: what stood between two offsets is replaced. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const mostChanges = 16;
/** How much of a paragraph is looked at around a place, in UTF-16 code units: more than a title, and more of a long line. */
const lookedAt = 2_000;
const longestLine = 20_000;

/** A scan of all the text that is under way. */
interface FullScan {
  /** Of the titles it is made for. */
  readonly revision: number;
  readonly steps: Steps<void>;
}

/**
 * The mentions in a text that is being edited. After a change only the lines around it are looked at again, unless the
 * change alters what is prose further on, or the titles have changed.
 */
export class ScannedNote {
  readonly #titles: TitleTable;
  readonly #prepareTitles: () => Steps<void>;
  readonly #grammar: Grammar;
  #text: string;
  /** See `MaskedLines`. */
  #lines: number[] = [];
  #states: LineState[] = [];
  #mentions: readonly Mention[] = [];
  /** Of the titles whose mentions are known; -1 while none are. */
  #revision = -1;
  #scan: FullScan | null = null;

  /**
   * @param language The text's language as VS Code names it.
   * @param prepareTitles Brings the table of titles up to date.
   */
  constructor(titles: TitleTable, text: string, language = 'plaintext', prepareTitles: () => Steps<void> = nothing) {
    this.#titles = titles;
    this.#prepareTitles = prepareTitles;
    this.#grammar = grammarOf(language);
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** The mentions in the text as it is now, of the titles as they are now. */
  get mentions(): readonly Mention[] {
    drain(this.prepare());
    return this.#mentions;
  }

  /**
   * Finds the mentions ahead of need, pausing at each `yield`. Text and titles may change meanwhile. Who prepares a note at
   * the same time shares the work, and it goes on when one of them gives up.
   */
  *prepare(): Steps<void> {
    for (;;) {
      yield* this.#prepareTitles();
      const { revision } = this.#titles;
      if (this.#revision === revision) return;
      if (this.#scan?.revision !== revision) this.#scan = { revision, steps: this.#scanAll() };
      if (this.#scan.steps.next().done) this.#scan = null;
      else yield;
    }
  }

  /**
   * The places that touch a range and differ by one word from a title, the best first; see `findNearMisses`. Only the
   * paragraphs that the range is in are looked at. The text must not change before the work is done.
   */
  *nearMisses(start: number, end: number): Steps<NearMiss[]> {
    const { mentions } = this;
    const offset = (line: number): number => this.#lines[line] ?? this.#text.length;
    const goesOn = (line: number): boolean =>
      offset(line + 1) - offset(line) <= longestLine &&
      /[\p{L}\p{N}]/u.test(this.#text.slice(offset(line), offset(line + 1)));
    const [first, last] = [lineAt(this.#lines, start), lineAt(this.#lines, end) + 1];
    if (offset(last) - offset(first) > longestLine) return [];
    let [from, to] = [first, last];
    while (from > 0 && offset(first) - offset(from) < lookedAt && goesOn(from - 1)) from--;
    while (to < this.#lines.length - 1 && offset(to) - offset(last) < lookedAt && goesOn(to)) to++;
    const prose = this.#proseOf(from, to);
    return yield* this.#titles.nearMissesIn(this.#text, { prose, start: offset(from) }, { start, end }, mentions);
  }

  /** Where some lines, counted from 0, from one and up to another, begin and end in the text. */
  span(first: number, behind: number): { start: number; end: number } {
    drain(this.prepare());
    return { start: this.#lines[first] ?? this.#text.length, end: this.#lines[behind] ?? this.#text.length };
  }

  /** The prose of some lines, see `proseOf`. */
  prose(first: number, behind: number): string {
    drain(this.prepare());
    return this.#proseOf(first, behind);
  }

  /** Takes over what the text has become, as one change from where the two first differ to where they last do. */
  become(text: string): void {
    const before = this.#text;
    const shortest = Math.min(before.length, text.length);
    let start = 0;
    while (start < shortest && before.charCodeAt(start) === text.charCodeAt(start)) start++;
    let same = 0;
    while (
      same < shortest - start &&
      before.charCodeAt(before.length - 1 - same) === text.charCodeAt(text.length - 1 - same)
    )
      same++;
    if (start + same < Math.max(before.length, text.length))
      this.edit([{ start, end: before.length - same, text: text.slice(start, text.length - same) }]);
  }

  /** Takes changes over that were made at once; their offsets are of the text as it was before all of them. */
  edit(changes: readonly TextChange[]): void {
    const isKnown = this.#titles.revision === this.#revision && changes.length <= mostChanges;
    for (const change of [...changes].sort((a, b) => b.start - a.start || b.end - a.end)) {
      if (isKnown) this.#apply(change);
      else this.#text = this.#text.slice(0, change.start) + change.text + this.#text.slice(change.end);
    }
    if (!isKnown) this.#revision = -1;
    this.#scan = null;
  }

  *#scanAll(): Steps<void> {
    const { revision } = this.#titles;
    const { text: prose, starts, states } = yield* maskLinesInSteps(this.#text, this.#grammar);
    this.#mentions = yield* this.#titles.findInSteps(this.#text, { prose, start: 0 });
    this.#lines = starts;
    this.#states = states;
    this.#revision = revision;
  }

  #apply({ start, end, text }: TextChange): void {
    const before = this.#text;
    const shift = text.length - (end - start);
    this.#text = before.slice(0, start) + text + before.slice(end);

    const first = Math.max(0, lineAt(this.#lines, start) - 1);
    const last = lineAt(this.#lines, end) + 1;
    const from = this.#lines[first] ?? 0;
    const to = Math.min(before.length, this.#lines[Math.min(last, this.#lines.length - 1)] ?? before.length) + shift;

    const states: LineState[] = [];
    const lines: number[] = [];
    let state = this.#states[first] ?? this.#grammar.first;
    let at = from;
    for (; at < to; at = lineEnd(this.#text, at)) {
      lines.push(at);
      states.push(state);
      state = this.#masked(at, state).state;
    }
    let same = Math.min(last, this.#lines.length - 1);
    for (; at < this.#text.length && state !== this.#states[same]; same++) {
      lines.push(at);
      states.push(state);
      state = this.#masked(at, state).state;
      at = lineEnd(this.#text, at);
    }
    if (at >= this.#text.length) {
      this.#lines = [...this.#lines.slice(0, first), ...lines, this.#text.length];
      this.#states = [...this.#states.slice(0, first), ...states, state];
    } else {
      const rest = shift === 0 ? this.#lines.slice(same) : this.#lines.slice(same).map((line) => line + shift);
      this.#lines = [...this.#lines.slice(0, first), ...lines, ...rest];
      this.#states = [...this.#states.slice(0, first), ...states, ...this.#states.slice(same)];
    }
    this.#rescan(first, first + lines.length, shift);
  }

  /**
   * Finds the mentions anew that lines from `first` up to `behind` may have to do with. A mention reaches no further than
   * the longest title, and what it keeps another from no further than that again.
   */
  #rescan(first: number, behind: number, shift: number): void {
    const reach = 2 * this.#titles.longest + 1;
    const old = this.#mentions;
    let from = first;
    for (let letters = 0; from > 0 && (letters < reach || covers(old, this.#lines[from] ?? 0, 0));)
      letters += this.#lettersOf(--from);
    const begin = this.#lines[from] ?? 0;
    for (let until = behind; ; until = Math.min(this.#lines.length - 1, until + 4 * (until - from) + 4)) {
      const stop = this.#lines[until] ?? this.#text.length;
      let to = until;
      for (let letters = 0; to < this.#lines.length - 1 && letters <= reach;) letters += this.#lettersOf(to++);
      const prose = this.#proseOf(from, to);
      const found = this.#titles.findIn(this.#text, { prose, start: begin }).filter((mention) => mention.start < stop);
      if (until < this.#lines.length - 1 && (covers(found, stop, 0) || covers(old, stop, shift))) continue;
      const kept = firstFrom(old, begin);
      const after = firstFrom(old, stop - shift);
      const rest = until >= this.#lines.length - 1 ? [] : old.slice(after);
      const moved =
        shift === 0
          ? rest
          : rest.map((mention) => ({ ...mention, start: mention.start + shift, end: mention.end + shift }));
      this.#mentions = [...old.slice(0, kept), ...found, ...moved];
      return;
    }
  }

  /** How many compact characters of prose a line has. */
  #lettersOf(line: number): number {
    return compactLength(this.#masked(this.#lines[line] ?? 0, this.#states[line] ?? '').text);
  }

  #proseOf(first: number, behind: number): string {
    const end = this.#lines[behind] ?? this.#text.length;
    return maskLines(
      this.#text.slice(this.#lines[first] ?? end, end),
      this.#grammar,
      this.#states[first],
      this.#lineAt(end),
    ).text;
  }

  #masked(at: number, state: LineState): ReturnType<typeof maskLine> {
    const line = this.#lineAt(at);
    return maskLine(line, this.#grammar, state, this.#lineAt(at + line.length));
  }

  /** The line that begins at an offset. */
  #lineAt(at: number): string {
    return this.#text.slice(at, lineEnd(this.#text, at));
  }
}

function* nothing(): Steps<void> {}

/** The line that an offset is in; the last one at the end of the text. */
function lineAt(lines: readonly number[], offset: number): number {
  return Math.max(0, firstWhere(lines.length - 1, (line) => (lines[line] ?? 0) > offset) - 1);
}

/** The first mention that begins at an offset or behind it. */
function firstFrom(mentions: readonly Mention[], offset: number): number {
  return firstWhere(mentions.length, (place) => (mentions[place]?.start ?? 0) >= offset);
}

/** Whether a mention goes on over an offset, all mentions moved by `shift`. */
function covers(mentions: readonly Mention[], offset: number, shift: number): boolean {
  const mention = mentions[firstFrom(mentions, offset - shift) - 1];
  return mention !== undefined && mention.end + shift > offset;
}
