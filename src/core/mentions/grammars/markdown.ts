import {
  backtickRuns,
  maskAddresses,
  maskWhole,
  placesOfRuns,
  type Grammar,
  type LineState,
  type Mask,
} from './grammar';

const fence = /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})/;
const yamlLine = /^(?:[\w"'.-]{1,80}[ \t]*[:=]|[ \t]|-[ \t]|#|\[|\]|\}|\s*$)/;
const definition =
  /^[ \t>]{0,8}\[(?!\^)[^\]]{1,200}\]:[ \t]*(?:<[^<>]*>|\S+)(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*$/;
const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/;
const htmlCode = /^<(pre|code|script|style|textarea)\b/i;

/**
 * States: `start` on the first line, `---` and `+++` in front matter, a fence or the `$$` of mathematics with `>` before it
 * where it is quoted, `<!--` and `<NAME` in HTML; `p` in a paragraph, `l` in a list, with the backticks of a code span
 * behind it or with `<` in a tag; `c` in indented code, empty after a blank line.
 */
export const markdown: Grammar = {
  first: 'start',
  line(line, state, mask, next) {
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
    if (state.startsWith('<') || isWithin(state)) return inlineMarkdown(line, state, mask, next);
    const isBlank = line.trim() === '';
    if (state.endsWith('$$') && !isBlank && (state === '$$' || /^[ \t]*>/.test(line))) {
      maskWhole(line, mask);
      return /\$\$\s*$/.test(line) ? '' : state;
    }
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
    if (/^[ \t>]*\$\$\s*$/.test(line)) {
      maskWhole(line, mask);
      return /^[ \t]*>/.test(line) ? '>$$' : '$$';
    }
    const inList = listItem.test(line) || (state === 'l' && /^[ \t]/.test(line));
    return inlineMarkdown(line, inList ? 'l' : 'p', mask, next);
  },
};

/** Whether a line begins in a code span or a tag of the line before. */
function isWithin(state: LineState): boolean {
  return /^[pl][`<]/.test(state);
}

const heading = /^[ \t>]{0,8}#{1,6}[ \t]/;

/** Whether a line is of the same paragraph as the line before it. */
function goesOn(line: string, before: string): boolean {
  return (
    line.trim() !== '' &&
    !heading.test(before) &&
    !heading.test(line) &&
    !fence.test(line) &&
    !listItem.test(line) &&
    (!/^[ \t]*>/.test(line) || /^[ \t]*>/.test(before))
  );
}

const attributes = String.raw`(?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>\x60]+))?)*\s*$`;
const openTag = new RegExp(`</?[A-Za-z][\\w:.-]*${attributes}`, 'y');
const onlyAttributes = new RegExp(`^(?=[^=]*=)${attributes}`);
const restOfTag = /^(?:[^<>"']|"[^"]*"|'[^']*')*>/;
const quoteMarks = /^(?:[ \t]*>)*/;

/** Where a tag that was opened in an earlier line ends; -1 where it does not end in this one. */
function endOfTag(line: string): number {
  const marks = quoteMarks.exec(line)?.[0].length ?? 0;
  const rest = restOfTag.exec(line.slice(marks));
  return rest ? marks + rest[0].length : -1;
}

/** Whether a line has nothing but attributes of a tag that was opened in an earlier line. */
function isOfTag(line: string): boolean {
  return onlyAttributes.test(line.replace(quoteMarks, ''));
}

/** Masks code spans, addresses, the targets of links, tags and comments. */
function inlineMarkdown(line: string, state: LineState, mask: Mask, following: string): LineState {
  let at = 0;
  let after = state;
  if (isWithin(state)) {
    after = state.charAt(0);
    const marks = state.slice(1);
    if (marks.startsWith('`')) {
      const close = placesOfRuns(line).get(marks.length)?.[0];
      at = close === undefined ? line.trimEnd().length : close + marks.length;
      mask.hard(0, at);
    } else {
      const end = endOfTag(line);
      if (end < 0 && isOfTag(line)) {
        mask.soft(0, line.trimEnd().length);
        return state;
      }
      at = Math.max(0, end);
      mask.soft(0, at);
    }
  }
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
  let followingRuns: ReturnType<typeof placesOfRuns> | undefined;
  const lastAngle = line.lastIndexOf('>');
  const special = /[`<\]\\]|\[\[/g;
  for (special.lastIndex = at; runs;) {
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
        else if (goesOn(following, line) && (followingRuns ??= placesOfRuns(following)).has(length)) {
          maskWhole(line, mask, at);
          maskAddresses(line, mask);
          return after + '`'.repeat(length);
        }
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
        } else {
          openTag.lastIndex = at;
          if (openTag.test(line) && goesOn(following, line) && (endOfTag(following) > 0 || isOfTag(following))) {
            mask.soft(at, line.trimEnd().length);
            maskAddresses(line, mask);
            return `${after}<`;
          }
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

const linkTitle = String.raw`(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\))`;
const destination = String.raw`(?:<[^<>\n]*>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))+)`;
const target = new RegExp(
  String.raw`\((?:[ \t]*(?:${destination}(?:[ \t]+${linkTitle})?|(?<=[ \t])${linkTitle}))?[ \t]*\)|\[[^[\]\n]*\]`,
  'y',
);

/** Where the target of a link, which begins after its text's bracket, ends; `from` where there is none. */
function endOfTarget(line: string, from: number): number {
  target.lastIndex = from;
  return target.test(line) ? target.lastIndex : from;
}

/** Text between tags. */
export const html: Grammar = {
  first: 'p',
  line: (line, state, mask, next) => {
    const after = inlineMarkdown(line.replaceAll(/[`[\]\\]/g, ' '), state, mask, next);
    return after.startsWith('<') || isWithin(after) ? after : 'p';
  },
};
