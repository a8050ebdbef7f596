import * as vscode from 'vscode';
import { visible } from '../../core/text/prose';
import { addPhrasesEdit, ownTopicsMessages, parseOwnTopicsInSteps, syntaxProblems } from '../../core/topics/ownTopics';
import type { OwnTopic, OwnTopics, OwnTopicsProblem } from '../../core/topics/ownTopics';
import type { Taxonomy } from '../../core/topics/taxonomy';
import { drainInSlices } from '../../core/steps';
import { messageOf } from '../../core/messageOf';
import { commands } from '../common/ids';
import { problem as problemAt } from '../common/sinks/items';
import { showWorkspaceFolderPick } from '../common/sinks/quickInput';
import { showMessage } from '../common/sinks/window';

/** The name of a topics file, in the root of a workspace folder. */
export const topicsFileName = 'paper-digest.topics.json';

/** A topic to add phrases to; name and parent count if it is new. */
export interface TopicToExtend {
  readonly id: string;
  readonly name?: string;
  readonly parent?: string | null;
}

interface Known {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly own: OwnTopics;
}

const quiet = 100;
/** More are of no use to anyone, and take time. */
const maxDiagnostics = 250;

/**
 * The user's own topics, from the topics file of each workspace folder as it is saved. Nothing is read until
 * `load` is first called; from then on it follows the files and the workspace folders.
 */
export class TopicsFiles implements vscode.Disposable {
  readonly #taxonomy: Taxonomy;
  readonly #log: vscode.LogOutputChannel;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('Paper Digest');
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [this.#diagnostics, this.#onDidChange];
  readonly #watchers: vscode.Disposable[] = [];
  /** By URI, in the order of the workspace folders. */
  #files: ReadonlyMap<string, Known> = new Map();
  #unreadable: ReadonlySet<string> = new Set();
  #topics: readonly OwnTopic[] = [];
  #hidden: readonly string[] = [];
  #loading: Promise<void> | null = null;
  #work: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** Fires when topics or hidden ids are others than before. */
  readonly onDidChange = this.#onDidChange.event;

  constructor(taxonomy: Taxonomy, log: vscode.LogOutputChannel) {
    this.#taxonomy = taxonomy;
    this.#log = log;
  }

  /** What the files say of topics, in the order of the workspace folders. */
  get topics(): readonly OwnTopic[] {
    return this.#topics;
  }

  /** Ids of the topics that are not to be shown. */
  get hidden(): readonly string[] {
    return this.#hidden;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables, ...this.#watchers).dispose();
  }

  /** Reads the files if that was not done yet, and follows them from then on. */
  load(): Promise<void> {
    return (this.#loading ??= this.#start());
  }

  /** Opens a folder's topics file in an editor; makes it first if need be, and asks for the folder if none is given. */
  async open(folder?: vscode.Uri): Promise<void> {
    const target = folder ?? (await pickFolder());
    if (!target) return;
    const uri = vscode.Uri.joinPath(target, topicsFileName);
    if ((await readOrNull(uri)) === null)
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template(this.#taxonomy)));
    void this.load();
    await vscode.window.showTextDocument(uri);
  }

  /**
   * Adds phrases to a topic in the topics file that has it, or else in that of a folder the user is asked for,
   * and saves the file.
   *
   * @returns The file, or undefined where nothing was changed because of the user or of errors, which are shown.
   */
  async addPhrases(topic: TopicToExtend, phrases: readonly string[]): Promise<vscode.Uri | undefined> {
    await this.load();
    const present = [...this.#files.values()].find(({ own }) => own.topics.some(({ id }) => id === topic.id));
    const folder = present ? null : await pickFolder();
    const uri = present?.uri ?? (folder ? vscode.Uri.joinPath(folder, topicsFileName) : undefined);
    if (!uri) return undefined;
    try {
      await rewrite(uri, (text) => addPhrasesEdit(text, topic, phrases));
    } catch (error) {
      void this.#showFailure(uri, error);
      return undefined;
    }
    await this.#readAll();
    return uri;
  }

  async #showFailure(uri: vscode.Uri, error: unknown): Promise<void> {
    const reason = error instanceof Error ? vscode.l10n.t(error.message) : String(error);
    const openFile = vscode.l10n.t('Open File');
    const chosen = await showMessage('error', vscode.l10n.t('The phrases could not be added: {0}', reason), openFile);
    if (chosen === openFile) await vscode.window.showTextDocument(uri);
  }

  async #start(): Promise<void> {
    this.#watch();
    this.#disposables.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#watch();
        this.#schedule();
      }),
    );
    await this.#readAll();
  }

  #watch(): void {
    vscode.Disposable.from(...this.#watchers.splice(0)).dispose();
    const follow = (): void => {
      this.#schedule();
    };
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, topicsFileName));
      this.#watchers.push(
        watcher,
        watcher.onDidCreate(follow),
        watcher.onDidChange(follow),
        watcher.onDidDelete(follow),
      );
    }
  }

  /** Waits until the events pause, so that no half-written file is read. */
  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#readAll(), quiet);
  }

  /** Reads all files, after the reading under way if there is one. */
  #readAll(): Promise<void> {
    return (this.#work = this.#work.then(async () => {
      const uris = (vscode.workspace.workspaceFolders ?? []).map((folder) =>
        vscode.Uri.joinPath(folder.uri, topicsFileName),
      );
      const unreadable = new Set<string>();
      const read = await Promise.all(uris.map((uri) => this.#read(uri, unreadable)));
      if (this.#disposed) return;
      this.#unreadable = unreadable;
      this.#show(new Map(read.flatMap((known) => (known ? [[known.uri.toString(), known]] : []))));
    }));
  }

  async #read(uri: vscode.Uri, unreadable: Set<string>): Promise<Known | null> {
    const path = uri.toString();
    try {
      const text = await readOrNull(uri);
      if (text === null) return null;
      const before = this.#files.get(path);
      return before?.text === text ? before : { uri, text, own: await this.#parse(text) };
    } catch (error) {
      unreadable.add(path);
      if (!this.#unreadable.has(path)) this.#log.warn(`${path} could not be read: ${messageOf(error)}`);
      return null;
    }
  }

  #parse(text: string): Promise<OwnTopics> {
    return drainInSlices(parseOwnTopicsInSteps(text, this.#taxonomy), { isCancelled: () => this.#disposed });
  }

  #show(files: ReadonlyMap<string, Known>): void {
    for (const [path, { uri }] of this.#files) if (!files.has(path)) this.#diagnostics.delete(uri);
    for (const [path, known] of files) {
      if (this.#files.get(path) !== known) this.#diagnostics.set(known.uri, diagnosticsOf(known));
    }
    const before = JSON.stringify([this.#topics, this.#hidden]);
    this.#files = files;
    this.#topics = [...files.values()].flatMap(({ own }) => own.topics);
    this.#hidden = [...new Set([...files.values()].flatMap(({ own }) => own.hidden))];
    if (JSON.stringify([this.#topics, this.#hidden]) !== before) this.#onDidChange.fire();
  }
}

/** Registers the command that opens the topics file. */
export function registerTopicsFile(files: TopicsFiles): vscode.Disposable {
  return vscode.commands.registerCommand(commands.openTopicsFile, () => files.open());
}

/** The folder to keep a topics file in; asks if there are several, and says so if there is none. */
async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    void showMessage(
      'information',
      vscode.l10n.t('Open a folder first. Topics of your own are kept in a file {0} in it.', topicsFileName),
    );
  }
  if (folders.length <= 1) return folders[0]?.uri;
  const picked = await showWorkspaceFolderPick(vscode.l10n.t('Choose the folder whose topics file is meant'));
  return picked?.uri;
}

/** The text of a file on disk; null if there is none. */
async function readOrNull(uri: vscode.Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return null;
    throw error;
  }
}

/** Changes a file and saves it; by way of the document if that is not saved, so that nothing typed there is lost. */
async function rewrite(uri: vscode.Uri, change: (text: string) => string): Promise<void> {
  const document = vscode.workspace.textDocuments.find(
    (open) => open.isDirty && open.uri.toString() === uri.toString(),
  );
  if (!document) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(change((await readOrNull(uri)) ?? '')));
    return;
  }
  const before = document.getText();
  const after = change(before);
  let start = 0;
  while (start < before.length && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  const most = Math.min(before.length, after.length) - start;
  while (same < most && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same))
    same++;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(before.length - same));
  edit.replace(uri, range, after.slice(start, after.length - same));
  if (!(await vscode.workspace.applyEdit(edit)) || !(await document.save()))
    throw new Error(vscode.l10n.t('The file could not be saved.'));
}

function diagnosticsOf({ text, own }: Known): vscode.Diagnostic[] {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: { length }, index }) => index + length)];
  const positionAt = (offset: number, fromLine: number): vscode.Position => {
    let line = fromLine;
    while ((starts[line + 1] ?? Infinity) <= offset) line++;
    return new vscode.Position(line, offset - (starts[line] ?? 0));
  };
  return own.problems
    .slice(0, maxDiagnostics)
    .map((problem) => diagnostic(problem, (offset) => positionAt(offset, problem.line - 1)));
}

function diagnostic(
  { start, end, kind, excerpt }: OwnTopicsProblem,
  positionAt: (offset: number) => vscode.Position,
): vscode.Diagnostic {
  const severity = syntaxProblems.has(kind) ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const range = new vscode.Range(positionAt(start), positionAt(end));
  return problemAt(range, vscode.l10n.t(ownTopicsMessages[kind], visible(excerpt)), severity);
}

/** The beginning of a topics file, with examples in comments. */
function template({ areas }: Taxonomy): string {
  const builtIn = areas.find(({ topics }) => topics.length > 0)?.topics[0]?.id ?? 'my-topic';
  const comment = (text: string): string => `// ${text.replace(/\s+/g, ' ')}`;
  return [
    comment(vscode.l10n.t('Topics of your own for Paper Digest. They count as soon as this file is saved.')),
    '{',
    '  "topics": [',
    `    ${comment(vscode.l10n.t('A new area, with phrases that its papers have in title or abstract. With a "parent", it becomes a finer topic of that area.'))}`,
    '    // { "id": "reading-group", "name": "Reading Group", "phrases": ["lottery ticket", "winning ticket"], "acronyms": ["LTH"] },',
    '',
    `    ${comment(vscode.l10n.t('More phrases for a built-in topic, with weights: from 5, which tells most, to -5, which speaks against it.'))}`,
    `    // { "id": "${builtIn}", "phrases": { "a phrase of mine": 4, "what it is not": -3 } },`,
    '  ],',
    '',
    `  ${comment(vscode.l10n.t('The ids of topics that you do not want to see.'))}`,
    '  "hidden": []',
    '}',
    '',
  ].join('\n');
}
