import { longLine, type TextBlock } from './blocks';
import type { Footer } from './footer';
import type { TextFeatures } from './textFeatures';
import { fillsLine } from './wrapping';

/** A text block as the costs see it. */
export interface Candidate {
  readonly block: TextBlock;
  readonly features: TextFeatures;
  /** The width at which the lines around were wrapped, 0 where they were not. */
  readonly wrapWidth: number;
  /** The length of the text that follows and of its first word, 0 where a footer or nothing follows. */
  readonly nextLength: number;
  readonly nextWordLength: number;
  /** Whether the text before it in the page is the same. */
  readonly isRepeated: boolean;
}

/** The cost of a role that a text cannot have. */
export const impossible = 1e6;

type Curve = readonly (readonly [x: number, y: number])[];

/** Interpolates between the points of a curve, flat outside. */
function interpolate(x: number, points: Curve): number {
  let [x0, y0] = points[0] ?? [0, 0];
  for (const [x1, y1] of points) {
    if (x <= x1) return x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    [x0, y0] = [x1, y1];
  }
  return y0;
}

const titleLength: Curve = [
  [180, 0],
  [260, 3],
  [400, 6],
  [800, 12],
];
const abstractLength: Curve = [
  [0, 8],
  [100, 5],
  [200, 3],
  [400, 0],
];
const continuedTitleLength: Curve = [
  [120, 0],
  [300, 6],
];
const continuedAbstractLength: Curve = [
  [0, 5],
  [longLine, 3],
];

/** What it costs to take a text for a title. */
export function titleCost(candidate: Candidate): number {
  const { features } = candidate;
  return (
    (isFull(candidate) ? 1.2 : 0) +
    interpolate(features.length, titleLength) +
    (features.isSentence ? 4.5 : features.endsInStop ? 2 : 0) +
    (features.sentenceHasPronoun ? 1.5 : 0) +
    1.5 * features.sentenceBreaks +
    (features.startsLowercase ? 0.7 : 0) +
    (features.startsLikeAbstract ? 2 : 0) +
    (features.hasUrl ? 4 : 0) +
    (features.endsMidway ? 3 : 0) +
    (features.isScrap ? 4 : 0)
  );
}

/** What it costs to take a text for the beginning of an abstract. */
export function abstractCost(candidate: Candidate): number {
  const { features } = candidate;
  const full = isFull(candidate);
  const byLength = interpolate(features.length, abstractLength);
  const short = full && !candidate.block.blankSeparated ? 1.2 : features.isSentence ? Math.min(byLength, 4) : byLength;
  return (
    short +
    (features.endsOpen && !full && !features.hasUrl ? 1 : 0) -
    (features.startsLikeAbstract ? 0.5 : 0) +
    (features.startsLowercase ? 2 : 0) +
    (features.isScrap ? 8 : 0)
  );
}

function isFull({ features, wrapWidth, nextWordLength }: Candidate): boolean {
  return nextWordLength > 0 && fillsLine(features.length, nextWordLength, wrapWidth);
}

/** What it costs that a title goes on in this text, after a text with the features `previous`. */
export function titleContinuationCost({ block, features, wrapWidth }: Candidate, previous: TextFeatures): number {
  const join = block.precededByBlank
    ? 8
    : (fillsLine(previous.length, features.firstWordLength, wrapWidth) ? 0.5 : 4) + (previous.endsInStop ? 3 : 0);
  return (
    1 +
    join +
    interpolate(features.length, continuedTitleLength) +
    (features.endsInStop ? 1.5 : 0) +
    2 * features.sentenceBreaks
  );
}

/** arXiv takes abstracts of at most 1,920 characters. */
const maxAbstract = 1_950;
/** From this length on a paragraph may be an abstract by itself, in UTF-16 code units. */
export const minWholeAbstract = 400;
const maxTitle = 180;
/** A sentence below an abstract that is shorter is more likely a note than the abstract's last paragraph. */
const maxNote = 90;

/** What an abstract that may go on was up to now. */
export interface AbstractSoFar {
  /** Of its last line or paragraph. */
  readonly features: TextFeatures;
  /** Whether that text continued the abstract as well. */
  readonly isContinued: boolean;
  /** Whether papers have footers here, so that whatever stands above one belongs to its paper. */
  readonly hasFooters: boolean;
}

/** What it costs that an abstract goes on in this text. */
export function abstractContinuationCost(candidate: Candidate, before: AbstractSoFar): number {
  const { block, features } = candidate;
  const { features: previous, isContinued } = before;
  const scrap = features.isScrap ? 2 : 0;
  const looksLikeTitle = features.endsOpen && !features.startsLowercase && features.length < longLine;
  if (block.precededByBlank || (features.length >= longLine && (!previous.endsOpen || previous.hasUrl))) {
    return (
      (features.isSentence ? 3 : interpolate(features.length, continuedAbstractLength)) -
      (isContinued ? 1 : 0) +
      (looksLikeTitle && features.capitals >= 0.5 ? 2 : 0) +
      completenessCost(candidate, before) +
      // A short line that ends open, with a long paragraph below it, is a title.
      (block.precededByBlank && features.length >= minWholeAbstract && isOpenTitle(previous) ? 2 : 0) +
      scrap
    );
  }
  const titleLike = looksLikeTitle && previous.endsInStop;
  if (!fillsLine(previous.length, features.firstWordLength, candidate.wrapWidth)) {
    const join = features.startsLowercase && previous.endsOpen ? 1.5 : features.hasUrl ? 3 : 4;
    return join + completenessCost(candidate, before) + scrap;
  }
  return (
    0.3 +
    (titleLike && features.capitals >= 0.6 ? 2.5 : titleLike ? 0.4 : 0) +
    (previous.endsOpen && !features.startsLowercase ? 0.4 : 0)
  );
}

function isOpenTitle({ length, endsInStop, endsMidway }: TextFeatures): boolean {
  return length < maxTitle && !endsInStop && !endsMidway;
}

/** What it costs that more follows a text that is a whole abstract by itself. */
function completenessCost({ features, nextLength }: Candidate, before: AbstractSoFar): number {
  const previous = before.features;
  if (previous.length < minWholeAbstract || (previous.endsOpen && !previous.hasUrl)) return 0;
  if (features.length < maxTitle) {
    const isNoteOrTitle = features.length < maxNote || nextLength >= minWholeAbstract;
    return isNoteOrTitle && !before.hasFooters && !features.hasUrl ? 2.5 : 0;
  }
  const isTooLong = !before.isContinued && previous.length + features.length > maxAbstract;
  return isTooLong ? 3 : 0;
}

/** What it costs that a title follows an abstract without the blank line that its section has elsewhere. */
export function tightTitleCost({ block }: Candidate): number {
  return block.blankSeparated && !block.precededByBlank ? 2.5 : 0;
}

/** What it costs to leave a text out of every paper. */
export function strayTextCost({ features, isRepeated }: Candidate): number {
  return isRepeated ? 0.2 : features.isScrap ? 1 : features.length >= longLine ? 6 : 5;
}

/** What it costs to leave a footer out of every paper. */
export function strayFooterCost({ date }: Footer): number {
  return date ? 5 : 2;
}
