/** How a term counts when terms that are like it are looked for: by its letters and its length. */
interface Shape {
  readonly term: string;
  /** A bit for each letter or digit that it has, as far as 32 bits tell them apart. */
  readonly letters: number;
}

const mostSpellings = 30;
/** Longer words are not looked for misspelt; the work would grow with their length squared. */
const longestMisspelt = 40;

/**
 * All terms of an index, to find what a misspelt one may stand for. Terms are passed over by their length and by which
 * letters they have, which leaves few to be compared; time is linear in the number of terms, with a small factor.
 */
export class Vocabulary {
  readonly #byLength: Shape[][] = [];

  constructor(terms: Iterable<string>) {
    for (const term of terms) (this.#byLength[term.length] ??= []).push({ term, letters: lettersOf(term) });
  }

  /**
   * The terms that a misspelt one may stand for, itself left out, those of fewer errors first. An error is a letter too
   * many, too few or wrong, or two neighbours exchanged (optimal string alignment, Damerau 1964); a word of
   * four letters or more may have one, a word of eight or more two.
   *
   * @param mostErrors The greatest number of errors, however long the word is.
   */
  spellings(term: string, mostErrors = 2): string[] {
    const allowed = Math.min(mostErrors, errorsAllowed(term));
    if (allowed === 0) return [];
    const letters = lettersOf(term);
    const found: { other: string; errors: number }[] = [];
    for (let length = term.length - allowed; length <= term.length + allowed; length++) {
      for (const shape of this.#byLength[length] ?? []) {
        if (bits(shape.letters ^ letters) > 2 * allowed || shape.term === term) continue;
        const errors = errorsBetween(term, shape.term);
        if (errors <= allowed) found.push({ other: shape.term, errors });
      }
    }
    return found.sort((a, b) => a.errors - b.errors || (a.other < b.other ? -1 : 1)).slice(0, mostSpellings).map(({ other }) => other);
  }
}

function errorsAllowed({ length }: string): number {
  return length < 4 || length > longestMisspelt ? 0 : length < 8 ? 1 : 2;
}

function lettersOf(term: string): number {
  let letters = 0;
  for (let i = 0; i < term.length; i++) letters |= 1 << (term.charCodeAt(i) & 31);
  return letters;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function errorsBetween(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const differs = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + differs);
      const isExchange = i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1);
      if (isExchange) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
