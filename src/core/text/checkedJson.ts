import { createScanner, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node as JsonNode, ParseError, ParseOptions } from 'jsonc-parser';
import { visible } from './prose';

/** A complaint about a place in a file that a user may have written. */
export interface JsonProblem<Kind extends string> {
  /** Where it begins and ends, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
  readonly kind: Kind;
  readonly excerpt: string;
}

/** The kinds of problems for which a text is no JSON. */
export type JsonSyntaxKind = keyof typeof jsonSyntaxMessages;

/** What to tell about them, in English; `{0}` stands for the excerpt. */
export const jsonSyntaxMessages = {
  syntax: 'This cannot be read as JSON: {0}',
  commaMissing: 'A comma is missing before this: {0}',
  notClosed: 'Something that was opened is not closed here.',
  tooDeep: 'This is nested too deeply. Nothing of the file is used.',
} as const;

const deepest = 100;
const excerptLength = 60;

interface Place {
  readonly offset: number;
  readonly length: number;
}

/** A text that should be JSON, with the complaints about it. */
export class CheckedJson<Kind extends string> {
  readonly #text: string;
  readonly #options: ParseOptions;
  readonly #problems: Omit<JsonProblem<Kind | JsonSyntaxKind>, 'line'>[] = [];

  constructor(text: string, options: ParseOptions) {
    this.#text = text;
    this.#options = options;
  }

  /** Reads what is sound of the text and complains of the rest; null where there is nothing to go on with. */
  parse(): JsonNode | null {
    const depth = tooDeep(this.#text);
    if (depth) {
      this.complain(depth, 'tooDeep');
      return null;
    }
    const errors: ParseError[] = [];
    const root = parseTree(this.#text, errors, this.#options);
    for (const error of errors) this.complain(this.#placeOf(error), syntaxKind(error));
    return !root || (root.type !== 'object' && errors.length > 0) ? null : root;
  }

  complain(
    place: Place,
    kind: Kind | JsonSyntaxKind,
    excerpt = this.#text.slice(place.offset, place.offset + place.length),
  ): null {
    const flat = visible(excerpt.slice(0, 10 * excerptLength));
    this.#problems.push({
      start: place.offset,
      end: place.offset + place.length,
      kind,
      excerpt: flat.length > excerptLength ? `${flat.slice(0, excerptLength - 1)}…` : flat,
    });
    return null;
  }

  /** The problems in the order of the text. One syntax error brings others with it: the first of a line is told. */
  problems(): JsonProblem<Kind | JsonSyntaxKind>[] {
    const breaks = Array.from(this.#text.matchAll(/\r\n|\r|\n/g), ({ 0: { length }, index }) => index + length);
    let line = 1;
    let broken = 0;
    return this.#problems
      .toSorted((a, b) => a.start - b.start || a.end - b.end)
      .flatMap((problem) => {
        while ((breaks[line - 1] ?? Infinity) <= problem.start) line++;
        if (problem.kind in jsonSyntaxMessages) {
          if (broken === line) return [];
          broken = line;
        }
        return [{ ...problem, line }];
      });
  }

  /** The place of a syntax error; never beyond the end of the text. */
  #placeOf({ offset, length }: ParseError): Place {
    const start = Math.min(offset, this.#text.length);
    return { offset: start, length: Math.min(length, this.#text.length - start) };
  }
}

/** Key, the key's node and the value's node of each property; no value's where the text has none. */
export function propertiesOf(node: JsonNode): [key: string, keyNode: JsonNode, value: JsonNode | undefined][] {
  return (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    typeof key?.value === 'string' ? [[key.value, key, value]] : [],
  );
}

function syntaxKind({ error }: ParseError): JsonSyntaxKind {
  const name = printParseErrorCode(error);
  if (name === 'CommaExpected') return 'commaMissing';
  return /^Close|^UnexpectedEnd/.test(name) ? 'notClosed' : 'syntax';
}

/** The bracket at which a text is nested too deeply for the parser, which calls itself. */
export function tooDeep(text: string): Place | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const offset = scanner.getTokenOffset();
    const token = text.charAt(offset);
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth > deepest) return { offset, length: 1 };
  }
  return null;
}
