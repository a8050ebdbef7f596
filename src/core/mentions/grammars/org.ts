import { maskAddresses, maskMatches, maskWhole, type Grammar } from './grammar';

/** States: the name of the block or drawer that is open, or what ends the environment of LaTeX that is. */
export const org: Grammar = {
  first: '',
  line(line, state, mask) {
    if (state.startsWith('\\')) {
      maskWhole(line, mask);
      return line.includes(state) ? '' : state;
    }
    const isOpen = state !== '';
    const environment = isOpen ? undefined : /^[ \t]*\\begin\{(\w+\*?)\}/.exec(line)?.[1];
    if (environment !== undefined) {
      maskWhole(line, mask);
      return line.includes(`\\end{${environment}}`) ? '' : `\\end{${environment}}`;
    }
    const begins = isOpen ? null : /^[ \t]*(?:#\+begin_(src|example|export)\b|:(properties|logbook):)/i.exec(line);
    if (isOpen || begins || /^[ \t]*(?:#\+\w+:|: )/.test(line)) {
      maskWhole(line, mask);
      if (!isOpen) return (begins?.[1] ?? begins?.[2] ?? '').toLowerCase();
      return /^[ \t]*(?:#\+end_(\w+)|:end:)/i.exec(line) ? '' : state;
    }
    maskAddresses(line, mask);
    maskMatches(line, /(?<![\w=~])([=~])(?=\S)[^\n=~]*\1(?!\w)|\bsrc_\w{1,40}(?:\[[^\][\n]*\])?\{[^{}\n]*\}/g, mask);
    for (const match of line.matchAll(/\[\[[^[\]\n]*\]\[/g))
      mask.soft(match.index + 2, match.index + match[0].length - 1);
    return '';
  },
};
