import { maskAddresses, maskMatches, maskWhole, type Grammar } from './grammar';

/** States: `:` and the indentation of the line that announced a literal block, with `?` while only blank lines followed. */
export const restructuredText: Grammar = {
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
