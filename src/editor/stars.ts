import * as vscode from 'vscode';
import type { Digest } from '../core/digest';
import type { Paper, PaperId } from '../core/paper';
import type { DigestSource } from './common/digestSource';
import { commands } from './common/ids';
import { papersOf, type SelectedPapers } from './common/paperOf';

const key = 'paperDigest.starred';

/** Which papers the user starred, by their identity; remembered for the workspace. */
export class Stars implements vscode.Disposable {
  readonly #digest: Digest;
  readonly #memento: vscode.Memento;
  readonly #onDidChange = new vscode.EventEmitter<void>();
  /** As they were given, some of them maybe at a time when the papers had other ids. */
  #given: readonly PaperId[];
  /** The given ids as they are today. */
  #today: { readonly revision: number; readonly ids: ReadonlySet<PaperId> } | null = null;

  readonly onDidChange = this.#onDidChange.event;

  constructor(digest: Digest, memento: vscode.Memento) {
    this.#digest = digest;
    this.#memento = memento;
    this.#given = sound(memento.get<unknown>(key));
  }

  dispose(): void {
    this.#onDidChange.dispose();
  }

  /** How many papers are starred, with those that no dump has at present. */
  get size(): number {
    return this.#ids().size;
  }

  has(paper: Paper): boolean {
    return this.#ids().has(paper.id);
  }

  /** Stars papers, or takes their stars away. What another window remembered in the meantime is kept. */
  async set(papers: readonly Paper[], starred: boolean): Promise<void> {
    this.#given = sound(this.#memento.get<unknown>(key));
    this.#today = null;
    const before = this.#ids();
    const ids = new Set(papers.map(({ id }) => id));
    this.#given = starred
      ? [...this.#given, ...[...ids].filter((id) => !before.has(id))]
      : this.#given.filter((id) => !ids.has(this.#idToday(id)));
    this.#today = null;
    this.#onDidChange.fire();
    await this.#memento.update(key, this.#given);
  }

  #ids(): ReadonlySet<PaperId> {
    const { revision } = this.#digest;
    if (this.#today?.revision !== revision) this.#today = { revision, ids: new Set(this.#given.map((id) => this.#idToday(id))) };
    return this.#today.ids;
  }

  #idToday(id: PaperId): PaperId {
    return this.#digest.find(id)?.id ?? id;
  }
}

/** What was remembered, as far as it is of use. */
function sound(value: unknown): readonly PaperId[] {
  return Array.isArray(value) ? [...new Set(value.filter((id): id is PaperId => typeof id === 'string'))] : [];
}

/** Registers the commands that star papers and take the stars away: those of the tree's nodes, or the selected ones. */
export function registerStars(source: DigestSource, stars: Stars, selected: SelectedPapers): vscode.Disposable {
  const register = (command: string, starred: boolean): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (node: unknown, others: unknown) => {
      await source.load();
      const papers = papersOf(source.digest, node, others, selected);
      if (papers.length > 0) await stars.set(papers, starred);
      else void vscode.window.showInformationMessage(vscode.l10n.t('Select a paper in the Papers view first.'));
    });
  return vscode.Disposable.from(register(commands.star, true), register(commands.unstar, false));
}
