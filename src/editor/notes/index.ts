import * as vscode from 'vscode';
import type { DigestSource } from '../common/digestSource';
import { MentionHover } from './hover';
import { MentionLinks } from './links';
import { NoteMentions } from './noteMentions';
import { MentionUnderlines } from './underlines';

/** What papers give to notes. */
export interface Notes {
  readonly mentions: NoteMentions;
  readonly underlines: MentionUnderlines;
  readonly disposable: vscode.Disposable;
}

/** Registers what shows papers in notes, and keeps it in step with settings and papers. */
export function registerNotes(source: DigestSource, log: vscode.LogOutputChannel): Notes {
  const mentions = new NoteMentions(source, log);
  const underlines = new MentionUnderlines(mentions, log);
  const hover = new MentionHover(source, mentions);
  const links = new MentionLinks(mentions);
  const disposable = vscode.Disposable.from(
    mentions,
    underlines,
    registerAgain(mentions.onDidChangeSelector, () => vscode.languages.registerHoverProvider(mentions.selector, hover)),
    registerAgain(mentions.onDidChange, () => vscode.languages.registerDocumentLinkProvider(mentions.selector, links)),
  );
  return { mentions, underlines, disposable };
}

/** Registers something, and anew at every event; VS Code has no other way to be told that links are others. */
function registerAgain(event: vscode.Event<void>, register: () => vscode.Disposable): vscode.Disposable {
  let registered = register();
  const listener = event(() => {
    registered.dispose();
    registered = register();
  });
  return new vscode.Disposable(() => {
    listener.dispose();
    registered.dispose();
  });
}
