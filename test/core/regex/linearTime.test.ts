import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import { attacksOn } from './attacks';
import type { Collected, SourceExpression } from './collect';
import { shown, superlinear } from './growth';

/** The length of the texts that attack an expression, in UTF-16 code units. */
const attackLength = 32_000;

/** What keeps the input of an expression short that takes more than linear time, by source. */
const bounded: ReadonlyMap<string, string> = new Map<string, string>([]);

/** Says where an expression takes more than linear time; empty where nothing was found. */
function faultsOf(expression: Pick<RegExp, 'source' | 'flags'>): string[] {
  return [...lint(expression), ...attacked(expression)];
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
function attacked({ source, flags }: Pick<RegExp, 'source' | 'flags'>): string[] {
  const everywhere = new RegExp(source, `${flags.replace(/[gyd]/g, '')}g`);
  for (const { head, pump, tail } of attacksOn({ source, flags })) {
    const prepare = (size: number): (() => unknown) => {
      const text = head + pump.repeat(Math.ceil(size / pump.length)) + tail;
      return () => text.replace(everywhere, '');
    };
    const measured = superlinear(prepare, attackLength);
    if (measured) return [`${JSON.stringify([head, pump, tail])}: ${shown(measured)}`];
  }
  return [];
}

describe('regular expressions', function () {
  this.timeout(120_000);

  let collected: Collected;
  const distinct = new Map<string, SourceExpression>();

  before(() => {
    const script = join(__dirname, 'collect.ts');
    const output = execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8', maxBuffer: 1e8 });
    collected = JSON.parse(output) as Collected;
    for (const expression of [...collected.literals, ...collected.built]) {
      const key = new RegExp(expression.source, expression.flags).toString();
      if (!distinct.has(key)) distinct.set(key, expression);
    }
  });

  it('are all collected from the source', () => {
    assert.ok(collected.literals.length > 400, String(collected.literals.length));
    assert.deepEqual(collected.unseen, []);
  });

  it('take linear time, wherever a match is looked for', () => {
    const faults = [...distinct].flatMap(([key, expression]) =>
      bounded.has(expression.source)
        ? []
        : faultsOf(expression).map((fault) => `${expression.place} ${key}\n  ${fault}`),
    );
    assert.equal(faults.length, 0, faults.join('\n'));
  });
});
