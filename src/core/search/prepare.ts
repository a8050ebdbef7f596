import type { PaperTerms } from './engine';
import { tokenize } from './tokens';
import { asOne } from './wanted';

/** What the index needs of a paper. */
export interface PaperText {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  /** ISO 8601; empty where the year is not known. */
  readonly date: string;
}

/**
 * The form of what `termsOf` gives. Raise it whenever the same text gives other terms than before, so that
 * remembered terms are made anew.
 */
export const termsVersion = 1;

/** The terms by which a paper is found. */
export function termsOf({ title, abstract }: Pick<PaperText, 'title' | 'abstract'>): PaperTerms {
  return {
    title: joinedTerms(title),
    joins: joins(title).join(' '),
    method: joinedTerms(methodName(title)),
    abstract: joinedTerms(abstract),
  };
}

function joinedTerms(text: string): string {
  return tokenize(text)
    .flatMap(({ terms }) => terms)
    .join(' ');
}

function joins(title: string): string[] {
  const tokens = tokenize(title);
  return tokens.slice(1).flatMap(({ start, end }, i) => {
    const before = tokens[i];
    if (!before || !/^\s+$/.test(title.slice(before.end, start))) return [];
    return asOne(title.slice(before.start, before.end), title.slice(start, end)) ?? [];
  });
}

/** The name before the colon of a title such as `LayerSkip: Enabling …`; empty where there is none. */
function methodName(title: string): string {
  const colon = title.indexOf(':');
  return colon > 0 && colon <= 40 ? title.slice(0, colon) : '';
}
