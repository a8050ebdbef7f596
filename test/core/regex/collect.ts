import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/** A regular expression of the source, with where it stands first. */
export interface SourceExpression {
  readonly source: string;
  readonly flags: string;
  /** A path below `src` and a line, counted from 1. */
  readonly place: string;
}

/** All regular expressions of the source: those it writes and those it builds. */
export interface Collected {
  readonly literals: readonly SourceExpression[];
  readonly built: readonly SourceExpression[];
  /** Places that build expressions, none of which was seen being built. */
  readonly unseen: readonly string[];
}

const src = join(__dirname, '../../../src');

interface Site {
  readonly file: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** Languages whose notes are masked by expressions of their own. */
const languages = ['markdown', 'html', 'latex', 'asciidoc', 'org', 'restructuredtext', 'typst', 'plaintext'];

/** A text with a beginning of each kind that is protected, and with code in HTML: all their expressions are built. */
const everything = 'https://a.b www.a.b/ a@b.c d.py 10.1234/x $x$ `code` \ufffc <pre>';

/**
 * Collects the expressions. It has to run in a process of its own that has imported nothing of `src` yet: an expression
 * that is built while a module is evaluated is seen by way of `RegExp` itself.
 */
async function collect(): Promise<Collected> {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.d)\.ts$/.test(file));
  const literals: SourceExpression[] = [];
  const sites: Site[] = [];
  for (const file of files) scan(file, literals, sites);
  const built = await builtBy(files.filter((file) => file.startsWith('core')));
  const isSeen = ({ file, firstLine, lastLine }: Site): boolean =>
    built.some(({ place }) => {
      const [path, line] = place.split(':');
      return path === file && firstLine <= Number(line) && Number(line) <= lastLine;
    });
  const unseen = sites.filter((site) => !isSeen(site)).map(({ file, firstLine }) => `${file}:${String(firstLine)}`);
  return { literals, built, unseen };
}

/** Finds the literals of a file, and where it calls `new RegExp`. */
function scan(path: string, literals: SourceExpression[], sites: Site[]): void {
  const text = readFileSync(join(src, path), 'utf8');
  const file = path.replaceAll(sep, '/');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lineAt = (offset: number): number => tree.getLineAndCharacterOfPosition(offset).line + 1;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const place = `${file}:${String(lineAt(node.getStart()))}`;
      literals.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), place });
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') {
      sites.push({ file, firstLine: lineAt(node.getStart()), lastLine: lineAt(node.end) });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
}

async function builtBy(files: readonly string[]): Promise<SourceExpression[]> {
  const built: SourceExpression[] = [];
  const original = RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, args: unknown[], newTarget: typeof RegExp) {
      const expression = Reflect.construct(target, args, newTarget) as RegExp;
      const place = placeIn(new Error().stack ?? '');
      if (place !== null) built.push({ source: expression.source, flags: expression.flags, place });
      return expression;
    },
  });
  try {
    for (const file of files) await import(join(src, file));
    const { readable } = await import('../../../src/core/text/readable');
    const { proseOf } = await import('../../../src/core/mentions/noteText');
    const { knownLanguages } = await import('../../../src/core/mentions/commentSyntax');
    const { phraseTest } = await import('../../../src/core/search/phrases');
    readable(everything);
    phraseTest('a phrase', false);
    for (const language of [...languages, ...knownLanguages()]) proseOf(everything, language);
  } finally {
    globalThis.RegExp = original;
  }
  return built;
}

/** The path below `src` and the line of the innermost call of a stack that is in `src`. */
function placeIn(stack: string): string | null {
  for (const [, path = '', line = ''] of stack.matchAll(/\(?((?:file:\/\/)?\/[^():]+|[A-Z]:[^():]+):(\d+):\d+\)?$/gm)) {
    const file = relative(src, path.replace(/^file:\/\//, ''));
    if (!file.startsWith('..') && !file.startsWith(sep)) return `${file.replaceAll(sep, '/')}:${line}`;
  }
  return null;
}

void collect().then((collected) => {
  process.stdout.write(JSON.stringify(collected));
});
