import { drain, type Steps } from '../steps';
import { commentsOf } from './commentSyntax';
import { asciidoc } from './grammars/asciidoc';
import { Mask, type Grammar, type LineState } from './grammars/grammar';
import { latex } from './grammars/latex';
import { html, markdown } from './grammars/markdown';
import { org } from './grammars/org';
import { plaintext } from './grammars/plaintext';
import { restructuredText } from './grammars/restructuredText';
import { sourceCode } from './grammars/sourceCode';
import { typst } from './grammars/typst';

const grammars: ReadonlyMap<string, Grammar> = new Map([
  ...[
    'plaintext',
    'log',
    'csv',
    'tsv',
    'git-commit',
    'git-rebase',
    'scminput',
    'search-result',
    'code-text-binary',
  ].map((id) => [id, plaintext] as const),
  ...['markdown', 'mdx', 'quarto', 'rmd', 'rmarkdown', 'markdown-math', 'prompt', 'instructions', 'chatagent'].map(
    (id) => [id, markdown] as const,
  ),
  ...['latex', 'tex', 'bibtex', 'doctex', 'latex-expl3', 'context', 'rsweave', 'bibtex-style'].map(
    (id) => [id, latex] as const,
  ),
  ...['html', 'xml', 'xsl', 'vue', 'svelte', 'handlebars'].map((id) => [id, html] as const),
  ['restructuredtext', restructuredText],
  ['org', org],
  ['asciidoc', asciidoc],
  ['typst', typst],
]);

/** The grammar of a language, by the name that VS Code has for it. Of a language of source code, comments are prose. */
export function grammarOf(language: string): Grammar {
  return grammars.get(language) ?? sourceCode(commentsOf(language));
}

/**
 * A text with everything but its prose masked: what is code, an address or the source of a link is replaced
 * by characters of no title. Its length and its line feeds stay.
 *
 * @param language The text's language as VS Code names it.
 */
export function proseOf(text: string, language: string): string {
  return maskLines(text, grammarOf(language)).text;
}

/** A text with its prose only, and its lines. */
export interface MaskedLines {
  readonly text: string;
  /** Where each line begins, and the end of the text. */
  readonly starts: number[];
  /** What each line begins in, and what the last one leaves. */
  readonly states: LineState[];
}

/**
 * As `proseOf`, for lines that begin in a state.
 *
 * @param following The text of the line behind the last one.
 */
export function maskLines(text: string, grammar: Grammar, state = grammar.first, following = ''): MaskedLines {
  return drain(maskLinesInSteps(text, grammar, state, following));
}

const lengthPerStep = 20_000;

/** As `maskLines`, pausing at each `yield`. */
export function* maskLinesInSteps(
  text: string,
  grammar: Grammar,
  state = grammar.first,
  following = '',
): Steps<MaskedLines> {
  const parts: string[] = [];
  const starts = [0];
  const states = [state];
  let paused = 0;
  let line = text.slice(0, lineEnd(text, 0));
  for (let start = 0; start < text.length;) {
    start += line.length;
    const next = start < text.length ? text.slice(start, lineEnd(text, start)) : following;
    const masked = maskLine(line, grammar, state, next);
    parts.push(masked.text);
    state = masked.state;
    states.push(state);
    starts.push(start);
    line = next;
    if (start - paused > lengthPerStep) {
      yield;
      paused = start;
    }
  }
  return { text: parts.join(''), starts, states };
}

/** A line with its prose only, and the state that the next line begins in; see `Grammar.line`. */
export function maskLine(
  line: string,
  grammar: Grammar,
  state: LineState,
  next: string,
): { text: string; state: LineState } {
  const mask = new Mask();
  const left = grammar.line(line, state, mask, next);
  return { text: mask.applyTo(line), state: left };
}

const lineBreak = /\r\n?|\n/g;

/** Where the line that begins at `start` ends, with what ends it: CR, LF or both. */
export function lineEnd(text: string, start: number): number {
  lineBreak.lastIndex = start;
  return lineBreak.test(text) ? lineBreak.lastIndex : text.length;
}
