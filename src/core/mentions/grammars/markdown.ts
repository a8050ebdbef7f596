import { backtickRuns, maskAddresses, maskWhole, type Grammar, type LineState, type Mask } from './grammar';

const fence = /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/;
const yamlLine = /^(?:[\w"'.-]{1,80}[ \t]*[:=]|[ \t]|-[ \t]|#|\[|\]|\}|\s*$)/;
const definition = /^[ \t>]{0,8}\[(?!\^)[^\]]{1,200}\]:[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*$/;
const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const htmlCode = /^<(pre|code|script|style|textarea)\b/i;

/**
 * States: `start` on the first line, `---` and `+++` in front matter, a fence with `>` before it where it is quoted,
 * `<!--` and `<NAME` in HTML; `p` in a paragraph, `l` in a list, `c` in indented code, empty after a blank line.
 */
export const markdown: Grammar = {
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

/** Text between tags. */
export const html: Grammar = {
  first: 'p',
  line: (line, state, mask) => {
    const after = inlineMarkdown(line.replaceAll(/[`[\]\\]/g, ' '), state, mask);
    return after.startsWith('<') ? after : 'p';
  },
};
