/** How words are set off from those around them. */
export type Style = 'em' | 'strong' | 'smallCaps' | 'code';

/** A piece of a text; the pieces' texts, one after the other, are the whole text. */
export interface Run {
  readonly text: string;
  /** The address that the piece links to. */
  readonly href?: string;
  /** Whether a search's words stand here. */
  readonly marked?: true;
  readonly style?: Style;
  /** Whether the piece is raised or lowered. */
  readonly script?: 'sup' | 'sub';
  /** What is set in place of `text`, where style or script say what `text` says by signs. Such a piece is not split. */
  readonly shown?: string;
  /** TeX of the formula of which `text` is the form in Unicode. Such a piece is not split. */
  readonly math?: string;
}

const address = /https?:\/\/[^\s<>"'`|\\^“”‘’«»]+/g;

/**
 * Splits a text into plain pieces and links. Only `http` and `https` addresses are links; a stop,
 * comma, bracket or brace that closes the sentence around an address is not taken into it.
 *
 * @param source The text, or its runs; these keep what else they say.
 */
export function linkRuns(source: string | readonly Run[]): Run[] {
  const runs = typeof source === 'string' ? [{ text: source }] : source;
  const ranges: Range[] = [];
  const text = textOf(runs);
  for (const match of text.matchAll(address)) {
    const href = withoutClosingPunctuation(match[0]);
    if (isAddress(href)) ranges.push([match.index, match.index + href.length]);
  }
  return splitAt(runs, ranges, (run, [start, end]) => ({ ...run, href: text.slice(start, end) }));
}

/**
 * Marks stretches of a text that is split into runs. A run is split where a stretch begins or ends in it, unless
 * it is shown in another way than its text; its pieces keep what else it says.
 *
 * @param ranges As [start, end) in UTF-16 code units of the runs' whole text, in order.
 */
export function markRuns(runs: readonly Run[], ranges: readonly Range[]): Run[] {
  return splitAt(runs, ranges, (run) => ({ ...run, marked: true }));
}

/** The text of runs. */
export function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

/** As [start, end) in UTF-16 code units. */
type Range = readonly [number, number];

/** Splits runs where ranges of their text begin and end, and changes the pieces that are in one. */
function splitAt(runs: readonly Run[], ranges: readonly Range[], change: (run: Run, range: Range) => Run): Run[] {
  const pieces: Run[] = [];
  let next = 0;
  let start = 0;
  for (const run of runs) {
    const end = start + run.text.length;
    const isWhole = run.shown !== undefined || run.math !== undefined;
    for (let at = start; at < end;) {
      while ((ranges[next]?.[1] ?? Infinity) <= at) next++;
      const range = ranges[next];
      const [from, to] = range ?? [end, end];
      const isIn = isWhole ? from < Math.min(to, end) : from <= at;
      const stop = isWhole ? end : Math.min(end, isIn ? to : from);
      const piece = { ...run, text: run.text.slice(at - start, stop - start) };
      pieces.push(range && isIn ? change(piece, range) : piece);
      at = stop;
    }
    start = end;
  }
  return pieces;
}

function withoutClosingPunctuation(url: string): string {
  const brace = url.search(/[{}]/);
  let end = brace < 0 ? url.length : brace;
  const whole = url.slice(0, end);
  let unopenedRound = count(whole, ')') - count(whole, '(');
  let unopenedSquare = count(whole, ']') - count(whole, '[');
  for (; end > 0; end--) {
    const last = whole.charAt(end - 1);
    if (last === ')' && unopenedRound > 0) unopenedRound--;
    else if (last === ']' && unopenedSquare > 0) unopenedSquare--;
    else if (!/[.,;:!?*_~…]/.test(last)) break;
  }
  return whole.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function isAddress(url: string): boolean {
  try {
    return /^https?:$/.test(new URL(url).protocol);
  } catch {
    return false;
  }
}

const abbreviation = /\b(?:e\.g|i\.e|et al|cf|vs|Fig|Eq|Sec|resp|approx|etc|Dr|No)\.$/;

/**
 * The first sentences of a text, as many as fit.
 *
 * @param limit The greatest length in UTF-16 code units. A first sentence that is longer is cut at a
 *   word and closed with an ellipsis.
 */
export function firstSentences(text: string, limit: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= limit) return flat;
  let end = 0;
  for (const match of flat.slice(0, limit + 2).matchAll(/[.!?]["')\]]* (?=[\p{Lu}\p{N}"'(])/gu)) {
    const stop = match.index + match[0].length - 1;
    if (stop > limit) break;
    if (!abbreviation.test(flat.slice(Math.max(0, stop - 8), stop))) end = stop;
  }
  return end > 0.3 * limit ? flat.slice(0, end) : truncate(flat, limit);
}

/** Cuts a text at a word so that it has at most `limit` UTF-16 code units with its ellipsis. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > 0.6 * limit ? cut.slice(0, space) : cut).replace(/[\ud800-\udbff]$/, '').trimEnd()}…`;
}

/**
 * Writes a text so that Markdown shows it as it is: every ASCII punctuation character is escaped, which
 * CommonMark allows for each of them, and line breaks become blanks. No link, mark-up, HTML or icon
 * survives.
 */
export function escapeMarkdown(text: string): string {
  return visible(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** All but the controls that are white space. */
const bidiOrControl = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text without control characters and without marks that would turn the text around it; white space stays. */
export function withoutControls(text: string): string {
  return text.replace(bidiOrControl, '');
}

/** As `withoutControls`, on one line. */
export function visible(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ').trim();
}
