import { escapeTex } from '../cite/bibtex';
import { citedTitle } from '../cite/details';
import { citationStem } from '../cite/stem';
import type { Paper } from '../paper';
import { plainMarkdown } from '../text/plainMarkdown';
import { visible } from '../text/prose';

/** How a paper can be put into a note; `auto` leaves it to the note's language. */
export const insertStyles = ['auto', 'title', 'link', 'dumpLink', 'cite', 'wikilink'] as const;
export type InsertStyle = (typeof insertStyles)[number];

export interface InsertPlace {
  /** VS Code's identifier of the note's language. */
  readonly language: string;
  readonly style: InsertStyle;
  /** Whether `[[` was typed for it, which it replaces. */
  readonly inBrackets: boolean;
  /** The paper's address. */
  readonly address: string;
  /** Where a link to the paper's place in a dump leads, as it stands in a Markdown link; null where there is none. */
  readonly inDump: string | null;
}

/**
 * The style in which a paper is put into a note. Where that is left to the note's language it is a citation in TeX and
 * Typst, a wiki link in Markdown and Org after `[[`, and else the title.
 */
export function insertStyleAt({
  language,
  style,
  inBrackets,
}: Pick<InsertPlace, 'language' | 'style' | 'inBrackets'>): Exclude<InsertStyle, 'auto'> {
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
  const { language, address, inDump } = place;
  const link = (target: string | null): string =>
    target !== null && language === 'markdown' ? `[${titleIn(paper, language)}](${target})` : titleIn(paper, language);
  switch (insertStyleAt(place)) {
    case 'cite':
      return isTex(language)
        ? `\\cite{${keyOf(paper)}}`
        : language === 'org'
          ? `[cite:@${keyOf(paper)}]`
          : `@${keyOf(paper)}`;
    case 'wikilink':
      return wikiLink(paper);
    case 'link':
      return link(address);
    case 'dumpLink':
      return link(inDump);
    case 'title':
      return titleIn(paper, language);
  }
}

function isTex(language: string): boolean {
  return language === 'latex' || language === 'tex';
}

/** A paper's title, written so that nothing in it is mark-up in a language. */
export function titleIn(paper: Paper, language: string): string {
  const title = shownTitle(paper);
  return writers.get(language)?.(title) ?? title;
}

/** A wiki link to a paper by its title. */
export function wikiLink(paper: Paper): string {
  return `[[${without(shownTitle(paper), /[[\]|#^<>`\\]+/g)}]]`;
}

const harmless = /^(?:[\p{L}\p{M}\p{N} .,:;?!()’–—-]|'(?!'))*$/u;

/** Whether nothing in a paper's title, as it is written in a language, can be mark-up. Where that writing is not known, as in source code, only letters, digits and stops are sure. */
export function canWrite({ title }: Pick<Paper, 'title'>, language: string): boolean {
  return writers.has(language) || harmless.test(citedTitle(title));
}

function shownTitle(paper: Paper): string {
  return citedTitle(paper.title) || citationStem(paper);
}

type Writer = (title: string) => string;

const bare: Writer = (title) => without(title, /[[\]{}<>*_`~^+=\\|#]+|::+|^[.:-]+/g);

/** How the languages of notes write a title so that nothing in it is mark-up. */
const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['plaintext', (title) => title],
  ['markdown', plainMarkdown],
  ['latex', escapeTex],
  ['tex', escapeTex],
  ['typst', (title) => title.replace(/[\\#$*_`@<>[\]~]|\/(?=[/*])|^[=+/-]/g, '\\$&')],
  ['restructuredtext', (title) => title.replace(/[\\`*|]|_(?!\w)/g, '\\$&')],
  ['org', bare],
  ['asciidoc', bare],
]);

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
  return encodeURIComponent(part).replace(
    /[()*~!']/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
