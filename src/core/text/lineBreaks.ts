/** Ends of words that are no words themselves, so that a hyphen before them was set to break a line. */
const ending = new RegExp(
  `^(?:${(
    'tion tions sion sions ment ments ness ity ities ence ences ance ances ing ings ingly ably ibly ible ically ively ously ous ical cal cally ly lar ed er ers ' +
    'tive tively tives ative atives ture tures tage tages tional tionally sive sively ular mance gence dence lence rence tance tances nance ' +
    'cation cations lation lations mation mations zation zations sation dation gation tation tations vation ciation ication ization isation ational ' +
    'ated ating ates ized izing izes ised ising ploy ployed proach proaches formance formances rameter rameters gorithm gorithms ticular ticularly portant portantly vide vides quire quires quired'
  )
    .split(' ')
    .join('|')})$`,
);
const broken = /(?<![\p{L}\p{N}-])(\p{L}{2,30})- (\p{Ll}{2,30})(?![\p{L}\p{N}-])/gu;
const word = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;
const coordinating = /^(?:and|or|to|und|et|vs|versus|nor|but|as|through|via|plus|in|of|on|at|the)$/;

/**
 * Joins words that a line's end broke, where the text itself or the second piece shows how: `represen- tation`.
 * `pre- and post-` stays.
 */
export function withoutLineBreaks(text: string): string {
  if (!/\p{L}- \p{Ll}/u.test(text)) return text;
  const words = new Set(
    text
      .replace(broken, (_, first: string, second: string) => first + (ending.test(second) ? '' : ' ') + second)
      .toLowerCase()
      .match(word),
  );
  return text.replace(broken, (whole, first: string, second: string) => {
    if (coordinating.test(second)) return whole;
    if (ending.test(second) || words.has((first + second).toLowerCase())) return first + second;
    return words.has(`${first}-${second}`.toLowerCase()) ? `${first}-${second}` : whole;
  });
}
