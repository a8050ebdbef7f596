import { citationKey, escapeTex } from '../cite/bibtex';
import type { Paper } from '../paper';
import { visible } from '../text/prose';
import { readable } from '../text/readable';

/** How a paper can be put into a note; `auto` leaves it to the note's language. */
export const insertStyles = ['auto', 'title', 'link', 'cite', 'wikilink'] as const;
export type InsertStyle = (typeof insertStyles)[number];

export interface InsertPlace {
  /** VS Code's identifier of the note's language. */
  readonly language: string;
  readonly style: InsertStyle;
  /** Whether `[[` was typed for it, which it replaces. */
  readonly inBrackets: boolean;
  /** Where a link to the paper leads, as it stands in a Markdown link; null where nothing can be linked. */
  readonly target: string | null;
}

/**
 * What is put into a note for a paper. By itself that is `\cite{key}` in TeX, `@key` in Typst, a wiki link in Markdown and
 * Org after `[[`, and else the title, written so that the language shows it as it is.
 */
export function insertionOf(paper: Paper, { language, style, inBrackets, target }: InsertPlace): string {
  const isTex = language === 'latex' || language === 'tex';
  const chosen = style === 'auto' ? (isTex || language === 'typst' ? 'cite' : inBrackets && /^(?:markdown|org)$/.test(language) ? 'wikilink' : 'title') : style;
  const title = visible(readable(paper.title)) || citationKey(paper);
  if (chosen === 'cite') return isTex ? `\\cite{${citationKey(paper)}}` : language === 'org' ? `[cite:@${citationKey(paper)}]` : `@${citationKey(paper)}`;
  if (chosen === 'wikilink') return `[[${without(title, /[[\]|#^<>`\\]+/g)}]]`;
  if (chosen === 'link' && target !== null && language === 'markdown') return `[${plainText(title, language)}](${target})`;
  return plainText(title, language);
}

type Writer = (title: string) => string;

const bare: Writer = (title) => without(title, /[[\]{}<>*_`~^+=\\|#]+|::+|^[.:-]+/g);

/** How the languages of notes write a title so that nothing in it is mark-up. */
const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['plaintext', (title) => title],
  ['markdown', (title) => title.replace(/[\\`*_[\]<>$|~]|&(?=#?\w+;)|^[#+=-]/g, '\\$&')],
  ['latex', escapeTex],
  ['tex', escapeTex],
  ['typst', (title) => title.replace(/[\\#$*_`@<>[\]~]|\/(?=[/*])|^[=+/-]/g, '\\$&')],
  ['restructuredtext', (title) => title.replace(/[\\`*|]|_(?!\w)/g, '\\$&')],
  ['org', bare],
  ['asciidoc', bare],
]);

function plainText(title: string, language: string): string {
  return writers.get(language)?.(title) ?? title;
}

const harmless = /^(?:[\p{L}\p{M}\p{N} .,:;?!()’–—-]|'(?!'))*$/u;

/** Whether nothing in a paper's title, as it is written in a language, can be mark-up. Where that writing is not known, as in source code, only letters, digits and stops are sure. */
export function canWrite({ title }: Pick<Paper, 'title'>, language: string): boolean {
  return writers.has(language) || harmless.test(visible(readable(title)));
}

/** Puts a blank in place of what a language has no sure way to write. */
function without(title: string, marks: RegExp): string {
  return visible(title.replace(marks, ' ')) || '?';
}

/**
 * The path from a file to another of the same tree, and a line in it, as a Markdown link takes it.
 *
 * @param from The path of the file that links, with `/` between its parts.
 */
export function linkTarget(from: string, to: string, line: number): string {
  const folders = from.split('/').slice(0, -1);
  const parts = to.split('/');
  let shared = 0;
  while (shared < folders.length && shared < parts.length - 1 && folders[shared] === parts[shared]) shared++;
  const path = [...folders.slice(shared).map(() => '..'), ...parts.slice(shared).map(encoded)].join('/');
  return `${path}#L${String(line)}`;
}

function encoded(part: string): string {
  return encodeURIComponent(part).replace(/[()*~!']/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
