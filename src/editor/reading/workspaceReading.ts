import * as vscode from 'vscode';
import type { Paper } from '../../core/paper';
import type { Reading, ReadingEdit } from '../../core/reading/reading';
import { ReadingMemory, type PaperIdentities } from '../../core/reading/readingMemory';
import type { ReadingRecords } from '../../core/reading/records';
import { messageOf } from '../../core/messageOf';
import { choiceOf, onDidChangeSetting } from '../common/configuration';
import { settings } from '../common/ids';
import type { PaperReadings } from '../common/paperReadings';
import { showMessage } from '../common/sinks/window';
import { FileStorage, UserStorage, type Obstacle, type ReadingStorage, type UserMemento } from './storage';

/** The name of the file that keeps what is remembered, in the first folder of the workspace. */
export const readingFile = 'paper-digest.json';

const places = ['user', 'workspace'] as const;
const mostUndone = 100;
/** How long nothing is marked before what is remembered is written, in milliseconds. */
const rest = 150;

/** What the user remembers of papers: by the paper's identity, the same in all windows. */
export class WorkspaceReading implements PaperReadings, vscode.Disposable {
  readonly #papers: PaperIdentities;
  readonly #memory: ReadingMemory;
  readonly #user: UserStorage;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [this.#onDidChange];
  readonly #done: ReadingEdit[][] = [];
  #storage: ReadingStorage;
  #extras: ReadonlyMap<string, unknown> = new Map();
  #watcher: vscode.Disposable | undefined;
  #work = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #told = '';

  readonly onDidChange = this.#onDidChange.event;

  constructor(papers: PaperIdentities, globalState: UserMemento) {
    this.#papers = papers;
    this.#memory = new ReadingMemory(papers);
    this.#user = new UserStorage(globalState);
    this.#storage = this.#choose();
    this.#disposables.push(
      onDidChangeSetting(settings.readingKeepIn)(() => {
        this.#storage = this.#choose();
        this.#saveSoon();
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) void this.refresh();
      }),
    );
    void this.refresh();
  }

  of({ id }: Paper): Reading {
    return this.#memory.of(id);
  }

  /** All that is remembered, by the papers' ids of today, also of papers that no dump has at present. */
  get readings(): ReadingMemory['readings'] {
    return this.#memory.readings;
  }

  /** The tags that papers have, each with the number of its papers. */
  tags(): Map<string, number> {
    const tags = new Map<string, number>();
    for (const { tags: own } of this.readings.values()) for (const tag of own) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    return tags;
  }

  /** Takes in what was remembered elsewhere, by an earlier version or another window. */
  merge(records: ReadingRecords): void {
    if (!this.#memory.merge(records)) return;
    this.#onDidChange.fire();
    this.#saveSoon();
  }

  /** Marks papers, so that it can be undone. Answers whether that changed anything. */
  edit(edits: readonly ReadingEdit[]): boolean {
    const inverse = this.#memory.edit(edits, Date.now());
    if (inverse.length === 0) return false;
    this.#done.push(inverse);
    this.#done.splice(0, this.#done.length - mostUndone);
    this.#onDidChange.fire();
    this.#saveSoon();
    return true;
  }

  /** Takes the last marks back; answers how many there were. */
  undo(): number {
    const inverse = this.#done.pop();
    if (!inverse) return 0;
    this.#memory.edit(inverse, Date.now());
    this.#onDidChange.fire();
    this.#saveSoon();
    return inverse.length;
  }

  /** Reads what is kept, and takes in what is new there. */
  refresh(): Promise<void> {
    return this.#enqueue(async () => {
      const { records, extras } = await this.#storage.read();
      this.#extras = extras;
      if (this.#memory.merge(records)) this.#onDidChange.fire();
    });
  }

  /** Writes what waits to be written. */
  async flush(): Promise<void> {
    if (this.#timer !== undefined) void this.#save();
    await this.#work;
  }

  dispose(): void {
    if (this.#timer !== undefined) void this.#save();
    this.#watcher?.dispose();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #choose(): ReadingStorage {
    this.#watcher?.dispose();
    this.#watcher = undefined;
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    if (!folder || choiceOf(settings.readingKeepIn, places, 'user') === 'user') return this.#user;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, readingFile));
    const refresh = (): void => void this.refresh();
    this.#watcher = vscode.Disposable.from(watcher, watcher.onDidChange(refresh), watcher.onDidCreate(refresh));
    return new FileStorage(vscode.Uri.joinPath(folder.uri, readingFile));
  }

  #saveSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), rest);
  }

  /** Writes what is remembered with what was written meanwhile by others. */
  #save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#enqueue(async () => {
      const { records, extras, obstacle } = await this.#storage.read();
      this.#extras = new Map([...this.#extras, ...extras]);
      if (this.#memory.merge(records)) this.#onDidChange.fire();
      if (obstacle) this.#tell(obstacle);
      else await this.#storage.write({ records: this.#recordsToKeep(records), extras: this.#extras });
    });
  }

  /** All records; in a file of the workspace only those that it has already and those of papers that the workspace has. */
  #recordsToKeep(stored: ReadingRecords): ReadingRecords {
    const { records } = this.#memory;
    if (this.#storage === this.#user) return records;
    return new Map([...records].filter(([id]) => stored.has(id) || this.#papers.find(id) !== undefined));
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      const reason = messageOf(error);
      this.#tell({ text: vscode.l10n.t('What you marked could not be kept: {0}', reason), location: null });
    });
    return this.#work;
  }

  /** Tells of an obstacle, once for each. */
  #tell({ text, location }: Obstacle): void {
    if (text === this.#told) return;
    this.#told = text;
    const open = location ? [vscode.l10n.t('Open')] : [];
    void showMessage('error', text, ...open).then((chosen) => {
      if (chosen !== undefined && location)
        void vscode.window.showTextDocument(location.uri, { selection: location.range });
    });
  }
}
