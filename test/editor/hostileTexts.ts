import { strict as assert } from 'node:assert';
import type { MarkdownString } from 'vscode';
import type { Shown } from './recordedWindow';

/** Texts that VS Code would make something of: links that run commands, icons, pictures, Markdown, turned text. */
export const hostileTexts = [
  '[Undo](command:workbench.action.terminal.new)',
  '[Undo](command:a?%5B%22b%22%5D "Undo")',
  '[site](https://example.invalid/a)',
  '[file](file:///etc/hosts)',
  '![pixel](https://pixel.invalid/a.gif)',
  '$(trash)',
  '$(sync~spin)',
  '\\$(trash)',
  '$(a b)',
  'https://example.invalid/b',
  'www.example.invalid a@example.invalid',
  '**bold** ~~gone~~ __strong__',
  '<img src=x onerror=alert(1)>',
  '\u202egnp\u202c\u2066x\u2069\u200f',
] as const;

/** The same, without what cannot stand in the name of a file. */
export const hostileNames = hostileTexts.map((text) => text.replaceAll('/', '-'));

/** A text as a user sees it: without characters that have no width. */
export function seen(text: string): string {
  return text.replace(/[\u200b\u2060\ufeff]/g, '');
}

const controls = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
/** As VS Code finds links in messages. */
const link = /\[[^\]]+\]\((?:https?:\/\/|command:|file:)[^)\s]+/i;
const icon = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;
/** Links, pictures and addresses that Markdown as GitHub has it finds; emphasis that can begin. */
const markdown = /\]\(|\b(?:https?|ftp):\/\/|\bwww\.|\w@\w|[*~]+[^\s*~]|(?<!\w)_+[^\s_]|^\s*(?:[#>+*-]|\d+[.)])/i;
/** Icons of our own, which stand before a text. */
const ownIcon = /^\$\((?:add|check|blank)\) /;

/** Checks that VS Code makes nothing of a text but what the user sees. */
export function assertInertText({ sink, kind, text }: Shown): void {
  const where = `${sink}: ${text}`;
  assert.doesNotMatch(text, controls, where);
  if (kind === 'plain') return;
  assert.doesNotMatch(text.replace(ownIcon, ''), icon, where);
  if (kind === 'message') assert.doesNotMatch(text, link, where);
  if (kind === 'row') assert.doesNotMatch(text, markdown, where);
}

/** Checks that nothing in the Markdown but `links` links of ours could do anything. */
export function assertInert({ value, supportHtml, supportThemeIcons }: MarkdownString, links: number): void {
  assert.ok(!supportHtml && !supportThemeIcons);
  const unescaped = value.replace(/\\[!-/:-@[-`{-~]/g, '');
  const ours = unescaped.replace(
    /\[[\w ]+\]\(command:paperDigest\.(?:openAbstract|openInDump)\?[%\w.!~*'()-]+\)/g,
    'OURS',
  );
  assert.equal(ours.split('OURS').length - 1, links);
  assert.ok(!/[<>[\]()`$!]/.test(ours), ours.slice(0, 400));
  assert.ok(value.length < 5_000);
}
