import data from '../../fixtures/fragments.json';

/** Pieces of the languages that the core reads, to be repeated: what opens, what closes, and what is half of either. */
export const fragments: readonly string[] = Object.values(data).flat();

/** What opens something, with what may stand within it: the first stands once, the second is repeated. */
export const openings: readonly (readonly [head: string, pump: string])[] = [
  '[a](',
  '[a](b ',
  '<a ',
  '<!--',
  '`',
  '```',
  '$',
  '"',
  '\\verb|',
  '\\cite[',
  '{\\bf ',
  '_{',
  'cite:[',
  '----',
  '(',
].flatMap((head) => [' ', 'a', 'a ', '0', '-', '*', '(', '[a', '\\a', '“', 'a" '].map((pump) => [head, pump] as const));
