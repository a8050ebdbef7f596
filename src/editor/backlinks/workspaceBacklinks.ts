import * as vscode from 'vscode';
import { BacklinkCache, basisOf } from '../../core/backlinks/backlinkCache';
import { Backlinks, type NotePlace } from '../../core/backlinks/backlinks';
import { markdownCells } from '../../core/backlinks/notebook';
import { placesOf, type Place } from '../../core/backlinks/places';
import { decodeInSteps } from '../../core/dump/decode';
import type { Mention } from '../../core/mentions/mention';
import type { Paper } from '../../core/paper';
import { CancelledError, drainInSlices, type SliceOptions } from '../../core/steps';
import { messageOf } from '../../core/messageOf';
import type { DigestSource } from '../common/digestSource';
import { FileWatcher } from '../common/fileWatcher';
import { findFiles } from '../common/findFiles';
import type { PaperBacklinks } from '../common/paperBacklinks';
import type { ShardFiles } from '../common/shardFiles';
import { withProgress } from '../common/sinks/window';
import { notebook, NoteFiles } from './noteFiles';

/** What the backlinks of a workspace need of others. */
export interface BacklinkParts {
  /** The mentions in a note that is open, as it stands there. */
  readonly mentionsIn: (document: vscode.TextDocument) => Promise<readonly Mention[]>;
  /** Where the cache is kept; null where nothing can be. */
  readonly files: ShardFiles | null;
  /** Notes that belong to the sample digest. */
  readonly sampleNotes: readonly vscode.Uri[];
  readonly log: vscode.LogOutputChannel;
}

const readsAtOnce = 8;
const longestNote = 1_000_000;
/** How long a note is not edited, or papers do not change, before notes are looked through, in milliseconds. */
const rest = 400;
const restBeforeWriting = 3_000;
const showProgressAfter = 1_000;
/** So that what is found in many notes is told at once, in milliseconds. */
const untilAnnounced = 100;

/**
 * The papers named in all notes of the workspace. Nothing is read until `load` is first called; from then on it follows the
 * notes, the papers and the settings.
 */
export class WorkspaceBacklinks implements PaperBacklinks, vscode.Disposable {
  readonly #source: DigestSource;
  readonly #parts: BacklinkParts;
  readonly #noteFiles = new NoteFiles();
  readonly #backlinks = new Backlinks();
  readonly #cache = new BacklinkCache();
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [this.#noteFiles, this.#onDidChange];
  /** Notes that were edited or written and wait to be looked through. */
  readonly #waiting = new Map<string, vscode.Uri>();
  #loading: Promise<void> | null = null;
  #work = Promise.resolve();
  /** For which titles, and which files that are dumps, notes were listed. */
  #listedFor = '';
  #basis = '';
  #basisRevision = -1;
  #listIsOld = true;
  #announcement: ReturnType<typeof setTimeout> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writeTimer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  readonly onDidChange = this.#onDidChange.event;

  constructor(source: DigestSource, parts: BacklinkParts) {
    this.#source = source;
    this.#parts = parts;
  }

  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  has({ id }: Paper): boolean {
    return this.#backlinks.has(id);
  }

  of({ id }: Paper): readonly NotePlace[] {
    return this.#backlinks.of(id);
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of [this.#timer, this.#writeTimer, this.#announcement]) clearTimeout(timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #load(): Promise<void> {
    await this.#source.load();
    if (this.#disposed) return;
    const watcher = new FileWatcher({
      globsIn: this.#noteFiles.globsIn,
      onDidChangeGlobs: this.#noteFiles.onDidChange,
      isKnown: (uri) => this.#backlinks.notes.has(uri.toString()),
      holdsKnown: (folder) => this.#holdsNotes(folder),
    });
    this.#disposables.push(
      watcher,
      watcher.onDidChange(({ written, listChanged }) => {
        this.#lookSoon(written, listChanged);
      }),
      this.#source.onDidChange(() => {
        this.#lookSoon([], false);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#follow(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#follow(document);
      }),
    );
    await this.#parts.files?.read((shard) => {
      this.#cache.read(shard);
      return Promise.resolve();
    });
    await this.#enqueue();
  }

  #holdsNotes(folder: vscode.Uri): boolean {
    const prefix = `${folder.toString()}/`;
    for (const note of this.#backlinks.notes.keys()) if (note.startsWith(prefix)) return true;
    return false;
  }

  #follow({ uri }: vscode.TextDocument): void {
    if (this.#backlinks.notes.has(uri.toString())) this.#lookSoon([uri], false);
  }

  #lookSoon(notes: readonly vscode.Uri[], listIsOld: boolean): void {
    for (const uri of notes) this.#waiting.set(uri.toString(), uri);
    if (listIsOld) this.#listIsOld = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#enqueue(), rest);
  }

  #enqueue(): Promise<void> {
    this.#work = this.#work
      .then(() => this.#lookThrough())
      .catch((error: unknown) => {
        if (!(error instanceof CancelledError)) this.#parts.log.error(error instanceof Error ? error : String(error));
      });
    return this.#work;
  }

  /** Looks through the notes that wait, and through all of them where their list or the titles may be others. */
  async #lookThrough(): Promise<void> {
    const notes = new Map(this.#waiting);
    this.#waiting.clear();
    const { digest, sampleOpen } = this.#source;
    await this.#findBasis();
    const listedFor = [this.#basis, digest.dumps.size, sampleOpen].join();
    if (this.#listIsOld || listedFor !== this.#listedFor) {
      this.#listIsOld = false;
      this.#listedFor = listedFor;
      for (const uri of await this.#listNotes()) notes.set(uri.toString(), uri);
      const gone = [...this.#backlinks.notes.keys()].filter((note) => !notes.has(note));
      if (gone.map((note) => this.#forget(note)).includes(true)) this.#announceSoon();
    }
    const start = performance.now();
    const looked = await this.#lookAt([...notes.values()]);
    if (looked > 0) {
      this.#parts.log.info(
        `${String(looked)} of ${String(notes.size)} notes looked through in ${(performance.now() - start).toFixed(0)} ms.`,
      );
      this.#writeSoon();
    }
  }

  /** Brings the basis up to date, where papers may have changed since. */
  async #findBasis(): Promise<void> {
    const { digest } = this.#source;
    const { revision } = digest;
    if (revision === this.#basisRevision) return;
    this.#basis = await drainInSlices(basisOf(digest.papers.values()), this.#slices);
    this.#basisRevision = revision;
  }

  async #listNotes(): Promise<vscode.Uri[]> {
    const found = await findFiles(this.#noteFiles.globsIn);
    if (this.#source.sampleOpen) found.push(...this.#parts.sampleNotes);
    return found.filter((uri) => !this.#source.digest.dumps.has(uri.toString()));
  }

  /** Looks at notes, several at once: first at what is remembered of them, and then into those that changed. Returns how many were read. */
  async #lookAt(notes: vscode.Uri[]): Promise<number> {
    const unread: vscode.Uri[] = [];
    await this.#forEach(notes, async (uri) => {
      if (!(await this.#recall(uri))) unread.push(uri);
    });
    const looked = unread.length;
    const work = this.#forEach(unread, (uri) => this.#read(uri));
    this.#showProgress(work, () => 1 - unread.length / looked);
    await work;
    return looked;
  }

  /** Does something for each of several notes and takes them from the list; one that cannot be read is logged. */
  async #forEach(notes: vscode.Uri[], look: (uri: vscode.Uri) => Promise<void>): Promise<void> {
    const lookOn = async (): Promise<void> => {
      for (let uri = notes.shift(); uri && !this.#disposed; uri = notes.shift()) {
        try {
          await look(uri);
        } catch (error) {
          if (error instanceof CancelledError) throw error;
          this.#forget(uri.toString());
          this.#parts.log.warn(`${uri.toString()} could not be looked through: ${messageOf(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, lookOn));
  }

  /** Takes what is remembered of a note; answers whether that is all there is to know. */
  async #recall(uri: vscode.Uri): Promise<boolean> {
    const language = this.#noteFiles.languageOf(uri) ?? 'plaintext';
    if (openWithChanges(uri)) return false;
    const state = await vscode.workspace.fs.stat(uri);
    const found = this.#cache.get(uri.toString(), language, state);
    if (found) this.#set(uri, found.places);
    return found?.basis === this.#basis;
  }

  /** Looks into a note: as it stands in an editor where it has changes, else on disk. */
  async #read(uri: vscode.Uri): Promise<void> {
    const open = openWithChanges(uri);
    if (open) {
      const mentions = await this.#parts.mentionsIn(open);
      this.#set(uri, placesOf(open.getText(), mentions));
      return;
    }
    const basis = this.#basis;
    const state = await vscode.workspace.fs.stat(uri);
    const language = this.#noteFiles.languageOf(uri) ?? 'plaintext';
    const isTooLong = state.size > longestNote;
    if (isTooLong) this.#parts.log.info(`${uri.toString()} is too long to look for papers in.`);
    const places = isTooLong ? [] : await this.#placesOnDisk(uri, language);
    this.#cache.put(uri.toString(), language, state, { basis, places });
    this.#set(uri, places);
  }

  async #placesOnDisk(uri: vscode.Uri, language: string): Promise<Place[]> {
    const { digest } = this.#source;
    const text = await drainInSlices(decodeInSteps(await vscode.workspace.fs.readFile(uri)), this.#slices);
    const find = async (part: string, as: string, cell: number | null): Promise<Place[]> =>
      placesOf(part, await drainInSlices(digest.mentionsInSteps(part, as), this.#slices), cell);
    if (language !== notebook) return find(text, language, null);
    const places: Place[] = [];
    for (const { cell, text: part } of markdownCells(text)) places.push(...(await find(part, 'markdown', cell)));
    return places;
  }

  #set(uri: vscode.Uri, places: readonly Place[]): void {
    if (this.#backlinks.set(uri.toString(), places)) this.#announceSoon();
  }

  #announceSoon(): void {
    this.#announcement ??= setTimeout(() => {
      this.#announcement = undefined;
      this.#onDidChange.fire();
    }, untilAnnounced);
  }

  /** Forgets a note; answers whether it named papers. */
  #forget(note: string): boolean {
    this.#cache.forget(note);
    return this.#backlinks.delete(note);
  }

  #showProgress(work: Promise<void>, part: () => number): void {
    const timer = setTimeout(() => {
      const title = vscode.l10n.t('Looking for papers in notes');
      void withProgress({ location: vscode.ProgressLocation.Window, title }, async (progress) => {
        const tell = setInterval(() => {
          progress.report({ message: `${String(Math.floor(100 * part()))} %` });
        }, 200);
        await work.catch(() => undefined);
        clearInterval(tell);
      });
    }, showProgressAfter);
    void work
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(timer);
      });
  }

  #writeSoon(): void {
    const { files, log } = this.#parts;
    if (!files) return;
    clearTimeout(this.#writeTimer);
    this.#writeTimer = setTimeout(() => {
      this.#work = this.#work
        .then(async () => {
          await files.apply(await drainInSlices(this.#cache.collect(), this.#slices));
        })
        .catch((error: unknown) => {
          if (!this.#disposed) log.warn(`What notes name could not be remembered: ${messageOf(error)}`);
        });
    }, restBeforeWriting);
  }

  get #slices(): SliceOptions {
    return { isCancelled: () => this.#disposed };
  }
}

/** The document of a note that was edited and not saved. */
function openWithChanges(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
}
