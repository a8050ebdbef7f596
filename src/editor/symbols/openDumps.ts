import type * as vscode from 'vscode';
import { parseDumpInSteps } from '../../core/dump/parse';
import { isDumpText, sniffLength } from '../../core/dump/sniff';
import type { Dump } from '../../core/paper';
import { CancelledError, drainInSlices } from '../../core/steps';
import type { DigestSource } from '../common/digestSource';

interface Read {
  readonly version: number;
  readonly dump: Promise<Dump | null>;
}

/** The dumps that are open, as their documents stand, saved or not. Nothing but the document is read for it. */
export class OpenDumps {
  readonly #source: DigestSource;
  readonly #reads = new WeakMap<vscode.TextDocument, Read>();

  constructor(source: DigestSource) {
    this.#source = source;
  }

  /** What stands in a document; null where it is no dump, or is no longer what it was when it was asked for. */
  read(document: vscode.TextDocument): Promise<Dump | null> {
    const { version } = document;
    const known = this.#reads.get(document);
    if (known?.version === version) return known.dump;
    const dump = this.#parse(document, version);
    this.#reads.set(document, { version, dump });
    return dump;
  }

  async #parse(document: vscode.TextDocument, version: number): Promise<Dump | null> {
    const path = document.uri.toString();
    if (!this.#source.digest.dumps.has(path) && !isDumpText(beginningOf(document))) return null;
    try {
      const isCancelled = (): boolean => document.version !== version || document.isClosed;
      return await drainInSlices(parseDumpInSteps(document.getText(), path), { isCancelled });
    } catch (error) {
      if (error instanceof CancelledError) return null;
      throw error;
    }
  }
}

/** As much of a document as tells whether it is a dump. */
function beginningOf(document: vscode.TextDocument): string {
  let [text, line] = ['', 0];
  for (; line < document.lineCount && text.length < sniffLength; line++) text += `${document.lineAt(line).text}\n`;
  return text.slice(0, sniffLength);
}
