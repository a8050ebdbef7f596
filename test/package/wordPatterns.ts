/**
 * What a text is. `name` is an identifier of code or the name of a file, `message` a text that users read in the
 * editor, `string` any other string of code, and `document` a Markdown, JSON, CSS or text file.
 */
export type TextKind = 'name' | 'comment' | 'string' | 'message' | 'document';

/** A word, spelling or phrase that the project does not use. */
export interface BannedWord {
  readonly pattern: RegExp;
  /** What to write instead. */
  readonly use: string;
  readonly in: readonly TextKind[];
  /** Texts in which the pattern is found. */
  readonly examples: readonly string[];
}

const prose: readonly TextKind[] = ['comment', 'string', 'message', 'document'];
export const everywhere: readonly TextKind[] = ['name', ...prose];

/** Patterns with what to write instead, where they are checked, and examples. */
export function expressions(
  rows: readonly (readonly [RegExp, string, readonly TextKind[], readonly string[]])[],
): BannedWord[] {
  return rows.map(([pattern, use, kinds, examples]) => ({ pattern, use, in: kinds, examples }));
}

/** Words within identifiers: `trail` is found in `trail`, `#trail` and `paperTrail`. */
export function parts(words: Readonly<Record<string, string>>): BannedWord[] {
  return Object.entries(words).map(([word, use]) => {
    const capitalized = word.charAt(0).toUpperCase() + word.slice(1);
    return {
      pattern: new RegExp(`(?<![A-Za-z])${word}(?![a-z])|${capitalized}(?![a-z])`),
      use,
      in: ['name'],
      examples: [word, `#${word}`, `other${capitalized}`],
    };
  });
}

/** Whole identifiers. */
export function names(words: Readonly<Record<string, string>>): BannedWord[] {
  return Object.entries(words).map(([word, use]) => ({
    pattern: new RegExp(`^#?${word}$`),
    use,
    in: ['name'],
    examples: [word, `#${word}`],
  }));
}

/** Phrases of prose. */
export function phrases(texts: Readonly<Record<string, string>>): BannedWord[] {
  return Object.entries(texts).map(([text, use]) => ({
    pattern: new RegExp(`(?<!\\w)${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`),
    use,
    in: prose,
    examples: [`(${text})`],
  }));
}

/** UK spellings, which are found within longer words, too. */
export function spellings(words: Readonly<Record<string, string>>): BannedWord[] {
  return Object.entries(words).map(([word, use]) => ({
    pattern: new RegExp(word, 'i'),
    use,
    in: everywhere,
    examples: [word, word.toUpperCase(), `un${word}s`],
  }));
}

/**
 * Stems of verbs in -ize, separated by spaces. For `organ`, `organise`, `organising` and `organisation` are found,
 * and `organism` is not.
 */
export function verbs(stems: string): BannedWord[] {
  return stems.split(' ').map((stem) => ({
    pattern: new RegExp(`${stem}is(?:e|ing|ation|able)`, 'i'),
    use: `${stem}ize`,
    in: everywhere,
    examples: [`${stem}ised`, `${stem}ising`, `${stem}isation`],
  }));
}
