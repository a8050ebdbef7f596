import * as vscode from 'vscode';
import type { ShardReader } from '../../core/cache/shards';
import type { Digest } from '../../core/digest';
import { DumpCache } from '../../core/dump/dumpCache';
import { drainInSlices, type SliceOptions } from '../../core/steps';
import { messageOf } from '../../core/messageOf';
import { ShardFiles } from '../common/shardFiles';

const usualRest = 3_000;

/** What is remembered from one start to the next: the dumps as they were read, and the topics of their papers. */
export class StartMemory implements vscode.Disposable {
  readonly dumps = new DumpCache();
  readonly #digest: Digest;
  readonly #files: { readonly dumps: ShardFiles; readonly topics: ShardFiles } | null;
  readonly #log: vscode.LogOutputChannel;
  readonly #rest: number;
  #recalling: Promise<void> | null = null;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #writing = Promise.resolve();
  #isDisposed = false;

  /**
   * @param folder A folder of the extension's own; null where nothing can be kept.
   * @param rest How long the papers have to rest before they are written, in milliseconds.
   */
  constructor(digest: Digest, folder: vscode.Uri | null, log: vscode.LogOutputChannel, rest = usualRest) {
    this.#digest = digest;
    this.#log = log;
    this.#rest = rest;
    this.#files = folder && {
      dumps: new ShardFiles(vscode.Uri.joinPath(folder, 'dumps'), 'dumps'),
      topics: new ShardFiles(vscode.Uri.joinPath(folder, 'topics'), 'topics'),
    };
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#resting);
  }

  /** Reads what was written at an earlier time, when first called. */
  recall(): Promise<void> {
    return (this.#recalling ??= this.#recall());
  }

  /** Writes what there is once nothing has come for a while. */
  writeSoon(): void {
    if (!this.#files) return;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      this.#writing = this.#writing.then(() => this.#write());
    }, this.#rest);
  }

  async #recall(): Promise<void> {
    if (!this.#files) return;
    const start = performance.now();
    const read = async (files: ShardFiles, reader: ShardReader): Promise<string> => {
      let [shards, sound] = [0, 0];
      await files.read((shard) => {
        shards++;
        if (reader.read(shard)) sound++;
        return Promise.resolve();
      });
      return `${String(sound)} of ${String(shards)}`;
    };
    const [dumps, topics] = await Promise.all([
      read(this.#files.dumps, this.dumps),
      read(this.#files.topics, this.#digest.topicMemory),
    ]);
    this.#log.info(
      `${dumps} shards of dumps and ${topics} of topics read in ${(performance.now() - start).toFixed(0)} ms.`,
    );
  }

  async #write(): Promise<void> {
    const options: SliceOptions = { isCancelled: () => this.#isDisposed };
    try {
      await this.#files?.topics.apply(await drainInSlices(this.#digest.collectTopics(), options));
      await this.#files?.dumps.apply(await drainInSlices(this.dumps.collect(), options));
    } catch (error) {
      if (!this.#isDisposed) this.#log.warn(`Dumps and topics could not be remembered: ${messageOf(error)}`);
    }
  }
}
