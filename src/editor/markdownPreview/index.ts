import type MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { DigestSource } from '../common/digestSource';
import { extensionId } from '../common/ids';
import { MentionPlugin } from './mentionPlugin';
import { addressesWork, PaperLinks } from './paperLinks';

/** What papers give to VS Code's Markdown preview. */
export interface MarkdownPreview {
  /** Extends the markdown-it of the preview, which VS Code hands in when it first needs it. */
  readonly extendMarkdownIt: (markdown: MarkdownIt) => MarkdownIt;
  readonly disposable: vscode.Disposable;
}

/** Links what names a paper in VS Code's Markdown preview, and opens what such a link leads to. */
export function registerMarkdownPreview(source: DigestSource, log: vscode.LogOutputChannel): MarkdownPreview {
  const links = new PaperLinks(source, {
    extensionId,
    scheme: vscode.env.uriScheme,
    addressesWork: addressesWork(vscode.env),
  });
  const plugin = new MentionPlugin(source, links, log);
  return {
    extendMarkdownIt: (markdown) => plugin.extend(markdown),
    disposable: vscode.Disposable.from(plugin, vscode.window.registerUriHandler(links)),
  };
}
