import { compact, compactLength, isWordCharacter } from '../text/compact';
import { readable } from '../text/readable';
import { isCommonWord } from './commonWords';

/** What a compact form is to a title. */
export enum FormKind {
  /** The whole, long enough to tell a paper in plain prose. */
  Full,
  /** The whole of a title that is not. */
  Short,
  /** The whole without its leading article. */
  Bare,
  /** A part beside its colon. */
  Cut,
  /** The name before its colon. */
  Name,
}

export const formKinds = 5;

/** A stretch of a title's compact form that tells the title in a text. */
export interface TitleForm {
  readonly kind: FormKind;
  readonly from: number;
  readonly to: number;
}

/** The forms in which a title may stand in a text. */
export interface TitleForms {
  /** The title's compact form. */
  readonly text: string;
  /** The distinctive name before its colon, see `nameOf`. */
  readonly name: string | null;
  readonly forms: readonly TitleForm[];
}

/** Shorter titles are found only where they are set off from what stands around them. */
const distinctiveLength = 20;
const distinctiveWords = 3;
/** Shorter parts are often phrases that everyone uses. */
const partWords = 5;
const partLength = 30;

/** The forms of a title, or null where it has neither letters nor digits. */
export function formsOf(title: string): TitleForms | null {
  const text = compact(title);
  if (text === '') return null;
  const to = text.length;
  const forms: TitleForm[] = [
    { kind: isLong(title, to, distinctiveWords, distinctiveLength) ? FormKind.Full : FormKind.Short, from: 0, to },
  ];
  const article = articleOf(title).length;
  if (article > 0 && isLong(title.slice(article), to - article, distinctiveWords, distinctiveLength))
    forms.push({ kind: FormKind.Bare, from: article, to });
  const colon = colonOf(title);
  const head = colon < 0 ? '' : title.slice(0, colon);
  const from = compactLength(head);
  let name: string | null = null;
  if (from > 0 && from < to && (!title.includes('\\') || text.startsWith(compact(head)))) {
    if (isLong(head, from, distinctiveWords, distinctiveLength)) forms.push({ kind: FormKind.Cut, from: 0, to: from });
    if (isLong(title.slice(colon), to - from, distinctiveWords, distinctiveLength))
      forms.push({ kind: FormKind.Cut, from, to });
    name = nameOf(title);
    if (name !== null) forms.push({ kind: FormKind.Name, from: 0, to: from });
  }
  return { text, name, forms };
}

/**
 * Whether a part of a title is long enough to tell it in plain prose.
 *
 * @param compactLength Its length in compact characters.
 */
export function tellsAlone(part: string, compactLength: number): boolean {
  return isLong(part, compactLength, partWords, partLength);
}

/** The distinctive name that a title's colon follows, such as "LayerSkip"; null if there is none. */
export function nameOf(title: string): string | null {
  const colon = colonOf(title);
  if (colon < 0 || colon > longestName) return null;
  const head = title.slice(0, colon);
  if (/[^\s$]\s+\S/.test(head)) return null;
  const name = (/[\\^$]/.test(head) ? plainName(head) : head).trim();
  return isDistinctiveName(name) ? name : null;
}

const longestName = 60;
const nameShape = /^[\p{L}\p{N}]+(?:[-‐‑–][\p{L}\p{N}]+)?$/u;

function isDistinctiveName(name: string): boolean {
  if (name.length < 4 || !nameShape.test(name)) return false;
  const isMixed = (): boolean =>
    /^(?:\P{Ll}*\p{Ll}.*\p{Lu}|(?:\P{Lu}|\p{Lu}(?!\p{Lu}))*\p{Lu}{2}.*\p{Ll})/u.test(name) &&
    !/^\p{Lu}\p{Ll}+[-‐‑–]\p{Lu}\p{Ll}+$/u.test(name);
  const hasDigit = (): boolean => /\p{N}/u.test(name) && /\p{L}/u.test(name);
  const isUpper = (): boolean => /^[\p{Lu}‐‑–-]{4,}$/u.test(name);
  return (isMixed() || hasDigit() || isUpper()) && !name.split(/[-‐‑–]/).every((part) => isCommonWord(part));
}

/** A name without TeX, so that "E$^{2}$Loom" and "E2Loom" compare alike. */
function plainName(name: string): string {
  return readable(name)
    .replace(/[${}^\\]/g, '')
    .normalize('NFKC')
    .replace(/[‐‑–]/g, '-');
}

/** Whether a stretch of a text is a name as a whole word, letter by letter in the same case. */
export function isNameAt(text: string, start: number, end: number, name: string): boolean {
  const stands = text.slice(start, end);
  if (stands !== name && plainName(stands) !== plainName(name)) return false;
  const before = text.charAt(start - 1);
  if (/[-‐‑–_./@#\\&=]/.test(before) && isWordCharacter(text, start - 2)) return false;
  if (/[@#\\/]/.test(before)) return false;
  const after = text.charAt(end);
  if (/[_/@=(]/.test(after) && isWordCharacter(text, end + 1)) return false;
  if (/[.‐‑–-]/.test(after) && /[\p{Lu}\p{N}]/u.test(text.charAt(end + 1))) return false;
  return !(after === '.' && /^\.[a-z]{1,4}\b/.test(text.slice(end, end + 6)));
}

function colonOf(title: string): number {
  for (let colon = title.indexOf(':'); colon >= 0; colon = title.indexOf(':', colon + 1)) {
    if (/\s/.test(title.charAt(colon + 1))) return colon;
  }
  return -1;
}

function articleOf(title: string): string {
  return /^(?:the|an?)(?= )/i.exec(title)?.[0] ?? '';
}

function isLong(text: string, compactLength: number, words: number, length: number): boolean {
  return compactLength >= length && hasWords(text, words);
}

function hasWords(text: string, count: number): boolean {
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isLetter =
      code < 0x80
        ? (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39)
        : /[\p{L}\p{N}\p{M}\p{Cs}]/u.test(text.charAt(i));
    if (isLetter && !inWord && --count === 0) return true;
    inWord = isLetter;
  }
  return false;
}
