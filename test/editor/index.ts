import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMocha } from '../stages/mocha';

const TIMEOUT = 20_000;

/** Runs the bundled editor tests inside VS Code's extension host; VS Code calls it by this name. */
export async function run(): Promise<void> {
  const names = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.js'),
  );
  const { failed } = await runMocha(
    names.sort().map((name) => join(__dirname, name)),
    TIMEOUT,
  );
  if (failed > 0) throw new Error(`${failed} editor test${failed === 1 ? '' : 's'} failed.`);
}
