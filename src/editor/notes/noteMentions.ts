import * as vscode from 'vscode';
import { hasComments } from '../../core/mentions/commentSyntax';
import type { NearMiss } from '../../core/mentions/nearMisses';
import type { ScannedNote } from '../../core/mentions/scannedNote';
import type { Mention } from '../../core/mentions/mention';
import { drainInSlices } from '../../core/steps';
import { isOn, stringsOf } from '../common/configuration';
import type { DigestSource } from '../common/digestSource';
import { settings } from '../common/ids';
import { longestNote } from '../common/limits';

/** How long nothing has to happen before the dumps are read for notes that are only looked at, in milliseconds. */
const idleBeforeLoad = 1_000;
/** How long papers have to rest before notes are marked anew, in milliseconds. */
const restOfPapers = 300;

interface Scan {
  /** The state of the document that the note holds. */
  version: number;
  readonly language: string;
  readonly note: ScannedNote;
}

/** The papers named in open documents. A document is looked through once for each state of the papers, and then only around its changes. */
export class NoteMentions implements vscode.Disposable {
  readonly #source: DigestSource;
  readonly #log: vscode.LogOutputChannel;
  readonly #scans = new WeakMap<vscode.TextDocument, Scan>();
  readonly #tooLong = new WeakSet<vscode.TextDocument>();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #onDidChangeSelector = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [this.#onDidChange, this.#onDidChangeSelector];
  #languages!: ReadonlySet<string>;
  #inComments!: boolean;
  #toldOf = -1;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** Fires when other papers may be named in documents, also since other documents are notes. */
  readonly onDidChange = this.#onDidChange.event;
  /** Fires when `selector` is another. */
  readonly onDidChangeSelector = this.#onDidChangeSelector.event;

  constructor(source: DigestSource, log: vscode.LogOutputChannel) {
    this.#source = source;
    this.#log = log;
    this.#readSettings();
    this.#disposables.push(
      source.onDidChange(() => {
        clearTimeout(this.#resting);
        this.#resting = setTimeout(() => void this.#tell(), restOfPapers);
      }),
      vscode.workspace.onDidChangeTextDocument((event) => {
        this.#follow(event);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (
          ![settings.noteLanguages, settings.noteComments].some((name) =>
            event.affectsConfiguration(`${settings.section}.${name}`),
          )
        )
          return;
        this.#readSettings();
        this.#onDidChangeSelector.fire();
        this.#onDidChange.fire();
      }),
    );
  }

  /** Whether the dumps have been read, so that mentions can be had at once. */
  get ready(): boolean {
    return this.#source.loaded;
  }

  /** The documents in which papers are looked for, for VS Code to choose by. */
  get selector(): vscode.DocumentSelector {
    return this.#inComments ? '*' : [...this.#languages].map((language) => ({ language }));
  }

  /** Whether papers are looked for in a document: in a note, or in the comments of source code. */
  covers(document: vscode.TextDocument): boolean {
    return this.isNote(document) || (this.#inComments && hasComments(document.languageId));
  }

  /** Whether a document is a note by its language and no dump. */
  isNote({ languageId, uri }: vscode.TextDocument): boolean {
    return this.#languages.has(languageId) && !this.#source.digest.dumps.has(uri.toString());
  }

  /** Starts to read the dumps when this was not called for a second. */
  loadWhenIdle(): void {
    clearTimeout(this.#idle);
    if (this.ready || this.#disposed) return;
    this.#idle = setTimeout(() => void this.#source.load().then(() => this.#tell()), idleBeforeLoad);
  }

  /**
   * The mentions in a document, in the order in which they stand, of the papers known by now.
   *
   * @throws CancelledError when `isCancelled` answered true.
   */
  async of(document: vscode.TextDocument, isCancelled: () => boolean = () => false): Promise<readonly Mention[]> {
    return (await this.#scan(document, isCancelled))?.note.mentions ?? [];
  }

  /**
   * The places in a document that touch a range and come near to a title, the best first, see `ScannedNote.nearMisses`.
   *
   * @throws CancelledError when `isCancelled` answered true, or the document was changed meanwhile.
   */
  async near(
    document: vscode.TextDocument,
    range: vscode.Range,
    isCancelled: () => boolean,
  ): Promise<readonly NearMiss[]> {
    const scan = await this.#scan(document, isCancelled);
    if (!scan) return [];
    const { version } = document;
    const work = scan.note.nearMisses(document.offsetAt(range.start), document.offsetAt(range.end));
    return drainInSlices(work, { isCancelled: () => isCancelled() || document.version !== version });
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#idle);
    clearTimeout(this.#resting);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** The scan of a document as it stands; null where no papers are looked for in it. */
  async #scan(document: vscode.TextDocument, isCancelled: () => boolean): Promise<Scan | null> {
    const { digest } = this.#source;
    if (!this.covers(document) || digest.dumps.has(document.uri.toString())) return null;
    for (;;) {
      const scan = document.isClosed ? null : this.#scanOf(document);
      if (!scan) return null;
      await drainInSlices(scan.note.prepare(), { isCancelled });
      if (!document.isClosed && this.#scanOf(document) === scan) return scan;
    }
  }

  /** The scan of a document as it is now, made or begun; null where it is too long. */
  #scanOf(document: vscode.TextDocument): Scan | null {
    const { version, languageId: language } = document;
    const known = this.#scans.get(document);
    if (known?.version === version && known.language === language) return known;
    const text = document.getText();
    if (text.length > longestNote) {
      if (!this.#tooLong.has(document)) this.#log.info(`${document.uri.toString()} is too long to look for papers in.`);
      this.#tooLong.add(document);
      return null;
    }
    const scan = { version, language, note: this.#source.digest.scan(text, language) };
    this.#scans.set(document, scan);
    return scan;
  }

  #follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const known = this.#scans.get(document);
    if (!known || known.version === document.version) return;
    if (contentChanges.length === 0 || document.version !== known.version + 1) {
      this.#scans.delete(document);
      return;
    }
    known.note.edit(
      contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        start: rangeOffset,
        end: rangeOffset + rangeLength,
        text,
      })),
    );
    known.version = document.version;
  }

  #readSettings(): void {
    this.#languages = new Set(stringsOf(settings.noteLanguages));
    this.#inComments = isOn(settings.noteComments);
  }

  async #tell(): Promise<void> {
    await this.#source.load();
    const { revision } = this.#source.digest;
    if (this.#disposed || revision === this.#toldOf) return;
    this.#toldOf = revision;
    this.#onDidChange.fire();
  }
}

const marksBefore = /^[\s>*\-+/#%;|]*/;

/** A mention's ranges, one for each of its lines, without the marks at the beginning of a line that goes on. */
export function rangesOf(document: vscode.TextDocument, { start, end }: Mention): vscode.Range[] {
  const whole = new vscode.Range(document.positionAt(start), document.positionAt(end));
  if (whole.isSingleLine) return [whole];
  const ranges: vscode.Range[] = [];
  for (let line = whole.start.line; line <= whole.end.line; line++) {
    const { text, range } = document.lineAt(line);
    const onLine = range.intersection(whole);
    if (!onLine) continue;
    const marks = line === whole.start.line ? 0 : (marksBefore.exec(text)?.[0].length ?? 0);
    const first = Math.max(marks, onLine.start.character);
    if (first < onLine.end.character) ranges.push(new vscode.Range(line, first, line, onLine.end.character));
  }
  return ranges;
}
