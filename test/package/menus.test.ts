import { strict as assert } from 'node:assert';
import { commands } from '../../src/editor/common/ids';
import { allContextValues } from '../../src/editor/tree/contextValues';
import { commandArguments } from './commandArguments';
import { contributes, type MenuItem } from './manifest';
import { overlap, parseWhen } from './whenClause';

const domains = { viewItem: allContextValues() };
const { commandPalette = [], ...menus } = contributes.menus;

/** The lists that a user sees: each menu, and apart from it the buttons beside a row. */
const lists = Object.entries(menus).flatMap(([menu, items]): [string, readonly MenuItem[]][] => {
  const isInline = ({ group }: MenuItem): boolean => /^inline(?:@|$)/.test(group ?? '');
  return [
    [menu, items.filter((item) => !isInline(item))],
    [`${menu}, inline`, items.filter(isInline)],
  ];
});

/** The pairs of items that can be seen at the same time. */
function pairs(items: readonly MenuItem[]): [MenuItem, MenuItem][] {
  return items.flatMap((first, index) =>
    items
      .slice(index + 1)
      .filter((second) => overlap([parseWhen(first.when), parseWhen(second.when)], domains))
      .map((second): [MenuItem, MenuItem] => [first, second]),
  );
}

describe('the menus', () => {
  it('have only commands that the manifest declares, each of which can be seen', () => {
    const declared = new Set(contributes.commands.map(({ command }) => command));
    for (const { command } of Object.values(contributes.menus).flat()) assert.ok(declared.has(command), command);
    for (const [menu, items] of lists)
      for (const { command, when } of items)
        assert.ok(overlap([parseWhen(when)], domains), `${command} is never in ${menu}`);
  });

  it('have no command twice', () => {
    for (const [menu, items] of [...lists, ['the palette', commandPalette] as const])
      for (const [first, second] of pairs(items))
        assert.notEqual(first.command, second.command, `${first.command} is twice in ${menu}`);
  });

  it('have no two commands at one position', () => {
    for (const [menu, items] of lists) {
      for (const { command, group } of items) assert.match(group ?? '', /^\w+@\d+$/, `${command} in ${menu}`);
      for (const [first, second] of pairs(items))
        assert.notEqual(first.group, second.group, `${first.command} and ${second.command} in ${menu}`);
    }
  });

  it('let the palette have no command that needs an argument', () => {
    for (const [name, command] of Object.entries(commands)) {
      if (commandArguments[name as keyof typeof commands] !== 'required') continue;
      const isDeclared = contributes.commands.some((declared) => declared.command === command);
      const rule = commandPalette.find((item) => item.command === command);
      assert.ok(!isDeclared || (rule && !overlap([parseWhen(rule.when)], domains)), command);
    }
  });

  it('let a paper be taken elsewhere from the tree and from the reader alike', () => {
    const { copyTitle, copyCitation, copyAs, insertIntoNote, searchOnWeb } = commands;
    for (const menu of ['view/item/context', 'editor/title'])
      for (const command of [copyTitle, copyCitation, copyAs, insertIntoNote, searchOnWeb])
        assert.ok(
          menus[menu]?.some((item) => item.command === command),
          `${command} is not in ${menu}`,
        );
  });
});
