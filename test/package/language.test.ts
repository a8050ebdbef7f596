import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../host/paths';
import { afterRename, bannedWords } from './bannedWords';
import type { BannedWord, TextKind } from './wordPatterns';

/** A text of the project: an identifier, or a line of anything else. */
interface Text {
  readonly kind: TextKind;
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

/** A file with fixed texts, such as quoted titles. */
interface Exemption {
  /** A file, or a folder with a slash at its end, relative to the root of the project. */
  readonly path: string;
  /** The words that may stand there; every word if it is left out. */
  readonly words?: RegExp;
  readonly reason: string;
}

/** Texts that are given from outside, or whose spelling is what a test is about. */
const exemptions: readonly Exemption[] = [
  { path: 'test/fixtures/', reason: 'input texts' },
  { path: 'test/host/npm/', reason: 'a lock file' },
  { path: 'test/package/bannedWords.ts', reason: 'this list' },
  { path: 'src/core/topics/taxonomy.json', reason: 'phrases in every spelling that papers use' },
  { path: 'src/core/topics/termModel.json', reason: 'terms in every spelling that papers use' },
  { path: 'src/core/topics/subgroups.ts', words: /\b(?:behaviour|modelling)\b/g, reason: 'a stop list' },
  { path: 'src/core/mentions/commonWords.ts', words: /\b(?:amongst|analyse|whilst)\b/g, reason: 'a stop list' },
  { path: 'test/core/invented.ts', words: /\bTokenisation\b/g, reason: 'a title in UK English' },
  { path: 'test/core/search/paperSearch.test.ts', words: /\b[Tt]okenisation\b/g, reason: 'queries in UK English' },
  { path: 'test/core/search/searchIndex.test.ts', words: /\b[Tt]okenisation/g, reason: 'queries in UK English' },
  { path: 'test/core/search/termCache.test.ts', words: /\btokenis(?:ation|ing)\b/g, reason: 'a text in UK English' },
  { path: 'test/core/search/tokens.test.ts', words: /\b(?:tokenisation|optimised)\b/g, reason: 'UK English' },
  { path: 'test/core/topics/tokens.test.ts', words: /\b(?:optimisation|quantised)\b/g, reason: 'UK English' },
  { path: 'test/core/topics/classifier.test.ts', words: /\boptimised\b/g, reason: 'UK English' },
  {
    path: 'test/core/topics/taxonomy.test.ts',
    words: /\b(?:behaviour|colour|fibres|generalise|optimisation|modelling|analysed)\b/gi,
    reason: 'words that a taxonomy must not have',
  },
];

const folders = ['src', 'tools', 'test', 'media', 'docs'];
const documents = ['package.json', 'package.nls.json', 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md'];

/** The texts that are checked, those of files that are wholly exempt left out. */
function readTexts(): Text[] {
  const scripts = readdirSync(ROOT).filter((name) => name.endsWith('.mjs'));
  const files = [...folders, ...documents, ...scripts].filter((name) => existsSync(join(ROOT, name))).flatMap(filesIn);
  return files
    .filter((path) => !exemptions.some((exemption) => !exemption.words && covers(exemption.path, path)))
    .flatMap((path) => [...nameTexts(path), ...contentTexts(path, readFileSync(join(ROOT, path), 'utf8'))]);
}

function filesIn(name: string): string[] {
  if (statSync(join(ROOT, name)).isFile()) return [name];
  return readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|mjs|json|md|css|txt)$/.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(ROOT.length + 1)
        .replaceAll(sep, '/'),
    );
}

function covers(exempt: string, path: string): boolean {
  return exempt.endsWith('/') ? path.startsWith(exempt) : path === exempt;
}

function nameTexts(path: string): Text[] {
  return path.split(/[/.]/).map((text) => ({ kind: 'name', text, path, line: 1 }));
}

function contentTexts(path: string, content: string): Text[] {
  if (/\.(?:ts|mjs)$/.test(path)) return codeTexts(path, content);
  const kind = path === 'package.nls.json' ? 'message' : 'document';
  return content.split('\n').map((text, i) => ({ kind, text, path, line: i + 1 }));
}

/** The identifiers, comments and strings of code. Regular expressions are no texts. */
function codeTexts(path: string, content: string): Text[] {
  const file = ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true);
  const texts: Text[] = [];
  const comments = new Set<number>();
  const add = (kind: TextKind, start: number, text: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(start);
    for (const [i, row] of text.split('\n').entries()) texts.push({ kind, text: row, path, line: line + i + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJSDoc(node)) return;
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(content, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(content, node.end) ?? []),
    ]) {
      if (!comments.has(pos)) add('comment', pos, content.slice(pos, end));
      comments.add(pos);
    }
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) add('name', node.getStart(file), node.text);
    else if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
      add(isMessage(node) ? 'message' : 'string', node.getStart(file), node.text);
    for (const child of node.getChildren(file)) visit(child);
  };
  visit(file);
  return texts;
}

/** Whether a string is the text that `vscode.l10n.t` translates. */
function isMessage({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && /\bl10n\.t$/.test(parent.expression.getText());
}

/** The different texts of each kind, and all occurrences of each. */
function groupTexts(texts: readonly Text[]): Map<TextKind, Map<string, Text[]>> {
  const kinds = new Map<TextKind, Map<string, Text[]>>();
  for (const text of texts) {
    const byText = kinds.get(text.kind) ?? new Map<string, Text[]>();
    kinds.set(text.kind, byText);
    const same = byText.get(text.text);
    if (same) same.push(text);
    else byText.set(text.text, [text]);
  }
  return kinds;
}

/** The occurrences of a banned word, as `path:line: text`. */
function find(
  { pattern, in: kinds }: BannedWord,
  grouped: ReadonlyMap<TextKind, ReadonlyMap<string, Text[]>>,
): string[] {
  return kinds
    .flatMap((kind) => [...(grouped.get(kind) ?? [])])
    .filter(([text]) => pattern.test(text))
    .flatMap(([, texts]) => texts.filter((text) => pattern.test(withoutExempt(text))))
    .map(({ text, path, line }) => `${path}:${String(line)}: ${text.trim().slice(0, 100)}`);
}

function withoutExempt({ text, path }: Text): string {
  return exemptions.reduce(
    (rest, { words, path: exempt }) => (words && covers(exempt, path) ? rest.replaceAll(words, '') : rest),
    text,
  );
}

/** Set to also check what is to hold after the renames. */
const isRenamed = process.env['PAPER_DIGEST_RENAMED'] !== undefined;

describe('the language of the project', () => {
  let texts: readonly Text[] = [];
  let grouped: ReadonlyMap<TextKind, ReadonlyMap<string, Text[]>> = new Map();

  before(() => {
    texts = readTexts();
    grouped = groupTexts(texts);
  });

  it('is read from names, comments, strings, messages and documents', () => {
    const holds = (kind: TextKind, path: string, text: RegExp): boolean =>
      texts.some((found) => found.kind === kind && found.path === path && text.test(found.text));
    assert.ok(holds('name', 'src/extension.ts', /^activate$|^start$/));
    assert.ok(holds('name', 'test/package/language.test.ts', /^language$/));
    assert.ok(holds('comment', 'test/package/language.test.ts', /^\/\*\* Set to also check/));
    assert.ok(holds('string', 'test/package/language.test.ts', /^the language of the project$/));
    assert.ok(texts.some(({ kind, path }) => kind === 'message' && path.startsWith('src/editor/')));
    assert.ok(holds('message', 'package.nls.json', /"displayName"|"extension/));
    for (const path of documents.filter((name) => name.endsWith('.md'))) assert.ok(holds('document', path, /^# /));
  });

  it('is taken from code with its lines', () => {
    const code = [
      '// A comment',
      "import { value } from 'module'; /* and",
      ' another */',
      'class Shape { #local = `head ${value} tail`; }',
      "vscode.l10n.t('A message', 'An argument');",
    ];
    const found = codeTexts('a.ts', code.join('\n')).map(({ kind, text, line }) => `${String(line)} ${kind} ${text}`);
    assert.deepEqual(found.sort(), [
      '1 comment // A comment',
      '2 comment /* and',
      '2 name value',
      '2 string module',
      '3 comment  another */',
      '4 name #local',
      '4 name Shape',
      '4 name value',
      '4 string  tail',
      '4 string head ',
      '5 message A message',
      '5 message An argument',
      '5 name l10n',
      '5 name t',
      '5 name vscode',
    ]);
  });

  it('has a working pattern for each banned word', () => {
    for (const { pattern, use, examples } of [...bannedWords, ...afterRename]) {
      assert.ok(examples.length > 0, String(pattern));
      for (const example of examples) assert.match(example, pattern);
      assert.doesNotMatch(use, pattern);
    }
  });

  it('has no exemption for a file or word that is not there', () => {
    for (const { path, words } of exemptions) {
      assert.ok(existsSync(join(ROOT, path)), path);
      if (words)
        assert.ok(
          texts.some((text) => covers(path, text.path) && text.text.search(words) >= 0),
          path,
        );
    }
  });

  for (const word of [...bannedWords, ...(isRenamed ? afterRename : [])])
    it(`has “${word.use}” for ${String(word.pattern)}`, () => {
      assert.deepEqual(find(word, grouped), []);
    });
});
