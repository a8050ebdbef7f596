/** What can be seen of a text without understanding it. */
export interface TextFeatures {
  readonly length: number;
  readonly sentenceBreaks: number;
  readonly endsInStop: boolean;
  readonly endsOpen: boolean;
  readonly endsMidway: boolean;
  /** Ends in a stop and is not set in capitals as titles often are. */
  readonly isSentence: boolean;
  /** Ends in a stop and speaks of somebody or something named before. */
  readonly sentenceHasPronoun: boolean;
  readonly startsLowercase: boolean;
  readonly startsLikeAbstract: boolean;
  readonly hasUrl: boolean;
  /** The share of words that have a capital, from 0 to 1. */
  readonly capitals: number;
  readonly firstWordLength: number;
  /** Whether it is hardly a title or an abstract: it has no letter, or is only a date. */
  readonly isScrap: boolean;
}

/** From this length on a text is no title, so that little of it needs to be looked at. */
const certainlyLong = 800;
const maxScrapLength = 40;
const dateOnly = /^(?:published on )?\p{L}{3,9}\.? \d{1,2}(?:, ?\d{4})?(?: \d[\d,]*)?$/iu;
const monthName = /^(?:published on )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/** Extracts the features of a line or of a paragraph. */
export function extractFeatures(text: string): TextFeatures {
  const isLong = text.length >= certainlyLong;
  const closing = text.slice(-12);
  const last = closing.charAt(closing.length - 1);
  const bare = isClosingMark(last) ? closing.replace(/["'”)\]]+$/, '') : closing;
  const stop = bare.charAt(bare.length - 1);
  const endsInStop = stop === '.' && bare.charAt(bare.length - 2) !== '.';
  const endsOpen = !'.!?:;'.includes(stop);
  const capitals = isLong ? 0 : capitalizedShare(text);
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
    startsLowercase: startsLowercase(text),
    startsLikeAbstract:
      !isLong && /^(?:We |In this (?:paper|work|study|article)|This (?:paper|work|study|article|report) )/.test(text),
    firstWordLength: firstWordLength(text),
    isScrap: isScrap(text),
  };
}

/** What a wrapped abstract may end in, on a line of its own: `89.8).` */
const endOfSentence = /\d\S{0,3}\.$/;

/** Whether a short text has no letter, or is only a date. */
export function isScrap(text: string): boolean {
  if (text.length > maxScrapLength) return false;
  return (!/\p{L}/u.test(text) && !endOfSentence.test(text)) || (monthName.test(text) && dateOnly.test(text));
}

function isClosingMark(character: string): boolean {
  return '"\'”)]'.includes(character);
}

/** Whether a text begins in lower case, and not with a name such as `iTransformer`. */
function startsLowercase(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first < 0x61 || (first > 0x7a && first < 0x80)) return false;
  return /^\p{Ll}/u.test(text) && !/^\p{Ll}{1,3}\p{Lu}/u.test(text);
}

const minCountedLength = 4;

/** How many of the words of four letters and more have a capital, from 0 to 1. */
function capitalizedShare(text: string): number {
  let [words, capitalized, start] = [0, 0, 0];
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && isWordUnit(text.charCodeAt(i))) continue;
    if (i - start >= minCountedLength) {
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

const maxFirstWord = 40;

/** The length of a text's first word in UTF-16 code units, at most 40. */
export function firstWordLength(text: string): number {
  const limit = Math.min(text.length, maxFirstWord);
  for (let i = 0; i < limit; i++) {
    const code = text.charCodeAt(i);
    if ((code <= 0x20 || code >= 0x80) && isSpace(text.charAt(i))) return i;
  }
  return limit;
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}
