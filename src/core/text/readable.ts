const superscript: Record<string, string> = {
  '0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹', '+': '⁺', '-': '⁻', n: 'ⁿ', i: 'ⁱ',
};

const url = /https?:\/\/\S+/g;
const braced = /\\(?:emph|textit|textbf|textsc|texttt|textrm|textsf|text|mathrm|mathbf|mathcal|mathbb|mathit|underline)\s?\{([^{}]*)\}/g;
const colored = /\\textcolor\s?(?:\[[^\]{}]{0,80}\])?\{[^{}]{0,80}\}\{([^{}]*)\}/g;
const switched = /\{\\(?:it|bf|em|sc|rm|tt|sl|sf)\s+([^{}]*)\}/g;
const power = /\$\^\{?(-?[0-9]{1,3}|[ni])\}?\$|\^\{(-?[0-9]{1,3}|[ni])\}|\^(-?[0-9]{1,3}|[ni])(?![\w{}])/g;

/**
 * The text as one would print it: white space folded within paragraphs, and TeX mark-up that is
 * certain taken away or put in Unicode. URLs are left alone. Text without such residue comes back
 * with folded white space only.
 *
 * @param text A title or an abstract as it stands in a dump; paragraphs are parted by a blank line.
 */
export function readable(text: string): string {
  const paragraphs = text.split(/\n[ \t]*\n/).map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
  return paragraphs.filter((paragraph) => paragraph !== '').map(mendParagraph).join('\n\n');
}

function mendParagraph(text: string): string {
  if (!/[\\^`]/.test(text)) return text;
  let result = '';
  let done = 0;
  for (const match of text.matchAll(url)) {
    result += mend(text.slice(done, match.index)) + match[0];
    done = match.index + match[0].length;
  }
  return result + mend(text.slice(done));
}

function mend(text: string): string {
  return text
    .replace(colored, '$1')
    .replace(braced, '$1')
    .replace(switched, '$1')
    .replace(power, (_, inDollars: string | undefined, inBraces: string | undefined, bare: string | undefined) =>
      Array.from(inDollars ?? inBraces ?? bare ?? '', (character) => superscript[character] ?? character).join(''),
    )
    .replace(/\\([%&$#_])/g, '$1')
    .replace(/``([^`'"]*)(?:''|")/g, '“$1”')
    .replace(/(?<![\w`])`([^`']*)'(?!\w)/g, '‘$1’');
}
