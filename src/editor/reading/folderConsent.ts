import * as vscode from 'vscode';
import { showMessage } from '../common/sinks/window';

/** What the user decided about a folder: to save in it, with what was saved before or only what is new, or not. */
export type FolderConsent = 'copy' | 'new' | 'private';

const key = 'paperDigest.saveInFolder';

/** Asks before anything of the user's is written into a folder, and remembers the answer for the folder. */
export class FolderConsents {
  readonly #memento: vscode.Memento;
  readonly #asked = new Map<string, Promise<FolderConsent | null>>();

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** The answer for a folder; null where there is none yet. */
  of(folder: vscode.Uri): FolderConsent | null {
    const answer = this.#answers()[folder.toString()];
    return answer === 'copy' || answer === 'new' || answer === 'private' ? answer : null;
  }

  /** Forgets an answer, so that it can be asked for again. */
  async forget(folder: vscode.Uri): Promise<void> {
    this.#asked.delete(folder.toString());
    const others = Object.entries(this.#answers()).filter(([other]) => other !== folder.toString());
    await this.#memento.update(key, Object.fromEntries<unknown>(others));
  }

  /** Asks once in a window; null where the user did not answer. */
  ask(folder: vscode.Uri, file: string): Promise<FolderConsent | null> {
    const known = this.#asked.get(folder.toString());
    if (known) return known;
    const answer = this.#ask(folder, file);
    this.#asked.set(folder.toString(), answer);
    return answer;
  }

  async #ask(folder: vscode.Uri, file: string): Promise<FolderConsent | null> {
    const answers = new Map<string, FolderConsent>([
      [vscode.l10n.t('Save in Folder'), 'copy'],
      [vscode.l10n.t('Only New Changes'), 'new'],
      [vscode.l10n.t('Keep Private'), 'private'],
    ]);
    const chosen = await showMessage(
      'information',
      vscode.l10n.t(
        'Save your stars, tags, notes and other changes for the papers of this folder in {0}? ' +
          'Everyone who can open the folder can read them.',
        file,
      ),
      ...answers.keys(),
    );
    const answer = answers.get(chosen ?? '') ?? null;
    if (answer !== null) await this.#memento.update(key, { ...this.#answers(), [folder.toString()]: answer });
    return answer;
  }

  #answers(): Readonly<Record<string, unknown>> {
    const stored = this.#memento.get<unknown>(key);
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  }
}
