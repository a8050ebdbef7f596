import { address, maskMatches, maskWhole, type Grammar, type Mask } from './grammar';

/** States: the delimiter of the block that is open; `[` below the attributes of a paragraph of code, which ends with a blank line. */
export const asciidoc: Grammar = {
  first: '',
  line(line, state, mask, next) {
    const delimiter = /^(-{4,}(?!-)|\.{4,}(?!\.)|\+{4,}(?!\+)|`{3,})[^`\n]*$/.exec(line.trimEnd())?.[1] ?? '';
    if (state === '[' && /^(?:\s*$|=+\s)/.test(line)) return asciidoc.line(line, '', mask, next);
    if (
      (state !== '' && state !== '[') ||
      (delimiter !== '' && (delimiter.startsWith('`') || delimiter === line.trimEnd()))
    ) {
      maskWhole(line, mask);
      if (state === '' || state === '[') return delimiter;
      return line.trimEnd() === state ? '' : state;
    }
    if (/^(?::[\w!-]{1,80}:|\[[^\]\n]*\]\s*$|(?:image|include|video|audio)::)/.test(line)) {
      maskWhole(line, mask);
      return /^\[(?:source|listing|literal|stem|latexmath|asciimath)\b/.test(line) ? '[' : state;
    }
    if (state === '[') {
      maskWhole(line, mask);
      return state;
    }
    maskAddressesBeforeBrackets(line, mask);
    maskMatches(
      line,
      /`[^`\n]+`|\b(?:link|xref|image|mailto):[^\s[\]]+|<<[^<>,\n]*,|\bcite[a-z]*:\[(?:[^\][\n]|(?<!:)\[)*\]/g,
      mask,
    );
    return '';
  },
};

function maskAddressesBeforeBrackets(line: string, mask: Mask): void {
  for (const match of line.matchAll(address)) {
    const bracket = match[0].indexOf('[');
    mask.hard(match.index, match.index + (bracket < 0 ? match[0].length : bracket));
  }
}
