import type { Alternative, WantedWord } from './engine';
import type { QueryWord } from './query';
import { tokenize } from './tokens';

/** Words of a query beyond these are not looked for: a whole text may be pasted into a search. */
const mostWords = 24;

/**
 * The words of a query as an engine looks for them. What is written with a hyphen, apart or as one is the
 * same: `fine-tuning`, `fine tuning`, `finetuning`.
 *
 * @param isOpen Whether the last word may go on, see `begun`.
 */
export function wantedWords(words: readonly QueryWord[], isOpen = false): WantedWord[] {
  const tokens = words
    .flatMap(({ text, inTitle }) =>
      tokenize(text).map((token) => ({ ...token, inTitle, written: text.slice(token.start, token.end) })),
    )
    .slice(0, mostWords);
  const joinedWith = tokens.slice(1).map((token, i) => {
    const before = tokens[i];
    return before && before.inTitle === token.inTitle ? asOne(before.written, token.written) : null;
  });
  return tokens.map(({ terms, joined, inTitle }, i) => {
    const isBegun = isOpen && i === tokens.length - 1;
    const [whole = '', ...parts] = terms;
    const spellings = joined ? [[whole], ...(parts.length > 0 ? [parts] : [])] : [terms];
    for (const other of [joinedWith[i - 1], joinedWith[i]]) if (other) spellings.push([other]);
    const alternatives = spellings.map((spelling): Alternative => ({ terms: spelling, isBegun }));
    if (isBegun) alternatives.push(...spellings.flatMap(inAmericanSpelling));
    return { alternatives, inTitle };
  });
}

/** The term of two words written as one; null where that gives none. */
export function asOne(first: string, second: string): string | null {
  const [token, ...more] = tokenize(first + second);
  return token && more.length === 0 && token.terms.length === 1 ? (token.terms[0] ?? null) : null;
}

/** An unfinished word in -isation or -ising, as the index has the finished one. */
function inAmericanSpelling(terms: readonly string[]): Alternative[] {
  const last = terms.at(-1) ?? '';
  if (!/.{3}is(?:a|at|ati|atio|ation|i|in|ing|e|er|ed)?$/.test(last)) return [];
  return [
    {
      terms: [...terms.slice(0, -1), last.replace(/is((?:a|at|ati|atio|ation|i|in|ing|e|er|ed)?)$/, 'iz$1')],
      isBegun: true,
    },
  ];
}
