/**
 * The terms that a misspelt one may stand for, those of fewer errors first. An error is a letter too many, too
 * few or wrong, or two neighbours exchanged (optimal string alignment, Damerau 1964); a word of four letters
 * or more may have one, a word of eight or more two.
 *
 * @param near Gives the known terms within a Levenshtein distance.
 */
export function spellings(term: string, near: (term: string, distance: number) => readonly string[]): string[] {
  const allowed = errorsAllowed(term);
  if (allowed === 0) return [];
  const found = near(term, term.length < shortWithExchange ? allowed : 2)
    .map((other) => ({ other, errors: errorsBetween(term, other) }))
    .filter(({ errors }) => errors <= allowed);
  return found.sort((a, b) => a.errors - b.errors || (a.other < b.other ? -1 : 1)).slice(0, mostSpellings).map(({ other }) => other);
}

const mostSpellings = 30;
/** In shorter words an exchange, which is two errors of Levenshtein's, is not looked for: there are too many such words. */
const shortWithExchange = 5;
/** Longer words are not looked for misspelt; the work would grow with their length squared. */
const longestMisspelt = 40;

function errorsAllowed({ length }: string): number {
  return length < 4 || length > longestMisspelt ? 0 : length < 8 ? 1 : 2;
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
