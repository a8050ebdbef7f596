import * as vscode from 'vscode';
import { hasComments } from '../../core/mentions/commentSyntax';
import { isOn, onDidChangeSetting, stringsOf } from '../common/configuration';
import { anyOf, type GlobsIn } from '../common/findFiles';
import { settings } from '../common/ids';

/** What a notebook is taken for, whose Markdown cells are notes. */
export const notebook = 'jupyter-notebook';

/** Which files are notes by their names, as VS Code would tell if they were opened. */
export class NoteFiles implements vscode.Disposable {
  readonly #onDidChange = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[] = [this.#onDidChange];
  /** By a file name's ending in lower case, with its dot, the language of a note. */
  #languages: ReadonlyMap<string, string> = new Map();

  /** Fires when other files are notes. */
  readonly onDidChange = this.#onDidChange.event;

  constructor() {
    this.#read();
    const readAnew = (): void => {
      const before = [...this.#languages].join();
      this.#read();
      if ([...this.#languages].join() !== before) this.#onDidChange.fire();
    };
    this.#disposables.push(
      onDidChangeSetting('notes')(readAnew),
      vscode.extensions.onDidChange(readAnew),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(associations)) readAnew();
      }),
    );
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** The glob patterns of notes. */
  readonly globsIn: GlobsIn = () =>
    this.#languages.size === 0 ? [] : [anyOf([...this.#languages.keys()].map((ending) => `**/*${ending}`))];

  /** The language of a file; null where it is no note. */
  languageOf({ path }: vscode.Uri): string | null {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1)) {
      const language = this.#languages.get(name.slice(at));
      if (language !== undefined) return language;
    }
    return null;
  }

  #read(): void {
    const notes = new Set(stringsOf(settings.noteLanguages));
    const inComments = isOn(settings.noteComments);
    const all = [plainText, ...contributed(), ...associated()].filter(
      ([, language]) => notes.has(language) || (inComments && hasComments(language)),
    );
    if (notes.has('markdown')) all.push(['.ipynb', notebook]);
    this.#languages = new Map(all);
  }
}

/** The one language that VS Code has of itself. */
const plainText = ['.txt', 'plaintext'] as const;
const associations = 'files.associations';
const isEnding = /^\.[^/\\*?[\]{},]+$/;

/** The endings of names for which the user says which language they mean. */
function associated(): (readonly [ending: string, language: string])[] {
  const given = vscode.workspace.getConfiguration().get<unknown>(associations);
  if (typeof given !== 'object' || given === null) return [];
  return Object.entries(given).flatMap(([pattern, language]: [string, unknown]) => {
    const ending = pattern.replace(/^(?:\*\*\/)?\*/, '').toLowerCase();
    return typeof language === 'string' && pattern.startsWith('*') && isEnding.test(ending)
      ? [[ending, language] as const]
      : [];
  });
}

/** The endings that installed extensions, VS Code's own among them, have for their languages. */
function contributed(): (readonly [ending: string, language: string])[] {
  return vscode.extensions.all.flatMap(({ packageJSON }) => {
    const { contributes } = packageJSON as { contributes?: { languages?: unknown } };
    const languages: unknown = contributes?.languages;
    return Array.isArray(languages) ? languages.flatMap(endingsOf) : [];
  });
}

function endingsOf(language: unknown): (readonly [ending: string, language: string])[] {
  if (typeof language !== 'object' || language === null || !('id' in language) || !('extensions' in language))
    return [];
  const { id, extensions } = language;
  if (typeof id !== 'string' || !Array.isArray(extensions)) return [];
  return extensions.flatMap((ending: unknown) =>
    typeof ending === 'string' && isEnding.test(ending) ? [[ending.toLowerCase(), id] as const] : [],
  );
}
