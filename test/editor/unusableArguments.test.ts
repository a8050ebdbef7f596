import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { commands } from '../../src/editor/common/ids';
import type { Parts } from '../../src/extension';
import { commandArguments } from '../package/commandArguments';
import { inWorkspace, loadedParts, remove, until, withSetting } from './support';

/** An object that has itself in it. */
function cyclic(): object {
  const object: Record<string, unknown> = { kind: 'group' };
  object['group'] = object;
  object['parent'] = object;
  return object;
}

/** Arguments that no command can use, as a keybinding or another extension may give them. */
const unusable: readonly (readonly unknown[])[] = [
  [],
  [null, ''],
  [{}, {}],
  ['no such paper', 'no-such-topic'],
  [{}, 'no-such-topic'],
  [{}, [[]], 1e9],
  [undefined, Symbol('loom'), -1],
  [Number.NaN, () => 1],
  [{}, [undefined, null, {}, 'no such paper', 7]],
  [cyclic(), [cyclic()]],
  ...['group', 'search', 'paper', 'place'].map((kind) => [{ kind }, [{ kind }]]),
  [{ kind: 'paper', paper: null }, [{ kind: 'paper', paper: { id: 7 } }]],
  [{ kind: 'search', query: 7 }, [{ kind: 'search', query: {} }]],
  [{ kind: 'place', place: { note: 7 } }],
  [{ note: '::', cell: 'a', line: 'b' }],
  [{ note: 'a b:c', cell: null, line: 0, character: 0, endLine: 0, endCharacter: 0 }],
  [{ note: 'no-such-scheme:/a.md', cell: null, line: -1, character: {}, endLine: 'x', endCharacter: null }],
  [{ note: 'file:///no/such/note.ipynb', cell: 3, line: 0, character: 0, endLine: 0, endCharacter: 0 }],
  [{ in: 'tree' }, { in: 7 }],
];

describe('the commands, whatever they are called with,', () => {
  let running: Parts;
  const unhandled: unknown[] = [];
  const keep = (reason: unknown): void => {
    if (reason instanceof Error && /dist[\\/]extension\.js/.test(reason.stack ?? '')) unhandled.push(reason.stack);
  };
  before(async () => {
    running = await loadedParts();
    process.on('unhandledRejection', keep);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
  after(async () => {
    process.off('unhandledRejection', keep);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  /** Runs a command to its end, and leaves every picker, box and message that it shows meanwhile. */
  async function runAndCancel(command: string, ...args: readonly unknown[]): Promise<void> {
    let isDone = false;
    const done = Promise.resolve(vscode.commands.executeCommand(command, ...args)).finally(() => {
      isDone = true;
    });
    done.catch(() => undefined);
    await until(`the end of ${command}`, async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await vscode.commands.executeCommand('notifications.clearAll');
      return isDone;
    });
    await done;
  }

  /** What the commands can change. */
  function state(): string {
    const { options, searches, moves, reader } = running;
    return JSON.stringify([
      options.filter,
      options.hidden,
      searches.queries,
      moves.size,
      marked(),
      reader.shown,
      vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString()),
    ]);
  }

  /** What was marked, without papers of which all marks were taken back. */
  const marked = (): string =>
    JSON.stringify(
      [...running.reading.readings].filter(
        ([, { state: read, starred, hidden, tags, note }]) =>
          read !== 'unread' || starred || hidden || tags.length > 0 || note !== '',
      ),
    );

  for (const [name, command] of Object.entries(commands)) {
    it(`fail in nothing: ${name}`, async function () {
      this.timeout(60_000);
      const [paper] = running.digest.papers.values();
      assert.ok(paper);
      const before = marked();
      const { hidden } = running.options;
      const failures: string[] = [];
      const run = async (args: readonly unknown[]): Promise<void> => {
        const unchanged = state();
        await runAndCancel(command, ...args).catch((error: unknown) => {
          const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
          failures.push(`${args.map(String).join(', ')}: ${reason}`);
        });
        if (commandArguments[name as keyof typeof commands] === 'required') assert.equal(state(), unchanged);
      };
      await withSetting('reading.markReadAfter', 0, async () => {
        for (const args of [[], [{}, {}]]) await run(args);
        await vscode.commands.executeCommand(commands.openAbstract, paper.id);
        for (const args of unusable) await run(args);
        while (marked() !== before) assert.ok(running.reading.undo() > 0);
        await running.source.setSampleOpen(false);
        running.options.filter = '';
        for (const query of running.searches.queries) await running.searches.remove(query);
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await remove(inWorkspace('paper-digest.topics.json')).catch(() => undefined);
      });
      assert.deepEqual(failures, []);
      assert.deepEqual(unhandled.splice(0), []);
      assert.deepEqual([running.options.hidden, running.moves.size], [hidden, 0]);
    });
  }
});
