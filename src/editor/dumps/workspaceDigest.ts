import * as vscode from 'vscode';
import type { Digest } from '../../core/digest';
import type { Dump } from '../../core/paper';
import { CancelledError, drainInSlices, pause } from '../../core/steps';
import { onDidChangeSetting, stringsOf } from '../common/configuration';
import { FileWatcher, type DiskChange } from '../common/fileWatcher';
import { findFiles, type GlobsIn } from '../common/findFiles';
import { contextKeys, settings } from '../common/ids';
import type { DigestSource } from '../common/digestSource';
import type { OwnTopic } from '../../core/topics/ownTopics';
import { messageOf } from '../../core/messageOf';
import { DumpReader, type PrefixReader } from './dumpReader';
import type { StartMemory } from './startMemory';

const readsAtOnce = 8;
const showWhileLoading = 1_000;
const reconcileAfter = 15_000;

const mayBeDumps: GlobsIn = (folder) => stringsOf(settings.include, folder);

/** Where the user's own topics come from. */
export interface OwnTopicsSource {
  readonly topics: readonly OwnTopic[];
  readonly onDidChange: vscode.Event<void>;
  load(): Promise<void>;
}

/**
 * The digest of the dumps in the workspace. It reads nothing until `load` is first called; from then on it
 * follows the files, settings and workspace folders.
 */
export class WorkspaceDigest implements DigestSource, vscode.Disposable {
  readonly digest: Digest;
  readonly #ownTopics: OwnTopicsSource;
  readonly #reader: DumpReader;
  readonly #memory: StartMemory;
  readonly #sampleDumps: readonly vscode.Uri[];
  readonly #log: vscode.LogOutputChannel;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #onDidStartWork = new vscode.EventEmitter<Promise<void>>();
  #work: Promise<void> | null = null;
  #started = false;
  #loaded = false;
  #sampleOpen = false;
  #disposed = false;
  #lastScan = 0;

  readonly onDidChange = this.#onDidChange.event;
  readonly onDidStartWork = this.#onDidStartWork.event;

  constructor(
    digest: Digest,
    ownTopics: OwnTopicsSource,
    readPrefix: PrefixReader,
    memory: StartMemory,
    sampleDumps: readonly vscode.Uri[],
    log: vscode.LogOutputChannel,
  ) {
    this.digest = digest;
    this.#ownTopics = ownTopics;
    this.#reader = new DumpReader(readPrefix, memory.dumps);
    this.#memory = memory;
    this.#sampleDumps = sampleDumps;
    this.#log = log;
    this.#disposables.push(this.#onDidChange, this.#onDidStartWork);
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  get sampleOpen(): boolean {
    return this.#sampleOpen;
  }

  dispose(): void {
    this.#disposed = true;
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async load(): Promise<void> {
    if (!this.#started) {
      this.#started = true;
      const watcher = new FileWatcher({
        globsIn: mayBeDumps,
        onDidChangeGlobs: onDidChangeSetting('files'),
        isKnown: (uri) => this.#reader.knows(uri),
        holdsKnown: (folder) => this.#holdsDumps(folder),
      });
      this.#disposables.push(
        watcher,
        watcher.onDidChange((change) => void this.#follow(change)),
        vscode.window.onDidChangeWindowState(({ focused }) => {
          if (focused && Date.now() - this.#lastScan > reconcileAfter) void this.#scan();
        }),
      );
      await this.#ownTopics.load();
      if (this.#ownTopics.topics.length > 0) void this.#retopic();
      this.#disposables.push(this.#ownTopics.onDidChange(() => void this.#retopic()));
      await this.#scan();
    }
    while (!this.#loaded && this.#work) await this.#work;
  }

  async refresh(): Promise<void> {
    await (this.#started ? this.#scan() : this.load());
  }

  async setSampleOpen(open: boolean): Promise<void> {
    this.#sampleOpen = open;
    void vscode.commands.executeCommand('setContext', contextKeys.sampleOpen, open);
    await this.refresh();
  }

  /** Tells those who show papers that their topics are others. */
  announce(): void {
    this.#onDidChange.fire();
  }

  /** Finds the topics anew after the user's own ones changed. */
  #retopic(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#memory.recall();
      await drainInSlices(this.digest.setOwnTopics(this.#ownTopics.topics), this.#slices);
      this.#memory.writeSoon();
      this.#onDidChange.fire();
    });
  }

  #holdsDumps(folder: vscode.Uri): boolean {
    const prefix = `${folder.toString()}/`;
    for (const path of this.digest.dumps.keys()) if (path.startsWith(prefix)) return true;
    return false;
  }

  #follow({ written, listChanged }: DiskChange): Promise<void> {
    return listChanged ? this.#scan() : this.#enqueue(() => this.#read(written));
  }

  /** Makes the list of files anew and reads what changed. */
  #scan(): Promise<void> {
    return this.#enqueue(async () => {
      this.#lastScan = Date.now();
      const start = performance.now();
      const [files] = await Promise.all([findFiles(mayBeDumps), this.#memory.recall()]);
      if (this.#sampleOpen) files.push(...this.#sampleDumps);
      const found = performance.now();
      const paths = new Set(files.map((uri) => uri.toString()));
      const gone = [...this.digest.dumps.keys()].filter((path) => !paths.has(path));
      for (const path of gone) this.#reader.forget(path);
      await this.#read(files, gone);
      const { dumps, papers } = this.digest;
      this.#log.info(
        `${String(files.length)} files found in ${(found - start).toFixed(0)} ms, followed up in ${(performance.now() - found).toFixed(0)} ms: ` +
          `${String(dumps.size)} dumps, ${String(papers.size)} papers.`,
      );
      this.#setLoaded();
    });
  }

  #setLoaded(): void {
    if (this.#loaded) return;
    this.#loaded = true;
    void vscode.commands.executeCommand('setContext', contextKeys.loaded, true);
  }

  /** Runs work one piece after the other; a failure is logged and does not stop what comes next. */
  #enqueue(work: () => Promise<void>): Promise<void> {
    const before = this.#work ?? Promise.resolve();
    const current: Promise<void> = before
      .then(work)
      .catch((error: unknown) => {
        if (!(error instanceof CancelledError)) this.#log.error(error instanceof Error ? error : String(error));
        this.#setLoaded();
      })
      .finally(() => {
        if (this.#work === current) this.#work = null;
      });
    this.#work = current;
    if (!this.#disposed) this.#onDidStartWork.fire(current);
    return current;
  }

  /** Reads files that may have changed, several at once, and takes what came and went into the digest. */
  async #read(files: readonly vscode.Uri[], removed: readonly string[] = []): Promise<void> {
    const queue = [...new Map(files.map((uri) => [uri.toString(), uri])).values()];
    let dumps: Dump[] = [];
    let gone = [...removed];
    let lastCommit = Date.now();
    let commits = Promise.resolve();
    const commit = (isLast = false): Promise<void> => {
      commits = commits.then(async () => {
        const [changed, left] = [dumps, gone];
        const { revision } = this.digest;
        [dumps, gone] = [[], []];
        await drainInSlices(this.digest.updateInSteps(changed, left), this.#slices);
        await drainInSlices(this.digest.classifyTopics(), this.#slices);
        if (isLast) {
          if (this.digest.unreadTopics > 0) this.#onDidChange.fire();
          await drainInSlices(this.digest.prepareTopics(), this.#slices);
        }
        await pause();
        if (this.digest.revision !== revision || changed.length + left.length > 0) this.#onDidChange.fire();
      });
      return commits;
    };
    const readOn = async (): Promise<void> => {
      for (let uri = queue.shift(); uri && !this.#disposed; uri = queue.shift()) {
        const path = uri.toString();
        try {
          const result = await this.#reader.read(uri, this.#slices);
          if (result.kind === 'dump') dumps.push(result.dump);
          else if (result.kind === 'none' && this.digest.dumps.has(path)) gone.push(path);
        } catch (error) {
          if (error instanceof CancelledError) throw error;
          this.#log.warn(`${path} could not be read: ${messageOf(error)}`);
        }
        if (Date.now() - lastCommit < showWhileLoading) continue;
        lastCommit = Date.now();
        await commit();
      }
    };
    await Promise.all(Array.from({ length: readsAtOnce }, readOn));
    await commit(true);
    this.#memory.writeSoon();
  }

  get #slices(): { isCancelled: () => boolean } {
    return { isCancelled: () => this.#disposed };
  }
}
