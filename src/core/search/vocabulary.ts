/** Terms of one length. */
class Terms {
  readonly terms: string[] = [];
  /** For each term a bit for each letter or digit that it has, as far as 32 bits tell them apart. */
  #letters = new Uint32Array(64);

  add(term: string): void {
    if (this.terms.length === this.#letters.length) {
      const letters = new Uint32Array(2 * this.#letters.length);
      letters.set(this.#letters);
      this.#letters = letters;
    }
    this.#letters[this.terms.length] = lettersOf(term);
    this.terms.push(term);
  }

  /** The terms that differ in at most so many of their letters from a set of them. */
  like(letters: number, most: number): string[] {
    const found: string[] = [];
    for (let i = 0; i < this.terms.length; i++)
      if (bits((this.#letters[i] ?? 0) ^ letters) <= most) found.push(this.terms[i] ?? '');
    return found;
  }
}

const mostSpellings = 30;
/** Longer words are not looked for misspelt; the work would grow with their length squared. */
const longestMisspelt = 40;

/**
 * All terms of an index, to find what a misspelt one may stand for. Terms are passed over by their length and by which
 * letters they have, which leaves few to be compared; time is linear in the number of terms, with a small factor.
 */
export class Vocabulary {
  readonly #byLength: Terms[] = [];

  constructor(terms: Iterable<string>) {
    for (const term of terms) (this.#byLength[term.length] ??= new Terms()).add(term);
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
      for (const other of this.#byLength[length]?.like(letters, 2 * allowed) ?? []) {
        const errors = other === term ? Infinity : errorsBetween(term, other, allowed);
        if (errors <= allowed) found.push({ other, errors });
      }
    }
    return found
      .sort((a, b) => a.errors - b.errors || (a.other < b.other ? -1 : 1))
      .slice(0, mostSpellings)
      .map(({ other }) => other);
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
  let pairs = value - ((value >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Rows of the table of `errorsBetween`, from the newest on; each has room for the longest word that is compared. */
const rows = [0, 1, 2].map(() => new Uint8Array(longestMisspelt + 4));

/** The errors between two words, or more than `most` if there are more; only the table's band of that width is filled. */
function errorsBetween(a: string, b: string, most: number): number {
  let [row, last, before] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    [row, last, before] = [before, row, last];
    const [from, to] = [Math.max(1, i - most), Math.min(b.length, i + most)];
    row[from - 1] = from === 1 ? i : most + 1;
    let least = most + 1;
    for (let j = from; j <= to; j++) {
      const differs = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      let errors = Math.min((last[j - 1] ?? 0) + differs, (row[j - 1] ?? 0) + 1);
      if (j < i + most) errors = Math.min(errors, (last[j] ?? 0) + 1);
      const isExchange =
        i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (isExchange) errors = Math.min(errors, (before[j - 2] ?? 0) + 1);
      row[j] = errors;
      if (errors < least) least = errors;
    }
    if (least > most) return most + 1;
  }
  return row[b.length] ?? 0;
}
