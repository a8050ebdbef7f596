/** How a language of source code writes comments and what else may hold their marks. */
export interface Comments {
  /** What begins a comment that goes to the end of its line. */
  readonly line: readonly string[];
  readonly blocks: readonly (readonly [open: string, close: string])[];
  /** What begins and ends a string. */
  readonly quotes: readonly string[];
  /** Quotes that go on over line ends. */
  readonly multiline: readonly string[];
  /** Quotes of strings that are documentation where they begin a line. */
  readonly docs: readonly string[];
}

const slashes = comments('// /*…*/', `" '`);
const styles: readonly (readonly [languages: string, comments: Comments])[] = [
  ['javascript javascriptreact typescript typescriptreact', comments('// /*…*/', `" '`, '`')],
  ['go', comments('// /*…*/', `" '`, '`')],
  ['rust', comments('// /*…*/', '"')],
  ['java kotlin scala dart groovy swift', comments('// /*…*/', `" '`, '', '"""')],
  [
    'c cpp csharp objective-c objective-cpp cuda-cpp scss less jsonc json5 zig glsl hlsl wgsl verilog systemverilog proto proto3',
    slashes,
  ],
  ['css', comments('/*…*/', `" '`)],
  ['php', comments('// # /*…*/', `" '`)],
  ['python starlark', comments('#', `" '`, '', `""" '''`)],
  ['julia', comments('# #=…=#', '"', '', '"""')],
  ['elixir nim', comments('#', `" '`, '', '"""')],
  [
    'ruby perl perl6 r shellscript yaml dockercompose toml dockerfile makefile cmake awk tcl graphql gdscript properties ignore crystal',
    comments('#', `" '`),
  ],
  ['powershell', comments('# <#…#>', `" '`)],
  ['coffeescript', comments('# ###…###', `" '`)],
  ['lua', comments('-- --[[…]]', `" '`)],
  ['sql pgsql plsql mysql', comments('-- /*…*/', `" '`)],
  ['haskell elm purescript agda idris lean lean4', comments('-- {-…-} /-…-/', '"')],
  ['ada vhdl', comments('--', '"')],
  ['matlab octave', comments('% %{…%}', '"')],
  ['erlang prolog', comments('% /*…*/', `" '`)],
  ['ocaml fsharp coq sml pascal', comments('// (*…*)', '"')],
  ['lisp commonlisp scheme racket clojure emacs-lisp elisp', comments('; #|…|#', '"')],
  ['ini asm nasm', comments('; #', '"')],
  ['fortran fortran-modern FortranFreeForm', comments('!', `" '`)],
  ['vb', comments(`'`, '"')],
  ['json jsonl', comments('', '"')],
];

const byLanguage: ReadonlyMap<string, Comments> = new Map(
  styles.flatMap(([languages, style]) => languages.split(' ').map((id) => [id, style] as const)),
);
const unknown = comments('// # /*…*/', `" '`);

/** Whether a language of source code is known, by the name that VS Code has for it. */
export function hasComments(language: string): boolean {
  return byLanguage.has(language);
}

/** The languages of source code that are known, by the names that VS Code has for them. */
export function knownLanguages(): Iterable<string> {
  return byLanguage.keys();
}

/** The comments of a language, by the name that VS Code has for it. */
export function commentsOf(language: string): Comments {
  return byLanguage.get(language) ?? unknown;
}

function comments(marks: string, quotes: string, multiline = '', docs = ''): Comments {
  const parts = marks.split(' ').filter((mark) => mark !== '');
  const split = (text: string): string[] => text.split(' ').filter((part) => part !== '');
  return {
    line: parts.filter((mark) => !mark.includes('…')),
    blocks: parts.flatMap((mark) => {
      const [open, close] = mark.split('…');
      return open === undefined || close === undefined ? [] : [[open, close] as const];
    }),
    quotes: split(quotes),
    multiline: split(multiline),
    docs: split(docs),
  };
}
