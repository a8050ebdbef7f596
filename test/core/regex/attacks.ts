import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** A text that is made to keep an expression busy: `head`, `pump` as often as it takes, `tail`. */
export interface Attack {
  readonly head: string;
  readonly pump: string;
  readonly tail: string;
}

/** How many texts are tried for one part of an expression. */
const maxSamples = 4;
const maxLength = 60;

/**
 * Texts on which a backtracking matcher may take more than linear time: for each unbounded loop of the expression, what
 * leads to it, what it takes, and both together, repeated. What leads to a loop begins a match at each repetition; if
 * the loop takes it too, each of these matches goes on to the end.
 */
export function attacksOn({ source, flags }: Pick<RegExp, 'source' | 'flags'>): Attack[] {
  const sampler = new Sampler(flags.replace(/[^iuv]/g, ''));
  const attacks = new Map<string, Attack>();
  for (const loop of loopsOf(parse(source, flags))) {
    const leads = sampler.before(loop);
    const bodies = sampler.of(loop.element).filter((body) => body !== '');
    const pumps = [
      ...bodies.map((pump) => ['', pump]),
      ...leads.map((lead) => ['', lead]),
      ...leads.flatMap((lead) =>
        bodies.flatMap((body) => [
          ['', lead + body],
          [lead, body],
        ]),
      ),
      ...bodies.flatMap((a) => bodies.map((b) => ['', a + b])),
    ] as [string, string][];
    const tails = ['', '\u0001\n', ...sampler.against(loop.element)];
    for (const [head, pump] of pumps)
      for (const tail of tails) if (pump !== '') attacks.set(JSON.stringify([head, pump, tail]), { head, pump, tail });
  }
  return [...attacks.values()];
}

/** For each unbounded loop of an expression, what leads to it together with what it takes. */
export function pumpsOf({ source, flags }: Pick<RegExp, 'source' | 'flags'>): string[] {
  const sampler = new Sampler(flags.replace(/[^iuv]/g, ''));
  return loopsOf(parse(source, flags)).map(
    (loop) => (sampler.before(loop)[0] ?? '') + (sampler.of(loop.element)[0] ?? ''),
  );
}

function parse(source: string, flags: string): AST.Pattern {
  return new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
}

/** The loops without an upper bound. */
function loopsOf(node: AST.Node): AST.Quantifier[] {
  const loops = node.type === 'Quantifier' && node.max === Infinity ? [node] : [];
  return [...loops, ...childrenOf(node).flatMap(loopsOf)];
}

function childrenOf(node: AST.Node): readonly AST.Node[] {
  switch (node.type) {
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives;
    case 'Assertion':
      return 'alternatives' in node ? node.alternatives : [];
    case 'Alternative':
      return node.elements;
    case 'Quantifier':
      return [node.element];
    default:
      return [];
  }
}

const characters = [...'a0A _{[(<`"\'=.-/:\\*~,|#$@^&+!?;%)]}>é中’”–\t\n\u0301\ufffc'];

/** Makes texts that parts of an expression match, as far as that can be said without looking around. */
class Sampler {
  readonly #flags: string;

  constructor(flags: string) {
    this.#flags = flags;
  }

  /** What may stand before a node for the match to reach it, back to where the match begins. */
  before(node: AST.Node): string[] {
    const { parent } = node;
    if (!parent) return [''];
    const outer = this.before(parent);
    if (parent.type !== 'Alternative') return outer;
    const earlier = parent.elements.slice(
      0,
      parent.elements.findIndex((element) => element === node),
    );
    return this.#joined([outer, ...earlier.map((element) => this.of(element))]);
  }

  /** Characters that a node does not match; none where it is more than one character. */
  against(node: AST.Node): string[] {
    if (node.type !== 'CharacterClass' && node.type !== 'CharacterSet') return [];
    const one = new RegExp(`^${node.raw}$`, this.#flags);
    return characters.filter((character) => !one.test(character)).slice(0, 2);
  }

  /** Texts that a node matches. */
  of(node: AST.Node): string[] {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        return node.alternatives.flatMap((alternative) => this.of(alternative)).slice(0, 2 * maxSamples);
      case 'Alternative':
        return this.#joined(node.elements.map((element) => this.of(element)));
      case 'Quantifier': {
        const once = this.of(node.element).map((text) => text.repeat(Math.max(1, node.min)));
        return node.min === 0 ? [...once.slice(0, maxSamples - 1), ''] : once;
      }
      case 'Assertion':
        return node.kind === 'lookbehind' && !node.negate
          ? node.alternatives.flatMap((alternative) => this.of(alternative)).slice(0, maxSamples)
          : [''];
      case 'Character':
        return [String.fromCodePoint(node.value)];
      case 'CharacterClass':
      case 'CharacterSet':
      case 'ExpressionCharacterClass': {
        const one = new RegExp(`^${node.raw}$`, this.#flags);
        return characters.filter((character) => one.test(character)).slice(0, maxSamples);
      }
      case 'Backreference':
        return Array.isArray(node.resolved) ? [''] : this.of(node.resolved as AST.CapturingGroup).slice(0, 1);
      default:
        return [''];
    }
  }

  /** Texts of all parts one after the other: the first of each, the second of each, and so on. */
  #joined(parts: readonly (readonly string[])[]): string[] {
    const count = Math.min(maxSamples, Math.max(1, ...parts.map(({ length }) => length)));
    const texts = Array.from({ length: count }, (_, i) =>
      parts.map((texts) => texts[i % Math.max(1, texts.length)] ?? '').join(''),
    );
    return [...new Set(texts)].filter((text) => text.length <= maxLength);
  }
}
