import type { Paper } from '../paper';
import type { Steps } from '../steps';
import { printBibtex } from './bibtex';
import { printCsl } from './csl';
import { printCsv } from './csv';
import { printMarkdown } from './markdown';
import type { PrintContext } from './printing';
import { printRis } from './ris';

/** A way to write papers for another program. */
export interface ExportFormat {
  readonly id: 'bibtex' | 'csl' | 'ris' | 'markdown' | 'csv';
  /** The ending of its files' names, without a dot. */
  readonly extension: string;
  /** VS Code's identifier of its language. */
  readonly language: string;
  /** What its files begin with besides what is printed: spreadsheets know UTF-8 by the mark alone. */
  readonly fileStart: '' | '\ufeff';
  /** Writes papers in the order in which they are given, pausing at each `yield`; whatever the papers say, other programs read it back. */
  readonly print: (papers: Iterable<Paper>, context: PrintContext) => Steps<string>;
}

export const exportFormats: readonly ExportFormat[] = [
  { id: 'bibtex', extension: 'bib', language: 'bibtex', fileStart: '', print: printBibtex },
  { id: 'csl', extension: 'json', language: 'json', fileStart: '', print: printCsl },
  { id: 'ris', extension: 'ris', language: 'plaintext', fileStart: '', print: printRis },
  { id: 'markdown', extension: 'md', language: 'markdown', fileStart: '', print: printMarkdown },
  { id: 'csv', extension: 'csv', language: 'plaintext', fileStart: '\ufeff', print: printCsv },
];
