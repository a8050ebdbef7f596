import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../host/paths';

export interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

/** The parts of `package.json` that tests look at. */
export interface Manifest {
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category: string; enablement?: string }[];
    readonly views: Readonly<Record<string, readonly { id: string; when?: string }[]>>;
    readonly viewsWelcome: readonly { view: string; when?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly { command: string; key: string; when?: string; args?: unknown }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
  };
}

export const manifestText = readFileSync(join(ROOT, 'package.json'), 'utf8');
export const { contributes } = JSON.parse(manifestText) as Manifest;

/** The words of `package.nls.json` by their placeholders' names. */
export const words = JSON.parse(readFileSync(join(ROOT, 'package.nls.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

/** The text of all sources for the extension host. */
export const sources = readdirSync(join(ROOT, 'src', 'editor'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(ROOT, 'src', 'editor', name), 'utf8'))
  .join('\n');
