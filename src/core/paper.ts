/** A title reduced to its letters and digits, see `compact`; with a suffix where two different papers share a title. */
export type PaperId = string;

/** Where a copy of a paper stands: the dump's path or URI, and the line of its title, counted from 1. */
export interface Source {
  readonly path: string;
  readonly line: number;
}

export interface Organization {
  /** The name in the listing's addresses, such as `ziplab`. */
  readonly slug: string;
  readonly name: string;
}

export interface PaperDate {
  /** ISO 8601, or EDTF with an unknown year: `XXXX-09-23`. */
  readonly iso: string;
  /** Whether the listing left the year out and it was concluded from the rest of the dump. */
  readonly yearInferred: boolean;
}

/** What a listing prints about a paper below its abstract. */
export interface Metadata {
  readonly authorCount: number | null;
  readonly organization: Organization | null;
  readonly date: PaperDate | null;
  /** The unlabelled number after the date. The listing does not say what it counts. */
  readonly count: number | null;
}

/** One paper as one dump has it. Title and abstract are the dump's own text, trimmed. */
export interface Entry extends Metadata {
  readonly title: string;
  /** Lines of a wrapped abstract are joined by `\n`, its paragraphs by `\n\n`; empty where there is none. */
  readonly abstract: string;
  /** The line of the title, counted from 1 as an editor does. */
  readonly line: number;
}

/** What can be wrong with a dump. */
export type ProblemKind =
  | 'noAbstract'
  | 'noTitle'
  | 'noPaper'
  | 'strayText'
  | 'repeatedText'
  | 'secondAbstract'
  | 'unreadDate'
  | 'nulCharacter'
  | 'undecodable'
  | 'unreadable';

/** Something in a dump that could not be placed, or a paper that lacks a part. `problemMessages` has the words. */
export interface Problem {
  /** Counted from 1. */
  readonly line: number;
  readonly kind: ProblemKind;
  /** The beginning of the text in question; empty where there is none. */
  readonly excerpt: string;
}

/**
 * How a dump lays out its papers: `compact` title and abstract line by line, `blocks` with blank lines between,
 * `listing` with a footer of metadata, `mixed` when it has sections of different layouts, however long each is;
 * `empty` when it has no papers. Lines that belong to no paper do not count.
 */
export type Shape = 'compact' | 'blocks' | 'listing' | 'mixed' | 'empty';

/** What was read from one file. */
export interface Dump {
  readonly path: string;
  readonly shape: Shape;
  /** The date of the page, of the first one if there are several. */
  readonly date: PaperDate | null;
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** One paper of the library: all its copies joined, with what the richest of them tells. */
export interface Paper extends Metadata {
  readonly id: PaperId;
  readonly title: string;
  readonly abstract: string;
  /** All copies, in the order of path and line. */
  readonly sources: readonly Source[];
}
