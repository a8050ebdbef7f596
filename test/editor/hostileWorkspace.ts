import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { Paper } from '../../src/core/paper';
import type { GroupNode, PaperNode } from '../../src/editor/tree';
import type { Parts } from '../../src/extension';
import { assertInertText, hostileNames, hostileTexts, seen } from './hostileTexts';
import { RecordedWindow, type Shown } from './recordedWindow';
import { abstractOn, allPapers, inWorkspace, loadedParts, remove, until, write } from './support';

/** A listing with one paper for each hostile text: it is in the title, the abstract and the organization. */
function hostileListing(): string {
  const entries = hostileTexts.map((text, i) =>
    [
      `Kelp${String(i)} ${text} Tides`,
      `We look at ${text} in kelp. ${abstractOn(`kelp ${String(i)}`)}`,
      `lab-${String(i)} ${text} Group\n·\nSep 23 4`,
    ].join('\n\n'),
  );
  const header = 'new\n\nGet trending papers in your email inbox!\n\nSubscribe\n\nDaily Papers\n\n';
  return `${header}byAK and the research community\n\nNov 12\n\n${entries.join('\n\n')}\n`;
}

/** Papers of hostile texts in the workspace, and what VS Code is given to show while commands run on them. */
export class HostileWorkspace {
  readonly folder = inWorkspace('hostile $(trash) [x](command:a)');
  readonly #counts = new Map<string, { sinks: Set<string>; cases: number }>();
  #running: Parts | undefined;
  #window: RecordedWindow | undefined;
  #size = 0;

  /** Registers what goes before and after the tests of a suite. */
  constructor() {
    before(() => this.#open());
    after(() => this.#close());
    beforeEach(() => {
      this.#window = new RecordedWindow();
    });
    afterEach(async () => {
      this.window.restore();
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await vscode.commands.executeCommand('notifications.clearAll');
    });
  }

  get running(): Parts {
    assert.ok(this.#running);
    return this.#running;
  }

  get window(): RecordedWindow {
    assert.ok(this.#window);
    return this.#window;
  }

  /** The papers, one for each hostile text. */
  get papers(): Paper[] {
    return [...this.running.digest.papers.values()].filter(({ title }) => title.startsWith('Kelp'));
  }

  get first(): Paper {
    const [paper] = this.papers;
    assert.ok(paper);
    return paper;
  }

  async nodeOf(paper: Paper): Promise<PaperNode> {
    const node = (await allPapers(this.running)).find((candidate) => candidate.paper.id === paper.id);
    assert.ok(node);
    return node;
  }

  async groupOf(paper: Paper): Promise<GroupNode> {
    await until('the paper in its group', async () => (await this.nodeOf(paper)).parent.kind === 'group');
    const { parent } = await this.nodeOf(paper);
    assert.ok(parent.kind === 'group');
    return parent;
  }

  /** Checks that texts are inert, and counts them for where they came from. */
  check(source: string, shown: readonly Shown[] = this.window.shown): void {
    const known = this.#counts.get(source) ?? { sinks: new Set(), cases: 0 };
    this.#counts.set(source, known);
    for (const one of shown) {
      known.sinks.add(one.sink);
      known.cases++;
      assertInertText(one);
    }
    if (shown === this.window.shown) this.window.shown.length = 0;
  }

  /** Checks what was recorded, and that each of the sinks showed a text as it is, or the beginning of it. */
  checkRecorded(source: string, text: string, sinks: readonly string[]): void {
    for (const sink of sinks) this.checkShown(sink, text.slice(0, 40));
    this.check(source);
  }

  /** Checks that a sink showed a text. */
  checkShown(sink: string, text: string): void {
    const texts = this.window.texts(sink);
    assert.ok(
      texts.some((shown) => seen(shown).includes(text)),
      `${sink} shows ${text}: ${texts.slice(0, 5).join('\n')}`,
    );
  }

  /** Runs a command that shows a quick pick, and waits until it has rows. */
  async pickerOf(command: string, ...given: readonly unknown[]): Promise<vscode.QuickPick<vscode.QuickPickItem>> {
    const { pickers } = this.window;
    const before = pickers.length;
    void vscode.commands.executeCommand(command, ...given);
    await until('a quick pick', () => pickers.length > before);
    const picker = pickers.at(-1);
    assert.ok(picker);
    await until('rows or the end of the work', () => picker.items.length > 0 || !picker.busy);
    return picker;
  }

  async #open(): Promise<void> {
    this.#running = await loadedParts();
    this.#size = this.running.digest.papers.size;
    for (const [i, name] of hostileNames.entries())
      await write(vscode.Uri.joinPath(this.folder, `${String(i)} ${name}.txt`), hostileListing());
    await until('the hostile papers', () => this.running.digest.papers.size === this.#size + hostileTexts.length);
    await until('their copies', () => this.papers.every(({ sources }) => sources.length === hostileNames.length));
  }

  async #close(): Promise<void> {
    await remove(this.folder);
    await until('the workspace alone', () => this.running.digest.papers.size === this.#size);
    for (const [source, { sinks, cases }] of this.#counts)
      console.log(`      ${source}: ${String(sinks.size)} sinks, ${String(cases)} texts`);
  }
}

/** The texts of a row of the tree. */
export function treeTexts({ label, description, accessibilityInformation }: vscode.TreeItem): Shown[] {
  return [
    { sink: 'tree label', kind: 'plain', text: typeof label === 'string' ? label : String(label?.label) },
    { sink: 'tree description', kind: 'plain', text: String(description) },
    { sink: 'tree accessibility label', kind: 'plain', text: String(accessibilityInformation?.label) },
  ];
}

/** The text of a problem. */
export function problemText({ message }: vscode.Diagnostic): Shown {
  return { sink: 'problem', kind: 'label', text: message };
}
