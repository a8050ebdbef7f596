import { escapeTex } from '../cite/bibtex';
import { citedTitle } from '../cite/details';
import { citationStem } from '../cite/stem';
import type { Paper } from '../paper';
import { plainMarkdown } from '../text/plainMarkdown';
import { visible } from '../text/prose';

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
 * The style in which a paper is put into a note. Where that is left to the note's language it is a citation in TeX and
 * Typst, a wiki link in Markdown and Org after `[[`, and else the title.
 */
export function insertStyleAt({ language, style, inBrackets }: Pick<InsertPlace, 'language' | 'style' | 'inBrackets'>): Exclude<InsertStyle, 'auto'> {
  if (style !== 'auto') return style;
  if (isTex(language) || language === 'typst') return 'cite';
  return inBrackets && /^(?:markdown|org)$/.test(language) ? 'wikilink' : 'title';
}

/**
 * What is put into a note for a paper: `\cite{key}` in TeX and `@key` elsewhere, a wiki link, or the title, as a link or
 * not, written so that the language shows it as it is.
 *
 * @param keyOf The keys under which papers are exported too, see `CitationKeys`; asked for a citation only.
 */
export function insertionOf(paper: Paper, place: InsertPlace, keyOf: (paper: Paper) => string): string {
  const { language, target } = place;
  const style = insertStyleAt(place);
  const title = citedTitle(paper.title) || citationStem(paper);
  if (style === 'cite') return isTex(language) ? `\\cite{${keyOf(paper)}}` : language === 'org' ? `[cite:@${keyOf(paper)}]` : `@${keyOf(paper)}`;
  if (style === 'wikilink') return `[[${without(title, /[[\]|#^<>`\\]+/g)}]]`;
  if (style === 'link' && target !== null && language === 'markdown') return `[${plainText(title, language)}](${target})`;
  return plainText(title, language);
}

function isTex(language: string): boolean {
  return language === 'latex' || language === 'tex';
}

/** A title in a language's own writing, so that nothing in it is mark-up. */
function plainText(title: string, language: string): string {
  switch (language) {
    case 'markdown': return plainMarkdown(title);
    case 'latex':
    case 'tex': return escapeTex(title);
    case 'typst': return title.replace(/[\\#$*_`@<>[\]~]|\/(?=[/*])|^[=+/-]/g, '\\$&');
    case 'restructuredtext': return title.replace(/[\\`*|]|_(?!\w)/g, '\\$&');
    case 'org':
    case 'asciidoc': return without(title, /[[\]{}<>*_`~^+=\\|#]+|::+|^[.:-]+/g);
    default: return title;
  }
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
