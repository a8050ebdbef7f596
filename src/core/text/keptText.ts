import { mathText } from './texMath';

/** A stretch of a text that is not mended: an address, code, a formula between its marks. */
export interface Kept {
  /** As it is printed. */
  readonly text: string;
  readonly kind: 'address' | 'code' | 'formula';
  /** A formula's TeX, else empty. */
  readonly tex: string;
}

/** A text in which `keptSign` stands for each of the kept stretches, in order. */
export interface Masked {
  readonly text: string;
  readonly kept: readonly Kept[];
}

/** Stands for what is kept. Where a text has it, it is kept itself. */
export const keptSign = '\ufffc';

const longestFormula = 1200;
const longestCode = 120;

/** What is kept, each with what a text has that has one; that is quick to look for. */
const beginnings: readonly (readonly [needs: RegExp, beginning: RegExp])[] = [
  // An address, with braces that hold a part of it, none that follow it; one without its scheme; one of mail.
  [/:\/\//, /https?:\/\/(?:[^\s{}"`“”‘’\ufffc\\]|\\[_%&#~.-]|\{[^\s{}]{0,40}\}(?=[/\w?=&]))+/],
  [/[a-z]\/|www/, /(?<![\w.@-])(?:www\.|(?:[\w-]{1,40}\.){1,6}[a-z]{2,9}\/)[^\s{}"`“”‘’\ufffc]+/],
  [/\w@\w/, /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/],
  [
    /\.[a-z]{1,7}\b/,
    /(?<![\w.-])[\w-]{1,60}(?:\/[\w.-]{1,60}){0,8}\.(?:py|ipynb|txt|json|ya?ml|toml|md|csv|tsv|sh|cpp|hpp|c|h|js|ts|rs|go|java|html?|pdf|zip|tar|gz|bib|tex|npz?|pt|pth|onnx|cfg|ini|log|parquet)\b/,
  ],
  [/10\.\d{4}/, /(?<![\w.])10\.\d{4,9}\/[^\s{}"\ufffc]+/],
  [/[\\$]/, /\\[\\`]|\$\$?|\\[([$]/],
  [/`/, /(?<![`\w\\])`(?!`)/],
  [/\ufffc/, /\ufffc/],
];
const patterns = new Map<string, RegExp>();

/** Finds what may be kept in a text. */
function patternFor(text: string): RegExp {
  const source = beginnings.flatMap(([needs, { source }]) => (needs.test(text) ? [source] : [])).join('|') || '(?!)';
  const known = patterns.get(source);
  if (known) return known;
  const pattern = new RegExp(source, 'g');
  patterns.set(source, pattern);
  return pattern;
}

const closings = new Map([
  ['$', '$'],
  ['$$', '$$'],
  ['\\(', '\\)'],
  ['\\[', '\\]'],
  ['\\$', '\\$'],
]);

/** Finds where strings stand next, from places that only go on. */
class Finder {
  readonly #text: string;
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Where a string stands at or after a place; -1 where it does not. */
  next(wanted: string, from: number): number {
    const known = this.#found.get(wanted);
    if (known === -1 || (known !== undefined && known >= from)) return known;
    const found = this.#text.indexOf(wanted, from);
    this.#found.set(wanted, found);
    return found;
  }
}

/** Takes out of a text what is not to be mended. */
export function masked(text: string): Masked {
  const kept: Kept[] = [];
  let result = '';
  let done = 0;
  const finder = new Finder(text);
  const beginning = patternFor(text);
  beginning.lastIndex = 0;
  for (let match = beginning.exec(text); match; match = beginning.exec(text)) {
    const found = keptAt(text, match.index, match[0], finder);
    if (!found) continue;
    const end = match.index + found.length;
    result += text.slice(done, match.index) + keptSign;
    kept.push(found.kept);
    done = end;
    beginning.lastIndex = end;
  }
  return { text: result + text.slice(done), kept };
}

interface Found {
  readonly kept: Kept;
  readonly length: number;
}

function keptAt(text: string, start: number, begun: string, finder: Finder): Found | null {
  if (/^\\[\\`]$/.test(begun)) return null;
  if (begun === '`') return codeAt(text, start);
  const closing = closings.get(begun);
  if (closing !== undefined) return formulaAt(text, start, begun, closing, finder);
  const address = begun === keptSign ? begun : trimmed(begun);
  return { kept: { text: address.replace(/\\(?=[_%&#~.-])/g, ''), kind: 'address', tex: '' }, length: address.length };
}

/** Code in single backticks; words between them are as likely a quotation. */
function codeAt(text: string, start: number): Found | null {
  const whole = /^`[^`'\s]{1,60}(?: [^`']{1,60})?`(?![`\w])/.exec(text.slice(start, start + longestCode))?.[0];
  if (whole === undefined) return null;
  return { kept: { text: whole, kind: 'code', tex: '' }, length: whole.length };
}

function formulaAt(text: string, start: number, opening: string, closing: string, finder: Finder): Found | null {
  const from = start + opening.length;
  let end = finder.next(closing, from);
  while (closing === '$' && end > from && text.charAt(end - 1) === '\\') end = finder.next(closing, end + 1);
  if (end <= from || end - from > longestFormula) return null;
  const source = text.slice(from, end);
  const tex = opening === '\\$' ? source.replace(/\\(?=[_*])/g, '') : source;
  const length = end + closing.length - start;
  if (/\$|:\/\//.test(tex) || (opening.endsWith('$') && !isFormula(tex, text.charAt(start + length)))) return null;
  if (opening === '\\$' && !/[\\^_]/.test(tex)) return null;
  return {
    kept: { text: mathText(tex) ?? text.slice(start, start + length), kind: 'formula', tex: tex.trim() },
    length,
  };
}

/** Words that stand in formulas without a backslash. */
const formulaWords = /(?<![A-Za-z])(?:log|ln|exp|max|min|sin|cos|tanh|arg|argmax|argmin|mod|poly)(?![A-Za-z])/g;

/** Whether what stands between two dollars is a formula, and neither the words between two prices nor those between two formulas. */
function isFormula(tex: string, next: string): boolean {
  if (/[\\^_]/.test(tex))
    return !/(?<![A-Za-z])[A-Za-z]{3,},? [A-Za-z]{2,}/.test(
      tex.replace(/\\[A-Za-z]+\s?\{[^{}]*\}|\\[A-Za-z]+|[_^]\{[^{}]*\}/g, '#'),
    );
  if (/^\s|\s$/.test(tex) || /\d/.test(next)) return false;
  return /^\S+$/.test(tex) || !/[A-Za-z]{3}|[A-Za-z]{2} | [A-Za-z]{2}/.test(tex.replace(formulaWords, '#'));
}

/** An address without what closes the sentence around it. */
function trimmed(address: string): string {
  let end = address.length;
  let unopened = address.split(')').length - address.split('(').length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (last === ')' && unopened > 0) unopened--;
    else if (!/[.,;:!?'’\]*_~>\\]/.test(last)) break;
  }
  return address.slice(0, end);
}
