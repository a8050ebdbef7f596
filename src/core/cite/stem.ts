import type { Paper } from '../paper';
import { compact } from '../text/compact';
import { hash32 } from '../text/hash';
import { citedTitle } from './details';

const longestName = 40;
const unimportant = new Set(
  'a an the of on in for to and or with without from by via at as is are be can do does how what when where which who why into over under toward towards using its it this that not'.split(
    ' ',
  ),
);

/**
 * The key by which a text would cite the paper if it were alone, of `a` to `z` and digits: the name before a
 * title's colon, or else the first two words of weight, and the year where it is known. It depends on title and
 * date alone, so that several papers can have the same; see `CitationKeys`.
 */
export function citationStem({ title: given, date }: Pick<Paper, 'title' | 'date'>): string {
  const title = citedTitle(given);
  const name = plain(/^([^:]{1,40}):\s/.exec(title)?.[1] ?? '');
  const words = title
    .split(' ')
    .map(plain)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !unimportant.has(word));
  const stem =
    name || (telling.length > 0 ? telling : words).slice(0, 2).join('') || `paper${hash32(title).toString(36)}`;
  return stem.slice(0, longestName) + (/^\d{4}/.exec(date?.iso ?? '')?.[0] ?? '');
}

function plain(text: string): string {
  return compact(text).replace(/[^a-z0-9]/g, '');
}
