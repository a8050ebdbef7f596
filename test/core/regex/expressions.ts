import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Collected, SourceExpression } from './collect';

let known: Collected | null = null;

/** All regular expressions of the source; collected once, in a process of its own. */
export function collected(): Collected {
  const script = join(__dirname, 'collect.ts');
  const print = (): string =>
    execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8', maxBuffer: 1e8 });
  return (known ??= JSON.parse(print()) as Collected);
}

/** Those that differ, by how they are written. */
export function distinctExpressions(): ReadonlyMap<string, SourceExpression> {
  const { literals, built } = collected();
  const distinct = new Map<string, SourceExpression>();
  for (const expression of [...literals, ...built]) {
    const key = new RegExp(expression.source, expression.flags).toString();
    if (!distinct.has(key)) distinct.set(key, expression);
  }
  return distinct;
}
