import { masked } from './keptText';
import { withoutLineBreaks } from './lineBreaks';
import { withLostTex } from './lostTex';
import type { Run } from './prose';
import { typeset } from './typesetting';

/** Whether a text may have anything to mend. */
const residue =
  /[\\^_{`$*~&]|\dtimes|[A-Z]times[A-Z]|cdot|[lg]eq|infty|[Rr]ightarrow|[Ll]eftarrow|math(?:cal|bb|bf|rm)|sim ?\d|approx\d|\)to[A-Z]|\dpm\d|[a-z]- [a-z]|(?:ta|ph|ps|rh|ta|sigm|omeg|gamm|ch|x|m|n|tau|lambd|kapp|epsilon)[aiou]?\(|(?:alpha|eta|gamma|ta|lambda|epsilon|rho|tau|mu|phi|sigma|ell) ?[=<>)]|\d times \d|\|[A-Z] c[au]p /;

/**
 * The text as one would print it, in Unicode: white space folded within paragraphs, mark-up that is certain
 * taken away, and what a page lost of TeX put back where it is certain. Addresses, code and names are left
 * alone. Text without such residue comes back with folded white space only.
 *
 * @param text A title or an abstract as it stands in a dump; paragraphs are parted by a blank line.
 */
export function readable(text: string): string {
  return paragraphs(text)
    .map((paragraph) => (residue.test(paragraph) ? textOf(runsOf(paragraph)) : paragraph))
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** As `readable`, for each paragraph in runs that also say what is emphasised, raised, lowered, code or a formula. */
export function readableRuns(text: string): Run[][] {
  return paragraphs(text)
    .map((paragraph) => (residue.test(paragraph) ? runsOf(paragraph) : [{ text: paragraph }]))
    .filter((runs) => runs.length > 0);
}

/** The text of runs. */
export function textOf(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('');
}

function paragraphs(text: string): string[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '');
}

function runsOf(paragraph: string): Run[] {
  const { text, kept } = masked(paragraph);
  return typeset(withoutLineBreaks(withLostTex(text)), kept);
}
