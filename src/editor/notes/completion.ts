import * as vscode from 'vscode';
import { begun, brackets, isHeading, isInCode, isInLink, type Begun } from '../../core/notes/context';
import type { Paper, PaperId } from '../../core/paper';
import { newestFirst } from '../../core/search/paperSearch';
import { Tier } from '../../core/search/searchIndex';
import { CancelledError } from '../../core/steps';
import { compact, compactWithOffsets } from '../../core/text/compact';
import { titleText } from '../common/describe';
import type { DigestSource } from '../common/digestSource';
import { commands } from '../common/ids';
import type { PaperFinder } from '../common/paperFinder';
import { SafeCompletionItem } from '../common/sinks/items';
import { markdownString } from '../common/sinks/markdown';
import { orNothing } from './mentionAt';
import { insertionsInto } from './insertion';
import type { NoteMentions } from './noteMentions';
import { previewText } from '../common/preview';

/** A blank completes a title begun where VS Code does not ask while words are typed, as in Markdown. */
export const triggers = ['[', ' '] as const;

const searchedFor = 20;
const offeredForBeginning = 10;
const longestLine = 5_000;
/** Where a search finds nothing by a last word as short as this, such as the first letters of another, it goes without it. */
const hardlyBegun = 3;

/**
 * VS Code drops what it was given when letters typed since do not stand in this order in its filter text, before it asks
 * again. What a search finds need not have them: some of any letters are let pass.
 */
const anyLetters = 'abcdefghijklmnopqrstuvwxyz0123456789'.repeat(3);

/** A paper that a note is completed by. */
export class PaperItem extends SafeCompletionItem {
  readonly id: PaperId;

  constructor(id: PaperId, title: string, year?: string) {
    super(title, vscode.CompletionItemKind.Reference, year);
    this.id = id;
  }
}

/** Completes papers in notes: all that a search finds after `[[`, and titles that begin with the words before the cursor. */
export class PaperCompletion implements vscode.CompletionItemProvider<PaperItem> {
  readonly #source: DigestSource;
  readonly #finder: PaperFinder;
  readonly #mentions: NoteMentions;

  constructor(source: DigestSource, finder: PaperFinder, mentions: NoteMentions) {
    this.#source = source;
    this.#finder = finder;
    this.#mentions = mentions;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList<PaperItem> | undefined> {
    if (!this.#mentions.isNote(document)) return undefined;
    const line = document.lineAt(position).text;
    if (line.length > longestLine) return undefined;
    const found = await this.#find(document, position, token).catch(orNothing);
    if (!found || token.isCancellationRequested) return undefined;
    const { papers, from, inBrackets } = found;
    const closing = inBrackets ? (/^\]{0,2}/.exec(line.slice(position.character))?.[0].length ?? 0) : 0;
    const range = new vscode.Range(position.line, from.column, position.line, position.character + closing);
    const typed = line.slice(from.column, position.character);
    const insertions = await insertionsInto(this.#source.digest, document, papers, inBrackets);
    const items = papers.map((paper, rank) => {
      const item = itemOf(paper, rank);
      item.range = range;
      item.insertText = insertions[rank] ?? '';
      item.command = { command: commands.holdCitationKey, title: '', arguments: [paper.id] };
      item.filterText = typed + (inBrackets ? anyLetters : restOf(titleText(paper), from.text));
      return item;
    });
    return new vscode.CompletionList(
      items.filter(({ insertText }) => insertText !== document.getText(range)),
      true,
    );
  }

  resolveCompletionItem(item: PaperItem): PaperItem {
    const { digest } = this.#source;
    const paper = digest.find(item.id);
    if (paper) item.documentation = markdownString(previewText(digest, paper));
    return item;
  }

  async #find(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<Found | undefined> {
    const { languageId: language } = document;
    const { text } = document.lineAt(position);
    const [before, after] = [text.slice(0, position.character), text.slice(position.character)];
    const inBrackets = brackets(before);
    const above = (lines: number): string =>
      document.getText(new vscode.Range(Math.max(0, position.line - lines), 0, position.line, 0));
    const below = position.line + 1 < document.lineCount ? document.lineAt(position.line + 1).text : '';
    const beginnings =
      inBrackets || isHeading(language, before, above(2), below) || isInLink(language, before, after)
        ? []
        : begun(before);
    if ((!inBrackets && beginnings.length === 0) || isInCode(language, above(position.line), before)) return undefined;
    if (!inBrackets && !this.#mentions.ready) {
      this.#mentions.loadWhenIdle();
      return undefined;
    }
    await this.#finder.load();
    const isCancelled = (): boolean => token.isCancellationRequested;
    if (inBrackets)
      return { papers: await this.#search(inBrackets.text, isCancelled), from: inBrackets, inBrackets: true };
    for (const from of beginnings) {
      if (isCancelled()) throw new CancelledError();
      const query = wordsOf(from.text);
      const { papers } = await this.#finder.search(query, { limit: offeredForBeginning, strict: true, isCancelled });
      const titled = papers.filter(({ tier }) => tier <= Tier.TitlePrefix);
      if (titled.length > 0) return { papers: titled.map(({ paper }) => paper), from, inBrackets: false };
    }
    return undefined;
  }

  async #search(text: string, isCancelled: () => boolean): Promise<readonly Paper[]> {
    const query = wordsOf(text);
    if (query === '') return newestFirst(this.#source.digest.papers.values(), searchedFor);
    const { papers } = await this.#finder.search(query, { limit: searchedFor, isCancelled });
    const lastWord = query.slice(query.lastIndexOf(' ') + 1);
    if (papers.length === 0 && lastWord.length <= hardlyBegun)
      return this.#search(query.slice(0, -lastWord.length), isCancelled);
    return papers.map(({ paper }) => paper);
  }
}

interface Found {
  readonly papers: readonly Paper[];
  readonly from: Begun;
  readonly inBrackets: boolean;
}

function itemOf(paper: Paper, rank: number): PaperItem {
  const year = /^\d{4}/.exec(paper.date?.iso ?? '')?.[0];
  const item = new PaperItem(paper.id, titleText(paper), year);
  item.sortText = String(rank).padStart(3, '0');
  return item;
}

/** What is left of a title that begins with a text, as it will be typed on. */
function restOf(title: string, text: string): string {
  const { length } = compact(text);
  return title.slice(compactWithOffsets(title).ends[length - 1] ?? title.length);
}

/** A text's words alone, so that nothing in it is a field, a phrase or an exclusion of the search. */
function wordsOf(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
}
