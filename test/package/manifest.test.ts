import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, contextKeys, settings, viewId } from '../../src/editor/common/ids';
import { ROOT } from '../host/paths';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string }[];
    readonly views: Readonly<Record<string, readonly { id: string }[]>>;
    readonly menus: Readonly<Record<string, readonly { command: string; when?: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
const words = JSON.parse(readFileSync(join(ROOT, 'package.nls.json'), 'utf8')) as Record<string, string>;
const { contributes } = JSON.parse(text) as Manifest;
const sources = readdirSync(join(ROOT, 'src', 'editor'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(ROOT, 'src', 'editor', name), 'utf8'))
  .join('\n');

describe('the manifest', () => {
  it('declares exactly the commands, settings and view that the code knows', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), Object.values(commands).sort());
    const { section, ...names } = settings;
    assert.deepEqual(
      Object.keys(contributes.configuration.properties).sort(),
      Object.values(names)
        .map((name) => `${section}.${name}`)
        .sort(),
    );
    assert.deepEqual(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
      [viewId],
    );
  });

  it('uses in menus only commands and context keys that exist', () => {
    const known = new Set<string>(Object.values(commands));
    for (const { command } of Object.values(contributes.menus).flat()) assert.ok(known.has(command), command);
    const keys = new Set([...text.matchAll(/paperDigest\.(?:loaded|sampleOpen|\w+Open\b)/g)].map(([key]) => key));
    for (const key of keys) assert.ok((Object.values(contextKeys) as string[]).includes(key), key);
  });

  it('has words for every placeholder, and no word unused', () => {
    const used = [...text.matchAll(/%([\w.]+)%/g)].map((match) => match[1] ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
  });

  it('lets the editor say everything in the user’s language', () => {
    const literals = [...sources.matchAll(/(?:tooltip|placeHolder|placeholder|title|message|label): '([^']+)'/g)].map(
      (match) => match[1],
    );
    assert.deepEqual(literals, []);
  });
});
