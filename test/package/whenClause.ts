/**
 * A `when` clause of VS Code, see https://code.visualstudio.com/api/references/when-clause-contexts. A key by itself and a
 * key compared with `true` or `false` is a boolean; any other comparison makes a string of it.
 */
export type WhenClause =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'equals'; readonly key: string; readonly value: string }
  | { readonly kind: 'matches'; readonly key: string; readonly pattern: RegExp }
  | { readonly kind: 'compares'; readonly key: string; readonly operator: string; readonly value: number }
  | { readonly kind: 'not'; readonly operand: WhenClause }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly WhenClause[] };

type Context = ReadonlyMap<string, boolean | string>;

const tokens = /\s*(\|\||&&|==|!=|=~|<=|>=|<|>|!|\(|\)|'[^']*'|\/(?:[^/\\]|\\.)+\/[a-z]*|[\w.:-]+)/y;

/**
 * Parses a clause; none is always true.
 *
 * @throws Error where the text is no clause, or uses an operator that the project does not.
 */
export function parseWhen(text: string | undefined): WhenClause {
  if (text === undefined) return { kind: 'constant', value: true };
  const words = tokenize(text);
  const clause = parseChain(words, 'or');
  if (words.length > 0) throw new Error(`"${words[0] ?? ''}" is too much in "${text}".`);
  return clause;
}

function tokenize(text: string): string[] {
  const words: string[] = [];
  tokens.lastIndex = 0;
  for (let end = 0; text.slice(end).trim() !== ''; end = tokens.lastIndex) {
    const [, word] = tokens.exec(text) ?? [];
    if (word === undefined) throw new Error(`"${text.slice(end)}" cannot be read in "${text}".`);
    words.push(word);
  }
  return words;
}

function parseChain(words: string[], kind: 'or' | 'and'): WhenClause {
  const operands: WhenClause[] = [];
  do operands.push(kind === 'or' ? parseChain(words, 'and') : parseTerm(words));
  while (words[0] === (kind === 'or' ? '||' : '&&') && words.shift() !== undefined);
  return operands.length === 1 && operands[0] ? operands[0] : { kind, operands };
}

function parseTerm(words: string[]): WhenClause {
  const word = words.shift();
  if (word === '!') return { kind: 'not', operand: parseTerm(words) };
  if (word === '(') {
    const inner = parseChain(words, 'or');
    if (words.shift() !== ')') throw new Error('A parenthesis is not closed.');
    return inner;
  }
  if (word === 'true' || word === 'false') return { kind: 'constant', value: word === 'true' };
  if (word === undefined || !/^[A-Za-z]/.test(word)) throw new Error(`"${word ?? ''}" is no context key.`);
  return parseComparison(word, words);
}

function parseComparison(key: string, words: string[]): WhenClause {
  const operator = words[0] ?? '';
  if (!/^(?:[=!]=|=~|[<>]=?)$/.test(operator)) {
    if (operator === 'in' || operator === 'not') throw new Error('The operator "in" is not supported.');
    return { kind: 'key', key };
  }
  words.shift();
  const operand = words.shift() ?? '';
  if (operator === '=~') {
    const [, source, flags] = /^\/(.+)\/([a-z]*)$/.exec(operand) ?? [];
    if (source === undefined) throw new Error(`"${operand}" is no regular expression.`);
    return { kind: 'matches', key, pattern: new RegExp(source, flags) };
  }
  if (/[<>]/.test(operator)) return { kind: 'compares', key, operator, value: Number(operand) };
  if (!/^(?:'.*'|[\w.:-]+)$/.test(operand)) throw new Error(`"${operand}" is no value.`);
  const value = operand.replace(/^'|'$/g, '');
  const equals: WhenClause =
    value === 'true' || value === 'false'
      ? value === 'true'
        ? { kind: 'key', key }
        : { kind: 'not', operand: { kind: 'key', key } }
      : { kind: 'equals', key, value };
  return operator === '==' ? equals : { kind: 'not', operand: equals };
}

/** All comparisons of context keys in a clause. */
function comparisonsIn(clause: WhenClause): Extract<WhenClause, { key: string }>[] {
  switch (clause.kind) {
    case 'constant':
      return [];
    case 'not':
      return comparisonsIn(clause.operand);
    case 'and':
    case 'or':
      return clause.operands.flatMap(comparisonsIn);
    default:
      return [clause];
  }
}

/** The context keys in a clause, each once. */
export function keysIn(clause: WhenClause): string[] {
  return [...new Set(comparisonsIn(clause).map(({ key }) => key))];
}

/** Whether a clause holds; a key that the context does not have is false. */
export function evaluate(clause: WhenClause, context: Context): boolean {
  switch (clause.kind) {
    case 'constant':
      return clause.value;
    case 'key':
      return Boolean(context.get(clause.key));
    case 'equals':
      return context.get(clause.key) === clause.value;
    case 'matches':
      return clause.pattern.test(String(context.get(clause.key) ?? ''));
    case 'compares': {
      const value = Number(context.get(clause.key));
      const { operator } = clause;
      return (
        (operator.includes('=') && value === clause.value) ||
        (operator.startsWith('<') ? value < clause.value : value > clause.value)
      );
    }
    case 'not':
      return !evaluate(clause.operand, context);
    case 'and':
      return clause.operands.every((operand) => evaluate(operand, context));
    case 'or':
      return clause.operands.some((operand) => evaluate(operand, context));
  }
}

/**
 * Whether clauses can hold at the same time: whether some context makes all of them true. All contexts are tried in which a
 * key has one of its possible values.
 *
 * @param domains The possible values of keys that are compared with a regular expression. Other keys have the values that
 *   clauses compare them with, one beside and one between those that are numbers, and one that is none of them.
 * @throws Error when a key compared with a regular expression has no domain.
 */
export function overlap(clauses: readonly WhenClause[], domains: Readonly<Record<string, readonly string[]>>): boolean {
  const comparisons = clauses.flatMap(comparisonsIn);
  const keys = [...new Set(comparisons.map(({ key }) => key))];
  const holds = (index: number, context: Map<string, boolean | string>): boolean => {
    const key = keys[index];
    if (key === undefined) return clauses.every((clause) => evaluate(clause, context));
    const own = comparisons.filter((comparison) => comparison.key === key);
    return valuesOf(key, own, domains).some((value) => holds(index + 1, context.set(key, value)));
  };
  return holds(0, new Map());
}

function valuesOf(
  key: string,
  comparisons: readonly Extract<WhenClause, { key: string }>[],
  domains: Readonly<Record<string, readonly string[]>>,
): (boolean | string)[] {
  const domain = domains[key];
  if (domain) return [...domain];
  const values = new Set<boolean | string>(['another']);
  for (const comparison of comparisons) {
    if (comparison.kind === 'matches') throw new Error(`The possible values of ${key} are not known.`);
    if (comparison.kind === 'key') values.add(true).add(false);
    if (comparison.kind === 'equals') values.add(comparison.value);
    if (comparison.kind === 'compares') for (const step of [-0.5, 0, 0.5]) values.add(String(comparison.value + step));
  }
  return [...values];
}
