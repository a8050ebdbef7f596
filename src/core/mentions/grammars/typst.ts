import { backtickRuns, blankBefore, maskAddresses, maskMatches, maskWhole, type Grammar } from './grammar';

/** States: the backticks of the raw text that is open. */
export const typst: Grammar = {
  first: '',
  line(given, state, mask, next) {
    let line = given;
    if (state !== '') {
      const close = given.indexOf(state);
      if (close < 0) {
        maskWhole(given, mask);
        return state;
      }
      mask.hard(0, close + state.length);
      line = blankBefore(given, close + state.length);
    }
    maskAddresses(line, mask);
    maskMatches(
      line,
      /#\w[\w.]*\([ \t]*("[^"\n]*")|#(?:import|include)[^\n]*|#set\b[^\n[]*|<[\w:.-]+>|@[\w:.-]+/dg,
      mask,
    );
    const runs = backtickRuns(line);
    let done = 0;
    for (const { 0: marks, index } of line.matchAll(/`+/g)) {
      if (index < done) continue;
      const { length, end } = runs.close(index);
      if (end > 0) mask.hard(index, (done = end));
      else if (length >= 3 || next.includes(marks)) {
        maskWhole(line, mask, index);
        return marks;
      }
    }
    return '';
  },
};
