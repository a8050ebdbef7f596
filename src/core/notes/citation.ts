/** A citation that is open at the cursor of a note, and takes keys. */
export interface OpenCitation {
  /** How far behind the cursor the keys belong, in UTF-16 code units: behind the key that the cursor is in. */
  readonly skip: number;
  /** What to insert there for keys, with the marks that part them from those that are there already. */
  readonly write: (keys: readonly string[]) => string;
}

/** How far from the cursor the rest of a citation is looked for, in UTF-16 code units. */
export const maxDistance = 1_000;
const blankLine = /\r?\n[ \t]*\r?\n/;

/**
 * The citation that a cursor is in, so that keys alone are inserted there; null where it is in none. The citation commands
 * of LaTeX (also natbib's and biblatex's) are known in all languages, others in their own: Pandoc's `[@a; @b]`, the roles
 * of Sphinx and MyST, `[cite:@a]` and `cite:a` of Org, `cite:[a]` of AsciiDoc, and `#cite(<a>)` of Typst.
 *
 * @param language VS Code's identifier of the note's language.
 * @param before The text before the cursor, or before the selection that is replaced.
 * @param after The text after it.
 */
export function citationAt(language: string, before: string, after: string): OpenCitation | null {
  const left = before.slice(-maxDistance).split(blankLine).at(-1) ?? '';
  const right = after.slice(0, maxDistance).split(blankLine, 1)[0] ?? '';
  for (const find of [latexCitation, ...(finders.get(language) ?? [])]) {
    const citation = find(left, right);
    if (citation) return citation;
  }
  return null;
}

type Finder = (before: string, after: string) => OpenCitation | null;

const finders: ReadonlyMap<string, readonly Finder[]> = new Map<string, readonly Finder[]>([
  ...['markdown', 'quarto', 'rmd', 'plaintext'].map((id): [string, Finder[]] => [
    id,
    [sphinxCitation, pandocCitation, citationSign('; @')],
  ]),
  ['restructuredtext', [sphinxCitation]],
  ['org', [orgCitation, orgRefCitation]],
  ['asciidoc', [asciidocCitation]],
  ['typst', [typstCitation, citationSign(' @')]],
]);

interface ListSyntax {
  /** The character between items. */
  readonly mark: ',' | ';';
  /** What each key begins with. */
  readonly sign?: '@' | '&' | '';
  /** Whether a blank follows the character between items also where there is only one item. */
  readonly isSpaced?: boolean;
}

const spacedMarks: Readonly<Record<ListSyntax['mark'], RegExp>> = { ',': /,\s/, ';': /;\s/ };

/** Keys in a list of which some stand before and some after the cursor. */
function listAt(before: string, after: string, { mark, sign = '', isSpaced = false }: ListSyntax): OpenCitation {
  const joint = isSpaced || spacedMarks[mark].test(before + after) ? `${mark} ` : mark;
  const left = before.slice(before.lastIndexOf(mark) + 1);
  const right = after.split(mark, 1)[0] ?? '';
  const isSigned = sign !== '' && left.endsWith(sign) && right.trim() === '';
  const hasLeft = left.trim() !== '' && !isSigned;
  const hasRight = right.trim() !== '';
  const blank = left === '' && before !== '' ? joint.slice(1) : '';
  const first = (hasLeft ? joint : blank) + (isSigned ? '' : sign);
  const last = hasRight && !hasLeft ? joint : '';
  return {
    skip: hasLeft && hasRight ? right.trimEnd().length : 0,
    write: (keys) => first + keys.join(joint + sign) + last,
  };
}

const latexCommand =
  /(?<!\\)(?:\\\\)*\\([A-Za-z]*[Cc]ite[A-Za-z]*)\*?((?:\s*(?:\[(?:[^[\]{}]|\{[^{}]*\})*\]|\([^()]*\)|\{[^{}]*\}))*)\s*$/;
/** Commands that have `cite` in their names and take something else than keys. */
const noCitation = /style|^(?:Declare|AtEvery|AtNext|new|renew|provide|re?cited?$)/;
/** Commands that take more than one argument in braces before or beside that with the keys. */
const hasSeveralGroups = /(?:cites|volcite)$/i;

function latexCitation(before: string, after: string): OpenCitation | null {
  const list = /\{([^{}]*)$/.exec(before);
  const command = latexCommand.exec(list ? before.slice(0, list.index) : before);
  const [, name = '', args = ''] = command ?? [];
  const isOneGroup = !args.replace(/\[(?:[^[\]{}]|\{[^{}]*\})*\]/g, '').includes('{') || hasSeveralGroups.test(name);
  if (!command || noCitation.test(name) || !isOneGroup) return null;
  if (list) return listAt(list[1] ?? '', /^[^{}]*/.exec(after)?.[0] ?? '', { mark: ',' });
  return /^\s*[[{(]|^[A-Za-z*]/.test(after) || args.endsWith('}')
    ? null
    : { skip: 0, write: (keys) => `{${keys.join(',')}}` };
}

function pandocCitation(before: string, after: string): OpenCitation | null {
  const [, inside] = /(?:^|[^[\]^!\\])\[([^[\]]*)$/.exec(before) ?? [];
  if (inside === undefined) return null;
  const rest = /^[^[\]]*/.exec(after)?.[0] ?? '';
  const end = after.slice(rest.length);
  const isClosed = end === '' ? /^\s*-?@/.test(inside) : /^\](?![([\]])/.test(end);
  const isCitation = /(?:^|[\s;-])@/.test(inside + rest);
  return isCitation && isClosed
    ? listAt(inside, end === '' ? '' : rest, { mark: ';', sign: '@', isSpaced: true })
    : null;
}

function sphinxCitation(before: string, after: string): OpenCitation | null {
  const [, inside] = /(?:\{(?:foot)?cite[\w:]{0,40}\}|:(?:foot)?cite[\w:]{0,40}:)`([^`]*)$/.exec(before) ?? [];
  return inside === undefined ? null : listAt(inside, /^[^`\n]*/.exec(after)?.[0] ?? '', { mark: ',' });
}

function orgCitation(before: string, after: string): OpenCitation | null {
  const [, inside] = /(?<!\[)\[cite(?:\/[\w/-]+)?:([^[\]]*)$/.exec(before) ?? [];
  return inside === undefined ? null : listAt(inside, /^[^[\]]*/.exec(after)?.[0] ?? '', { mark: ';', sign: '@' });
}

/** The links of the package org-ref: `cite:a,b`, and `cite:&a;&b` since its third version. */
function orgRefCitation(before: string, after: string): OpenCitation | null {
  const [, inside] = /(?<!\w)cite[a-z]*:([\w&,;.-]*)$/.exec(before) ?? [];
  if (inside === undefined) return null;
  const rest = /^[\w&,;.-]*/.exec(after)?.[0] ?? '';
  return listAt(inside, rest, (inside + rest).includes('&') ? { mark: ';', sign: '&' } : { mark: ',' });
}

function asciidocCitation(before: string, after: string): OpenCitation | null {
  const [, inside] = /\bcite[a-z]*:\[([^[\]]*)$/.exec(before) ?? [];
  return inside === undefined ? null : listAt(inside, /^[^[\]\n]*/.exec(after)?.[0] ?? '', { mark: ',' });
}

/** A call of Typst's takes one key; more keys take more calls. */
function typstCitation(before: string, after: string): OpenCitation | null {
  const [, sign, given] = /(?<![\w-])(#?)cite\(\s*(?:(<[^<>()\s]*>?)\s*)?$/.exec(before) ?? [];
  if (sign === undefined) return null;
  const next = sign === '' ? ') + cite(' : ') #cite(';
  const written = (keys: readonly string[]): string => keys.map((key) => `<${key}>`).join(next);
  if (given === undefined) return { skip: 0, write: written };
  if (given.endsWith('>')) return { skip: 0, write: (keys) => next + written(keys) };
  const rest = /^[^<>()\s,]*/.exec(after)?.[0] ?? '';
  const isEmpty = given === '<' && rest === '';
  return {
    skip: isEmpty ? 0 : rest.length,
    write: (keys) => (isEmpty ? '' : `>${next}<`) + keys.join(`>${next}<`),
  };
}

/** The `@` of a citation that stands by itself, of which the key was not typed yet. */
function citationSign(joint: string): Finder {
  return (before, after) =>
    /(?<![\p{L}\p{N}_@.])@$/u.test(before) && !/^[\p{L}\p{N}_]/u.test(after)
      ? { skip: 0, write: (keys) => keys.join(joint) }
      : null;
}
