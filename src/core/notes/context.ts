import { grammarOf, maskLine, maskLines } from '../mentions/noteText';

/** The beginning of a title, or of a search for one, before the cursor. */
export interface Begun {
  readonly text: string;
  /** Where it begins in its line. */
  readonly column: number;
}

const longestLinkText = 400;

/**
 * Where a Markdown link leads whose text has what stands in a text from `start` to `end`: the address of `[… this …](address)`,
 * nothing of `[… this …][label]`; null where it is in no link.
 */
export function linkAround(text: string, start: number, end: number): string | null {
  const before = text.slice(Math.max(0, start - longestLinkText), start);
  const opening = before.lastIndexOf('[');
  if (opening < 0 || before.indexOf(']', opening) >= 0) return null;
  const after = text.slice(end, end + longestLinkText);
  const closing = after.search(/[[\]]/);
  if (after.charAt(closing) !== ']') return null;
  if (after.charAt(closing + 1) === '[') return '';
  return /^\(\s*<?([^\s<>)]*)/.exec(after.slice(closing + 1))?.[1] ?? null;
}

/** Whether an address leads to a paper's place in a dump, as `linkTarget` writes it. */
export function isDumpPlace(address: string): boolean {
  return /^(?!\w[\w+.-]*:|\/\/|www\.).+#L\d+$/i.test(address);
}

/** What follows a `[[` that is not closed before the cursor; null where there is none, or where an address does, such as `file:a`. */
export function brackets(before: string): Begun | null {
  const column = before.lastIndexOf('[[');
  if (column < 0) return null;
  const text = before.slice(column + 2);
  return /[[\]]|^\w+:\S/.test(text) || text.length > longestBegun ? null : { text, column };
}

const longestBegun = 200;
const mostWords = 12;
const leastWords = 2;
const leastLength = 8;

/**
 * What of a line before the cursor may be a title begun, the longest first: two words and eight characters at least. Blanks
 * at the end belong to it.
 */
export function begun(before: string): Begun[] {
  const from = Math.max(0, before.length - longestBegun);
  const words = [...before.slice(from).matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => from + index);
  return words
    .slice(-mostWords)
    .slice(0, 1 - leastWords)
    .map((column) => ({ text: before.slice(column), column }))
    .filter(({ text }) => text.trimEnd().length >= leastLength);
}

const headings: Readonly<Record<string, RegExp>> = {
  markdown: /^\s{0,3}#{1,6}\s/,
  asciidoc: /^=+\s/,
  typst: /^\s*=+\s/,
  org: /^\*+\s/,
  latex: /\\(?:part|chapter|(?:sub)*section|(?:sub)?paragraph)\*?\{/,
};

/** Lines of punctuation that make headings of the lines beside them. */
const underlines: Readonly<Record<string, RegExp>> = {
  markdown: /^ {0,3}(?:=+|-{2,})\s*$/,
  restructuredtext: /^([!-/:-@[-`{-~])\1{2,}\s*$/,
};

/**
 * Whether a line is a heading at the cursor.
 *
 * @param above The lines above the cursor's, at least two where there are.
 * @param below The line below.
 */
export function isHeading(language: string, before: string, above = '', below = ''): boolean {
  const isLatex = /^(?:la)?tex$/.test(language);
  const line = isLatex ? before.slice(before.lastIndexOf('}') + 1) : before;
  if (headings[isLatex ? 'latex' : language]?.test(line)) return true;
  const underline = underlines[language];
  if (!underline || before.trim() === '') return false;
  const [overline = '', beforeThat = ''] = above
    .split(/\r\n?|\n/)
    .slice(0, -1)
    .reverse();
  return (
    underline.test(below) || (language === 'restructuredtext' && underline.test(overline) && beforeThat.trim() === '')
  );
}

/** Whether the cursor is in a link or in an argument that names something: an address, a label, a file. */
export function isInLink(language: string, before: string, after: string): boolean {
  if (/\w:\/\/|www\./.test(lastWord(before)) || before.lastIndexOf('](') > before.lastIndexOf(')')) return true;
  if (/<[\w./:]*$/.test(before) || (/^(?:la)?tex$/.test(language) && isInTexArgument(before))) return true;
  const opening = before.lastIndexOf('[');
  return opening > before.lastIndexOf(']') && /^[^[\]]*\](?:\(|\[)/.test(after);
}

/** What stands behind the last white space. */
function lastWord(text: string): string {
  let start = text.length;
  while (start > 0 && !/\s/.test(text.charAt(start - 1))) start--;
  return text.slice(start);
}

/** Commands of LaTeX whose argument is prose, by what their names begin with. */
const proseCommand = /^(?:text|emph|footnote|item|caption|title|marginpar|quote|enquote)/;

/** Whether a line of LaTeX ends within the braces of a command's argument that is no prose. */
function isInTexArgument(before: string): boolean {
  const brace = before.lastIndexOf('{');
  if (brace < 0 || before.lastIndexOf('}') > brace) return false;
  const head = before.slice(0, brace);
  if (head.endsWith(']')) return /\\[A-Za-z]+\*?\[/.test(head.slice(head.lastIndexOf(']', brace - 2) + 1));
  const name = /\\([A-Za-z]+)\*?$/.exec(head)?.[1];
  return name !== undefined && !proseCommand.test(name);
}

/** Whether a line begins code or mathematics and does not close it, where what is closed is masked. */
const beginsCode: Readonly<Record<string, (line: string) => boolean>> = {
  markdown: (line) => hasOddly(line, '`') || line.includes('``'),
  typst: (line) => hasOddly(line, '`') || hasOddly(line, '$'),
  restructuredtext: (line) => hasOddly(line, '`') || line.includes('``'),
  asciidoc: (line) => hasOddly(line, '`'),
  org: (line) => /(?:^|[\s(])([=~])(?=[^\s=~])[^=~]*$/.test(line),
  latex: (line) => beginsVerbatim(line) || hasOddly(line, '$'),
};

/** Whether a line has a mark an odd number of times, those behind a backslash left out; false if it ends with one. */
function hasOddly(line: string, mark: string): boolean {
  let isOdd = false;
  for (let at = 0; at < line.length; at++) {
    if (line.charAt(at) === mark) isOdd = !isOdd;
    else if (line.charAt(at) === '\\' && ++at === line.length) return false;
  }
  return isOdd;
}

/** Whether a line ends within the code of a `\verb` or of a listing's command; its options hold no command. */
function beginsVerbatim(line: string): boolean {
  const opening = /\\(?:verb|lstinline|mintinline)\*?(?:\[[^\]\\]*\])?(?:\{[^{}\\]*\})?([^\sA-Za-z0-9{*[])/g;
  for (let match = opening.exec(line); match; match = opening.exec(line)) {
    const close = line.indexOf(match[1] ?? '', opening.lastIndex);
    if (close < 0) return true;
    opening.lastIndex = close + 1;
  }
  return false;
}

/**
 * Whether the cursor is in code or mathematics, or in what else is no prose, by the text before it.
 *
 * @param above The lines above the cursor's.
 */
export function isInCode(language: string, above: string, before: string): boolean {
  const grammar = grammarOf(language);
  const { text } = maskLine(
    before,
    grammar,
    maskLines(above, grammar, grammar.first, before).states.at(-1) ?? grammar.first,
    '',
  );
  const last = before.trimEnd().length - 1;
  if (last >= 0 && text.charAt(last) !== before.charAt(last)) return true;
  return beginsCode[language === 'tex' ? 'latex' : language]?.(text) ?? false;
}
