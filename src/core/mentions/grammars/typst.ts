import { backtickRuns, maskAddresses, maskMatches, maskWhole, type Grammar } from './grammar';

/** States: the backticks of the raw block that is open. */
export const typst: Grammar = {
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
