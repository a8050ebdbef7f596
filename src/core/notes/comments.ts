/** A stretch of a text in UTF-16 code units, from the first to before the last. */
export type Stretch = readonly [start: number, end: number];

const quoted = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'`;
const families = {
  c: String.raw`(\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|${quoted}|` + '`(?:\\\\.|[^`\\\\])*`',
  rust: String.raw`(\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))|"(?:\\.|[^"\\])*"`,
  css: String.raw`(\/\*[^]*?(?:\*\/|$))|${quoted}`,
  hash: String.raw`(#[^\n]*)|${quoted}`,
  python: String.raw`(#[^\n]*|"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$))|${quoted}`,
  julia: String.raw`(#=[^]*?(?:=#|$)|#[^\n]*|"""[^]*?(?:"""|$))|"(?:\\.|[^"\\])*"`,
  dash: String.raw`(--\[\[[^]*?(?:\]\]|$)|--[^\n]*|\{-[^]*?(?:-\}|$)|\/\*[^]*?(?:\*\/|$))|"(?:\\.|[^"\\\n])*"`,
  percent: String.raw`(%[^\n]*)|"(?:\\.|[^"\\\n])*"`,
  lisp: String.raw`(;[^\n]*)|"(?:\\.|[^"\\])*"`,
  markup: String.raw`(<!--[^]*?(?:-->|$))`,
} as const;

const languages: ReadonlyMap<string, keyof typeof families> = new Map(
  Object.entries({
    c: 'c c cpp csharp cuda-cpp dart fsharp go groovy java javascript javascriptreact jsonc kotlin objective-c objective-cpp php scala shaderlab swift typescript typescriptreact',
    rust: 'rust',
    css: 'css less scss',
    hash: 'coffeescript dockerfile elixir makefile perl perl6 powershell r ruby shellscript toml yaml',
    python: 'cython mojo python',
    julia: 'julia',
    dash: 'haskell lua sql',
    percent: 'erlang matlab prolog',
    lisp: 'clojure lisp racket scheme',
    markup: 'html vue xml',
  }).flatMap(([family, names]) => names.split(' ').map((name) => [name, family as keyof typeof families] as const)),
);

/** Whether `commentsIn` knows a language, by VS Code's identifier. */
export function hasKnownComments(language: string): boolean {
  return languages.has(language);
}

/**
 * Where the comments of a source text stand, in order; for Python and Julia also texts in three quotes. It knows strings, so
 * that no address in one is taken for a comment, but no language's whole grammar. Lines of comments that follow each other
 * are one comment, since a title may be wrapped over them. A language that is not known has none.
 */
export function commentsIn(text: string, language: string): Stretch[] {
  const family = languages.get(language);
  if (!family) return [];
  const comments: [number, number][] = [];
  for (const match of text.matchAll(new RegExp(families[family], 'g'))) {
    if (match[1] === undefined) continue;
    const last = comments.at(-1);
    const end = match.index + match[0].length;
    if (last && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(last[1], match.index))) last[1] = end;
    else comments.push([match.index, end]);
  }
  return comments;
}

/** Whether a stretch stands in one of others, which are in order and apart. */
export function isWithin([start, end]: Stretch, others: readonly Stretch[]): boolean {
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((others[middle]?.[1] ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const other = others[low];
  return other !== undefined && other[0] <= start;
}
