import { barrier } from '../mentions/grammars/grammar';

/** A token of markdown-it, as far as it is known here. */
export interface MarkdownToken<T> {
  type: string;
  tag: string;
  nesting: number;
  content: string;
  markup: string;
  /** The lines of the source, from and up to, counted from 0. */
  map: [number, number] | null;
  attrs: [string, string][] | null;
  children: T[] | null;
}

/** A Markdown note as markdown-it reads it. */
export interface ReadNote<T> {
  readonly tokens: readonly T[];
  /** Makes a token, as markdown-it's `Token` does. */
  readonly token: (type: string, tag: string, nesting: 1 | 0 | -1) => T;
}

/** A copy of a token with something changed. */
export function copyOf<T extends MarkdownToken<T>>(note: ReadNote<T>, token: T, changed: Partial<MarkdownToken<T>>): T {
  return Object.assign(note.token('', '', 0), token, changed);
}

/** Tokens of shown text that are made of the same lines: one, or the cells of a table's row. */
export interface Block<T> {
  /** From and up to, counted from 0. */
  readonly lines: readonly [number, number];
  readonly inlines: T[];
}

/** The tokens of shown text by the lines that they are made of. */
export function blocksOf<T extends MarkdownToken<T>>({ tokens }: ReadNote<T>): Iterable<Block<T>> {
  const blocks = new Map<string, Block<T>>();
  const open: MarkdownToken<T>['map'][] = [];
  for (const token of tokens) {
    const map = token.map ?? open.at(-1) ?? null;
    if (token.nesting > 0) open.push(map);
    else if (token.nesting < 0) open.pop();
    if (token.type !== 'inline' || map === null) continue;
    const key = map.join();
    const block = blocks.get(key);
    if (block) block.inlines.push(token);
    else blocks.set(key, { lines: map, inlines: [token] });
  }
  return blocks.values();
}

/** What a link of ours may do with a piece: be in it, go on over it, enclose it as a pair, not hold it; `linked` has a link already. */
export type PieceKind = 'text' | 'through' | 'open' | 'close' | 'apart' | 'linked';

/** A token in a line of shown text. */
export interface Piece<T> {
  readonly token: T;
  readonly kind: PieceKind;
  /** In UTF-16 code units of the block's shown text. */
  readonly start: number;
  readonly end: number;
}

/** The text that a block shows, and the pieces that it is made of. Code has a letter of no title for its text, as in `proseOf`. */
export function shownText<T extends MarkdownToken<T>>(
  inlines: readonly T[],
): { text: string; parts: { inline: T; pieces: Piece<T>[] }[] } {
  let text = '';
  const parts = inlines.map((inline) => {
    const inside = new Inside();
    const pieces = (inline.children ?? []).map((token): Piece<T> => {
      const start = text.length;
      const kind = inside.kindOf(token);
      text += inside.textOf(token);
      return { token, kind, start, end: text.length };
    });
    text += '\n';
    return { inline, pieces };
  });
  return { text, parts };
}

/** What is open where the tokens of a line are read one after the other. */
class Inside {
  #links = 0;
  #addresses = 0;
  #code = 0;

  kindOf({ type, nesting, markup, content }: MarkdownToken<unknown>): PieceKind {
    if (type === 'link_open' || type === 'link_close') {
      this.#links += nesting;
      if (/^(?:autolink|linkify)$/.test(markup)) this.#addresses += nesting;
      return 'linked';
    }
    if (type === 'html_inline') {
      if (/^<\/?a[\s>]/i.test(content)) this.#links = Math.max(0, this.#links + (content.startsWith('</') ? -1 : 1));
      if (/^<\/?(?:pre|code|script|style|textarea)[\s>]/i.test(content))
        this.#code = Math.max(0, this.#code + (content.startsWith('</') ? -1 : 1));
      return 'apart';
    }
    if (this.#links > 0) return 'linked';
    if (nesting !== 0) return nesting > 0 ? 'open' : 'close';
    if (type === 'text') return this.#code > 0 ? 'apart' : 'text';
    return /^(?:softbreak|hardbreak|math_inline)$/.test(type) ? 'through' : 'apart';
  }

  textOf({ type, nesting, content }: MarkdownToken<unknown>): string {
    if (nesting !== 0) return '';
    if (type === 'softbreak' || type === 'hardbreak') return '\n';
    if (type === 'html_inline') return ' ';
    return this.#code > 0 || this.#addresses > 0 || type === 'code_inline' ? barrier : content;
  }
}
