import { strict as assert } from 'node:assert';
import { commands, contextKeys, internalCommands, settings, viewId } from '../../src/editor/common/ids';
import { contributes, manifestText, sources, words } from './manifest';
import { keysIn, parseWhen } from './whenClause';

/** The context keys of VS Code that the manifest may use. */
const contextKeysOfVSCode = [
  'activeWebviewPanelId',
  'auxiliaryBarFocus',
  'editorIsOpen',
  'focusedView',
  'inputFocus',
  'listFocus',
  'listMultiSelection',
  'panelFocus',
  'sideBarFocus',
  'treeFindOpen',
  'view',
  'viewItem',
  'webviewFindWidgetFocused',
  'workspaceFolderCount',
];

/** All `when` and `enablement` clauses of the manifest. */
const clauses = [
  ...contributes.commands.map(({ enablement }) => enablement),
  ...Object.values(contributes.views)
    .flat()
    .map(({ when }) => when),
  ...contributes.viewsWelcome.map(({ when }) => when),
  ...Object.values(contributes.menus)
    .flat()
    .map(({ when }) => when),
  ...contributes.keybindings.map(({ when }) => when),
];

/** The words that a placeholder stands for; undefined where it is none, or there are none. */
function wordsFor(text: unknown): string | undefined {
  return words[/^%([\w.]+)%$/.exec(String(text))?.[1] ?? ''];
}

/** The commands that a keybinding runs, also those in a sequence. */
function commandsOf({ command, args }: { readonly command: string; readonly args?: unknown }): string[] {
  if (command !== 'runCommands') return [command];
  const { commands: sequence } = args as { commands: readonly (string | { command: string })[] };
  return sequence.map((step) => (typeof step === 'string' ? step : step.command));
}

describe('the manifest', () => {
  it('declares exactly the commands, settings and view that the code knows', () => {
    const internal: readonly string[] = internalCommands;
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(commands)
        .filter((command) => !internal.includes(command))
        .sort(),
    );
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

  it('uses in keybindings only commands that it declares, or lists of VS Code', () => {
    const known = new Set(contributes.commands.map(({ command }) => command));
    for (const command of contributes.keybindings.flatMap(commandsOf))
      assert.ok(known.has(command) || command.startsWith('list.'), command);
  });

  it('uses only context keys that VS Code defines or the code sets, each of which is used', () => {
    const set = [...sources.matchAll(/'setContext',\s*contextKeys\.(\w+)/g)].map(([, name]) => name ?? '');
    assert.deepEqual([...new Set(set)].sort(), Object.keys(contextKeys).sort());
    const used = new Set(clauses.flatMap((clause) => keysIn(parseWhen(clause))));
    const known = [...contextKeysOfVSCode, ...Object.values(contextKeys)];
    assert.deepEqual([...used].sort(), known.sort());
  });

  it('has words for every placeholder, and no word unused', () => {
    const used = [...manifestText.matchAll(/%([\w.]+)%/g)].map((match) => match[1] ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
  });

  it('titles every command, and describes every setting and each of its values', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.ok(wordsFor(title), command);
      assert.ok(wordsFor(category), command);
    }
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      assert.ok(wordsFor(setting['markdownDescription'] ?? setting['description']), name);
      const values = (setting['enum'] ?? []) as readonly unknown[];
      const descriptions = (setting['markdownEnumDescriptions'] ?? []) as readonly unknown[];
      assert.equal(descriptions.length, values.length, name);
      for (const description of descriptions) assert.ok(wordsFor(description), name);
    }
  });

  it('lets the editor say everything in the user’s language', () => {
    const literals = [...sources.matchAll(/(?:tooltip|placeHolder|placeholder|title|message|label): '([^']+)'/g)].map(
      (match) => match[1],
    );
    assert.deepEqual(literals, []);
  });
});
