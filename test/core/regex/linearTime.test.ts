import { strict as assert } from 'node:assert';
import { Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import { attacksOn } from './attacks';
import { collected, distinctExpressions } from './expressions';
import { explosive, shown, superlinear } from './growth';

/** The length of the texts that attack an expression, in UTF-16 code units. */
const attackLength = 32_000;

/** By source, the greatest length of the texts that an expression is given which takes more than linear time. */
const bounded: ReadonlyMap<string, number> = new Map([
  // The end of a line, cut out before.
  [/["'”)\]]+$/.source, 12],
]);

/** By source, expressions that the automata complain of though they are linear; they are attacked all the same. */
const falseAlarms: ReadonlySet<string> = new Set([
  // A run of underscores gives back one of them at most.
  /\\.|([*~`$"])\1*|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|[(){}“”«»]/u.source,
]);

/** Expressions of which it is known that they take more than linear time, each with what is wrong with it. */
const knownFaults: Readonly<Record<string, RegExp>> = {
  'a digit run that is tried from each digit': /(?:[A-Za-z]|\d+(?:\.\d+)?)(?:times|cdot)[A-Za-z]/g,
  'a chain of numbers that is tried from each comma': /(?<![\w.])(\d+(?:[.,]\d+)*)times/g,
  'a group in braces that may hold its own opening':
    /(?<=[\^_])\{(?:(?:alpha|beta|[A-Za-z])(?![A-Za-z])|[\d\s_^{}])+\}/g,
  'a citation of AsciiDoc that may hold its own opening': /\bcite[a-z]*:\[[^\]\n]*\]/g,
  'options of code in Org that may hold their own opening': /\bsrc_\w{1,40}(?:\[[^\]\n]*\])?\{[^{}\n]*\}/g,
  'an end that is looked for from each character': /[ \t]+$/,
  'a loop in a lookbehind': /(?<=\d\.\d+)pm/,
  'two loops for the same blanks': /\([ \t]*(?:[^\s()]*)[ \t]*\)/,
  'a loop in a loop': /^(?:a+b?)+$/,
};

/** Says where an expression takes more than linear time; empty where nothing was found. */
function faultsOf(expression: Pick<RegExp, 'source' | 'flags'>): string[] {
  const length = bounded.get(expression.source) ?? attackLength;
  const isExcused = length < attackLength || falseAlarms.has(expression.source);
  const complaints = isExcused ? [] : lint(expression);
  return complaints.length > 0 ? complaints : attacked(expression, length);
}

const linter = new Linter();

/** What the automata of eslint-plugin-regexp say of loops that compete for the same characters. */
function lint({ source, flags }: Pick<RegExp, 'source' | 'flags'>): string[] {
  const code = `void ${new RegExp(source, flags).toString()};`;
  const messages = linter.verify(code, {
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  });
  return messages.map(({ message }) => message.slice(0, 200));
}

/** Looks for all matches in texts that are made for the expression, and measures how the time grows. */
function attacked({ source, flags }: Pick<RegExp, 'source' | 'flags'>, length: number): string[] {
  const everywhere = new RegExp(source, `${flags.replace(/[gyd]/g, '')}g`);
  for (const { head, pump, tail } of attacksOn({ source, flags })) {
    const prepare = (size: number): (() => unknown) => {
      const text = head + pump.repeat(Math.ceil(size / pump.length)) + tail;
      return () => text.replace(everywhere, '');
    };
    const measured = explosive(prepare, pump.length) ?? superlinear(prepare, length);
    if (measured) return [`${JSON.stringify([head, pump, tail])}: ${shown(measured)}`];
  }
  return [];
}

describe('regular expressions', function () {
  this.timeout(120_000);

  it('are all collected from the source', () => {
    assert.ok(collected().literals.length > 400, String(collected().literals.length));
    assert.deepEqual(collected().unseen, []);
  });

  it('take linear time, wherever a match is looked for', () => {
    const faults = [...distinctExpressions()].flatMap(([key, expression]) =>
      faultsOf(expression).map((fault) => `${expression.place} ${key}\n  ${fault}`),
    );
    assert.equal(faults.length, 0, faults.join('\n'));
  });

  for (const [what, expression] of Object.entries(knownFaults)) {
    it(`do not pass with ${what}`, () => {
      assert.notDeepEqual(faultsOf(expression), []);
    });
  }
});
