import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/paper';
import { nothingRemembered, type Reading, type ReadingEdit } from '../../core/reading/reading';
import type { PaperIdentities } from '../../core/reading/readingMemory';
import { viewKey, type ReadingRecords } from '../../core/reading/records';
import type { PaperRecord } from '../../core/reading/stamped';
import { onDidChangeSetting, userChoiceOf } from '../common/configuration';
import { settings } from '../common/ids';
import type { PaperReadings } from '../common/paperReadings';
import type { UserState } from '../common/userState';
import { FolderConsents } from './folderConsent';
import { FolderStore, stateFile } from './folderStore';
import type { StateHome } from './stateHome';
import { UserStore } from './userStore';
import { showMessage } from '../common/sinks/window';

const places = ['user', 'workspace'] as const;
const maxUndone = 100;

/**
 * What the user remembers of papers, and of the tree: the user's own store, which is the same in all windows, or for
 * papers the file of a folder, if the user chose so and agreed for this folder.
 */
export class WorkspaceReading implements PaperReadings, UserState, vscode.Disposable {
  readonly #papers: PaperIdentities;
  readonly #home: StateHome;
  readonly #consents: FolderConsents;
  readonly #user: UserStore;
  #folder: FolderStore | null = null;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #onDidChangeView = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];
  readonly #undo: (readonly ReadingEdit[])[] = [];
  #isLoaded = false;
  #loading = Promise.resolve();

  readonly onDidChange = this.#onDidChange.event;
  readonly onDidChangeView = this.#onDidChangeView.event;

  constructor(papers: PaperIdentities, home: StateHome) {
    this.#papers = papers;
    this.#home = home;
    this.#consents = new FolderConsents(home.workspaceState);
    this.#user = new UserStore(papers, home);
    this.#disposables = [
      this.#onDidChange,
      this.#onDidChangeView,
      this.#user,
      this.#user.onDidChange(() => {
        if (!this.#folder) this.#onDidChange.fire();
      }),
      this.#user.onDidChangeView(() => {
        this.#onDidChangeView.fire();
      }),
      onDidChangeSetting(settings.readingKeepIn)(() => void this.#changePlace()),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused && this.#isLoaded) void this.refresh();
      }),
    ];
  }

  of({ id }: Paper): Reading {
    return this.readings.get(id) ?? nothingRemembered;
  }

  /** All that is remembered, by the papers' ids of today, also of papers that no dump has at present. */
  get readings(): ReadonlyMap<PaperId, Reading> {
    return this.#active.memory.readings;
  }

  get view(): PaperRecord {
    void this.load();
    return this.#user.memory.view;
  }

  valuesOf(field: string): ReadonlyMap<string, unknown> {
    return this.#active.memory.valuesOf(field);
  }

  /** The tags that papers have, each with the number of its papers. */
  tags(): Map<string, number> {
    const tags = new Map<string, number>();
    for (const { tags: own } of this.readings.values()) for (const tag of own) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    return tags;
  }

  /** Marks papers, so that it can be undone. Answers whether that changed anything. */
  edit(edits: readonly ReadingEdit[]): boolean {
    const inverse = this.apply(edits);
    if (inverse.length === 0) return false;
    this.#undo.push(inverse);
    this.#undo.splice(0, this.#undo.length - maxUndone);
    return true;
  }

  apply(edits: readonly ReadingEdit[]): readonly ReadingEdit[] {
    const ofView = edits.filter(({ id }) => id === viewKey);
    const ofPapers = edits.filter(({ id }) => id !== viewKey);
    const inverse = [...this.#active.edit(ofPapers), ...this.#user.edit(ofView)];
    if (inverse.length > 0) void this.refresh();
    if (inverse.length > 0 && ofPapers.length > 0) void this.#askForFolder();
    return inverse;
  }

  /** Takes the last marks back; answers how many there were. */
  undo(): number {
    const inverse = this.#undo.pop();
    if (!inverse) return 0;
    this.apply(inverse);
    return inverse.length;
  }

  /** Reads what is kept when first called. */
  load(): Promise<void> {
    if (!this.#isLoaded) {
      this.#isLoaded = true;
      this.#loading = this.#load();
    }
    return this.#loading;
  }

  /** Brings what is remembered and where it is kept in step. */
  async refresh(): Promise<void> {
    await Promise.all([this.#user.sync(), this.#folder?.sync()]);
  }

  /** Writes what waits to be written. */
  async flush(): Promise<void> {
    if (this.#isLoaded) await this.refresh();
  }

  dispose(): void {
    this.#folder?.dispose();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  get #active(): UserStore | FolderStore {
    void this.load();
    return this.#folder ?? this.#user;
  }

  async #load(): Promise<void> {
    this.#user.begin();
    const folder = this.#wantedFolder();
    if (folder && this.#mayWrite(folder)) this.#openFolder(folder);
    await this.#user.watch().catch(() => undefined);
    await this.refresh();
    if (folder && !this.#folder && (await FolderStore.exists(folder))) void this.#askForFolder();
  }

  /** The folder in whose file papers' state is to be kept; null where it is the user's store. */
  #wantedFolder(): vscode.Uri | null {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    return folder && userChoiceOf(settings.readingKeepIn, places, 'user') === 'workspace' ? folder.uri : null;
  }

  #mayWrite(folder: vscode.Uri): boolean {
    const consent = this.#consents.of(folder);
    return consent === 'copy' || consent === 'new';
  }

  /** Asks whether a folder may be written into; until that is answered the user's store is used. */
  async #askForFolder(): Promise<void> {
    const folder = this.#wantedFolder();
    if (!folder || this.#folder || this.#consents.of(folder) !== null) return;
    const answer = await this.#consents.ask(folder, stateFile);
    if (answer === null || answer === 'private' || this.#folder || !this.#wantedFolder()) return;
    this.#openFolder(folder, answer === 'copy' ? this.#ofThisWorkspace() : new Map());
    await this.refresh();
  }

  /** What the user's store has of papers of this workspace. */
  #ofThisWorkspace(): ReadingRecords {
    const { records } = this.#user.memory;
    return new Map([...records].filter(([id]) => id !== viewKey && this.#papers.find(id) !== undefined));
  }

  #openFolder(folder: vscode.Uri, records: ReadingRecords = new Map()): void {
    const store = new FolderStore(this.#papers, folder, this.#home);
    store.onDidChange(() => {
      this.#onDidChange.fire();
    });
    this.#folder = store;
    this.#undo.length = 0;
    store.begin(records);
    this.#onDidChange.fire();
  }

  async #changePlace(): Promise<void> {
    const folder = this.#wantedFolder();
    if (folder) {
      if (this.#consents.of(folder) === 'private') await this.#consents.forget(folder);
      if (this.#mayWrite(folder)) {
        if (!this.#folder) this.#openFolder(folder);
        await this.refresh();
      } else await this.#askForFolder();
    } else if (this.#folder) {
      const left = this.#folder;
      await left.sync();
      this.#folder = null;
      this.#undo.length = 0;
      left.dispose();
      this.#onDidChange.fire();
      await this.#offerToCopy(left.memory.records);
    }
  }

  /** Offers to take what a folder's file has into the user's store; values without a valid time are left out. */
  async #offerToCopy(records: ReadingRecords): Promise<void> {
    const copied = new Map(
      [...records].map(([id, record]) => [id, new Map([...record].filter(([, { at }]) => at > 0))] as const),
    );
    if (![...copied.values()].some(({ size }) => size > 0)) return;
    const copy = vscode.l10n.t('Copy');
    const text = vscode.l10n.t('Copy what is saved in {0} to your own data too?', stateFile);
    if ((await showMessage('information', text, copy)) !== copy) return;
    this.#user.merge(copied);
    await this.refresh();
  }
}
