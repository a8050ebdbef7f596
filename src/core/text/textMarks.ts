import type { Style } from './prose';

/** A stretch of a text between two marks, in UTF-16 code units, and where the text goes on behind the second. */
interface Marked {
  readonly start: number;
  readonly end: number;
  readonly after: number;
}

const longestQuotation = 400;
const longestEmphasis = 200;

const strong = /^\*\*([^\s*](?:(?:[^*]|\*(?!\*))*?[^\s*])?)\*\*(?!\*)/;
const starred = /^\*([\p{L}\p{N}(“"][^*]*[^\s*])\*(?![\p{L}\p{N}_*])/u;
const lined = /^_([A-Za-z][^_*=|<>{}^+:;\\]*[^\s_*])_(?![\w_])/;

/** The emphasis as of Markdown that begins at a star or a low line; null where none does. */
export function emphasisAt(text: string, at: number, end: number): (Marked & { readonly style: Style }) | null {
  const ahead = text.slice(at, Math.min(end, at + longestEmphasis));
  const before = text.charAt(at - 1);
  const isInNumbers = /[\p{N}*)\]]/u.test(before) || (/\p{L}/u.test(before) && /^..\p{N}/u.test(ahead));
  const bold = isInNumbers ? null : strong.exec(ahead);
  if (bold) return marked(at, 2, bold, 'strong');
  if (!/^[\s([“"'‘—–/-]?$/.test(before)) return null;
  const found = starred.exec(ahead) ?? lined.exec(ahead);
  return found && (found[1] ?? '').length > 2 ? marked(at, 1, found, 'em') : null;
}

function marked(
  at: number,
  width: number,
  [whole, inner = '']: RegExpExecArray,
  style: Style,
): Marked & { readonly style: Style } {
  return { start: at + width, end: at + width + inner.length, after: at + whole.length, style };
}

const doublyQuoted = /^(?:[^`]|`(?!`))*?(?=''|(?<!\s)"(?![\p{L}\p{N}])|”)/u;
const singlyQuoted = /^[^`\s](?:[^`]*?[^`\s])??(?='(?![\p{L}\p{N}']))/u;

/** The quotation as of TeX that begins at a backtick, with the quotes that it is printed in; null where none does. */
export function quotationAt(
  text: string,
  at: number,
  end: number,
): (Marked & { readonly opening: string; readonly closing: string }) | null {
  const isDouble = text.startsWith('``', at) && text.charAt(at + 2) !== '`';
  if (!isDouble && (text.charAt(at + 1) === '`' || /[\p{L}\p{N}`]/u.test(text.charAt(at - 1)))) return null;
  const start = at + (isDouble ? 2 : 1);
  const [inner = ''] =
    (isDouble ? doublyQuoted : singlyQuoted).exec(text.slice(start, Math.min(end, start + longestQuotation))) ?? [];
  if (inner.trim() === '') return null;
  const close = start + inner.length;
  const after = close + (text.startsWith("''", close) ? 2 : 1);
  return isDouble
    ? { start, end: close, after, opening: '“', closing: '”' }
    : { start, end: close, after, opening: '‘', closing: '’' };
}

/** Whether a group in braces holds words of a sentence, not a set. */
export function isProse(group: string): boolean {
  const text = group.replace(/\{?\\[A-Za-z]+[ {]?/g, '');
  return (
    /^[A-Za-z][A-Za-z-]* [A-Za-z]/.test(text) &&
    !/[=<>|[\]/+\\]|\d,|\blog\b/.test(text) &&
    !/^[\w-]+(?: [\w-]+)?(?:, (?:[\w-]+(?: [\w-]+)?|\.\.\.))+$/.test(text)
  );
}
