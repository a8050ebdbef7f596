import { blankBefore, maskAddresses, maskMatches, maskWhole, type Grammar } from './grammar';

const literal = '``';
const roles =
  /``[^\n]*?``|:(?:cite|ref|doc|code|math|py|c|cpp|meth|func|class|mod|numref|eq|download|file)[\w:]{0,40}:`[^`\n]*`|`[^`<>\n]*(<[^`<>\n]*>)`_/dg;
const codeDirective =
  /^[ \t]*\.\. (?:code-block|code|sourcecode|literalinclude|highlight|math|parsed-literal|ipython|raw|graphviz|mermaid|prompt|testcode|doctest)::/;

/**
 * States: `:` and the indentation of the line that announced a literal block; two backticks in a literal that ends in the
 * line.
 */
export const restructuredText: Grammar = {
  first: '',
  line(given, state, mask, next) {
    const indent = /^[ \t]*/.exec(given)?.[0].length ?? 0;
    const isBlank = given.trim() === '';
    if (state.startsWith(':')) {
      if (isBlank) return state;
      if (indent > Number(state.slice(1))) {
        maskWhole(given, mask);
        return state;
      }
    }
    const begun = state === literal ? given.indexOf(literal) + literal.length : 0;
    mask.hard(0, begun);
    const line = blankBefore(given, begun);
    maskAddresses(line, mask);
    if (line.includes('`')) maskMatches(line, roles, mask);
    if (/^[ \t]*(?:\.\. (?:_[^:\n]*:|__|(?:image|figure|include)::)|>>> )/.test(line)) maskWhole(line, mask);
    const isCode = codeDirective.test(line);
    if (isCode) maskWhole(line, mask);
    if (isCode || (!/^[ \t]*\.\. /.test(line) && /::\s*$/.test(line))) return `:${String(indent)}`;
    const marks = [...line.matchAll(/``/g)];
    const last = marks.length % 2 === 0 ? undefined : marks.at(-1);
    if (!last || !next.includes(literal)) return '';
    maskWhole(line, mask, last.index);
    return literal;
  },
};
