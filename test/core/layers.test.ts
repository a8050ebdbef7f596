import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, sep } from 'node:path';

const src = join(__dirname, '../../src');

interface Import {
  readonly from: string;
  /** Relative to `src` with forward slashes, or the name of a package. */
  readonly to: string;
}

/** All imports of the sources below a folder of `src`, also those for types and those at run time. */
function importsOf(folder: string): Import[] {
  const files = readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.flatMap((file) => {
    const path = join(folder, file);
    const text = readFileSync(join(src, path), 'utf8');
    const names = [...text.matchAll(/(?:\bfrom|\bimport|\b(?:import|require)\s*\()\s*['"]([^'"\n]+)['"]/g)].map(
      (match) => match[1] ?? '',
    );
    return names.map((name) => ({
      from: path.replaceAll(sep, '/'),
      to: (name.startsWith('.') ? normalize(join(dirname(path), name)) : name).replaceAll(sep, '/'),
    }));
  });
}

/** The surface that a path in `editor` belongs to: a file or a folder there. */
function surfaceOf(path: string): string | null {
  return /^editor\/([^/.]+)/.exec(path)?.[1] ?? null;
}

const core = importsOf('core');
const editor = importsOf('editor');
const webview = importsOf('webview');
const show = (imports: readonly Import[]): string[] => imports.map(({ from, to }) => `${from} → ${to}`);

describe('layers', () => {
  it('are read from the sources', () => {
    assert.ok(core.some(({ from, to }) => from === 'core/digest.ts' && to === 'core/library'));
    assert.ok(core.some(({ to }) => to === 'minisearch'));
    assert.ok(editor.some(({ to }) => to === 'vscode'));
    assert.ok(editor.some(({ to }) => to.startsWith('editor/common/')));
  });

  it('let the core import itself and two libraries alone', () => {
    const libraries = ['minisearch', 'jsonc-parser'];
    assert.deepEqual(show(core.filter(({ to }) => !to.startsWith('core/') && !libraries.includes(to))), []);
  });

  it('let Node in where a file is read in part, a worker is started and user state is saved, and nowhere else', () => {
    const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
    const builtins = [...core, ...editor, ...webview].filter(({ to }) => isBuiltin(to));
    const readingOnNode = ['editor/reading/nodeFiles.ts', 'editor/reading/nodeLock.ts'];
    const allowed = ['editor/dumps/prefix.ts', 'editor/search/nodeWorker.ts', ...readingOnNode];
    assert.deepEqual(show(builtins.filter(({ from }) => !allowed.includes(from))), []);
  });

  it('keep the surfaces apart', () => {
    const between = editor.filter(({ from, to }) => {
      const target = surfaceOf(to);
      return target !== null && target !== 'common' && target !== surfaceOf(from);
    });
    assert.deepEqual(show(between), []);
  });

  it('let no surface reach back to what joins the surfaces', () => {
    const joining = ['extension', 'node', 'web'];
    assert.deepEqual(show([...core, ...editor, ...webview].filter(({ to }) => joining.includes(to))), []);
  });

  it('let the webview know the core and what sets formulas, alone', () => {
    assert.deepEqual(
      show(webview.filter(({ to }) => !to.startsWith('core/') && !to.startsWith('webview/') && to !== 'temml')),
      [],
    );
  });
});
