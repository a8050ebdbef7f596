import { strict as assert } from 'node:assert';
import { ESLint } from 'eslint';
import { ROOT } from '../host/paths';

/** The lines of a new source file that ESLint's rules for doc comments report. */
async function reportedLines(source: string): Promise<number[]> {
  const results = await new ESLint({ cwd: ROOT }).lintText(source, { filePath: 'src/core/newFile.ts' });
  const messages = results.flatMap((result) => result.messages);
  assert.deepEqual(
    messages.filter(({ fatal }) => fatal === true),
    [],
  );
  return messages.filter(({ ruleId }) => ruleId?.startsWith('jsdoc/') === true).map(({ line }) => line);
}

describe('doc comments', () => {
  for (const [name, source] of [
    ['a function', 'export function load(): void {}'],
    ['a generator', 'export function* load(): Generator {}'],
    ['a class', 'export class Paper {}'],
    ['an interface', 'export interface Paper {}'],
    ['a type', 'export type Paper = string;'],
    ['a constant', 'export const papers = 1;'],
    ['a method', '/** A saved paper. */\nexport class Paper {\n  load(): void {}\n}'],
    ['a getter', '/** A saved paper. */\nexport class Paper {\n  get title(): string {\n    return "";\n  }\n}'],
  ] as const)
    it(`are asked for at ${name} that is exported`, async () => {
      assert.deepEqual(await reportedLines(source), [source.startsWith('/**') ? 3 : 1]);
    });

  it('are not asked for at what is private, inherited or described by an interface', async () => {
    const source = `
      function load(): void {}
      /** A paper in a file. */
      export class SavedPaper {
        constructor() { load(); }
        #load(): void {}
      }
      /** A paper that is shown. */
      export class ShownPaper extends SavedPaper implements Disposable {
        override toString(): string { return ''; }
        dispose(): void {}
      }
    `;
    assert.deepEqual(await reportedLines(source), []);
  });

  it('say more than the name', async () => {
    assert.deepEqual(await reportedLines('/** The saved papers. */\nexport const savedPapers = 1;'), [1]);
    assert.deepEqual(await reportedLines('/** Papers of all files, newest first. */\nexport const papers = 1;'), []);
  });
});
