import * as vscode from 'vscode';
import type { MentionTier } from '../../core/mentions/mention';
import { isOn } from '../common/configuration';
import { colors, settings } from '../common/ids';
import { rangesOf, type NoteMentions } from './noteMentions';

/** How long after a change of its text a note is marked anew, in milliseconds. */
const typingPause = 250;

/** A line under a part of a note. */
export interface Underline {
  readonly range: vscode.Range;
  readonly tier: MentionTier;
}

/** Underlines what names a paper in the notes that are seen; while the setting is off nothing is underlined there, no link either. */
export class MentionUnderlines implements vscode.Disposable {
  readonly #mentions: NoteMentions;
  readonly #log: vscode.LogOutputChannel;
  readonly #whole = underlineOf('solid');
  readonly #name = underlineOf('dotted');
  /** Takes away the line that the editor itself draws under links. */
  readonly #none = vscode.window.createTextEditorDecorationType({ textDecoration: 'none' });
  readonly #shown = new Map<vscode.TextEditor, readonly Underline[]>();
  readonly #pausing = new Map<vscode.TextDocument, ReturnType<typeof setTimeout>>();
  readonly #disposables: vscode.Disposable[];
  #disposed = false;

  constructor(mentions: NoteMentions, log: vscode.LogOutputChannel) {
    this.#mentions = mentions;
    this.#log = log;
    this.#disposables = [
      this.#whole,
      this.#name,
      this.#none,
      mentions.onDidChange(() => {
        this.#markAll();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#markAll();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#markSoon(document);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#markSoon(document);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settings.section}.${settings.noteUnderline}`)) this.#markAll();
      }),
    ];
    this.#markAll();
  }

  /** What is underlined in a document; empty where no editor shows it. */
  in(document: vscode.TextDocument): readonly Underline[] {
    if (!isOn(settings.noteUnderline)) return [];
    for (const [editor, underlines] of this.#shown) if (editor.document === document) return underlines;
    return [];
  }

  dispose(): void {
    this.#disposed = true;
    for (const timer of this.#pausing.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #markSoon(document: vscode.TextDocument): void {
    clearTimeout(this.#pausing.get(document));
    this.#pausing.delete(document);
    const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
    if (editors.length === 0) return;
    this.#pausing.set(
      document,
      setTimeout(() => {
        this.#pausing.delete(document);
        for (const editor of editors) this.#mark(editor);
      }, typingPause),
    );
  }

  #markAll(): void {
    const visible = new Set(vscode.window.visibleTextEditors);
    for (const editor of this.#shown.keys()) if (!visible.has(editor)) this.#shown.delete(editor);
    for (const editor of visible) this.#mark(editor);
  }

  #mark(editor: vscode.TextEditor): void {
    void this.#find(editor).catch((error: unknown) => {
      this.#log.error(error instanceof Error ? error : String(error));
    });
  }

  async #find(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    if (!this.#mentions.covers(document)) {
      this.#show(editor, []);
      return;
    }
    if (!this.#mentions.ready) {
      this.#mentions.loadWhenIdle();
      return;
    }
    const { version } = document;
    const mentions = await this.#mentions.of(document);
    if (document.version !== version || !vscode.window.visibleTextEditors.includes(editor)) return;
    this.#show(
      editor,
      mentions.flatMap((mention) => rangesOf(document, mention).map((range) => ({ range, tier: mention.tier }))),
    );
  }

  #show(editor: vscode.TextEditor, underlines: readonly Underline[]): void {
    if (this.#disposed || (underlines.length === 0 && !this.#shown.has(editor))) return;
    const on = isOn(settings.noteUnderline);
    const draw = (type: vscode.TextEditorDecorationType, drawn: (underline: Underline) => boolean): void => {
      editor.setDecorations(
        type,
        underlines.filter(drawn).map(({ range }) => range),
      );
    };
    draw(this.#whole, ({ tier }) => on && tier !== 'name');
    draw(this.#name, ({ tier }) => on && tier === 'name');
    draw(this.#none, () => !on);
    if (underlines.length > 0) this.#shown.set(editor, underlines);
    else this.#shown.delete(editor);
  }
}

function underlineOf(style: 'solid' | 'dotted'): vscode.TextEditorDecorationType {
  const color = `var(--vscode-${colors.mentionUnderline.replaceAll('.', '-')})`;
  return vscode.window.createTextEditorDecorationType({
    textDecoration: `underline ${style} 1px ${color}`,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
