import { readFooter, type Footer } from './footer';
import type { Line } from './lines';

/** A stretch of a page: text that belongs together, or a footer. */
export type Unit =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly line: number;
      readonly gap: boolean;
      readonly spaced: boolean;
    }
  | { readonly kind: 'footer'; readonly footer: Footer };

export type Role = 'title' | 'titleGoesOn' | 'abstract' | 'abstractGoesOn' | 'footer';

export interface PageUnits {
  readonly units: readonly Unit[];
  readonly shape: 'compact' | 'blocks' | 'listing' | 'empty';
}

const longLine = 250;

/**
 * Joins a page's lines to units: in a page set with blank lines, each run of lines between them is one
 * unit (its lines joined by `\n`); in a compact page each line is. Pauses at each `yield`.
 */
export function* toUnits(lines: readonly Line[]): Generator<void, PageUnits> {
  const spaced = isSpaced(lines);
  const units: Unit[] = [];
  let hasFooter = false;
  let last: { kind: 'text'; text: string; line: number; gap: boolean; spaced: boolean } | null = null;
  let pause = stepSize;

  for (let i = 0; i < lines.length;) {
    if (i >= pause) {
      pause = i + stepSize;
      yield;
    }
    const footer = readFooter(lines, i);
    if (footer) {
      units.push({ kind: 'footer', footer: footer.footer });
      last = null;
      hasFooter = true;
      i = footer.end;
      continue;
    }
    const line = lines[i++];
    if (!line) break;
    const text = line.text.trim();
    if (last && spaced && !line.gap && !(last.text.length < longLine && text.length >= longLine)) {
      last.text += `\n${text}`;
    } else {
      last = { kind: 'text', text, line: line.number, gap: line.gap, spaced };
      units.push(last);
    }
  }
  const shape = units.length === 0 ? 'empty' : hasFooter ? 'listing' : spaced ? 'blocks' : 'compact';
  return { units, shape };
}

function isSpaced(lines: readonly Line[]): boolean {
  let gaps = 0;
  let tightBoundaries = 0;
  for (let i = 1; i < lines.length; i++) {
    const [previous, line] = [lines[i - 1], lines[i]];
    if (!previous || !line) continue;
    if (line.gap) gaps++;
    else if (previous.text.length >= longLine !== line.text.length >= longLine) tightBoundaries++;
  }
  return gaps > tightBoundaries && gaps * 30 >= lines.length;
}

const roles: readonly Role[] = ['title', 'titleGoesOn', 'abstract', 'abstractGoesOn', 'footer'];
const impossible = 1e6;
const stepSize = 2_000;

/**
 * Decides what each unit is: the sequence of roles with the least total cost, by the Viterbi
 * algorithm over the costs of each role for a text and of each step from role to role. Length
 * alone never decides: sentences, stops, capitals, line wraps, blank lines and what
 * comes before and after count as well.
 */
export function* assignRoles({ units, shape }: PageUnits): Generator<void, Role[]> {
  const width = roles.length;
  const back = new Uint8Array(units.length * width);
  let costs = new Float64Array(width).fill(impossible);
  let next = new Float64Array(width);
  let widths: readonly number[] = [];
  let previousLook: Look | null = null;

  for (let i = 0; i < units.length; i++) {
    if (i % stepSize === 0) {
      widths = wrapWidths(units, i, Math.min(units.length, i + stepSize));
      yield;
    }
    const unit = units[i];
    if (!unit) break;
    const look: Look | null = unit.kind === 'text' ? lookAt(unit.text) : null;
    next.fill(impossible);
    const step = {
      previousLook,
      unit,
      look,
      shape,
      wrapWidth: widths[i % stepSize] ?? 0,
      following: units[i + 1] ?? null,
    };
    for (let role = 0; role < width; role++) {
      const here = ownCost(roles[role] ?? 'footer', step);
      if (here >= impossible) continue;
      for (let before = 0; before < width; before++) {
        if (i > 0 && (costs[before] ?? impossible) >= impossible) continue;
        const cost: number =
          here +
          (i === 0
            ? startCost(roles[role] ?? 'footer')
            : (costs[before] ?? impossible) + stepCost(roles[before] ?? 'footer', roles[role] ?? 'footer', step));
        if (cost < (next[role] ?? impossible)) {
          next[role] = cost;
          back[i * width + role] = before;
        }
        if (i === 0) break;
      }
    }
    [costs, next] = [next, costs];
    previousLook = look;
  }

  const result: Role[] = new Array<Role>(units.length);
  let role = costs.indexOf(Math.min(...costs));
  for (let i = units.length - 1; i >= 0; i--) {
    result[i] = roles[role] ?? 'title';
    role = back[i * width + role] ?? 0;
  }
  return result;
}

/** What can be seen of a text without understanding it. */
interface Look {
  readonly length: number;
  readonly sentenceBreaks: number;
  readonly endsInStop: boolean;
  readonly endsOpen: boolean;
  readonly endsMidway: boolean;
  /** Ends in a stop and is not set in capitals as titles often are. */
  readonly isSentence: boolean;
  /** Ends in a stop and speaks of somebody or something named before. */
  readonly sentenceHasPronoun: boolean;
  readonly beginsLow: boolean;
  readonly beginsLikeAbstract: boolean;
  readonly hasUrl: boolean;
  readonly capitals: number;
  readonly firstWord: number;
}

/** From this length on a text is no title, so that little of it needs to be looked at. */
const surelyLong = 800;

function lookAt(text: string): Look {
  const isLong = text.length >= surelyLong;
  const closing = text.slice(-12);
  const last = closing.charAt(closing.length - 1);
  const bare = isClosingMark(last) ? closing.replace(/["'”)\]]+$/, '') : closing;
  const stop = bare.charAt(bare.length - 1);
  const endsInStop = stop === '.' && bare.charAt(bare.length - 2) !== '.';
  const endsOpen = !'.!?:;'.includes(stop);
  const capitals = isLong ? 0 : shareOfCapitals(text);
  return {
    length: text.length,
    endsInStop,
    endsOpen,
    endsMidway: last === ':' || last === ';' || last === ',',
    isSentence: endsInStop && !isLong && capitals < 0.5,
    sentenceHasPronoun: endsInStop && !isLong && /\b(?:we|they|our|their|which|this|these|it)\b/i.test(text),
    sentenceBreaks: isLong ? 3 : Math.min(3, (text.match(/[a-z0-9)\]}'"][.!]["')\]]*\s+[A-Z]/g) ?? []).length),
    capitals,
    hasUrl: isLong ? endsOpen && text.slice(-200).includes('http') : text.includes('http'),
    beginsLow: beginsLow(text),
    beginsLikeAbstract:
      !isLong && /^(?:We |In this (?:paper|work|study|article)|This (?:paper|work|study|article|report) )/.test(text),
    firstWord: firstWord(text),
  };
}

function isClosingMark(character: string): boolean {
  return '"\'”)]'.includes(character);
}

/** Whether a text begins in lower case, and not with a name such as `iTransformer`. */
function beginsLow(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first < 0x61 || (first > 0x7a && first < 0x80)) return false;
  return /^\p{Ll}/u.test(text) && !/^\p{Ll}{1,3}\p{Lu}/u.test(text);
}

const shortestCounted = 4;

/** How many of the words of four letters and more have a capital, from 0 to 1. */
function shareOfCapitals(text: string): number {
  let [words, capitalized, start] = [0, 0, 0];
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && isWordUnit(text.charCodeAt(i))) continue;
    if (i - start >= shortestCounted) {
      words++;
      if (isCapital(text.charAt(start))) capitalized++;
    }
    start = i + 1;
  }
  return words === 0 ? 0.5 : capitalized / words;
}

function isWordUnit(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39) || code >= 0xc0
  );
}

function isCapital(character: string): boolean {
  return character >= 'A' && (character <= 'Z' || (character > '\x7f' && /\p{Lu}/u.test(character)));
}

interface Step {
  readonly previousLook: Look | null;
  readonly unit: Unit;
  readonly look: Look | null;
  readonly shape: PageUnits['shape'];
  /** The width at which the lines around were wrapped, 0 where they were not. */
  readonly wrapWidth: number;
  readonly following: Unit | null;
}

/** Interpolates between the points of a curve, flat outside. */
function curve(x: number, points: readonly (readonly [number, number])[]): number {
  let [x0, y0] = points[0] ?? [0, 0];
  for (const [x1, y1] of points) {
    if (x <= x1) return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    [x0, y0] = [x1, y1];
  }
  return y0;
}

function ownCost(role: Role, { unit, look, wrapWidth, following }: Step): number {
  if (unit.kind === 'footer' || !look) return role === 'footer' ? 0 : impossible;
  const fillsLine = following?.kind === 'text' && fills(look.length, firstWord(following.text), wrapWidth);
  switch (role) {
    case 'footer':
      return impossible;
    case 'title':
      return (
        (fillsLine ? 1.2 : 0) +
        curve(look.length, [
          [180, 0],
          [260, 3],
          [400, 6],
          [800, 12],
        ]) +
        (look.isSentence ? 4.5 : look.endsInStop ? 2 : 0) +
        (look.sentenceHasPronoun ? 1.5 : 0) +
        2 * look.sentenceBreaks +
        (look.beginsLow ? 0.7 : 0) +
        (look.beginsLikeAbstract ? 2 : 0) +
        (look.hasUrl ? 4 : 0) +
        (look.endsMidway ? 3 : 0)
      );
    case 'abstract': {
      const byLength = curve(look.length, [
        [0, 8],
        [100, 5],
        [200, 3],
        [400, 0],
      ]);
      const short = fillsLine && !unit.spaced ? 1.2 : look.isSentence ? Math.min(byLength, 4) : byLength;
      return (
        short +
        (look.endsOpen && !fillsLine && !look.hasUrl ? 1 : 0) -
        (look.beginsLikeAbstract ? 0.5 : 0) +
        (look.beginsLow ? 2 : 0)
      );
    }
    case 'titleGoesOn':
      return (
        curve(look.length, [
          [120, 0],
          [300, 6],
        ]) +
        (look.endsInStop ? 1.5 : 0) +
        2 * look.sentenceBreaks
      );
    case 'abstractGoesOn':
      return 0;
  }
}

function startCost(role: Role): number {
  return role === 'title' ? 0 : role === 'abstract' ? 5 : role === 'footer' ? 4 : impossible;
}

function stepCost(from: Role, to: Role, step: Step): number {
  const inAbstract = from === 'abstract' || from === 'abstractGoesOn';
  const inTitle = from === 'title' || from === 'titleGoesOn';
  switch (to) {
    case 'title':
      if (from === 'footer') return 0;
      return (inTitle ? 3 : step.shape === 'listing' ? 6 : 0) + tightCost(step);
    case 'titleGoesOn':
      return inTitle ? wrapCost(step) + 1 : impossible;
    case 'abstract':
      return inTitle ? 0 : from === 'footer' ? 6 : impossible;
    case 'abstractGoesOn':
      return inAbstract ? goOnCost(step, from === 'abstractGoesOn') : impossible;
    case 'footer':
      return inAbstract ? 0 : inTitle ? 2.5 : 5;
  }
}

/** A title that follows an abstract without the blank line that the page sets elsewhere. */
function tightCost({ unit }: Step): number {
  return unit.kind === 'text' && unit.spaced && !unit.gap ? 4 : 0;
}

function wrapCost({ previousLook, look, unit, wrapWidth }: Step): number {
  if (!previousLook || !look || unit.kind !== 'text') return impossible;
  if (unit.gap) return 8;
  const full = fills(previousLook.length, look.firstWord, wrapWidth);
  return (full ? 0.5 : 4) + (previousLook.endsInStop ? 3 : 0);
}

function goOnCost(step: Step, again: boolean): number {
  const { previousLook, look, unit } = step;
  if (!previousLook || !look || unit.kind !== 'text') return impossible;
  const titleLike = previousLook.endsInStop && look.endsOpen && !look.beginsLow && look.length < longLine;
  if (unit.gap || (look.length >= longLine && !previousLook.endsOpen)) {
    return (
      (look.isSentence
        ? 3
        : curve(look.length, [
            [0, 5],
            [longLine, 3],
          ])) -
      (again ? 1 : 0) +
      (titleLike && look.capitals >= 0.5 ? 2 : 0)
    );
  }
  const full = fills(previousLook.length, look.firstWord, step.wrapWidth);
  if (!full) return look.beginsLow && previousLook.endsOpen ? 1.5 : look.hasUrl ? 3 : 4;
  return (
    0.3 +
    (titleLike && look.capitals >= 0.6 ? 2.5 : titleLike ? 0.4 : 0) +
    (previousLook.endsOpen && !look.beginsLow ? 0.4 : 0)
  );
}

function firstWord(text: string): number {
  const end = text.slice(0, longestFirstWord).search(/\s/);
  return end < 0 ? Math.min(text.length, longestFirstWord) : end;
}

const longestFirstWord = 40;
const longestWrappedLine = 220;

/**
 * For the units `from` to `to`: the width at which the run of short lines that each stands in was
 * wrapped, 0 where it was not. A line that was wrapped to a width is no longer than it, and has no room
 * for the next line's first word; the width is the one for which this is true most often.
 */
function wrapWidths(units: readonly Unit[], from: number, to: number): number[] {
  const isShort = (unit: Unit | undefined): unit is Unit & { kind: 'text' } =>
    unit?.kind === 'text' && !unit.spaced && unit.text.length <= longestWrappedLine;
  const widths: number[] = [];
  for (let start = from; start < to;) {
    const run: string[] = [];
    for (let unit = units[start]; start + run.length < to && isShort(unit); unit = units[start + run.length])
      run.push(unit.text);
    const width = run.length >= 3 ? likeliestWidth(run) : 0;
    for (let i = 0; i < Math.max(1, run.length); i++) widths.push(width);
    start += Math.max(1, run.length);
  }
  return widths;
}

function likeliestWidth(lines: readonly string[]): number {
  const changes = new Int32Array(2 * longestWrappedLine);
  for (let i = 0; i + 1 < lines.length; i++) {
    const length = lines[i]?.length ?? 0;
    const room = length + firstWord(lines[i + 1] ?? '');
    changes[length] = (changes[length] ?? 0) + 1;
    changes[room + 1] = (changes[room + 1] ?? 0) - 1;
  }
  let [width, support, best] = [0, 0, 0];
  for (let candidate = 0; candidate < changes.length; candidate++) {
    support += changes[candidate] ?? 0;
    if (support > best) [width, best] = [candidate, support];
  }
  return width >= narrowestWrap && best >= Math.max(2, 0.55 * (lines.length - 1)) ? width : 0;
}

const narrowestWrap = 30;

/** Whether a line of this length was broken only because the next line's first word did not fit. */
function fills(length: number, nextWord: number, width: number): boolean {
  return width > 0 && length <= width && length + 1 + nextWord > width;
}
