import { maskAddresses, maskMatches, maskWhole, type Grammar } from './grammar';

const texCode = /\\begin[ \t]*\{(verbatim|Verbatim|lstlisting|minted|alltt|filecontents)(\*?)\}/;
const texArgument =
  /\\(?:url|href|path|label|cite[A-Za-z]*|[A-Za-z]*cite|[A-Za-z]*ref|input|include|includegraphics|bibliography|bibliographystyle|usepackage|documentclass|hyperlink|hypertarget|bibitem|index)\*?(?:[ \t]{0,8}\[[^\]\n]{0,400}\])*[ \t]{0,8}(\{[^{}\n]*\})|\\(?:verb|lstinline|mintinline)\*?(?:\{[^{}\n]*\})?([^\sA-Za-z0-9{*])[^\n]*?\2|\\(?:lstinline|mintinline)(?:\{[^{}\n]*\}){1,2}/dg;

/** States: the environment of code that is open. */
export const latex: Grammar = {
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
