import * as vscode from 'vscode';
import type { DigestSource } from '../common/digestSource';
import type { PaperBacklinks } from '../common/paperBacklinks';
import type { HeldKeys } from '../common/heldKeys';
import type { PaperFinder } from '../common/paperFinder';
import type { SelectedPapers } from '../common/paperOf';
import { registerAgain } from '../common/registerAgain';
import { PaperCompletion, triggers } from './completion';
import { DidYouMean } from './didYouMean';
import { MentionHover } from './hover';
import { registerInsert, type ChoosePaper } from './insert';
import { MentionLinks } from './links';
import { NoteMentions } from './noteMentions';
import { MentionReferences } from './references';
import { MentionUnderlines } from './underlines';

/** What papers give to notes. */
export interface Notes {
  readonly mentions: NoteMentions;
  readonly underlines: MentionUnderlines;
  readonly disposable: vscode.Disposable;
}

/** What notes need of other surfaces. */
export interface NotesNeeds {
  readonly backlinks: PaperBacklinks;
  readonly keys: HeldKeys;
  readonly choose: ChoosePaper;
  readonly selected: SelectedPapers;
  readonly log: vscode.LogOutputChannel;
}

/** Registers what shows papers in notes and puts them there, and keeps it in step with settings and papers. */
export function registerNotes(
  source: DigestSource,
  finder: PaperFinder,
  { backlinks, keys, choose, selected, log }: NotesNeeds,
): Notes {
  const mentions = new NoteMentions(source, log);
  const underlines = new MentionUnderlines(mentions, log);
  const hover = new MentionHover(source, mentions);
  const links = new MentionLinks(mentions);
  const didYouMean = new DidYouMean(source, mentions);
  const references = new MentionReferences(source, mentions, backlinks);
  const completion = new PaperCompletion(source, finder, mentions);
  const disposable = vscode.Disposable.from(
    mentions,
    underlines,
    registerAgain([mentions.onDidChangeSelector], () =>
      vscode.languages.registerHoverProvider(mentions.selector, hover),
    ),
    registerAgain([mentions.onDidChangeSelector], () =>
      vscode.languages.registerCompletionItemProvider(mentions.selector, completion, ...triggers),
    ),
    registerAgain([mentions.onDidChangeSelector], () =>
      vscode.languages.registerCodeActionsProvider(mentions.selector, didYouMean, DidYouMean.metadata),
    ),
    registerAgain([mentions.onDidChangeSelector], () =>
      vscode.languages.registerReferenceProvider(mentions.selector, references),
    ),
    registerInsert(source, mentions, { keys, choose, selected }),
    registerAgain([mentions.onDidChange], () =>
      vscode.languages.registerDocumentLinkProvider(mentions.selector, links),
    ),
  );
  return { mentions, underlines, disposable };
}
