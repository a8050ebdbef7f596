import { blankBefore, maskAddresses, maskMatches, maskWhole, type Grammar } from './grammar';

const code = '(?:B|L|Save|sp)?[vV]erbatim|lstlisting|minted|alltt|filecontents|tikzpicture';
const mathematics = 'equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math';
const opening = new RegExp(`\\\\begin[ \\t]*\\{((?:${code}|${mathematics})\\*?)\\}|^[ \\t]*\\\\\\[`, 'g');
const endOfMathematics = new RegExp(`^\\\\(?:\\]|end\\{(?:${mathematics})\\b)`);
const texArgument =
  /\\(?:url|href|path|label|cite[A-Za-z]*|[A-Za-z]*cite|[A-Za-z]*ref|input|include|includegraphics|bibliography|bibliographystyle|usepackage|documentclass|hyperlink|hypertarget|bibitem|index)\*?(?:[ \t]{0,8}\[[^\]\n]{0,400}\])*[ \t]{0,8}(\{[^{}\n]*\})|\\(?:verb|lstinline|mintinline)\*?(?:\{[^{}\n]*\})?([^\sA-Za-z0-9{*])[^\n]*?\2|\\(?:lstinline|mintinline)(?:\{[^{}\n]*\}){1,2}/dg;

/** States: what ends the environment of code or the mathematics that is open; the latter ends with its paragraph, too. */
export const latex: Grammar = {
  first: '',
  line(given, state, mask) {
    let line = given;
    if (state !== '' && (line.trim() !== '' || !endOfMathematics.test(state))) {
      const end = line.indexOf(state);
      if (end < 0) {
        maskWhole(line, mask);
        return state;
      }
      mask.hard(0, end + state.length);
      line = blankBefore(line, end + state.length);
    }
    maskAddresses(line, mask);
    if (!line.includes('\\')) return '';
    maskMatches(line, texArgument, mask);
    opening.lastIndex = 0;
    for (let match = opening.exec(line); match; match = opening.exec(line)) {
      const close = match[1] === undefined ? '\\]' : `\\end{${match[1]}}`;
      const end = line.indexOf(close, match.index);
      if (end < 0) {
        maskWhole(line, mask, match.index);
        return close;
      }
      mask.hard(match.index, (opening.lastIndex = end + close.length));
    }
    return '';
  },
};
