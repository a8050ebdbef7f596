import { commentsOf, type Comments } from './commentSyntax';

/**
 * What a line begins in, such as a fence of code that an earlier line opened. Two lines of the same
 * text that begin in the same state have the same prose and leave the same state.
 */
export type LineState = string;

/** Tells a line's prose from the rest. */
export interface Grammar {
  /** The state that the first line begins in. */
  readonly first: LineState;
  /** Masks what is no prose in a line, which may end with a line end, and gives the state of the next line. */
  line(line: string, state: LineState, mask: Mask): LineState;
}

/** Stands for code and the like in a masked text: a letter of no title, and a word of its own. */
export const barrier = '\u4db5';

/** Collects what is masked in a line, in any order. */
export class Mask {
  readonly #spans: { from: number; to: number; isHard: boolean }[] = [];

  /** Masks a stretch that no title goes on over. */
  hard(from: number, to: number): void {
    if (to > from) this.#spans.push({ from, to, isHard: true });
  }

  /** Masks mark-up that may stand within a title, such as the address of a link. */
  soft(from: number, to: number): void {
    if (to > from) this.#spans.push({ from, to, isHard: false });
  }

  /** The line with blanks for what was masked. */
  applyTo(line: string): string {
    if (this.#spans.length === 0) return line;
    const parts: string[] = [];
    let done = 0;
    for (const { from, to, isHard } of this.#spans.sort((a, b) => a.from - b.from || b.to - a.to)) {
      const start = Math.max(from, done);
      if (to <= start) continue;
      parts.push(line.slice(done, start), isHard ? barrier : ' ', ' '.repeat(to - start - 1));
      done = to;
    }
    parts.push(line.slice(done));
    return parts.join('');
  }
}

/** The grammar of a language, by the name that VS Code has for it. Of a language of source code, comments are prose. */
export function grammarOf(language: string): Grammar {
  return grammars.get(language) ?? code(commentsOf(language));
}

/**
 * A text with everything but its prose masked: what is code, an address or the source of a link is replaced
 * by characters of no title. Its length and its line feeds stay.
 *
 * @param language The text's language as VS Code names it.
 */
export function proseOf(text: string, language: string): string {
  return maskLines(text, grammarOf(language)).text;
}

/** As `proseOf`, for lines that begin in a state; also gives the states that each of its lines begins in and the last one leaves. */
export function maskLines(text: string, grammar: Grammar, state = grammar.first): { text: string; states: LineState[] } {
  const parts: string[] = [];
  const states = [state];
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const line = text.slice(start, end);
    const masked = maskLine(line, grammar, state);
    parts.push(masked.text);
    state = masked.state;
    states.push(state);
    start = end;
  }
  return { text: parts.join(''), states };
}

/** A line with its prose only, and the state that the next line begins in. */
export function maskLine(line: string, grammar: Grammar, state: LineState): { text: string; state: LineState } {
  const mask = new Mask();
  const next = grammar.line(line, state, mask);
  return { text: mask.applyTo(line), state: next };
}

/** Where the line that begins at `start` ends, its line feed included. */
export function lineEnd(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  return feed < 0 ? text.length : feed + 1;
}

const address = /(?:\b(?:https?|ftp|file|mailto|doi):|\bwww\.)[^\s<>"'`|\\^“”‘’«»\])}]+/g;

function maskAddresses(line: string, mask: Mask, from = 0): void {
  if (!line.includes(':', from) && !line.includes('www.', from)) return;
  address.lastIndex = from;
  for (let match = address.exec(line); match; match = address.exec(line)) mask.hard(match.index, address.lastIndex);
}

/** Masks all of a line but its line end. */
function maskWhole(line: string, mask: Mask, from = 0): void {
  mask.hard(from, line.endsWith('\n') ? line.length - 1 : line.length);
}

/** Masks what an expression matches; its first group only, where it has one that matched. */
function maskMatches(line: string, expression: RegExp, mask: Mask): void {
  for (const match of line.matchAll(expression)) {
    const inner = match.indices?.[1];
    if (inner) mask.hard(inner[0], inner[1]);
    else mask.hard(match.index, match.index + match[0].length);
  }
}

const plaintext: Grammar = {
  first: '',
  line(line, state, mask) {
    maskAddresses(line, mask);
    return state;
  },
};

const fence = /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/;
const yamlLine = /^(?:[\w"'.-]{1,80}[ \t]*[:=]|[ \t]|-[ \t]|#|\[|\]|\}|\s*$)/;
const definition = /^[ \t>]{0,8}\[(?!\^)[^\]]{1,200}\]:[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*$/;
const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const htmlCode = /^<(pre|code|script|style|textarea)\b/i;

/**
 * States: `start` on the first line, `---` and `+++` in front matter, a fence with `>` before it where it is quoted,
 * `<!--` and `<NAME` in HTML; `p` in a paragraph, `l` in a list, `c` in indented code, empty after a blank line.
 */
const markdown: Grammar = {
  first: 'start',
  line(line, state, mask) {
    if (state === 'start' && /^(?:---|\+\+\+)\s*$/.test(line)) {
      maskWhole(line, mask);
      return line.slice(0, 3);
    }
    if (state === '---' || state === '+++') {
      const closes = line.startsWith(state) || (state === '---' && line.startsWith('...'));
      if (closes || yamlLine.test(line)) {
        maskWhole(line, mask);
        return closes ? '' : state;
      }
    }
    if (/^>?[`~]/.test(state)) {
      const isQuoted = state.startsWith('>');
      if (!isQuoted || /^[ \t]*>/.test(line)) {
        maskWhole(line, mask);
        const marks = /^[ \t>]*(`+|~+)\s*$/.exec(line)?.[1] ?? '';
        return marks.startsWith(isQuoted ? state.slice(1) : state) ? '' : state;
      }
    }
    if (state.startsWith('<')) return inlineMarkdown(line, state, mask);
    const isBlank = line.trim() === '';
    if (isBlank) return state === 'l' || state === 'c' ? state : '';
    if (/^(?: {4}|\t)/.test(line) && state !== 'p' && state !== 'l') {
      maskWhole(line, mask);
      return 'c';
    }
    const opened = fence.exec(line)?.[1];
    if (opened !== undefined) {
      maskWhole(line, mask);
      return (/^[ \t]*>/.test(line) ? '>' : '') + opened;
    }
    if (definition.test(line)) {
      maskWhole(line, mask);
      return 'p';
    }
    const inList = listItem.test(line) || (state === 'l' && /^[ \t]/.test(line));
    return inlineMarkdown(line, inList ? 'l' : 'p', mask);
  },
};

/** Masks code spans, addresses, the targets of links, tags and comments. */
function inlineMarkdown(line: string, state: LineState, mask: Mask): LineState {
  let at = 0;
  let after = state;
  if (state.startsWith('<')) {
    const end = endOfHtml(line, 0, state);
    if (end < 0) {
      maskWhole(line, mask);
      return state;
    }
    mask.hard(0, end);
    at = end;
    after = 'p';
  }
  const runs = /[`<[\]\\]/.test(line) ? backtickRuns(line) : undefined;
  const lastAngle = line.lastIndexOf('>');
  const special = /[`<\]\\]|\[\[/g;
  for (special.lastIndex = at; runs; ) {
    const match = special.exec(line);
    if (!match) break;
    at = match.index;
    let next = at + match[0].length;
    switch (match[0]) {
      case '\\':
        next = at + 2;
        break;
      case '`': {
        const { length, end } = runs.close(at);
        if (end > 0) mask.hard(at, end);
        next = end > 0 ? end : at + length;
        break;
      }
      case '[[': {
        const wiki = /\[\[[^[\]|\n]{0,300}\|/y;
        wiki.lastIndex = at;
        if (wiki.test(line)) mask.soft(at + 2, (next = wiki.lastIndex) - 1);
        break;
      }
      case ']':
        next = endOfTarget(line, at + 1);
        mask.soft(at + 1, next);
        break;
      default: {
        const name = htmlCode.exec(line.slice(at, at + 12))?.[1]?.toLowerCase();
        const opened = line.startsWith('<!--', at) ? '<!--' : name === undefined ? '' : `<${name}`;
        if (opened !== '') {
          const end = endOfHtml(line, at + opened.length, opened);
          if (end < 0) {
            maskWhole(line, mask, at);
            return opened;
          }
          mask.hard(at, (next = end));
        } else if (lastAngle > at) {
          const tag = /<(?:[A-Za-z/!?][^<>]*|[\w.+-]+@[\w.-]+)>/y;
          tag.lastIndex = at;
          if (tag.test(line)) mask.soft(at, (next = tag.lastIndex));
        }
      }
    }
    special.lastIndex = next;
  }
  maskAddresses(line, mask);
  return after;
}

/** Where a comment or an element of code that is open ends in a line, or -1. */
function endOfHtml(line: string, from: number, state: LineState): number {
  const end = state === '<!--' ? /-->/g : new RegExp(`</${state.slice(1)}>`, 'gi');
  end.lastIndex = from;
  return end.test(line) ? end.lastIndex : -1;
}

const target = /\([ \t]*(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*\)|\[[^[\]\n]*\]/y;

/** Where the target of a link, which begins after its text's bracket, ends; `from` where there is none. */
function endOfTarget(line: string, from: number): number {
  target.lastIndex = from;
  return target.test(line) ? target.lastIndex : from;
}

/** The runs of backticks in a line: `close` gives, from left to right, a run's length and where a code span that it opens ends. */
function backtickRuns(line: string): { close(at: number): { length: number; end: number } } {
  const byLength = new Map<number, number[]>();
  for (const match of line.matchAll(/`+/g)) {
    const places = byLength.get(match[0].length);
    if (places) places.push(match.index);
    else byLength.set(match[0].length, [match.index]);
  }
  for (const places of byLength.values()) places.reverse();
  return {
    close(at) {
      let length = 1;
      while (line.charCodeAt(at + length) === 0x60) length++;
      const places = byLength.get(length) ?? [];
      while ((places.at(-1) ?? Infinity) <= at) places.pop();
      const close = places.at(-1);
      return { length, end: close === undefined ? -1 : close + length };
    },
  };
}

const texCode = /\\begin[ \t]*\{(verbatim|Verbatim|lstlisting|minted|alltt|filecontents)(\*?)\}/;
const texArgument =
  /\\(?:url|href|path|label|cite[A-Za-z]*|[A-Za-z]*cite|[A-Za-z]*ref|input|include|includegraphics|bibliography|bibliographystyle|usepackage|documentclass|hyperlink|hypertarget|bibitem|index)\*?(?:[ \t]{0,8}\[[^\]\n]{0,400}\])*[ \t]{0,8}(\{[^{}\n]*\})|\\(?:verb|lstinline|mintinline)\*?(?:\{[^{}\n]*\})?([^\sA-Za-z0-9{*])[^\n]*?\2|\\(?:lstinline|mintinline)(?:\{[^{}\n]*\}){1,2}/dg;

/** States: the environment of code that is open. */
const latex: Grammar = {
  first: '',
  line(line, state, mask) {
    if (state !== '') {
      maskWhole(line, mask);
      return line.includes(`\\end{${state}}`) ? '' : state;
    }
    maskAddresses(line, mask);
    if (!line.includes('\\')) return '';
    maskMatches(line, texArgument, mask);
    const opened = texCode.exec(line);
    if (!opened) return '';
    const name = `${opened[1] ?? ''}${opened[2] ?? ''}`;
    maskWhole(line, mask, opened.index);
    return line.includes(`\\end{${name}}`, opened.index) ? '' : name;
  },
};

/** States: `:` and the indentation of the line that announced a literal block, with `?` while only blank lines followed. */
const restructuredText: Grammar = {
  first: '',
  line(line, state, mask) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const isBlank = line.trim() === '';
    if (state !== '') {
      if (isBlank) return state;
      if (indent > Number(state.slice(1))) {
        maskWhole(line, mask);
        return state;
      }
    }
    maskAddresses(line, mask);
    if (line.includes('`')) maskMatches(line, /``[^\n]*?``|:(?:cite|ref|doc|code|math|py|c|cpp|meth|func|class|mod|numref|eq|download|file)[\w:]{0,40}:`[^`\n]*`|`[^`<>\n]*(<[^`<>\n]*>)`_/dg, mask);
    if (/^[ \t]*\.\. (?:_[^:\n]*:|__)/.test(line)) maskWhole(line, mask);
    const isCode = /^[ \t]*\.\. (?:code-block|code|sourcecode|literalinclude|highlight|math|parsed-literal|ipython)::/.test(line);
    if (isCode) maskWhole(line, mask);
    return isCode || (!/^[ \t]*\.\. /.test(line) && /::\s*$/.test(line)) ? `:${String(indent)}` : '';
  },
};

/** States: the name of the block or drawer that is open. */
const org: Grammar = {
  first: '',
  line(line, state, mask) {
    const isOpen = state !== '';
    const begins = isOpen ? null : /^[ \t]*(?:#\+begin_(src|example|export)\b|:(properties|logbook):)/i.exec(line);
    if (isOpen || begins || /^[ \t]*(?:#\+\w+:|: )/.test(line)) {
      maskWhole(line, mask);
      if (!isOpen) return (begins?.[1] ?? begins?.[2] ?? '').toLowerCase();
      return /^[ \t]*(?:#\+end_(\w+)|:end:)/i.exec(line) ? '' : state;
    }
    maskAddresses(line, mask);
    maskMatches(line, /(?<![\w=~])([=~])(?=\S)[^\n=~]*\1(?!\w)/g, mask);
    for (const match of line.matchAll(/\[\[[^[\]\n]*\]\[/g)) mask.soft(match.index + 2, match.index + match[0].length - 1);
    return '';
  },
};

/** States: the delimiter of the block that is open. */
const asciidoc: Grammar = {
  first: '',
  line(line, state, mask) {
    const delimiter = /^(-{4,}|\.{4,}|\+{4,}|`{3,})(?:[^`\n]*)$/.exec(line.trimEnd())?.[1] ?? '';
    if (state !== '' || (delimiter !== '' && (delimiter.startsWith('`') || delimiter === line.trimEnd()))) {
      maskWhole(line, mask);
      if (state === '') return delimiter;
      return line.trimEnd() === state ? '' : state;
    }
    if (/^(?::[\w!-]{1,80}:|\[[^\]\n]*\]\s*$|(?:image|include|video|audio)::)/.test(line)) {
      maskWhole(line, mask);
      return '';
    }
    maskAddressesBeforeBrackets(line, mask);
    maskMatches(line, /`[^`\n]+`|\b(?:link|xref|image|mailto):[^\s[\]]+|<<[^<>,\n]*,|\bcite[a-z]*:\[[^\]\n]*\]/g, mask);
    return '';
  },
};

function maskAddressesBeforeBrackets(line: string, mask: Mask): void {
  for (const match of line.matchAll(address)) {
    const bracket = match[0].indexOf('[');
    mask.hard(match.index, match.index + (bracket < 0 ? match[0].length : bracket));
  }
}

/** States: the backticks of the raw block that is open. */
const typst: Grammar = {
  first: '',
  line(line, state, mask) {
    if (state !== '') {
      const close = line.indexOf(state);
      if (close < 0) {
        maskWhole(line, mask);
        return state;
      }
      mask.hard(0, close + state.length);
      return '';
    }
    maskAddresses(line, mask);
    maskMatches(line, /#\w[\w.]*\([ \t]*("[^"\n]*")|#(?:import|include)[^\n]*|<[\w:.-]+>|@[\w:.-]+/dg, mask);
    const runs = backtickRuns(line);
    for (const match of line.matchAll(/(?<!`)`+/g)) {
      const { length, end } = runs.close(match.index);
      if (end > 0) mask.hard(match.index, end);
      else if (length >= 3) {
        maskWhole(line, mask, match.index);
        return match[0];
      }
    }
    return '';
  },
};

/** Text between tags. */
const html: Grammar = {
  first: 'p',
  line: (line, state, mask) => {
    const after = inlineMarkdown(line.replaceAll(/[`[\]\\]/g, ' '), state, mask);
    return after.startsWith('<') ? after : 'p';
  },
};

const grammars: ReadonlyMap<string, Grammar> = new Map([
  ...['plaintext', 'log', 'csv', 'tsv', 'git-commit', 'git-rebase', 'scminput', 'search-result', 'code-text-binary'].map((id) => [id, plaintext] as const),
  ...['markdown', 'mdx', 'quarto', 'rmd', 'rmarkdown', 'markdown-math', 'prompt', 'instructions', 'chatagent'].map((id) => [id, markdown] as const),
  ...['latex', 'tex', 'bibtex', 'doctex', 'latex-expl3', 'context', 'rsweave', 'bibtex-style'].map((id) => [id, latex] as const),
  ...['html', 'xml', 'xsl', 'vue', 'svelte', 'handlebars'].map((id) => [id, html] as const),
  ['restructuredtext', restructuredText],
  ['org', org],
  ['asciidoc', asciidoc],
  ['typst', typst],
]);

/** States: `/` and the end of the comment, or `"` and the end of the string, that is open. */
function code({ line: lineMarks, blocks, quotes, docs, multiline }: Comments): Grammar {
  const openings = [...new Set([...docs, ...blocks.map(([open]) => open), ...lineMarks, ...multiline, ...quotes])].sort((a, b) => b.length - a.length);
  const expression = openings.length === 0 ? null : new RegExp(openings.map(escape).join('|'), 'g');
  return {
    first: '',
    line(line, state, mask) {
      let at = 0;
      let commentsFrom = line.length;
      if (state !== '') {
        const end = line.indexOf(state.slice(1));
        const isComment = state.startsWith('/');
        if (!isComment) mask.hard(0, end < 0 ? line.trimEnd().length : end + state.length - 1);
        else commentsFrom = 0;
        if (end < 0) {
          if (isComment) maskAddresses(line, mask);
          return state;
        }
        at = end + state.length - 1;
      }
      let next: LineState = '';
      const unclosed = new Set<string>();
      while (at < line.length && next === '') {
        if (expression) expression.lastIndex = at;
        const match = expression?.exec(line);
        const from = match?.index ?? line.length;
        maskCode(line, at, from, mask);
        if (!match) break;
        const mark = match[0];
        const inside = from + mark.length;
        const block = blocks.find(([open]) => open === mark);
        if (docs.includes(mark) && line.slice(0, from).trim() === '') {
          commentsFrom = Math.min(commentsFrom, from);
          const end = line.indexOf(mark, inside);
          if (end < 0) next = `/${mark}`;
          else at = end + mark.length;
        } else if (block) {
          commentsFrom = Math.min(commentsFrom, from);
          const end = line.indexOf(block[1], inside);
          if (end < 0) next = `/${block[1]}`;
          else at = end + block[1].length;
        } else if (lineMarks.includes(mark)) {
          commentsFrom = Math.min(commentsFrom, from);
          break;
        } else {
          const end = unclosed.has(mark) ? -1 : docs.includes(mark) ? line.indexOf(mark, inside) : endOfString(line, inside, mark);
          if (end < 0) unclosed.add(mark);
          const goesOn = end < 0 && (multiline.includes(mark) || docs.includes(mark));
          if (goesOn) next = `"${mark}`;
          at = end < 0 ? (goesOn ? line.length : inside) : end + mark.length;
          maskCode(line, from, at, mask);
        }
      }
      if (commentsFrom < line.length) maskAddresses(line, mask, commentsFrom);
      return next;
    },
  };
}

/** Masks code between two places, but not the blanks around it. */
function maskCode(line: string, from: number, to: number, mask: Mask): void {
  const piece = line.slice(from, to);
  const start = from + (piece.length - piece.trimStart().length);
  mask.hard(start, start + piece.trim().length);
}

/** Where a string of one line ends, or -1. */
function endOfString(line: string, from: number, mark: string): number {
  for (let at = from; at < line.length; at++) {
    if (line.charCodeAt(at) === 0x5c) at++;
    else if (line.startsWith(mark, at)) return at;
  }
  return -1;
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
